import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { PlaceOnMap, readMap } from '../../contract/planner.ts'
import { CertaintyTag } from './CertaintyTag.tsx'
import { useFigures } from './figures.ts'
import type { Bridge } from './lanes.ts'

type MapOfWays = AnswerOf<typeof readMap>
type Props = {
  map: MapOfWays
  place: PlaceOnMap
  isHere: boolean
  /** The address of another place on the same map. */
  to: (id: string) => string
}

/** One place of the map in words: where one can go from it and how one gets there, promised or expected. */
export function PlaceSheet({ map, place, isHere, to }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const places = new Map(map.places.map(each => [each.id, each]))
  const onwards = map.bridges.flatMap(bridge =>
    bridge.fromIds.includes(place.id) ? [{ bridge, other: places.get(bridge.toId) }] : [],
  )
  const inwards = map.bridges.flatMap(bridge =>
    bridge.toId === place.id ? bridge.fromIds.map(id => ({ bridge, other: places.get(id) })) : [],
  )
  return (
    <Sheet
      title={name(place.name)}
      note={`${name(place.organisation.name)}${isHere ? ` · ${t('overpass.map.here')}` : ''}`}
      aside={isHere ? null : <Link to={`/overpass?goal=place:${place.id}`}>{t('overpass.map.plan')}</Link>}
    >
      <Ends title={t('overpass.map.onwards')} ends={onwards} to={to} />
      <Expected list={map.expected.filter(each => each.from === place.level)} said="to" />
      <Ends title={t('overpass.map.inwards')} ends={inwards} to={to} />
      <Expected list={map.expected.filter(each => each.to === place.level)} said="from" />
    </Sheet>
  )
}

/** What may be expected from level to level, said from the side of one of the two. */
function Expected({ list, said }: { list: MapOfWays['expected']; said: 'to' | 'from' }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { time } = useFigures()
  if (list.length === 0) return null
  const text = said === 'to' ? 'overpass.map.expected' : 'overpass.map.expected_from'
  return (
    <ul className="map-ends">
      {list.map(each => (
        <li key={`${each.from}${each.to}`}>
          <span>{t(text, { level: t(`programmes.level.${each[said]}`), time: time(each.months) })}</span>
          <CertaintyTag certainty="indicative" />
          <small className="caption">
            {t('overpass.plan.source', { source: name(each.source) })}
            {!each.verified && ` ${t('overpass.plan.unverified')}`}
          </small>
        </li>
      ))}
    </ul>
  )
}

type EndsProps = {
  title: string
  ends: { bridge: Bridge; other: PlaceOnMap | undefined }[]
  to: (id: string) => string
}

function Ends({ title, ends, to }: EndsProps) {
  const { t } = useTranslation()
  const { name } = useFormat()
  return (
    <>
      <h3>{title}</h3>
      {ends.length === 0 && <p className="caption">{t('overpass.map.nothing')}</p>}
      <ul className="map-ends">
        {ends.map(
          ({ bridge, other }) =>
            other && (
              <li key={`${bridge.id}${other.id}`}>
                <Link to={to(other.id)}>{name(other.name)}</Link>
                <span className="caption">{name(other.organisation.name)}</span>
                {bridge.basis.kind === 'clause' ? (
                  <>
                    <CertaintyTag certainty="binding" />
                    <Link to={`/bridges/${bridge.id}`}>
                      {t('overpass.plan.basis_clause', {
                        ...{ title: name(bridge.basis.title), clause: bridge.basis.clause },
                      })}
                    </Link>
                    {bridge.untilCohort !== null &&
                      t('overpass.plan.until_cohort', { year: bridge.untilCohort })}
                  </>
                ) : (
                  <CertaintyTag certainty="indicative" />
                )}
              </li>
            ),
        )}
      </ul>
    </>
  )
}
