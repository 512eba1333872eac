import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Paged } from '../query.ts'
import { ErrorState, Skeleton } from './states.tsx'

type Props<Row> = {
  list: Paged<Row>
  /** What stands there while there is nothing. */
  empty: ReactNode
  rowKey: (row: Row) => string
  className?: string
  children: (row: Row) => ReactNode
}

/** A list that is read page by page, as lines under one another: on the way, failed, empty, or there, with more to ask for. */
export function PagedLines<Row>({ list, empty, rowKey, className, children }: Props<Row>) {
  const { t } = useTranslation()
  if (list.rows.length === 0) {
    if (list.isLoading) return <Skeleton lines={3} />
    return list.error === null ? empty : <ErrorState error={list.error} onRetry={list.retry} />
  }
  return (
    <>
      <ul className="line-list">
        {list.rows.map(row => (
          <li key={rowKey(row)} className={className}>
            {children(row)}
          </li>
        ))}
      </ul>
      {list.hasMore && <Button onClick={list.more}>{t('action.more')}</Button>}
    </>
  )
}
