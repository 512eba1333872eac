import { z } from 'zod'
import { closeTodos, putTodos } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Db } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'
import type { WayToGoal } from '../../contract/planner.ts'
import {
  bridgesOfWay,
  type Change,
  compared,
  stepsAhead,
  type Verdict,
  wayNow,
} from '../../rules/planner/followed.ts'
import { readWhatIfs } from '../../rules/planner/what-if.ts'
import { bridgeOf, loadPlaces } from '../planner/load.ts'
import { standingIn } from '../planner/standing.ts'
import { knownOf, toldWays } from '../planner/ways.ts'
import { selectClausesOf, selectMapClauses, selectWhereStands } from '../queries/map.ts'
import { selectBridgesOn, setStanding, takeChanged, type WatchedPlan } from '../queries/plans.ts'

/** Ways looked at in one transaction. */
const A_TIME = 50

/**
 * Works out what a change of rules, cohorts, days or versions means for whoever follows a way that rests on them, and
 * tells learner and adviser. By itself every quarter of an hour; run again it finds nothing.
 */
export const watchWays = job({
  name: 'overpass.watch_ways',
  payload: z.unknown(),
  cron: '7,22,37,52 * * * *',
  async run(_, { services: { system }, signal }) {
    let looked = A_TIME
    while (looked === A_TIME && !signal.aborted)
      looked = await system.transaction().execute(async db => {
        const plans = await takeChanged(db, A_TIME)
        for (const plan of plans) await look(db, plan)
        return plans.length
      })
  },
})

async function look(db: Db, plan: WatchedPlan): Promise<void> {
  const { now, verdict, changes } = await standsNow(db, plan)
  const told = changes.length > 0 || verdict !== plan.verdict
  await setStanding(db, plan.id, { now, verdict, changes, grounds: plan.grounds, told })
  if (!told) return
  const subject = { kind: 'plan', id: plan.id }
  // Said anew: what was said of it before no longer holds.
  await closeTodos(db, { subject, kinds: VERDICT_TODOS })
  const desks = [plan.learnerId, ...(plan.adviserId ? [plan.adviserId] : [])]
  await putTodos(
    db,
    desks.map((affiliationId, n) => ({
      ...{
        desk: { affiliationId },
        kind: todoOf(verdict, n > 0),
        path: `/overpass/plans/${plan.id}` as const,
        subject,
      },
      data: { count: changes.filter(change => change.what === 'gap_new').length },
    })),
  )
  await recordAudit(
    db,
    {
      action: 'overpass.way_watched',
      subject,
      data: { verdict, changes: changes.map(change => change.what) },
    },
    { viewer: null, requestId: null },
  )
}

const todoOf = (verdict: Verdict, adviser: boolean): `overpass.${string}` =>
  `overpass.way_${adviser ? 'advised_' : ''}${verdict}`
const VERDICT_TODOS = (['possible', 'needs_more', 'gone', 'arrived'] as const).flatMap(verdict => [
  todoOf(verdict, false),
  todoOf(verdict, true),
])

/** How a followed way stands today for its learner, held against how it was chosen. */
async function standsNow(
  db: Db,
  plan: WatchedPlan,
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
  const steps = stepsAhead(plan.way.steps, at)
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
