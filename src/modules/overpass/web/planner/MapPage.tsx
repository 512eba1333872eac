import { Button, Checkbox, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { type PlaceOnMap, readMap } from '../../contract/planner.ts'
import { listEntrances, seeGaps, seeWaysToWork } from '../../policy.ts'
import { heightOf, lanesOf, linesOf } from './lanes.ts'
import { PlaceSheet } from './PlaceSheet.tsx'
import './planner.css'

type Map = AnswerOf<typeof readMap>

/** Every programme and occupation in lanes by level; what one of them leads to is drawn, and said in words. */
export default function MapPage() {
  const { t } = useTranslation()
  const read = useRead(readMap, {})
  const viewer = useViewer()
  return (
    <>
      <PageHeader
        title={t('overpass.map.title')}
        lead={
          <>
            {t('overpass.map.lead')}{' '}
            {viewer && inAudience(seeGaps, viewer) && (
              <Link to="/overpass/gaps">{t('overpass.gaps.link')}</Link>
            )}
            {viewer && (inAudience(listEntrances, viewer) || inAudience(seeWaysToWork, viewer)) && (
              <Link to="/overpass/towards">{t('overpass.towards.link')}</Link>
            )}
          </>
        }
        trail={[{ to: '/overpass', label: t('overpass.plan.nav') }]}
      />
      <Loaded read={read}>
        {map =>
          map.places.length === 0 ? (
            <Empty title={t('overpass.map.empty')} text={t('overpass.map.empty_text')} />
          ) : (
            <Lanes map={map} />
          )
        }
      </Loaded>
    </>
  )
}

function Lanes({ map }: { map: Map }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [search, setSearch] = useSearchParams()
  const [find, setFind] = useState('')
  const [lit, setLit] = useState<string | null>(null)
  const onlyBinding = search.get('binding') === 'yes'
  const here = new Set(map.here.map(each => each.place.id))
  const at = search.get('at') ?? map.here[0]?.place.id ?? ''
  const bridges = map.bridges.filter(each => !onlyBinding || each.basis.kind === 'clause')
  // Nobody is bound by what is only expected.
  const expected = onlyBinding ? [] : map.expected
  const label = (place: PlaceOnMap) => `${name(place.name)} ${name(place.organisation.name)}`
  const shown = map.places.filter(
    place => place.id === at || label(place).toLowerCase().includes(find.trim().toLowerCase()),
  )
  const lanes = lanesOf(shown, label)
  // What one points at or has reached by keyboard is lit; nothing moves by it.
  const shownAt = useDeferredValue(lit) ?? at
  const linked = new Set(
    bridges.flatMap(({ fromIds, toId }) =>
      toId === shownAt ? fromIds : fromIds.includes(shownAt) ? [toId] : [],
    ),
  )
  const place = map.places.find(each => each.id === at)
  const to = (id: string) => {
    const next = new URLSearchParams(search)
    next.set('at', id)
    return `?${next}`
  }
  return (
    <div className="plan-page">
      {map.more && <p className="plan-cut">{t('overpass.map.more')}</p>}
      {map.moreBridges && <p className="plan-cut">{t('overpass.map.more_bridges')}</p>}
      <div className="plan-form">
        <Input
          allowClear
          aria-label={t('overpass.map.find')}
          placeholder={t('overpass.map.find')}
          value={find}
          onChange={event => setFind(event.target.value)}
        />
        <Checkbox
          checked={onlyBinding}
          onChange={event => {
            const next = new URLSearchParams(search)
            if (event.target.checked) next.set('binding', 'yes')
            else next.delete('binding')
            setSearch(next)
          }}
        >
          {t('overpass.plan.binding_only')}
        </Checkbox>
        <Button onClick={() => window.print()}>{t('overpass.map.print')}</Button>
      </div>
      {place && (
        <PlaceSheet map={{ ...map, bridges, expected }} place={place} isHere={here.has(place.id)} to={to} />
      )}
      <div className="map-lanes" style={{ '--lanes': lanes.length } as React.CSSProperties}>
        <svg
          className="map-lines"
          viewBox={`0 0 1000 ${heightOf(lanes)}`}
          style={{ height: heightOf(lanes) }}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {linesOf(lanes, bridges, shownAt).map(line => (
            <path
              key={line.key}
              d={line.d}
              fill="none"
              stroke={line.binding ? 'var(--accent)' : 'var(--edge)'}
              strokeWidth={line.binding ? 3 : 1.5}
              strokeDasharray={line.binding ? undefined : '4 5'}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        {lanes.map(({ lane, places }) => (
          <section className="map-lane" key={lane} data-lane={lane} aria-labelledby={`lane-${lane}`}>
            <h2 id={`lane-${lane}`}>{t(`overpass.map.lane.${lane}`)}</h2>
            <ul>
              {places.map(each => (
                <li key={each.id}>
                  <Link
                    className="map-place"
                    to={to(each.id)}
                    aria-current={each.id === at ? 'true' : undefined}
                    data-linked={linked.has(each.id) || undefined}
                    onMouseEnter={() => setLit(each.id)}
                    onMouseLeave={() => setLit(null)}
                    onFocus={() => setLit(each.id)}
                    onBlur={() => setLit(null)}
                  >
                    <span>{name(each.name)}</span>
                    <small>
                      {here.has(each.id) && <strong>{t('overpass.map.here')} </strong>}
                      {name(each.organisation.name)}
                    </small>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  )
}
