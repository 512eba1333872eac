import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listSheets } from '../contract.ts'

/** The school's grade sheets, the latest first. */
export default function SheetsPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const rows = usePaged(listSheets, {})
  const begin = (
    <Link to="/results/sheets/new">
      <Button type="primary">{t('records.sheets.new')}</Button>
    </Link>
  )
  return (
    <>
      <PageHeader
        title={t('records.sheets.title')}
        lead={t('records.sheets.lead')}
        trail={[{ to: '/results', label: t('records.results.title') }]}
        action={begin}
      />
      {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.retry} />}
      {rows.isLoading && <Skeleton lines={6} />}
      {!rows.isLoading && rows.rows.length === 0 && (
        <Empty title={t('records.sheets.empty')} text={t('records.sheets.empty_text')} action={begin} />
      )}
      {rows.rows.length > 0 && (
        <Sheet>
          <DataTable
            label={t('records.sheets.title')}
            columns={[
              {
                ...{ key: 'course', title: t('records.field.course') },
                render: row => `${row.course.code} ${name(row.course.name)}`,
              },
              { key: 'class', title: t('records.field.class'), render: row => row.class.name },
              {
                ...{ key: 'term', title: t('records.field.term') },
                render: row =>
                  row.sitting === 'regular'
                    ? row.term
                    : `${row.term} · ${t(`records.sitting.${row.sitting}`)}`,
              },
              {
                ...{ key: 'entered', title: t('records.sheets.entered'), align: 'end' as const },
                render: row => `${row.entered} / ${row.learners}`,
              },
              {
                ...{ key: 'state', title: t('records.field.state') },
                render: row => (
                  <StatusTag tone={row.state === 'submitted' ? 'agreed' : 'uncertain'}>
                    {t(`records.sheets.state.${row.state}`)}
                  </StatusTag>
                ),
              },
            ]}
            rows={rows.rows}
            rowKey={row => row.id}
            rowLink={row => `/results/sheets/${row.id}`}
          />
          {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
        </Sheet>
      )}
    </>
  )
}
