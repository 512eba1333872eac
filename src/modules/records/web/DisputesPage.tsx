import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listDisputes } from '../contract.ts'

/** What learners contest and the organisation has to answer, the soonest due first. */
export default function DisputesPage() {
  const { t } = useTranslation()
  const { name, day, distance } = useFormat()
  const rows = usePaged(listDisputes, {})
  return (
    <>
      <PageHeader title={t('records.disputes.title')} lead={t('records.disputes.lead')} />
      {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.retry} />}
      {rows.isLoading && <Skeleton lines={6} />}
      {!rows.isLoading && rows.error === null && rows.rows.length === 0 && (
        <Empty title={t('records.disputes.empty')} text={t('records.disputes.empty_text')} />
      )}
      {rows.rows.length > 0 && (
        <Sheet>
          <DataTable
            label={t('records.disputes.title')}
            columns={[
              { key: 'title', title: t('records.field.title'), render: row => name(row.title) },
              { key: 'learner', title: t('records.field.learner'), render: row => row.learner.name },
              {
                key: 'reason',
                title: t('records.dispute.reason'),
                render: row => row.reason,
                wideOnly: true,
              },
              {
                ...{ key: 'due', title: t('records.disputes.due'), align: 'end' as const },
                render: row => `${day(row.dueOn, 'short')} (${distance(row.dueOn)})`,
              },
            ]}
            rows={rows.rows}
            rowKey={row => row.id}
            rowLink={row => `/outcomes/${row.outcomeId}`}
          />
          {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
        </Sheet>
      )}
    </>
  )
}
