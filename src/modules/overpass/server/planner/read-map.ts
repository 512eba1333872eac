import type { Handler } from '#platform/server/http/route.ts'
import * as contract from '../../contract/planner.ts'
import { selectExpectedSources } from '../queries/map.ts'
import { EXPECTED } from './expected.ts'
import { plannerOf } from './planner.ts'
import { placeOf, standingOf } from './standing.ts'
import { basisFor } from './tell.ts'

export const readMap: Handler<typeof contract.readMap> = async context => {
  const known = await plannerOf(context.system).refresh()
  const sources = new Map((await selectExpectedSources(context.db)).map(row => [row.name, row]))
  const standing = (await standingOf(context, undefined)).at(known.places)
  const mine = new Set(standing.map(each => each.placeId))
  // Where the viewer stands is on the map, however many places there are.
  const shown = known.places.filter((place, n) => n < contract.PLACES_MOST || mine.has(place.id))
  const onMap = new Map(shown.map(place => [place.id, place]))
  const signed = [...known.clauses.values()].flatMap(each => (each.bridge ? [each.bridge] : []))
  const leading = known.expected.filter(each => each.basis.kind === 'occupation')
  const bridges = [...signed, ...leading].flatMap(({ id, basis, rule, untilCohort }) => {
    const fromIds = rule.from.programmeIds.filter(from => onMap.has(from))
    const toId = rule.to.kind === 'programme' ? rule.to.programmeId : rule.to.occupationId
    if (fromIds.length === 0 || !onMap.has(toId)) return []
    return [{ id, basis, fromIds, toId, untilCohort }]
  })
  const touchesMe = ({ fromIds, toId }: (typeof bridges)[number]) =>
    mine.has(toId) || fromIds.some(id => mine.has(id))
  // What leads on from where the viewer stands is not cut off for what does not.
  const [first, others] = [bridges.filter(touchesMe), bridges.filter(each => !touchesMe(each))]
  return {
    places: shown.map(placeOf),
    more: known.places.length > shown.length,
    bridges: [...first, ...others]
      .slice(0, contract.BRIDGES_MOST)
      .map(({ basis, ...each }) => ({ ...each, basis: basisFor(basis, each.id, known, sources) })),
    moreBridges: bridges.length > contract.BRIDGES_MOST,
    expected: EXPECTED.flatMap(({ from, to, parameter }) => {
      const row = sources.get(parameter.name)
      return row ? [{ from, to, months: row.value, source: row.source, verified: row.verified }] : []
    }),
    here: standing.flatMap(({ placeId, ...rest }) => {
      const place = onMap.get(placeId)
      return place ? [{ place: placeOf(place), ...rest }] : []
    }),
  }
}
