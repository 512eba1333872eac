import { today } from '#platform/contract/days.ts'
import { stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { WayToGoal } from '../../contract/planner.ts'
import * as contract from '../../contract/plans.ts'
import { standingOf } from '../planner/standing.ts'
import { findWays } from '../planner/ways.ts'
import { selectOwnStandings } from '../queries/learners.ts'
import { countPlans, insertPlan } from '../queries/plans.ts'
import { fail } from '../values.ts'

/** A way by its bridges; what the planner no longer finds cannot be followed. */
export const findWay = (ways: readonly WayToGoal[], bridgeIds: readonly string[]): WayToGoal =>
  ways.find(way => way.steps.map(step => step.bridgeId).join() === bridgeIds.join()) ??
  fail('conflict', 'overpass.way_not_found')

/** Follows a way as the planner finds it at this moment. */
export const keepWay: Handler<typeof contract.keepWay> = async (context, { body }) => {
  const { db } = context
  const { personId } = context.signedIn()
  const [standing] = await selectOwnStandings(db)
  if (!standing) return fail('conflict', 'overpass.not_for_you')
  if ((await countPlans(db, personId)) >= contract.PLANS_MOST)
    fail('conflict', 'overpass.plans_most', { most: contract.PLANS_MOST })
  const { bridgeIds, ...question } = body
  const { ways } = await findWays(context, await standingOf(context, undefined), question)
  const way = findWay(ways, bridgeIds)
  const id = await insertPlan(db, {
    ...{ personId, organisationId: standing.organisationId, learnerId: standing.learnerId },
    ...{ learnerName: standing.name, question, way },
  })
  await auditPlan(context, 'overpass.way_kept', { id, organisationId: standing.organisationId })
  return { id }
}

export const auditPlan = (
  context: Context,
  action: `overpass.${string}`,
  plan: { id: string; organisationId: string },
  data: Record<string, unknown> = {},
) =>
  context.audit({
    ...{ action, subject: { kind: 'plan', id: plan.id }, organisationId: plan.organisationId },
    data: { on: today(), ...data },
  })

export const orStale = (done: boolean, version: number): { version: number } =>
  done ? { version: version + 1 } : stale(version)
