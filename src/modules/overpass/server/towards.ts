import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import * as contract from '../contract/towards.ts'
import { seeEntrants } from '../policy.ts'
import { sumCredits } from '../rules/credits.ts'
import { asMany } from '../rules/few.ts'
import { fits } from '../rules/fits.ts'
import { gainsOf } from '../rules/planner/map-gaps.ts'
import { partsOfEntry, readinessOf } from '../rules/readiness.ts'
import { loadKnown } from './facts.ts'
import { loadOutcomes } from './outcomes.ts'
import { countLeast } from './parameters.ts'
import { signedLines } from './planner/gaps.ts'
import { plannerOf } from './planner/planner.ts'
import { placeOf } from './planner/standing.ts'
import {
  selectOptionalBridge,
  selectProgrammes,
  selectTargetCourses,
  selectTargetVersion,
  servesToday,
} from './queries/bridges.ts'
import { selectClassStandings, selectStudentsNow } from './queries/learners.ts'
import { selectGroupLearners, selectGroupMembers, selectLeadsTo } from './queries/map.ts'
import { selectFollowersToWork, selectLearnersTowards, selectWaysToWork } from './queries/towards.ts'
import { textOf } from './text-of.ts'
import { ownOrganisation } from './values.ts'

/** Learners looked at: what an answer within a few seconds allows. */
const LOOKED_MOST = 400
const OUTCOMES_MOST = LOOKED_MOST * 60

export const listEntrances: Handler<typeof contract.listEntrances> = async context => {
  const own = ownOrganisation(context)
  const { clauses, places } = await plannerOf(context.system).refresh()
  const byId = new Map(places.map(place => [place.id, placeOf(place)]))
  const learners = new Map((await selectLearnersTowards(context.db)).map(row => [row.programmeId, row]))
  const rows = [...clauses.values()].flatMap(({ bridge }) => {
    if (bridge?.rule.to.kind !== 'programme') return []
    const to = byId.get(bridge.rule.to.programmeId)
    if (to?.organisation.id !== own) return []
    const from = bridge.rule.from.programmeIds.flatMap(id => {
      const place = byId.get(id)
      if (!place || place.id === to.id) return []
      const { organisation, name } = place
      return [
        {
          programme: { id, name },
          organisation,
          learners: learners.get(id)?.learners ?? noneOrFew(learners, id),
        },
      ]
    })
    return [{ bridgeId: bridge.id, to: { id: to.id, name: to.name }, from }]
  })
  return { rows: rows.slice(0, contract.TOWARDS_MOST) }
}

const noneOrFew = (counted: ReadonlyMap<string, { few: boolean }>, id: string) =>
  counted.get(id)?.few ? null : 0

/**
 * Who could enter along a bridge, over all its parties. The receiving school reads no record of another's: it is looked
 * for the system, and counts leave that are large enough to tell of nobody.
 */
export const getEntrants: Handler<typeof contract.getEntrants> = async (context, { params }) => {
  const { db, system } = context
  const bridge = (await selectOptionalBridge(db, params.id)) ?? missing()
  const { data } = bridge
  const [programme] = data.to.kind === 'programme' ? await selectProgrammes(db, [data.to.programmeId]) : []
  context.require(seeEntrants, { receivingOrganisationId: programme?.organisationId ?? missing() })
  const classIds: string[] = []
  for (const organisationId of bridge.partyIds)
    for (const one of await selectClassStandings(system, organisationId))
      if (
        fits(data, bridge, { ...one, organisationId }) &&
        (await servesToday(db, bridge.versionId, one.cohort))
      )
        classIds.push(one.classId)
  const found = await selectStudentsNow(system, classIds, LOOKED_MOST + 1)
  const learners = found.slice(0, LOOKED_MOST)
  const outcomes = await loadOutcomes(
    system,
    learners.map(one => one.id),
    OUTCOMES_MOST,
  )
  const byLearner = Map.groupBy(outcomes, outcome => outcome.learnerId)
  const target = data.to.kind === 'programme' ? await selectTargetVersion(db, data.to) : null
  const courses = target ? await selectTargetCourses(db, target) : []
  const rows = learners.map(one => readinessOf(data, byLearner.get(one.id) ?? [], today(), courses))
  const least = await readParameter(db, countLeast)
  const { names } = await loadKnown(db, [data])
  const credits = rows.map(row => row.credits).filter(each => each > 0)
  const many = (count: number) => asMany(count, least, rows.length)
  return {
    looked: many(rows.length),
    more: found.length > LOOKED_MOST || outcomes.length === OUTCOMES_MOST,
    ready: many(rows.filter(row => row.lacking.length === 0).length),
    parts: partsOfEntry(data).map((part, i) => ({
      text: textOf(part, names),
      lacking: many(rows.filter(row => row.lacking.includes(i)).length),
    })),
    creditsMean: credits.length >= least ? sumCredits([sumCredits(credits) / credits.length]) : null,
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
