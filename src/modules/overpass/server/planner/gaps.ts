import type { Handler } from '#platform/server/http/route.ts'
import * as contract from '../../contract/gaps.ts'
import { gapsOf, type SignedLine } from '../../rules/planner/map-gaps.ts'
import { selectGroupLearners, selectGroupMembers, selectLeadsTo } from '../queries/map.ts'
import { type Known, plannerOf } from './planner.ts'
import { placeOf } from './standing.ts'

/** What signed agreements promise, as lines between places. */
export const signedLines = (clauses: Known['clauses']): SignedLine[] =>
  [...clauses.values()].flatMap(({ bridge }) => {
    if (!bridge) return []
    const { from, to } = bridge.rule
    return [{ fromIds: from.programmeIds, toId: to.kind === 'programme' ? to.programmeId : to.occupationId }]
  })

/** What the map of the viewer's group lacks. Bridges to and from others count; what is listed is the group's own. */
export const readGaps: Handler<typeof contract.readGaps> = async context => {
  const { clauses, places } = await plannerOf(context.system).refresh()
  const members = new Set(await selectGroupMembers(context.db, context.viewer?.groupId ?? null))
  const learners = new Map(
    (await selectGroupLearners(context.db)).map(row => [row.programmeId, row.learners]),
  )
  const own = new Set(places.filter(place => members.has(place.organisationId)).map(place => place.id))
  const gaps = gapsOf(places, signedLines(clauses), await selectLeadsTo(context.system))
  const byId = new Map(places.map(place => [place.id, placeOf(place)]))
  const told = (id: string) => {
    const place = byId.get(id)
    return place && own.has(id) ? [{ ...place, learners: learners.get(id) ?? 0 }] : []
  }
  const most = <T>(rows: T[]) => ({ rows: rows.slice(0, contract.GAPS_MOST), total: rows.length })
  const peopled = (ids: string[]) => most(ids.flatMap(told).sort((a, b) => b.learners - a.learners))
  return {
    noWayOn: peopled(gaps.noWayOn),
    noWork: peopled(gaps.noWork),
    unreached: most(gaps.unreached.flatMap(told).map(({ learners: _, ...place }) => place)),
    couldMeet: most(
      gaps.couldMeet.flatMap(({ fromId, toId, occupationIds, firstWay }) => {
        const [[from], [to]] = [told(fromId), told(toId)]
        if (!from || !to) return []
        const { learners: _, ...target } = to
        const occupations = occupationIds.flatMap(id => {
          const occupation = byId.get(id)
          return occupation ? [{ id, name: occupation.name }] : []
        })
        return [{ from, to: target, occupations, firstWay }]
      }),
    ),
  }
}
