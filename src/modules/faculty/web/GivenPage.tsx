import { Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { dayOf, today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PagedLines } from '#platform/web/ui/PagedLines.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { exportGiven, type Giver, listGivenBookings, readGiven } from '../contract/given.ts'
import { readGivenBookings } from '../policy.ts'
import { type Term, termsUntil } from '../rules/terms.ts'
import './faculty.css'

/** Terms that can be looked at: the one that runs and the five before it. */
const TERMS = 6

/** Whose people taught and guided at other members in a term, and the own bookings behind the figures. */
export default function GivenPage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const viewer = useViewer()
  const terms = termsUntil(today(), TERMS)
  const term = terms.find(one => one.key === search.get('term')) ?? (terms[0] as Term)
  const query = { from: term.from, until: term.until }
  const read = useRead(readGiven, { query })
  const count = read.data?.rows.length ?? 0
  return (
    <>
      <PageHeader
        title={
          !read.data
            ? t('faculty.given.title')
            : count > 0
              ? t('faculty.given.heading', { count })
              : t('faculty.given.heading_none')
        }
        lead={t('faculty.given.lead')}
        trail={[
          inAudience(readGivenBookings, viewer) || viewer?.role === 'secretariat'
            ? { to: '/faculty', label: t('faculty.nav') }
            : { to: '/sharing', label: t('sharing.nav') },
        ]}
      />
      <div className="stack">
        <Sheet
          title={t('faculty.given.by_member')}
          aside={
            <span className="faculty-actions">
              <a href={addressOf(exportGiven, { query: { ...query, format: 'xlsx' } })}>Excel</a>
              <a href={addressOf(exportGiven, { query: { ...query, format: 'csv' } })}>CSV</a>
            </span>
          }
        >
          <TermPick terms={terms} term={term} onPick={key => setSearch({ term: key }, { replace: true })} />
          <Loaded read={read}>
            {({ rows }) =>
              rows.length === 0 ? (
                <Empty
                  title={t('faculty.given.empty')}
                  text={t('faculty.given.empty_text')}
                  action={<Link to="/sharing?kind=hours">{t('faculty.given.to_sharing')}</Link>}
                />
              ) : (
                <Members rows={rows} />
              )
            }
          </Loaded>
        </Sheet>
        {inAudience(readGivenBookings, viewer) && <OwnBookings query={query} />}
      </div>
    </>
  )
}

type PickProps = { terms: readonly Term[]; term: Term; onPick: (key: string) => void }

function TermPick({ terms, term, onPick }: PickProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="faculty-select">
      <label htmlFor={id}>{t('faculty.given.term')}</label>
      <Select
        id={id}
        value={term.key}
        onChange={onPick}
        options={terms.map(({ key, half, year }) => ({
          value: key,
          label: t(half === 1 ? 'faculty.given.term_one' : 'faculty.given.term_two', {
            ...{ from: year, until: year + 1 },
          }),
        }))}
      />
    </div>
  )
}

function Members({ rows }: { rows: readonly Giver[] }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const column = (key: 'people' | 'hours' | 'bookings' | 'takers') => ({
    ...{ key, title: t(`faculty.given.column.${key}`), align: 'end' as const, wideOnly: true },
    render: (row: Giver) => number(row[key]),
  })
  return (
    <DataTable
      label={t('faculty.given.title')}
      columns={[
        {
          ...{ key: 'organisation', title: t('faculty.given.column.organisation') },
          render: row => (
            <>
              {name(row.organisation.name)}
              <span className="caption faculty-phone">
                {t('faculty.given.said', {
                  ...{ count: row.people, hours: number(row.hours), takers: number(row.takers) },
                })}
              </span>
            </>
          ),
        },
        ...[column('people'), column('hours'), column('bookings'), column('takers')],
      ]}
      rows={rows}
      rowKey={row => row.organisation.id}
    />
  )
}

/** What the figures are made of, as far as the own organisation has to do with it. */
function OwnBookings({ query }: { query: { from: string; until: string } }) {
  const { t } = useTranslation()
  const { name, day, number } = useFormat()
  const list = usePaged(listGivenBookings, { query })
  return (
    <Sheet title={t('faculty.given.own')} note={t('faculty.given.own_note')}>
      <PagedLines
        list={list}
        rowKey={row => `${row.id} ${row.direction} ${row.from}`}
        empty={<p>{t('faculty.given.none')}</p>}
      >
        {row => (
          <>
            <span>
              <Link to={`/bookings/${row.id}`}>{name(row.title)}</Link>
              <br />
              <span className="caption">
                {[
                  day(dayOf(row.from), 'short'),
                  t(`faculty.given.${row.direction}`, { organisation: name(row.other.name) }),
                ].join(' · ')}
              </span>
            </span>
            <span className="line-list-end caption figures">
              {t('faculty.given.amount', { count: row.people, hours: number(row.hours) })}
            </span>
          </>
        )}
      </PagedLines>
    </Sheet>
  )
}
