import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { type PeopledPlace, readGaps } from '../../contract/gaps.ts'
import { DRAFTERS } from '../../policy.ts'
import './planner.css'
import { Proposal } from './Proposal.tsx'

type Gaps = AnswerOf<typeof readGaps>

/** Shown at once; the others on demand. */
const FIRST = 8
/** Of the programmes that one could meet, those with most in common. */
const TARGETS = 3

const listed = <Row,>({ rows, total }: { rows: Row[]; total: number }) => ({ rows, total, told: rows.length })

/** What a group's map lacks, most helpful first: what could be signed, who has no way on, what leads nowhere. */
export default function GapsPage() {
  const { t } = useTranslation()
  const read = useRead(readGaps, {})
  return (
    <>
      <PageHeader
        title={t('overpass.gaps.title')}
        lead={t('overpass.gaps.lead')}
        trail={[{ to: '/overpass/map', label: t('overpass.ways.nav') }]}
      />
      <Loaded read={read}>
        {gaps => (
          <div className="stack">
            <Proposal />
            <Meeting found={gaps.couldMeet} />
            <Gap {...listed(gaps.noWayOn)} kind="no_way_on">
              {place => <Peopled place={place} />}
            </Gap>
            <Gap {...listed(gaps.noWork)} kind="no_work">
              {place => <Peopled place={place} />}
            </Gap>
            <Gap {...listed(gaps.unreached)} kind="unreached">
              {place => <PlaceLine place={place} />}
            </Gap>
          </div>
        )}
      </Loaded>
    </>
  )
}

type GapProps<Row> = {
  rows: Row[]
  /** How many there are, where not all have been told. */
  total: number
  told: number
  kind: 'could_meet' | 'no_way_on' | 'no_work' | 'unreached'
  aside?: ReactNode
  children: (row: Row) => ReactNode
}

/** One kind of gap: the first of them and then the others, or that there is none. */
function Gap<Row>({ rows, total, told, kind, aside, children }: GapProps<Row>) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  if (rows.length === 0)
    return (
      <Sheet title={t(`overpass.gaps.${kind}`)}>
        <p className="caption">{t(`overpass.gaps.${kind}_empty`)}</p>
      </Sheet>
    )
  return (
    <Sheet title={t(`overpass.gaps.${kind}`)} note={t(`overpass.gaps.${kind}_note`)} aside={aside}>
      <ul className="map-ends">{rows.slice(0, all ? rows.length : FIRST).map(children)}</ul>
      {!all && rows.length > FIRST && <Button onClick={() => setAll(true)}>{t('action.more')}</Button>}
      {all && total > told && <p className="caption">{t('overpass.gaps.more', { total, shown: told })}</p>}
    </Sheet>
  )
}

/** For each programme below, those above that it could meet. */
function Meeting({ found }: { found: Gaps['couldMeet'] }) {
  const { t } = useTranslation()
  const { name, list } = usePlaces()
  const viewer = useViewer()
  const drafts = viewer && (DRAFTERS as readonly string[]).includes(viewer.role)
  return (
    <Gap
      rows={[...Map.groupBy(found.rows, pair => pair.from.id).values()]}
      {...{ total: found.total, told: found.rows.length, kind: 'could_meet' }}
      aside={drafts && <Link to="/agreements/new">{t('overpass.gaps.draft')}</Link>}
    >
      {pairs => {
        const [first] = pairs
        if (!first) return null
        const { from, firstWay } = first
        return (
          <PlaceLine key={from.id} place={from}>
            {firstWay && from.learners > 0 && (
              <strong>{t('overpass.gaps.first_way', { count: from.learners })}</strong>
            )}
            <ul className="gap-targets">
              {pairs.slice(0, TARGETS).map(({ to, occupations }) => (
                <li key={to.id}>
                  {t('overpass.gaps.target', { to: name(to), occupations: list(occupations) })}{' '}
                  <Link to={`/overpass/gaps?from=${from.id}&to=${to.id}`}>{t('overpass.gaps.what_if')}</Link>
                </li>
              ))}
              {pairs.length > TARGETS && (
                <li>{t('overpass.gaps.others', { count: pairs.length - TARGETS })}</li>
              )}
            </ul>
          </PlaceLine>
        )
      }}
    </Gap>
  )
}

function PlaceLine({ place, children }: { place: Gaps['unreached']['rows'][number]; children?: ReactNode }) {
  const { name } = usePlaces()
  return (
    <li key={place.id}>
      <Link to={`/overpass/map?at=${place.id}`}>{name(place)}</Link>
      {children}
    </li>
  )
}

function Peopled({ place }: { place: PeopledPlace }) {
  const { t } = useTranslation()
  return (
    <PlaceLine place={place}>
      <span>{t('overpass.gaps.learners', { count: place.learners })}</span>
    </PlaceLine>
  )
}

/** A place by its name and whose it is, and names in a row. */
function usePlaces() {
  const { name, list } = useFormat()
  return {
    name: (place: Gaps['unreached']['rows'][number]) =>
      `${name(place.name)} · ${name(place.organisation.name)}`,
    list: (all: { name: { zh: string; en: string | null } }[]) => list(all.map(each => name(each.name))),
  }
}
