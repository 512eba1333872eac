import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listShared } from '../contract.ts'

/** Records that learners show to the own organisation at present. */
export default function SharedWithUsPage() {
  const { t } = useTranslation()
  const { day } = useFormat()
  const rows = usePaged(listShared, {})
  return (
    <>
      <PageHeader title={t('records.with_us.title')} lead={t('records.with_us.lead')} />
      {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.retry} />}
      {rows.isLoading && <Skeleton lines={6} />}
      {!rows.isLoading && rows.error === null && rows.rows.length === 0 && (
        <Empty title={t('records.with_us.empty')} text={t('records.with_us.empty_text')} />
      )}
      {rows.rows.length > 0 && (
        <Sheet>
          <DataTable
            label={t('records.with_us.title')}
            columns={[
              { key: 'holder', title: t('records.field.learner'), render: row => row.holder },
              { key: 'title', title: t('records.share.title'), render: row => row.title },
              {
                ...{ key: 'entries', title: t('records.with_us.entries'), align: 'end' as const },
                render: row => row.entries,
              },
              {
                ...{ key: 'ends', title: t('records.share.ends'), align: 'end' as const },
                render: row => day(row.endsOn, 'short'),
              },
            ]}
            rows={rows.rows}
            rowKey={row => row.id}
            rowLink={row => `/shared-with-us/${row.id}`}
          />
          {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
        </Sheet>
      )}
    </>
  )
}
