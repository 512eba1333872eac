import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { type Balance, exportBalances, listBalances } from '../contract/exchange.ts'
import './library.css'

/** What the members of a group give to and take from one another. */
export default function BalancePage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [search, setSearch] = useSearchParams()
  const query = { groupId: search.get('group') ?? undefined }
  const read = useRead(listBalances, { query })
  const viewer = useViewer()
  /** The reader's own organisation first: what it has given and taken. */
  const heading = (rows: Balance[]) => {
    const own = rows.find(row => row.organisationId === viewer?.organisationId)
    return own
      ? t('library.balance.heading', { given: own.given, taken: own.taken })
      : t('library.balance.heading_group')
  }
  return (
    <Loaded read={read}>
      {({ groups, groupId, rows }) => (
        <>
          <PageHeader
            title={heading(rows)}
            lead={t('library.balance.lead')}
            trail={[{ to: '/library', label: t('library.title') }]}
          />
          <Sheet
            title={t('library.balance.title')}
            aside={
              groupId && (
                <span className="library-around">
                  {(['xlsx', 'csv'] as const).map(format => (
                    <a key={format} href={addressOf(exportBalances, { query: { groupId, format } })}>
                      {format === 'xlsx' ? 'Excel' : 'CSV'}
                    </a>
                  ))}
                </span>
              )
            }
          >
            {groups.length > 1 && (
              <Select
                aria-label={t('library.group')}
                value={groupId ?? undefined}
                onChange={value => setSearch({ group: value }, { replace: true })}
                options={groups.map(one => ({ value: one.id, label: name(one.name) }))}
              />
            )}
            {groupId ? (
              <Table rows={rows} />
            ) : (
              <Empty title={t('library.balance.no_group')} text={t('library.balance.no_group_text')} />
            )}
          </Sheet>
        </>
      )}
    </Loaded>
  )
}

function Table({ rows }: { rows: Balance[] }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  return (
    <DataTable
      label={t('library.balance.title')}
      rows={rows}
      rowKey={row => row.organisationId}
      rowLink={row => `/organisations/${row.organisationId}`}
      columns={[
        { key: 'member', title: t('library.balance.member'), render: row => name(row.name) },
        {
          key: 'shared',
          title: t('library.balance.shared'),
          align: 'end',
          render: row => number(row.shared),
        },
        {
          key: 'given',
          title: t('library.balance.given'),
          align: 'end',
          render: row => number(row.given),
        },
        {
          key: 'taken',
          title: t('library.balance.taken'),
          align: 'end',
          render: row => number(row.taken),
        },
      ]}
    />
  )
}
