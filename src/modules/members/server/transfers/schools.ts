import { sql } from 'kysely'
import { z } from 'zod'
import { closeTodos } from '#modules/information/server/index.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { Failure, missing, stale } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { job } from '#platform/server/jobs/job.ts'
import type * as contract from '../../contract/transfers.ts'
import { proposeTransfer as proposePermission, receiveTransfer } from '../../policy.privacy.ts'
import { afterStep } from '../../rules/transfers.ts'
import { ownOrganisation } from '../people.ts'
import { checkEntry, checkRole } from '../person-checks.ts'
import { fail } from '../privacy/fail.ts'
import { daysOf } from '../privacy/periods.ts'
import { insertAffiliation, selectOptionalStored, updateEnd } from '../queries/person-changes.ts'
import { signatureOf } from '../signature.ts'
import { checkEnd } from '../values.ts'
import {
  acceptTransferRow,
  expireTransfers,
  proposeTransferRow,
  selectOptionalReceived,
  selectOptionalSchool,
  selectRequestCounts,
  selectRequests,
  updateRefused,
} from './queries.ts'

/** The former school ends its entry because the learner moves; nothing reaches the new school before the learner's yes. */
export const proposeTransfer: Handler<typeof contract.proposeTransfer> = async (
  context,
  { params, body },
) => {
  const { db } = context
  const stored = (await selectOptionalStored(db, params.id)) ?? missing()
  context.require(proposePermission, stored)
  if (stored.role !== 'student') fail('unprocessable', 'members.transfer_learners')
  if (stored.endsOn) fail('conflict', 'members.transfer_ended')
  checkEnd(stored.startsOn, body.endsOn)
  const to =
    (await selectOptionalSchool(db, body.toOrganisationId)) ?? fail('unprocessable', 'members.no_school')
  if (to.id === stored.organisationId) fail('unprocessable', 'members.transfer_there')
  const dueOn = daysAfter(today(), await daysOf(db, 'transfer_answer'))
  const joined = await proposeTransferRow(db, stored.id, to.id, dueOn)
  if (!joined) fail('conflict', 'members.transfer_not_joined')
  const version = (await updateEnd(db, stored.id, body.version, body.endsOn)) ?? stale(stored.version)
  await context.audit({
    action: 'members.person_ended',
    subject: { kind: 'affiliation', id: stored.id },
    data: { endsOn: body.endsOn, reason: 'transfer', to: to.id },
  })
  return { version }
}

export const listTransfers: Handler<typeof contract.listTransfers> = (context, { query }) =>
  selectRequests(context.db, ownOrganisation(context), query, query)

export const countTransfers: Handler<typeof contract.countTransfers> = (context, { query }) =>
  selectRequestCounts(context.db, ownOrganisation(context), query)

/** Takes the learner in: a new entry, joined at once to the person who sent the request. */
export const acceptTransfer: Handler<typeof contract.acceptTransfer> = async (context, { params, body }) => {
  const { db } = context
  const asked = (await selectOptionalReceived(db, params.id)) ?? missing()
  context.require(receiveTransfer, asked)
  if (!afterStep(asked.state, 'accept')) fail('conflict', 'members.transfer_over')
  const organisationId = asked.toOrganisationId
  await checkRole(context, organisationId, 'student')
  const entry = {
    ...{ organisationId, role: 'student' as const, name: asked.name ?? '', number: body.number },
    ...{ classId: body.classId, birthDate: asked.birthDate, startsOn: body.startsOn, listed: false },
    ...{ externalId: null, position: null, email: null, phone: null },
  }
  checkEntry('student', entry)
  const affiliationId = await insertAffiliation(db, entry)
  const { name } = await signatureOf(context)
  if (!(await acceptTransferRow(db, asked.id, body.version, { affiliationId, by: name })))
    stale(asked.version)
  await sql`select members.tell_former_school(${asked.id})`.execute(db)
  await closeTodos(db, { subject: { kind: 'transfer', id: asked.id } })
  await context.audit({
    action: 'members.transfer_accepted',
    subject: { kind: 'affiliation', id: affiliationId },
    organisationId,
    data: { transfer: asked.id },
  })
  return { affiliationId }
}

export const refuseTransfer: Handler<typeof contract.refuseTransfer> = async (context, { params, body }) => {
  const asked = (await selectOptionalReceived(context.db, params.id)) ?? missing()
  context.require(receiveTransfer, asked)
  if (!afterStep(asked.state, 'refuse')) fail('conflict', 'members.transfer_over')
  if (body.reason.trim() === '')
    throw new Failure('invalid', 'input.invalid', undefined, [{ path: 'body.reason', code: 'required' }])
  const { name } = await signatureOf(context)
  const done = await updateRefused(context.db, asked.id, body.version, { reason: body.reason, by: name })
  if (!done) stale(asked.version)
  await closeTodos(context.db, { subject: { kind: 'transfer', id: asked.id } })
  await context.audit({
    action: 'members.transfer_refused',
    subject: { kind: 'transfer', id: asked.id },
    organisationId: asked.toOrganisationId,
  })
  return undefined
}

/** Requests that nobody answered in time end by themselves. */
export const endTransfers = job({
  name: 'members.end_transfers',
  payload: z.object({}),
  cron: '33 2 * * *',
  run: (_payload, { services }) =>
    services.system.transaction().execute(async db => {
      for (const id of await expireTransfers(db)) await closeTodos(db, { subject: { kind: 'transfer', id } })
    }),
})
