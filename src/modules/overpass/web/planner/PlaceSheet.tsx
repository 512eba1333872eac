import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { PlaceOnMap, readMap } from '../../contract/planner.ts'
import { CertaintyTag } from './CertaintyTag.tsx'
import { useFigures } from './figures.ts'
import type { Bridge } from './lanes.ts'

type Props = { map: AnswerOf<typeof readMap>; place: PlaceOnMap; isHere: boolean }

/** One place of the map in words: where one can go from it and how one gets there, promised or expected. */
export function PlaceSheet({ map, place, isHere }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { time } = useFigures()
  const places = new Map(map.places.map(each => [each.id, each]))
  const onwards = map.bridges.flatMap(bridge =>
    bridge.fromIds.includes(place.id) ? [{ bridge, other: places.get(bridge.toId) }] : [],
  )
  const inwards = map.bridges.flatMap(bridge =>
    bridge.toId === place.id ? bridge.fromIds.map(id => ({ bridge, other: places.get(id) })) : [],
  )
  const expected = map.expected.filter(each => each.from === place.level)
  return (
    <Sheet
      title={name(place.name)}
      note={`${name(place.organisation.name)}${isHere ? ` · ${t('overpass.map.here')}` : ''}`}
      aside={<Link to={`/overpass?goal=place:${place.id}`}>{t('overpass.map.plan')}</Link>}
    >
      <Ends title={t('overpass.map.onwards')} ends={onwards} />
      {expected.length > 0 && (
        <ul className="map-ends">
          {expected.map(each => (
            <li key={each.to}>
              <span>
                {t('overpass.map.expected', {
                  ...{ level: t(`programmes.level.${each.to}`), time: time(each.months) },
                })}
              </span>
              <CertaintyTag certainty="indicative" />
              <small className="caption">
                {t('overpass.plan.source', { source: name(each.source) })}
                {!each.verified && ` ${t('overpass.plan.unverified')}`}
              </small>
            </li>
          ))}
        </ul>
      )}
      <Ends title={t('overpass.map.inwards')} ends={inwards} />
    </Sheet>
  )
}

function Ends({ title, ends }: { title: string; ends: { bridge: Bridge; other: PlaceOnMap | undefined }[] }) {
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
                <Link to={`/overpass/map?at=${other.id}`}>{name(other.name)}</Link>
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
