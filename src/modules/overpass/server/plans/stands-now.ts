import { today } from '#platform/contract/days.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { WayToGoal } from '../../contract/planner.ts'
import {
  bridgesOfWay,
  type Change,
  compared,
  type FollowedStep,
  stepsAhead,
  type Verdict,
  wayNow,
} from '../../rules/planner/followed.ts'
import { readWhatIfs } from '../../rules/planner/what-if.ts'
import { bridgeOf, loadPlaces } from '../planner/load.ts'
import { standingIn } from '../planner/standing.ts'
import { knownOf, toldWays } from '../planner/ways.ts'
import { selectClausesOf, selectMapClauses, selectWhereStands } from '../queries/map.ts'
import { selectBridgesOn, type WatchedPlan } from '../queries/plans.ts'

type Asked = Pick<WatchedPlan, 'personId' | 'question' | 'clauseIds' | 'agreementIds' | 'placeIds'>

/** How a followed way stands today for its learner, held against how it was chosen. Reads for the system. */
export async function standsNow(
  db: Db,
  plan: Asked,
  chosen: readonly FollowedStep[],
): Promise<{ now: WayToGoal | null; verdict: Verdict; changes: Change[] }> {
  const onMap = await selectClausesOf(db, plan.agreementIds)
  const clauses = await selectMapClauses(
    db,
    onMap.map(each => each.clauseId),
  )
  const versions = clauses.flatMap(({ data: { to } }) =>
    to.kind === 'programme' && to.versionId !== null ? [to.versionId] : [],
  )
  const { places, world, expected } = await loadPlaces(db, plan.placeIds, versions)
  const standing = await standingIn(db, await selectWhereStands(db, plan.personId))
  const at = standing.at(places)
  const steps = stepsAhead(chosen, at)
  const { outcomes, named } = await knownOf(
    db,
    standing.learnerIds,
    readWhatIfs(plan.question.whatIf ?? '') ?? [],
  )
  const cohort = at.find(each => each.placeId === steps[0]?.fromId)?.cohort ?? null
  const on = new Set(await selectBridgesOn(db, plan.personId, plan.clauseIds, cohort))
  const known = new Set(onMap.filter(each => each.onMap).map(each => each.clauseId))
  const signed = clauses.flatMap(clause => {
    if (!known.has(clause.clauseId) && !on.has(clause.clauseId)) return []
    return bridgeOf(clause, places) ?? []
  })
  const bridges = bridgesOfWay(steps, [...signed, ...expected], on)
  const found = wayNow(steps, world, bridges, { at, outcomes }, today())
  const tell = await toldWays(db, found ? [found] : [], {
    ...{ places, named },
    clauses: new Map(clauses.map(clause => [clause.clauseId, { clause }])),
  })
  const now = found && tell(found)
  return { now, ...compared(steps, now?.steps ?? null, on, known) }
}
