import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged, useRead } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { exportDues, getDuesOverview, listDues, runDues } from '../../contract.ts'
import { DUE_STATES } from '../../rules/dues.ts'
import '../members.css'
import { usePageId } from '#platform/web/page-id.ts'
import { DueDetail } from './DueDetail.tsx'
import { DueTag, useYuan } from './parts.tsx'
import { SchemeForm } from './SchemeForm.tsx'
import { Schemes } from './Schemes.tsx'

const SHAPE = { facets: { year: null, state: DUE_STATES }, sorts: ['name'] } as const

/** The books of a group's dues: a year's list, what has come in, and what the charter asks for. */
export default function DuesPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const yuan = useYuan()
  const notice = useNotice()
  const groupId = usePageId()
  const list = useListState(SHAPE)
  const [params, setParams] = useSearchParams()
  const [entering, setEntering] = useState(false)
  const thisYear = Number(today().slice(0, 4))
  const year = Number(/^\d{4}$/.exec(list.one('year') ?? '')?.[0] ?? thisYear)
  const target = { params: { id: groupId } }
  const query = { year, state: list.one('state') }
  const overview = useRead(getDuesOverview, { ...target, query: { year } }).data
  const rows = usePaged(listDues, { ...target, query })
  const run = useCommand(runDues)
  const sum = (of: 'amountFen' | 'paidFen') =>
    (overview?.states ?? [])
      .filter(one => !['waived', 'lapsed'].includes(one.value))
      .reduce((total, one) => total + one[of], 0)
  const open = (due: string | null) =>
    setParams(
      before => {
        const next = new URLSearchParams(before)
        if (due) next.set('due', due)
        else next.delete('due')
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  const make = async () => notice(t('members.dues.ran', await run.run({ ...target, body: { year } })))
  const years = [...new Set([thisYear, ...(overview?.years ?? [])])]
  const due = params.get('due')
  return (
    <div className="stack">
      <ListPage
        title={t('members.dues.title_of', { group: overview ? name(overview.group.name) : '' })}
        lead={
          overview &&
          (overview.states.length
            ? t('members.dues.lead', { year, due: yuan(sum('amountFen')), paid: yuan(sum('paidFen')) })
            : t('members.dues.lead_none', { year }))
        }
        list={list}
        searchLabel={false}
        rows={rows}
        facets={[
          {
            name: 'year',
            label: t('members.dues.year'),
            single: true,
            options: years.map(value => ({ value: `${value}`, label: `${value}` })),
          },
          {
            name: 'state',
            label: t('members.dues.state'),
            single: true,
            options: (overview?.states ?? []).map(({ value, count }) => ({
              ...{ value, count },
              label: t(`members.due.${value}`),
            })),
          },
        ]}
        exports={{
          excel: addressOf(exportDues, { ...target, query: { ...query, format: 'xlsx' } }),
          csv: addressOf(exportDues, { ...target, query: { ...query, format: 'csv' } }),
        }}
        action={
          overview?.schemes.length === 0 ? (
            <Button type="primary" onClick={() => setEntering(true)}>
              {t('members.dues.scheme_add')}
            </Button>
          ) : (
            <Button type="primary" loading={run.pending} onClick={() => void make()}>
              {t('members.dues.run', { year })}
            </Button>
          )
        }
        columns={[
          {
            key: 'organisation',
            title: t('members.field.organisation'),
            render: row => name(row.organisation.name),
          },
          {
            key: 'amount',
            title: t('members.dues.amount'),
            align: 'end',
            render: row => yuan(row.amountFen),
          },
          { key: 'paid', title: t('members.dues.paid'), align: 'end', render: row => yuan(row.paidFen) },
          { key: 'due', title: t('members.dues.due_on'), render: row => day(row.dueOn, 'short') },
          { key: 'state', title: t('members.dues.state'), render: row => <DueTag state={row.state} /> },
        ]}
        rowKey={row => row.id}
        rowLink={row => `/organisations/${row.organisation.id}`}
        rowAction={row => (
          <Button size="small" onClick={() => open(row.id)}>
            {t('members.dues.open')}
          </Button>
        )}
        empty={<Empty title={t('members.dues.empty')} text={t('members.dues.empty_text')} />}
      />
      {overview && <Schemes schemes={overview.schemes} onAdd={() => setEntering(true)} />}
      <SideDrawer open={due !== null} title={t('members.dues.title')} onClose={() => open(null)}>
        {due && <DueDetail id={due} />}
      </SideDrawer>
      <SideDrawer open={entering} title={t('members.dues.scheme_add')} onClose={() => setEntering(false)}>
        {entering && <SchemeForm groupId={groupId} year={thisYear} onDone={() => setEntering(false)} />}
      </SideDrawer>
    </div>
  )
}
