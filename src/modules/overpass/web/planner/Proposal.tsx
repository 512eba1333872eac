import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { readProposal } from '../../contract/towards.ts'

/** What a bridge between two programmes would change, and for how many learners; asked for in the address. */
export function Proposal() {
  const [search] = useSearchParams()
  const [from, to] = [search.get('from'), search.get('to')]
  return from && to ? <Changed from={from} to={to} /> : null
}

function Changed(query: { from: string; to: string }) {
  const { t } = useTranslation()
  const { name, list } = useFormat()
  const read = useRead(readProposal, { query })
  return (
    <Loaded read={read}>
      {({ from, to, gains, learners, firstWayLearners }) => (
        <Sheet
          title={t('overpass.gaps.what_if_title', { from: name(from.name), to: name(to.name) })}
          aside={<Link to="/overpass/gaps">{t('overpass.gaps.what_if_close')}</Link>}
        >
          <p role="status">
            <strong>
              {gains.length === 0
                ? t('overpass.gaps.what_if_none')
                : t('overpass.gaps.what_if_sum', { learners, first: firstWayLearners })}
            </strong>
          </p>
          <ul className="map-ends">
            {gains.map(({ place, firstWay, opened, more }) => (
              <li key={place.id}>
                <Link to={`/overpass/map?at=${place.id}`}>
                  {name(place.name)} · {name(place.organisation.name)}
                </Link>
                <span>{t('overpass.gaps.learners', { count: place.learners })}</span>
                {firstWay && <strong>{t('overpass.gaps.what_if_first')}</strong>}
                <span>
                  {opened.length === 0
                    ? t('overpass.gaps.what_if_direct')
                    : t('overpass.gaps.what_if_opened', {
                        places: list(opened.map(each => name(each.name))),
                      })}
                  {more > 0 && ` ${t('overpass.gaps.what_if_more', { count: more })}`}
                </span>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </Loaded>
  )
}
