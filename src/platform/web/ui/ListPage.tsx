import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Paged } from '../query.ts'
import { type Column, DataTable } from './DataTable.tsx'
import { Chips, type Facet, Facets } from './Facets.tsx'
import { ListTools } from './ListTools.tsx'
import type { ListState } from './list-state.ts'
import { SearchInput } from './SearchInput.tsx'
import { Empty, ErrorState, Skeleton } from './states.tsx'

export type ListPageProps<R> = {
  title: string
  lead?: ReactNode
  action?: ReactNode
  list: ListState
  rows: Paged<R>
  /** How many there are in all, where the server says so. */
  total?: number
  /** What the search looks into: "Name, number, pinyin"; `false` where the list is too short for one. */
  searchLabel?: string | false
  facets?: readonly Facet[]
  /** In the order of `useListState`. */
  sorts?: readonly { value: string; label: string }[]
  /** Addresses of the files of the same question, by `addressOf`. */
  exports?: { excel: string; csv: string }
  columns: readonly Column<R>[]
  rowKey: (row: R) => string
  rowLink?: (row: R) => string | undefined
  rowAction?: (row: R) => ReactNode
  /** Stands there when nothing is filtered and there is nothing yet. */
  empty: ReactNode
}

/** A list: search first, facets at the left, chips, sort and export at the right, a dense table. */
export function ListPage<R>(props: ListPageProps<R>) {
  const { t } = useTranslation()
  const { title, lead, action, list, total, facets = [] } = props
  return (
    <div className="list-page" data-facets={facets.length > 0 || undefined}>
      <header className="list-title">
        <h1>{title}</h1>
        {lead && <p className="caption">{lead}</p>}
      </header>
      {facets.length > 0 && <FacetColumn list={list} facets={facets} />}
      <div className="list-main">
        <div className="list-bar">
          {props.searchLabel !== false && (
            <SearchInput
              value={list.q}
              onChange={list.setQ}
              label={props.searchLabel ?? t('web.list.search')}
              suffix={
                total !== undefined && <span className="caption">{t('web.list.total', { total })}</span>
              }
            />
          )}
          {action && <div className="page-action">{action}</div>}
        </div>
        <div className="list-tools">
          <Chips list={list} facets={facets} />
          <ListTools list={list} sorts={props.sorts ?? []} exports={props.exports} />
        </div>
        <Rows {...props} />
      </div>
    </div>
  )
}

function FacetColumn({ list, facets }: { list: ListState; facets: readonly Facet[] }) {
  const { t } = useTranslation()
  return (
    <aside className="list-facets" aria-label={t('web.list.filters')}>
      <div className="facets-wide">
        <Facets list={list} facets={facets} />
      </div>
      <details className="facets-phone">
        <summary>
          {t('web.list.filters')}
          {list.count > 0 && ` · ${list.count}`}
        </summary>
        <Facets list={list} facets={facets} />
      </details>
    </aside>
  )
}

function Rows<R>(props: ListPageProps<R>) {
  const { t } = useTranslation()
  const { rows, list, title, columns, rowKey, rowLink, rowAction } = props
  if (rows.error && rows.rows.length === 0) return <ErrorState error={rows.error} onRetry={rows.retry} />
  if (rows.isLoading) return <Skeleton lines={9} />
  if (rows.rows.length === 0) {
    if (list.count === 0 && list.q === '') return props.empty
    return (
      <Empty
        title={t('web.list.nothing.title')}
        text={t('web.list.nothing.text')}
        action={<Button onClick={list.clear}>{t('web.list.clear')}</Button>}
      />
    )
  }
  return (
    <div className="list-rows" data-stale={rows.isStale || undefined}>
      <DataTable
        label={title}
        columns={columns}
        rows={rows.rows}
        rowKey={rowKey}
        rowLink={rowLink}
        rowAction={rowAction}
      />
      <div className="list-foot">
        {rows.hasMore && (
          <Button onClick={rows.more} loading={rows.isLoadingMore}>
            {t('action.more')}
          </Button>
        )}
        <span className="caption" role="status">
          {t('web.list.shown', { count: rows.rows.length })}
        </span>
      </div>
    </div>
  )
}
