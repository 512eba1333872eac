import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { exportBalance, type MemberBalance, readBalance, readPairs } from '../contract/balance.ts'
import { settle } from '../policy.ts'
import { isDay, type Period, PeriodFields } from './PeriodFields.tsx'
import './sharing.css'
import { useWords } from './words.ts'

/** Who gave to others and who took from them, between two days. */
export default function BalancePage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const [member, setMember] = useState<MemberBalance | null>(null)
  const { name } = useFormat()
  const settles = inAudience(settle, useViewer())
  const year = today().slice(0, 4)
  const [from, until] = [search.get('from'), search.get('until')]
  const period = {
    from: isDay(from) ? from : `${year}-01-01`,
    until: isDay(until) ? until : `${year}-12-31`,
  }
  const read = useRead(readBalance, { query: period })
  const set = (part: Partial<Period>) => setSearch({ ...period, ...part }, { replace: true })
  return (
    <>
      <PageHeader
        title={t('sharing.balance.title')}
        lead={
          <>
            {t('sharing.balance.lead')}{' '}
            {settles && <Link to="/sharing/statements">{t('sharing.settlement.link')}</Link>}
          </>
        }
        trail={[{ to: '/sharing', label: t('sharing.title') }]}
      />
      <Sheet
        title={t('sharing.balance.between')}
        note={t('sharing.balance.note')}
        aside={
          <span className="sharing-actions">
            <a href={addressOf(exportBalance, { query: { ...period, format: 'xlsx' } })}>Excel</a>
            <a href={addressOf(exportBalance, { query: { ...period, format: 'csv' } })}>CSV</a>
          </span>
        }
      >
        <PeriodFields period={period} onChange={set} />
        <Loaded read={read}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty
                title={t('sharing.balance.empty')}
                text={t('sharing.balance.empty_text')}
                action={<Link to="/sharing">{t('sharing.nav')}</Link>}
              />
            ) : (
              <Members rows={rows} onOpen={setMember} />
            )
          }
        </Loaded>
      </Sheet>
      <SideDrawer
        open={member !== null}
        title={member ? name(member.organisation.name) : ''}
        onClose={() => setMember(null)}
      >
        {member && <Pairs id={member.organisation.id} period={period} />}
      </SideDrawer>
    </>
  )
}

type MembersProps = { rows: readonly MemberBalance[]; onOpen: (member: MemberBalance) => void }

function Members({ rows, onOpen }: MembersProps) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { hours } = useWords()
  const number = (key: string, title: string, render: (row: MemberBalance) => string) => ({
    ...{ key, title, render, align: 'end' as const, wideOnly: true },
  })
  return (
    <DataTable
      label={t('sharing.balance.title')}
      columns={[
        {
          ...{ key: 'organisation', title: t('sharing.column.organisation') },
          render: row => (
            <>
              <button type="button" className="sharing-open" onClick={() => onOpen(row)}>
                {name(row.organisation.name)}
              </button>
              <span className="caption sharing-phone">
                {t('sharing.balance.said', { given: hours(row.given.hours), taken: hours(row.taken.hours) })}
              </span>
            </>
          ),
        },
        number('given', t('sharing.column.given_hours'), row => hours(row.given.hours)),
        number('taken', t('sharing.column.taken_hours'), row => hours(row.taken.hours)),
        number('given_people', t('sharing.column.given_person_hours'), row => hours(row.given.personHours)),
        number('taken_people', t('sharing.column.taken_person_hours'), row => hours(row.taken.personHours)),
        number('net', t('sharing.column.net'), row => hours(row.given.hours - row.taken.hours)),
      ]}
      rows={rows}
      rowKey={row => row.organisation.id}
    />
  )
}

/** With whom one member shared: the other side of each figure. */
function Pairs({ id, period }: { id: string; period: Period }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { hours } = useWords()
  const read = useRead(readPairs, { params: { id }, query: period })
  return (
    <Loaded read={read}>
      {({ rows }) => (
        <ul className="line-list">
          {rows.map(row => (
            <li key={`${row.direction} ${row.organisation.id}`}>
              <span>
                {t(`sharing.balance.${row.direction}`, { organisation: name(row.organisation.name) })}
              </span>
              <span className="caption">
                {t('sharing.balance.amount', {
                  count: row.bookings,
                  hours: hours(row.hours),
                  people: hours(row.personHours),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}
