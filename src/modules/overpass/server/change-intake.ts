import { closeTodos, putTodos } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/intakes.ts'
import { openIntake as openPermission } from '../policy.ts'
import { problemOfIntake } from '../rules/admission.ts'
import { refuse } from './intakes.ts'
import { moveUp } from './move-up.ts'
import { watchWays } from './plans/watch.ts'
import { selectOptionalBridge } from './queries/bridges.ts'
import {
  cancelApplications,
  type IntakeRow,
  selectOptionalIntake,
  selectWaiting,
  setCancelled,
  setIntake,
  type Waiting,
} from './queries/intakes.ts'
import { fail } from './values.ts'

async function intakeToChange(context: Context, id: string): Promise<IntakeRow> {
  const intake = (await selectOptionalIntake(context.db, id)) ?? missing()
  context.require(openPermission, { receivingOrganisationId: intake.organisation.id })
  if (intake.cancelReason !== null) fail('conflict', 'overpass.intake_cancelled')
  return intake
}

/** Other days or more seats: whoever has applied reads it, and more seats go to whoever waits. */
export const changeIntake: Handler<typeof contract.changeIntake> = async (context, { params, body }) => {
  const { db } = context
  const intake = await intakeToChange(context, params.id)
  const bridge = (await selectOptionalBridge(db, intake.clauseId)) ?? missing()
  const { version, ...wanted } = body
  const { quota } = bridge.data
  const before = { ...intake, ranked: intake.rankedAt !== null }
  refuse(problemOfIntake(wanted, before, { quota, today: today() }), quota)
  if (!(await setIntake(db, { id: intake.id, version }, wanted))) stale(intake.version)
  const changed = (['opensOn', 'closesOn', 'startsOn', 'seats', 'note'] as const).filter(
    field => wanted[field] !== intake[field],
  )
  const waiting = changed.some(field => field !== 'note') ? await selectWaiting(db, intake.id) : []
  await tell(context, 'overpass.intake_changed', waiting)
  if (before.ranked && changed.includes('seats')) await context.enqueue(moveUp, { intakeId: intake.id })
  await watchSoon(context)
  await context.audit({
    action: 'overpass.intake_changed',
    subject: { kind: 'intake', id: intake.id },
    organisationId: intake.organisation.id,
    data: { changed, ...wanted },
  })
  return { version: version + 1, told: waiting.length }
}

/** Not after the ranking: seats that were offered are not taken back. */
export const cancelIntake: Handler<typeof contract.cancelIntake> = async (context, { params, body }) => {
  const { db } = context
  const intake = await intakeToChange(context, params.id)
  if (intake.rankedAt !== null) fail('conflict', 'overpass.ranked_already')
  const waiting = await selectWaiting(db, intake.id)
  if (!(await setCancelled(db, { id: intake.id, version: body.version }, body.reason))) stale(intake.version)
  await cancelApplications(db, intake.id)
  await closeTodos(db, { subject: { kind: 'intake', id: intake.id } })
  await tell(context, 'overpass.intake_cancelled', waiting)
  await watchSoon(context)
  await context.audit({
    action: 'overpass.intake_cancelled',
    subject: { kind: 'intake', id: intake.id },
    organisationId: intake.organisation.id,
    data: { reason: body.reason, told: waiting.length },
  })
  return { told: waiting.length }
}

/** Ways that are followed rest on intakes too. */
const watchSoon = (context: Context) => context.enqueue(watchWays, {}, { key: 'overpass.watch_ways' })

const tell = (
  { db }: Context,
  kind: 'overpass.intake_changed' | 'overpass.intake_cancelled',
  to: Waiting[],
) =>
  putTodos(
    db,
    to.map(({ id, learnerId }) => ({
      ...{ desk: { affiliationId: learnerId }, kind, path: `/admissions/${id}` as const },
      subject: { kind: 'admission', id },
    })),
  )
