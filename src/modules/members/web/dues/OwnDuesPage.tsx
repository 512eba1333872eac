import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { listOwnDues } from '../../contract.ts'
import '../members.css'
import { DuesRules, DueTag, useYuan } from './parts.tsx'

/** What one's own organisation owes the groups it is in, and what was recorded as paid. */
export default function OwnDuesPage() {
  const { t } = useTranslation()
  const { name, day, number } = useFormat()
  const yuan = useYuan()
  const read = useRead(listOwnDues, {})
  return (
    <>
      <PageHeader title={t('members.dues.own_title')} lead={t('members.dues.own_lead')} />
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('members.dues.own_empty')} text={t('members.dues.own_empty_text')} />
          ) : (
            <Columns
              main={
                <Sheet>
                  <DataTable
                    label={t('members.dues.own_title')}
                    rows={rows}
                    rowKey={row => row.id}
                    rowLink={row => `/groups/${row.group.id}`}
                    columns={[
                      { key: 'group', title: t('members.field.group'), render: row => name(row.group.name) },
                      {
                        key: 'year',
                        title: t('members.dues.year'),
                        align: 'end',
                        render: row => `${row.year}`,
                      },
                      {
                        key: 'amount',
                        title: t('members.dues.amount'),
                        align: 'end',
                        render: row => yuan(row.amountFen),
                      },
                      {
                        key: 'paid',
                        title: t('members.dues.paid'),
                        align: 'end',
                        render: row => (row.paidFen ? yuan(row.paidFen) : number(0)),
                      },
                      { key: 'due', title: t('members.dues.due_on'), render: row => day(row.dueOn, 'short') },
                      {
                        key: 'state',
                        title: t('members.dues.state'),
                        render: row => (
                          <>
                            <DueTag state={row.state} />
                            {row.reason && <span className="caption block">{row.reason}</span>}
                          </>
                        ),
                      },
                    ]}
                  />
                </Sheet>
              }
              side={<DuesRules />}
            />
          )
        }
      </Loaded>
    </>
  )
}
