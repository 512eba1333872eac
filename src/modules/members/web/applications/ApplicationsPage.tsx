import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { Empty } from '#platform/web/ui/states.tsx'
import { listApplications } from '../../contract.ts'
import { APPLICATION_STATES } from '../../rules/applications.ts'
import { ApplicationState } from './parts.tsx'

const SHAPE = { facets: { state: APPLICATION_STATES }, sorts: ['newest'] } as const

/** The secretariat's list of applications to its group. */
export default function ApplicationsPage() {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const groupId = useViewer()?.groupId
  const list = useListState(SHAPE)
  const rows = usePaged(listApplications, { query: { state: list.one('state') } })
  const address = `/join/${groupId}`
  return (
    <ListPage
      title={t('members.applications.title')}
      lead={
        groupId && (
          <>
            {t('members.applications.address')} <a href={address}>{`${location.origin}${address}`}</a>
          </>
        )
      }
      list={list}
      rows={rows}
      facets={[
        {
          name: 'state',
          label: t('members.application.state'),
          single: true,
          options: APPLICATION_STATES.map(value => ({
            value,
            label: t(`members.application.state.${value}`),
          })),
        },
      ]}
      columns={[
        { key: 'name', title: t('members.field.name'), render: row => name(row.name) },
        {
          key: 'state',
          title: t('members.application.state'),
          render: row => <ApplicationState state={row.state} />,
        },
        { key: 'kind', title: t('members.field.kind'), render: row => t(`members.kind.${row.kind}`) },
        {
          key: 'reference',
          title: t('members.application.reference'),
          wideOnly: true,
          render: row => row.reference,
        },
        {
          key: 'at',
          title: t('members.application.submitted_at'),
          render: row => instant(row.submittedAt),
        },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/applications/${row.id}`}
      empty={<Empty title={t('members.applications.empty')} text={t('members.applications.empty_text')} />}
    />
  )
}
