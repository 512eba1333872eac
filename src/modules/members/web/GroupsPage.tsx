import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { listGroups } from '../contract.ts'

export default function GroupsPage() {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const read = useRead(listGroups, {})
  return (
    <>
      <PageHeader title={t('members.groups.title')} lead={t('members.groups.lead')} />
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('members.groups.empty')} />
          ) : (
            <Sheet>
              <DataTable
                label={t('members.groups.title')}
                rows={rows}
                rowKey={row => row.id}
                rowLink={row => `/groups/${row.id}`}
                columns={[
                  { key: 'name', title: t('members.field.name'), render: row => name(row.name) },
                  {
                    key: 'kind',
                    title: t('members.field.kind'),
                    render: row => t(`members.group_kind.${row.kind}`),
                  },
                  {
                    key: 'region',
                    title: t('members.field.region'),
                    render: row => row.region && name(row.region),
                  },
                  {
                    key: 'members',
                    title: t('members.field.members'),
                    align: 'end',
                    render: row => number(row.members),
                  },
                ]}
              />
            </Sheet>
          )
        }
      </Loaded>
    </>
  )
}
