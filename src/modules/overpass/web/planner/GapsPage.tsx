import type { ReactNode } from 'react'
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

type Gaps = AnswerOf<typeof readGaps>

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
            <Meeting found={gaps.couldMeet} />
            <Gap found={gaps.noWayOn} kind="no_way_on">
              {place => <Peopled place={place} />}
            </Gap>
            <Gap found={gaps.noWork} kind="no_work">
              {place => <Peopled place={place} />}
            </Gap>
            <Gap found={gaps.unreached} kind="unreached">
              {place => <PlaceLine place={place} />}
            </Gap>
          </div>
        )}
      </Loaded>
    </>
  )
}

type Found<Row> = { rows: Row[]; total: number }

/** One kind of gap: a list, or that there is none. */
function Gap<Row>({
  found: { rows, total },
  kind,
  aside,
  children,
}: {
  found: Found<Row>
  kind: 'could_meet' | 'no_way_on' | 'no_work' | 'unreached'
  aside?: ReactNode
  children: (row: Row) => ReactNode
}) {
  const { t } = useTranslation()
  const none = rows.length === 0
  return (
    <Sheet
      title={t(`overpass.gaps.${kind}`)}
      note={none ? t(`overpass.gaps.${kind}_empty`) : t(`overpass.gaps.${kind}_note`)}
      aside={none ? undefined : aside}
    >
      {!none && <ul className="map-ends">{rows.map(children)}</ul>}
      {total > rows.length && (
        <p className="caption">{t('overpass.gaps.more', { total, shown: rows.length })}</p>
      )}
    </Sheet>
  )
}

function Meeting({ found }: { found: Gaps['couldMeet'] }) {
  const { t } = useTranslation()
  const { name, list } = usePlaces()
  const viewer = useViewer()
  const drafts = viewer && (DRAFTERS as readonly string[]).includes(viewer.role)
  return (
    <Gap
      found={found}
      kind="could_meet"
      aside={drafts && <Link to="/agreements/new">{t('overpass.gaps.draft')}</Link>}
    >
      {({ from, to, occupations, firstWay }) => (
        <li key={`${from.id} ${to.id}`}>
          <Link to={`/overpass/map?at=${from.id}`}>
            {t('overpass.gaps.pair', { from: name(from), to: name(to) })}
          </Link>
          {firstWay && from.learners > 0 && (
            <strong>{t('overpass.gaps.first_way', { count: from.learners })}</strong>
          )}
          <small className="caption">{t('overpass.gaps.shared', { occupations: list(occupations) })}</small>
        </li>
      )}
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
  const { name } = useFormat()
  const { i18n } = useTranslation()
  return {
    name: (place: Gaps['unreached']['rows'][number]) =>
      `${name(place.name)} · ${name(place.organisation.name)}`,
    list: (all: { name: { zh: string; en: string | null } }[]) =>
      all.map(each => name(each.name)).join(i18n.language === 'zh' ? '、' : ', '),
  }
}
