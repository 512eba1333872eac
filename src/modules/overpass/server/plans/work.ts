import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { signatureOf } from '#modules/members/server/index.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/plans.ts'
import { ownPlan, workOnPlan } from '../../policy.ts'
import { standingIn } from '../planner/standing.ts'
import { findWays } from '../planner/ways.ts'
import { selectWhereStands } from '../queries/map.ts'
import {
  deletePlan,
  insertNote,
  type PlanRow,
  selectAdvisers,
  selectOptionalPlan,
  setAdviser,
  setWay,
} from '../queries/plans.ts'
import { fail } from '../values.ts'
import { auditPlan, findWay, orStale } from './keep.ts'
import { planFor } from './read.ts'

async function planToWorkOn(context: Context, id: string): Promise<PlanRow> {
  const plan = await planFor(context, id)
  context.require(workOnPlan, plan)
  return plan
}

/**
 * The ways there are today for the learner of a plan. What of their record a way counts on is theirs to show whom they
 * asked, wherever it was recorded: so it is read for the system, once the plan itself was read as the viewer.
 */
async function waysFor({ system }: Context, plan: PlanRow) {
  const standing = await standingIn(system, await selectWhereStands(system, plan.personId))
  return findWays({ db: system, system }, standing, plan.question)
}

export const planAgain: Handler<typeof contract.planAgain> = async (context, { params }) =>
  waysFor(context, await planToWorkOn(context, params.id))

/** Who works on it beside the viewer learns that it is another way now. */
export const changeWay: Handler<typeof contract.changeWay> = async (context, { params, body }) => {
  const plan = await planToWorkOn(context, params.id)
  const way = findWay((await waysFor(context, plan)).ways, body.bridgeIds)
  const done = orStale(await setWay(context.db, { id: plan.id, version: body.version }, way), plan.version)
  await closeTodos(context.db, { subject: { kind: 'plan', id: plan.id } })
  await tellOther(context, plan, 'overpass.way_chosen')
  await auditPlan(context, 'overpass.way_changed', plan, { bridges: body.bridgeIds })
  return done
}

/** What had changed is settled by it for both: so the other is told. */
export const acceptWay: Handler<typeof contract.acceptWay> = async (context, { params, body }) => {
  const plan = await planToWorkOn(context, params.id)
  const now = plan.now ?? fail('conflict', 'overpass.way_not_found')
  const done = orStale(await setWay(context.db, { id: plan.id, version: body.version }, now), plan.version)
  await closeTodos(context.db, { subject: { kind: 'plan', id: plan.id } })
  await tellOther(context, plan, 'overpass.way_accepted')
  await auditPlan(context, 'overpass.way_accepted', plan)
  return done
}

export const askAdviser: Handler<typeof contract.askAdviser> = async (context, { params, body }) => {
  const { db } = context
  const plan = (await selectOptionalPlan(db, params.id)) ?? missing()
  context.require(ownPlan, plan)
  const asked = (await selectAdvisers(db, plan.learnerId)).find(one => one.id === body.adviserId)
  if (body.adviserId !== null && !asked)
    fail('unprocessable', 'overpass.no_adviser', undefined, [{ path: 'body.adviserId', code: 'invalid' }])
  const done = orStale(
    await setAdviser(db, { id: plan.id, version: body.version }, asked ?? null),
    plan.version,
  )
  if (plan.adviserId !== null && plan.adviserId !== body.adviserId)
    await closeTodos(db, { subject: { kind: 'plan', id: plan.id }, kinds: ['overpass.way_advice'] })
  if (asked)
    await putTodo(db, {
      ...{
        desk: { affiliationId: asked.id },
        kind: 'overpass.way_advice',
        path: `/overpass/plans/${plan.id}`,
      },
      subject: { kind: 'plan', id: plan.id },
    })
  await auditPlan(context, asked ? 'overpass.adviser_asked' : 'overpass.adviser_thanked', plan)
  return done
}

export const noteOnPlan: Handler<typeof contract.noteOnPlan> = async (context, { params, body }) => {
  const plan = await planToWorkOn(context, params.id)
  const { name } = await signatureOf(context)
  const affiliationId = context.signedIn().affiliationId ?? plan.learnerId
  const id = await insertNote(context.db, { planId: plan.id, affiliationId, name, text: body.text })
  // Whoever answers has done what they were asked for.
  if (plan.personId !== context.signedIn().personId)
    await closeTodos(context.db, { subject: { kind: 'plan', id: plan.id }, kinds: ['overpass.way_advice'] })
  await tellOther(context, plan, 'overpass.way_note')
  await auditPlan(context, 'overpass.way_noted', plan, { note: id })
  return { id }
}

export const leaveWay: Handler<typeof contract.leaveWay> = async (context, { params, body }) => {
  const plan = (await selectOptionalPlan(context.db, params.id)) ?? missing()
  context.require(ownPlan, plan)
  if (!(await deletePlan(context.db, { id: plan.id, version: body.version }))) stale(plan.version)
  await closeTodos(context.db, { subject: { kind: 'plan', id: plan.id } })
  await auditPlan(context, 'overpass.way_left', plan)
  return undefined
}

async function tellOther(
  { db, signedIn }: Pick<Context, 'db' | 'signedIn'>,
  plan: PlanRow,
  kind: 'overpass.way_chosen' | 'overpass.way_accepted' | 'overpass.way_note',
): Promise<void> {
  const other = plan.personId === signedIn().personId ? plan.adviserId : plan.learnerId
  if (other)
    await putTodo(db, {
      ...{ desk: { affiliationId: other }, kind, path: `/overpass/plans/${plan.id}` },
      subject: { kind: 'plan', id: plan.id },
    })
}
