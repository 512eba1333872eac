import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { dayOf } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listAdmissions, listIntakes } from '../../contract.ts'
import { readApplicants } from '../../policy.ts'
import '../overpass.css'
import { IntakesTable } from './IntakesTable.tsx'
import { AdmissionTag } from './PhaseTag.tsx'

/** One's own applications and those of one's children, and the intakes there are; for a school's staff its own. */
export default function AdmissionsPage() {
  const { t } = useTranslation()
  const staff = inAudience(readApplicants, useViewer())
  return (
    <>
      <PageHeader title={t('overpass.intakes.title')} lead={t('overpass.intakes.lead')} />
      <div className="stack">
        {!staff && <Own />}
        <Intakes staff={staff} />
      </div>
    </>
  )
}

function Own() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const rows = usePaged(listAdmissions, {})
  return (
    <Sheet title={t('overpass.intakes.own')}>
      {rows.error !== null ? (
        <ErrorState error={rows.error} onRetry={rows.retry} />
      ) : rows.isLoading ? (
        <Skeleton lines={3} />
      ) : rows.rows.length === 0 ? (
        <Empty title={t('overpass.intakes.own_empty')} text={t('overpass.intakes.own_empty_text')} />
      ) : (
        <DataTable
          label={t('overpass.intakes.own')}
          rows={rows.rows}
          rowKey={row => row.id}
          rowLink={row => `/admissions/${row.id}`}
          columns={[
            {
              ...{ key: 'programme', title: t('overpass.field.programme') },
              render: row => name(row.programme.name),
            },
            {
              ...{ key: 'learner', title: t('overpass.field.learner') },
              render: row => row.learnerName,
            },
            {
              ...{ key: 'school', title: t('overpass.field.school'), wideOnly: true },
              render: row => name(row.receiving.name),
            },
            {
              ...{ key: 'at', title: t('overpass.apply.at'), align: 'end', wideOnly: true },
              render: row => day(dayOf(row.submittedAt), 'short'),
            },
            {
              ...{ key: 'state', title: t('overpass.field.state') },
              render: row => <AdmissionTag state={row.state} />,
            },
          ]}
        />
      )}
      {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
    </Sheet>
  )
}

function Intakes({ staff }: { staff: boolean }) {
  const { t } = useTranslation()
  const rows = usePaged(listIntakes, { query: staff ? { own: 'yes' } : {} })
  return (
    <Sheet title={t('overpass.intakes.list')}>
      {rows.error !== null ? (
        <ErrorState error={rows.error} onRetry={rows.retry} />
      ) : rows.isLoading ? (
        <Skeleton lines={3} />
      ) : rows.rows.length === 0 ? (
        <Empty
          title={t('overpass.intakes.empty')}
          text={t('overpass.intakes.empty_text')}
          action={<Link to="/bridges">{t('overpass.intakes.bridges')}</Link>}
        />
      ) : (
        <IntakesTable label={t('overpass.intakes.list')} rows={rows.rows} />
      )}
      {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
    </Sheet>
  )
}
