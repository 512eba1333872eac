import { today } from '#platform/contract/days.ts'
import type { Db } from '#platform/server/database/session.ts'
import { sumCredits } from '../rules/credits.ts'
import { fits } from '../rules/fits.ts'
import { partsOfEntry, type Readiness, readinessOf } from '../rules/readiness.ts'
import { loadKnown } from './facts.ts'
import { loadOutcomes } from './outcomes.ts'
import {
  type SignedBridge,
  selectTargetCourses,
  selectTargetVersion,
  servesToday,
} from './queries/bridges.ts'
import { type StudentNow, selectClassStandings, selectStudentsNow } from './queries/learners.ts'
import { textOf } from './text-of.ts'

/** Learners looked at: what an answer within a few seconds allows. */
const LOOKED_MOST = 400
const OUTCOMES_MOST = LOOKED_MOST * 60

/** The learners of some schools for whom a bridge is there today, each held against its rule. */
export async function learnersBefore(db: Db, bridge: SignedBridge, organisationIds: readonly string[]) {
  const { data } = bridge
  const found = await selectStudentsNow(db, await classesBefore(db, bridge, organisationIds), LOOKED_MOST + 1)
  const learners = found.slice(0, LOOKED_MOST)
  const outcomes = await loadOutcomes(
    db,
    learners.map(one => one.id),
    OUTCOMES_MOST,
  )
  const byLearner = Map.groupBy(outcomes, outcome => outcome.learnerId)
  const target = data.to.kind === 'programme' ? await selectTargetVersion(db, data.to) : null
  const courses = target ? await selectTargetCourses(db, target) : []
  const { names } = await loadKnown(db, [data])
  return {
    rows: learners.map((one): StudentNow & Readiness => ({
      ...one,
      ...readinessOf(data, byLearner.get(one.id) ?? [], today(), courses),
    })),
    more: found.length > LOOKED_MOST || outcomes.length === OUTCOMES_MOST,
    parts: partsOfEntry(data).map(part => textOf(part, names)),
  }
}

/** Of those with anything recognised; null where nobody has. */
export function creditsMean(rows: readonly Readiness[]): number | null {
  const credits = rows.map(row => row.credits).filter(each => each > 0)
  return credits.length > 0 ? sumCredits([sumCredits(credits) / credits.length]) : null
}

/** The classes a bridge starts from, of the years of entry it serves today. */
async function classesBefore(
  db: Db,
  bridge: SignedBridge,
  organisationIds: readonly string[],
): Promise<string[]> {
  const classes = []
  for (const organisationId of organisationIds)
    for (const one of await selectClassStandings(db, organisationId))
      if (fits(bridge.data, bridge, { ...one, organisationId })) classes.push(one)
  const served: string[] = []
  for (const [cohort, some] of Map.groupBy(classes, one => one.cohort))
    if (await servesToday(db, bridge.versionId, cohort)) served.push(...some.map(one => one.classId))
  return served
}
