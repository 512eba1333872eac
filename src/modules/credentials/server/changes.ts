import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/issuing.ts'
import { keepCredentials } from '../policy.ts'
import { fail } from './fail.ts'
import { insertStep, type OneRow, selectOptionalIssued, updateStatus } from './queries/issued.ts'
import { signatureOf } from './queries/signature.ts'

type Step = 'suspended' | 'lifted' | 'revoked' | 'kept'

/** What lies on the desks of whoever issued it when its outcome was changed. */
const reviewOf = (id: string) => ({ kind: 'credential_review', id })

/** Whether a step can follow where a credential stands; revoking is for good. */
function checkStep(found: OneRow, step: Step): void {
  if (step === 'kept' && found.review === null) fail('conflict', 'credentials.nothing_to_review')
  if (found.state === 'prepared' && step !== 'kept') fail('conflict', 'credentials.not_delivered')
  if (found.state === 'revoked') fail('conflict', 'credentials.revoked_already')
  if (step === 'suspended' && found.reason !== null) fail('conflict', 'credentials.suspended_already')
  if (step === 'lifted' && found.reason === null) fail('conflict', 'credentials.not_suspended')
}

/** Takes a step with its reason: the status lists change with it, the learner is told, the trail keeps it. */
async function takeStep(context: Context, id: string, step: Step, body: { reason: string; version: number }) {
  const { db } = context
  const found = (await selectOptionalIssued(db, id, true)) ?? missing()
  context.require(keepCredentials, found)
  if (found.version !== body.version) stale(found.version)
  checkStep(found, step)
  const stays = step === 'revoked' || step === 'kept'
  const version = await updateStatus(db, id, body.version, {
    suspended: step === 'suspended' || (stays && found.suspended),
    revoked: step === 'revoked',
    reason: step === 'lifted' ? null : step === 'kept' ? found.reason : body.reason,
    reviewed: stays,
  })
  if (version === undefined) return stale(found.version)
  await insertStep(db, { issuedId: id, kind: step, reason: body.reason, by: await signatureOf(context) })
  await context.audit({
    action: `credentials.${step}`,
    subject: { kind: 'credential', id },
    organisationId: found.organisationId,
    groupId: found.groupId,
    data: { name: found.name.zh, reason: body.reason },
  })
  if (stays) await closeTodos(db, { subject: reviewOf(id) })
  // A credential that is kept changes nothing for its learner, who reads why on its page.
  if (step === 'kept') return { version }
  const subject = { kind: 'credential', id }
  await closeTodos(db, { subject })
  if (found.personId !== null)
    await putTodo(db, {
      desk: { affiliationId: found.affiliationId },
      kind: `credentials.${step}`,
      data: { name: found.name.zh },
      path: `/credentials/${id}`,
      subject,
    })
  return { version }
}

export const revokeCredential: Handler<typeof contract.revokeCredential> = (context, { params, body }) =>
  takeStep(context, params.id, 'revoked', body)
export const suspendCredential: Handler<typeof contract.suspendCredential> = (context, { params, body }) =>
  takeStep(context, params.id, 'suspended', body)
export const liftSuspension: Handler<typeof contract.liftSuspension> = (context, { params, body }) =>
  takeStep(context, params.id, 'lifted', body)
export const keepCredential: Handler<typeof contract.keepCredential> = (context, { params, body }) =>
  takeStep(context, params.id, 'kept', body)
