import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/bridges.ts'
import { sumCredits } from '../rules/credits.ts'
import { fits } from '../rules/fits.ts'
import { nearestFirst, partsOfEntry, readinessOf } from '../rules/readiness.ts'
import { loadKnown } from './facts.ts'
import { loadOutcomes } from './outcomes.ts'
import {
  selectOptionalBridge,
  selectTargetCourses,
  selectTargetVersion,
  servesToday,
} from './queries/bridges.ts'
import { selectClassStandings, selectStudentsNow } from './queries/learners.ts'
import { textOf } from './text-of.ts'
import { ownOrganisation } from './values.ts'

/** Learners looked at: what an answer within a few seconds allows. */
const LOOKED_MOST = 400
const OUTCOMES_MOST = LOOKED_MOST * 60

/** The own school's learners before a bridge: who could enter today, and what keeps the others out. */
export const getReadiness: Handler<typeof contract.getReadiness> = async (context, { params }) => {
  const organisationId = ownOrganisation(context)
  const bridge = (await selectOptionalBridge(context.db, params.id)) ?? missing()
  if (!bridge.open && !bridge.partyIds.includes(organisationId)) missing()
  const { data, versionId } = bridge
  const classes = (await selectClassStandings(context.db, organisationId)).filter(one =>
    fits(data, bridge, { ...one, organisationId }),
  )
  const cohorts = [...new Set(classes.map(one => one.cohort))]
  const served = new Set<number | null>()
  for (const cohort of cohorts) if (await servesToday(context.db, versionId, cohort)) served.add(cohort)
  const classIds = classes.filter(one => served.has(one.cohort)).map(one => one.classId)
  const found = await selectStudentsNow(context.db, classIds, LOOKED_MOST + 1)
  const learners = found.slice(0, LOOKED_MOST)
  const ids = learners.map(one => one.id)
  const outcomes = await loadOutcomes(context.db, ids, OUTCOMES_MOST)
  const byLearner = Map.groupBy(outcomes, outcome => outcome.learnerId)
  const target = data.to.kind === 'programme' ? await selectTargetVersion(context.db, data.to) : null
  const courses = target ? await selectTargetCourses(context.db, target) : []
  const rows = learners
    .map(one => ({ ...one, ...readinessOf(data, byLearner.get(one.id) ?? [], today(), courses) }))
    .sort(nearestFirst)
  if (ids.length) context.noteReading(organisationId, ids)
  const { names } = await loadKnown(context.db, [data])
  const counted = rows.map(row => row.credits).filter(credits => credits > 0)
  return {
    looked: rows.length,
    more: found.length > LOOKED_MOST || outcomes.length === OUTCOMES_MOST,
    ready: rows.filter(row => row.lacking.length === 0).length,
    creditsMean: counted.length ? sumCredits([sumCredits(counted) / counted.length]) : 0,
    parts: partsOfEntry(data).map((part, i) => ({
      text: textOf(part, names),
      lacking: rows.filter(row => row.lacking.includes(i)).length,
    })),
    learners: rows.map(({ id, name, className, lacking, credits }) => ({
      ...{ id, name, className, lacking, credits },
    })),
  }
}
