import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { type ConsentRequestRow, listConsentRequests } from '../../contract.ts'

/** What the school has asked consent for, the newest first. */
export default function RequestsPage() {
  const { t } = useTranslation()
  const student = useSearchParams()[0].get('student') ?? undefined
  const rows = usePaged(listConsentRequests, { query: { student } })
  const ask = (
    <Link to={student ? `/consents/requests/new?student=${student}` : '/consents/requests/new'}>
      <Button type="primary">{t('members.request.new')}</Button>
    </Link>
  )
  return (
    <>
      <PageHeader
        title={t(student ? 'members.request.list_of_one' : 'members.request.list')}
        lead={t('members.request.list_lead')}
        action={ask}
      />
      <Sheet>
        {rows.isLoading && <Skeleton lines={6} />}
        {rows.error !== null && rows.rows.length === 0 && (
          <ErrorState error={rows.error} onRetry={rows.retry} />
        )}
        {!rows.isLoading && rows.error === null && rows.rows.length === 0 && (
          <Empty title={t('members.request.empty')} text={t('members.request.empty_text')} />
        )}
        {rows.rows.length > 0 && <Requests rows={rows.rows} />}
        {rows.hasMore && (
          <Button onClick={rows.more} loading={rows.isLoadingMore}>
            {t('action.more')}
          </Button>
        )}
      </Sheet>
    </>
  )
}

function Requests({ rows }: { rows: readonly ConsentRequestRow[] }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  return (
    <DataTable
      label={t('members.request.list')}
      rows={rows}
      rowKey={row => row.id}
      rowLink={row => `/consents/requests/${row.id}`}
      columns={[
        { key: 'title', title: t('members.request.title'), render: row => name(row.title) },
        { key: 'about', title: t('members.request.about'), render: row => row.about.name },
        {
          key: 'given',
          title: t('members.request.given'),
          render: row => (
            <StatusTag
              tone={
                row.closedOn
                  ? 'quiet'
                  : row.counts.against > 0
                    ? 'act'
                    : row.counts.given === row.counts.total
                      ? 'agreed'
                      : 'uncertain'
              }
            >
              {row.closedOn
                ? t('members.consent.state.closed')
                : t('members.request.counts', { given: row.counts.given, total: row.counts.total })}
            </StatusTag>
          ),
        },
        {
          key: 'purpose',
          title: t('members.consent.purpose'),
          wideOnly: true,
          render: row => t(`members.consent.purpose.${row.purpose}`),
        },
        {
          key: 'asked',
          title: t('members.consent.asked_on'),
          align: 'end',
          wideOnly: true,
          render: row => day(row.askedOn, 'short'),
        },
      ]}
    />
  )
}
