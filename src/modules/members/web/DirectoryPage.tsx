import { useTranslation } from 'react-i18next'
import { ROLES } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { Empty } from '#platform/web/ui/states.tsx'
import { listDirectory } from '../contract.ts'
import { mayBeListed } from '../rules/roles.ts'
import { Names } from './Names.tsx'

const LISTED = ROLES.filter(mayBeListed)
const SHAPE = { facets: { role: LISTED }, sorts: ['name'] } as const

export default function DirectoryPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const list = useListState(SHAPE)
  const rows = usePaged(listDirectory, { query: { q: list.q || undefined, role: list.one('role') } })
  return (
    <ListPage
      title={t('members.directory.title')}
      lead={t('members.directory.lead')}
      list={list}
      rows={rows}
      searchLabel={t('members.directory.search')}
      facets={[
        {
          name: 'role',
          label: t('members.field.role'),
          single: true,
          options: LISTED.map(value => ({ value, label: t(`role.${value}`) })),
        },
      ]}
      columns={[
        { key: 'name', title: t('members.field.person'), render: row => <Names row={row} /> },
        {
          key: 'organisation',
          title: t('members.field.organisation'),
          render: row => name(row.organisation.name),
        },
        { key: 'role', title: t('members.field.role'), render: row => t(`role.${row.role}`) },
        {
          key: 'position',
          title: t('members.field.position'),
          render: row => row.position && name(row.position),
        },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/people/${row.id}`}
      empty={<Empty title={t('members.directory.empty')} text={t('members.directory.empty_text')} />}
    />
  )
}
