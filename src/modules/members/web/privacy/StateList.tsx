import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Paged } from '#platform/web/query.ts'
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import '../members.css'

type Props<R, S extends string> = {
  title: string
  lead: string
  state: S | undefined
  states: readonly { value: S; label: string }[]
  onState: (state: S | undefined) => void
  rows: Paged<R>
  columns: readonly Column<R>[]
  rowKey: (row: R) => string
  rowAction: (row: R) => ReactNode
  empty: ReactNode
}

/** What waits for the organisation's answer and what it has answered: a short list with one filter. */
export function StateList<R, S extends string>(props: Props<R, S>) {
  const { t } = useTranslation()
  const { title, lead, state, states, onState, rows, columns, rowKey, rowAction, empty } = props
  return (
    <>
      <PageHeader
        title={title}
        lead={lead}
        trail={[{ to: '/people', label: t('members.people.title') }]}
        action={
          <Select<S>
            aria-label={t('data.field.state')}
            placeholder={t('data.field.state')}
            allowClear
            value={state}
            onChange={value => onState(value)}
            options={[...states]}
            style={{ minWidth: 140 }}
          />
        }
      />
      {rows.error && rows.rows.length === 0 && <ErrorState error={rows.error} onRetry={rows.retry} />}
      {rows.isLoading && <Skeleton lines={9} />}
      {!rows.isLoading && !rows.error && rows.rows.length === 0 && empty}
      {rows.rows.length > 0 && (
        <DataTable label={title} columns={columns} rows={rows.rows} rowKey={rowKey} rowAction={rowAction} />
      )}
      {rows.hasMore && (
        <Button onClick={rows.more} loading={rows.isLoadingMore}>
          {t('action.more')}
        </Button>
      )}
    </>
  )
}
