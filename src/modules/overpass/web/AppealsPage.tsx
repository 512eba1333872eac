import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listAppeals } from '../contract.ts'

/** Appeals that wait for the committee of the group, the soonest due first. */
export default function AppealsPage() {
  const { t } = useTranslation()
  const { name, day, distance } = useFormat()
  const rows = usePaged(listAppeals, {})
  const figures = <Link to="/conversion">{t('overpass.conversion.nav')}</Link>
  return (
    <>
      <PageHeader
        title={t('overpass.appeals.title')}
        lead={
          <>
            {t('overpass.appeals.lead')} {figures}
          </>
        }
      />
      {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.retry} />}
      {rows.isLoading && <Skeleton lines={6} />}
      {!rows.isLoading && rows.error === null && rows.rows.length === 0 && (
        <Empty title={t('overpass.appeals.empty')} text={t('overpass.appeals.empty_text')} action={figures} />
      )}
      {rows.rows.length > 0 && (
        <Sheet>
          <DataTable
            label={t('overpass.appeals.title')}
            columns={[
              { key: 'learner', title: t('overpass.field.learner'), render: row => row.learner },
              {
                ...{ key: 'programme', title: t('overpass.field.programme') },
                render: row => name(row.programme.name),
              },
              {
                ...{ key: 'school', title: t('overpass.field.school'), wideOnly: true },
                render: row => name(row.receiving.name),
              },
              {
                ...{ key: 'reason', title: t('overpass.appeal.reason'), wideOnly: true },
                render: row => row.reason,
              },
              {
                ...{ key: 'due', title: t('overpass.field.due'), align: 'end' },
                render: row => `${day(row.dueOn, 'short')} (${distance(row.dueOn)})`,
              },
            ]}
            rows={rows.rows}
            rowKey={row => row.id}
            rowLink={row => `/claims/${row.claimId}`}
          />
          {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
        </Sheet>
      )}
    </>
  )
}
