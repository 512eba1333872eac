import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import * as contract from '../contract/towards.ts'
import { seeEntrants } from '../policy.ts'
import { asMany } from '../rules/few.ts'
import { gainsOf } from '../rules/planner/map-gaps.ts'
import type { Readiness } from '../rules/readiness.ts'
import { creditsMean, learnersBefore } from './before-bridge.ts'
import { countLeast } from './parameters.ts'
import { signedLines } from './planner/gaps.ts'
import { plannerOf } from './planner/planner.ts'
import { placeOf } from './planner/standing.ts'
import { selectOptionalBridge, selectProgrammes } from './queries/bridges.ts'
import { selectGroupLearners, selectGroupMembers, selectLeadsTo } from './queries/map.ts'
import { selectFollowersToWork, selectLearnersTowards, selectWaysToWork } from './queries/towards.ts'
import { ownOrganisation } from './values.ts'

export const listEntrances: Handler<typeof contract.listEntrances> = async context => {
  const own = ownOrganisation(context)
  const { clauses, places } = await plannerOf(context.system).refresh()
  const byId = new Map(places.map(place => [place.id, placeOf(place)]))
  const learners = new Map(
    (await selectLearnersTowards(context.db)).map(row => [row.programmeId, row.learners]),
  )
  const rows = [...clauses.values()].flatMap(({ bridge }) => {
    if (bridge?.rule.to.kind !== 'programme') return []
    const to = byId.get(bridge.rule.to.programmeId)
    if (to?.organisation.id !== own) return []
    const from = bridge.rule.from.programmeIds.flatMap(id => {
      const place = byId.get(id)
      if (!place || place.id === to.id) return []
      const { organisation, name } = place
      const counted = learners.get(id)
      return [{ programme: { id, name }, organisation, learners: counted === undefined ? 0 : counted }]
    })
    return [{ bridgeId: bridge.id, to: { id: to.id, name: to.name }, from }]
  })
  return { rows: rows.slice(0, contract.TOWARDS_MOST), least: await readParameter(context.db, countLeast) }
}

/**
 * Who could enter along a bridge, over all its parties. The receiving school reads no record of another's: it is looked
 * for the system, and counts leave that are large enough to tell of nobody.
 */
export const getEntrants: Handler<typeof contract.getEntrants> = async (context, { params }) => {
  const { db, system } = context
  const bridge = (await selectOptionalBridge(db, params.id)) ?? missing()
  const { to } = bridge.data
  const [programme] = to.kind === 'programme' ? await selectProgrammes(db, [to.programmeId]) : []
  const receivingOrganisationId = programme?.organisationId ?? missing()
  context.require(seeEntrants, { receivingOrganisationId })
  const { rows, more, parts } = await learnersBefore(system, bridge, bridge.partyIds)
  const least = await readParameter(db, countLeast)
  // The reader knows their own learners by name: what is left of a count without them must not be few either.
  const others = rows.filter(row => row.organisationId !== receivingOrganisationId)
  const many = (counts: (row: Readiness) => boolean) =>
    asMany(others.filter(counts).length, least, others.length) === null
      ? null
      : asMany(rows.filter(counts).length, least, rows.length)
  const counted = (some: readonly Readiness[]) => asMany(some.filter(row => row.credits > 0).length, least)
  return {
    ...{ looked: many(() => true), more, ready: many(row => row.lacking.length === 0) },
    parts: parts.map((text, i) => ({ text, lacking: many(row => row.lacking.includes(i)) })),
    creditsMean: counted(rows) === null || counted(others) === null ? null : creditsMean(rows),
    least,
  }
}

export const readWaysToWork: Handler<typeof contract.readWaysToWork> = async context => {
  const { places, clauses } = await plannerOf(context.system).refresh()
  const byId = new Map(places.map(place => [place.id, placeOf(place)]))
  const ways = await selectWaysToWork(context.db)
  const bridgesTo = Map.groupBy(signedLines(clauses), line => line.toId)
  const rows = (await selectFollowersToWork(context.db)).flatMap(({ occupationId, followers }) => {
    const occupation = byId.get(occupationId)
    if (!occupation) return []
    const programmes = ways
      .filter(way => way.occupationId === occupationId)
      .flatMap(({ programmeId, learners }) => {
        const place = byId.get(programmeId)
        return place ? [{ ...place, learners, bridgesTo: bridgesTo.get(programmeId)?.length ?? 0 }] : []
      })
    return [{ occupation: { id: occupationId, name: occupation.name }, followers, programmes }]
  })
  return { rows: rows.slice(0, contract.TOWARDS_MOST), least: await readParameter(context.db, countLeast) }
}

/** What a bridge that nobody has signed yet would open, and for how many of the group's learners. */
export const readProposal: Handler<typeof contract.readProposal> = async (context, { query }) => {
  const { places, clauses } = await plannerOf(context.system).refresh()
  const byId = new Map(places.map(place => [place.id, placeOf(place)]))
  const [from, to] = [byId.get(query.from) ?? missing(), byId.get(query.to) ?? missing()]
  const members = new Set(await selectGroupMembers(context.db, context.viewer?.groupId ?? null))
  const learners = new Map(
    (await selectGroupLearners(context.db)).map(row => [row.programmeId, row.learners]),
  )
  const proposed = { fromIds: [from.id], toId: to.id }
  const leads = await selectLeadsTo(context.system)
  const gains = gainsOf(places, signedLines(clauses), leads, proposed).flatMap(gain => {
    const place = byId.get(gain.programmeId)
    if (!place || !members.has(place.organisation.id)) return []
    const opened = gain.openedIds.flatMap(id => {
      const one = byId.get(id)
      return one ? [{ id, name: one.name }] : []
    })
    const { firstWay } = gain
    return [
      {
        place: { ...place, learners: learners.get(place.id) ?? 0 },
        ...{ firstWay, opened: opened.slice(0, 10), more: Math.max(0, opened.length - 10) },
      },
    ]
  })
  const sum = (some: typeof gains) => some.reduce((all, gain) => all + gain.place.learners, 0)
  return {
    ...{ from, to, learners: sum(gains), firstWayLearners: sum(gains.filter(gain => gain.firstWay)) },
    gains: gains.sort((a, b) => b.place.learners - a.place.learners).slice(0, contract.GAINS_MOST),
  }
}
