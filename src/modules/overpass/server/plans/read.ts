import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/plans.ts'
import { ownPlan, readPlan } from '../../policy.ts'
import {
  type PlanRow,
  selectAdvisers,
  selectNotes,
  selectOptionalPlan,
  selectPlans,
} from '../queries/plans.ts'

/** A followed way that the viewer may read; that somebody else reads it is noted. */
export async function planFor(context: Context, id: string): Promise<PlanRow> {
  const plan = (await selectOptionalPlan(context.db, id)) ?? missing()
  context.require(readPlan, plan)
  if (plan.personId !== context.signedIn().personId)
    context.noteReading(plan.organisationId, [plan.learnerId])
  return plan
}

function rowOf(plan: PlanRow, personId: string): contract.PlanRow {
  const { id, learner, adviser, verdict, changes, changedAt, keptAt, version, way } = plan
  const as =
    plan.personId === personId ? 'learner' : plan.guardianIds.includes(personId) ? 'guardian' : 'adviser'
  return {
    ...{ id, as, learner, adviser, to: way.steps.at(-1)?.to ?? missing() },
    ...{ verdict, changed: changes.length > 0 || verdict === 'arrived', changedAt, keptAt, version },
  }
}

export const listPlans: Handler<typeof contract.listPlans> = async context => {
  const { personId } = context.signedIn()
  const rows = await selectPlans(context.db, personId)
  for (const [organisationId, others] of Map.groupBy(
    rows.filter(row => row.personId !== personId),
    row => row.organisationId,
  ))
    context.noteReading(
      organisationId,
      others.map(row => row.learnerId),
    )
  return { rows: rows.map(row => rowOf(row, personId)) }
}

export const getPlan: Handler<typeof contract.getPlan> = async (context, { params }) => {
  const plan = await planFor(context, params.id)
  const { question, way, now, changes, adviserId } = plan
  return {
    ...rowOf(plan, context.signedIn().personId),
    ...{ question, way, now, changes, adviserId, notes: await selectNotes(context.db, plan.id) },
  }
}

export const listAdvisers: Handler<typeof contract.listAdvisers> = async (context, { params }) => {
  const plan = (await selectOptionalPlan(context.db, params.id)) ?? missing()
  context.require(ownPlan, plan)
  return { rows: await selectAdvisers(context.db, plan.learnerId) }
}
