import { Failure } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract.ts'
import { resetPassword } from '../policy.ts'
import { normaliseCode } from '../rules/code.ts'
import { LETTER_CLIENT_LIMIT, LETTER_LIMIT } from '../rules/limits.ts'
import { mayBeResetBy } from '../rules/reset.ts'
import { hashPassword } from './better-auth.ts'
import { tryCode } from './claims.ts'
import { hashOfAttempt, hashOfCode } from './codes.ts'
import { fail } from './fail.ts'
import { inSystem } from './in-system.ts'
import { freshCode, inDays } from './invitations.ts'
import { sendRecoveryLetter } from './jobs.ts'
import { linkTo } from './links.ts'
import { refusePassword } from './passwords.ts'
import { selectOptionalOwnAffiliation } from './queries/invitations.ts'
import { insertNotice, selectAccount, upsertPassword } from './queries/people.ts'
import {
  type Recovery,
  replaceRecovery,
  selectOptionalRecovery,
  updateRecoveryUsed,
} from './queries/recoveries.ts'
import { deleteOtherSessions } from './queries/sessions.ts'
import { sessionCache } from './session-cache.ts'
import { takeAttempt } from './throttle.ts'

/** Days that a reset code works: it is handed over in the school office. */
const RESET_DAYS = 3

/** Asks for a letter. Says nothing about whether the address is known: that is found out by the job. */
export const askRecoveryLetter: Handler<typeof contract.askRecoveryLetter> = async (context, { body }) => {
  await limitLetters(context, body.email)
  await context.enqueue(sendRecoveryLetter, { email: body.email, language: context.language })
  return undefined
}

/** Letters one address gets and one client asks for, however the asking ends. */
export async function limitLetters(context: Context, email: string): Promise<void> {
  const client = { scope: 'letter client', key: context.request.address, limit: LETTER_CLIENT_LIMIT }
  const address = { scope: 'letter', key: hashOfAttempt(context, email), limit: LETTER_LIMIT }
  await takeAttempt(context.system, client)
  await takeAttempt(context.system, address)
}

/**
 * A code with which somebody of this organisation sets a new password. One school must not get into what
 * another one, or the person alone, has a say in: see `mayBeResetBy`.
 */
export const createResetCode: Handler<typeof contract.createResetCode> = async (context, { body }) => {
  const affiliation = await selectOptionalOwnAffiliation(context.db, body.affiliationId)
  if (!affiliation) throw new Failure('missing', 'missing')
  context.require(resetPassword, affiliation)
  const { personId, organisationId } = affiliation
  if (!personId) return fail('conflict', 'accounts.not_claimed')
  const account = await selectAccount(context.system, personId)
  if (!account || !mayBeResetBy(organisationId, account))
    return fail('conflict', 'accounts.reset_not_possible')
  const code = freshCode(context)
  const expiresAt = inDays(RESET_DAYS)
  await inSystem(context, async (db, audit) => {
    await replaceRecovery(db, {
      personId,
      kind: 'organisation',
      organisationId,
      affiliationId: affiliation.id,
      tokenHash: code.hash,
      createdBy: context.signedIn().personId,
      expiresAt,
    })
    await audit({
      action: 'accounts.reset_code_issued',
      subject: { kind: 'affiliation', id: affiliation.id },
      organisationId,
    })
  })
  return {
    code: code.shown,
    link: linkTo(context.config, '/recover', code.shown),
    expiresAt: expiresAt.toISOString(),
  }
}

/** Sets a new password with a letter's token or an organisation's code. The second factor stays as it is. */
export const setNewPassword: Handler<typeof contract.setNewPassword> = async (context, { body }) => {
  const recovery = await tryCode(context, body.code, hash => usable(context.system, hash, false))
  const account = await selectAccount(context.system, recovery.personId)
  if (!account) return fail('unprocessable', 'accounts.code_not_valid')
  refusePassword(body.password, account.roles, [account.email, account.name, ...account.numbers])
  const passwordHash = await hashPassword(body.password)
  await inSystem(context, async (db, audit) => {
    const open = await usable(db, hashOfCode(context, normaliseCode(body.code) ?? body.code), true)
    if (!open) return fail('unprocessable', 'accounts.code_not_valid')
    await upsertPassword(db, open.personId, passwordHash)
    await updateRecoveryUsed(db, open)
    await deleteOtherSessions(db, open.personId, null)
    await insertNotice(db, {
      personId: open.personId,
      kind: open.kind === 'mail' ? 'password_reset_by_mail' : 'password_reset_by_organisation',
      organisationId: open.organisationId,
    })
    await audit({
      action: 'accounts.password_reset',
      subject: { kind: 'person', id: open.personId },
      organisationId: open.organisationId,
      data: { how: open.kind },
    })
  })
  sessionCache(context.live).forgetPerson(recovery.personId)
  return undefined
}

/** The recovery of a hash, if what made it right still holds: people change after a code was issued. */
async function usable(db: Context['system'], hash: Buffer, lock: boolean): Promise<Recovery | undefined> {
  const open = await selectOptionalRecovery(db, hash, { lock })
  if (!open) return undefined
  const account = await selectAccount(db, open.personId)
  if (!account) return undefined
  if (open.kind === 'mail') return account.email ? open : undefined
  return open.organisationId && mayBeResetBy(open.organisationId, account) ? open : undefined
}
