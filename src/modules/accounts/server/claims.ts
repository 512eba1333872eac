import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract.ts'
import { normaliseCode } from '../rules/code.ts'
import { CODE_ADDRESS_LIMIT, CODE_GLOBAL_LIMIT } from '../rules/limits.ts'
import { passwordLength } from '../rules/password.ts'
import { hashPassword } from './better-auth.ts'
import { hashOfCode } from './codes.ts'
import { fail } from './fail.ts'
import { inSystem } from './in-system.ts'
import { refusePassword } from './passwords.ts'
import { claim, insertPerson, type OpenInvitation, selectOptionalByCode } from './queries/invitations.ts'
import { ensureUser, selectEmailIsTaken, upsertPassword } from './queries/people.ts'
import { updateActing } from './queries/sessions.ts'
import { sessionCache } from './session-cache.ts'
import { noteSignIn, openSession } from './sign-in.ts'
import { forgive, takeAttempt } from './throttle.ts'

/**
 * Tries something with a typed code or token, within the limits for guesses from one address and from
 * everywhere. Only a hash that is known is given back to the limits.
 * @throws `accounts.code_not_valid` when `work` finds nothing
 */
export async function tryCode<T>(
  context: Context,
  typed: string,
  work: (hash: Buffer) => Promise<T | undefined>,
): Promise<T> {
  const attempts = [
    { scope: 'code address', key: context.request.address, limit: CODE_ADDRESS_LIMIT },
    { scope: 'code', key: 'all', limit: CODE_GLOBAL_LIMIT },
  ]
  for (const attempt of attempts) await takeAttempt(context.system, attempt)
  const found = await work(hashOfCode(context, normaliseCode(typed) ?? typed))
  if (found === undefined) return fail('unprocessable', 'accounts.code_not_valid')
  for (const attempt of attempts) await forgive(context.system, attempt)
  return found
}

export const checkCode: Handler<typeof contract.checkCode> = async (context, { body }) => {
  const found = await tryCode(context, body.code, hash => selectOptionalByCode(context.system, hash))
  const { organisation, organisationCode, name, number, role } = found
  return { organisation, organisationCode, name, number, role, passwordLength: passwordLength([role]) }
}

/**
 * Claims an affiliation with the code its organisation handed to this human. That hand-over is the
 * organisation's confirmation; nothing is joined by matching names.
 */
export const acceptCode: Handler<typeof contract.acceptCode> = async (context, { body }) => {
  if (body.as === 'me') return { affiliationId: await join(context, body.code) }
  const { password } = body
  const invitation = await tryCode(context, body.code, hash => selectOptionalByCode(context.system, hash))
  refusePassword(password, [invitation.role], [invitation.number, invitation.name, invitation.email])
  const passwordHash = await hashPassword(password)
  const personId = await inSystem(context, async (db, audit) => {
    const open = await reopen(context, db, body.code)
    if (open.email && (await selectEmailIsTaken(db, open.email)))
      fail('conflict', 'accounts.email_has_account')
    const id = await insertPerson(db, { name: open.name, language: context.language })
    await ensureUser(db, { personId: id, name: open.name, email: open.email ?? undefined })
    await upsertPassword(db, id, passwordHash)
    if (!(await claim(db, open, id))) fail('unprocessable', 'accounts.code_not_valid')
    await audit(claimFact(open, id))
    return id
  })
  const { affiliationId } = invitation
  await openSession(context, { personId, affiliationId })
  await noteSignIn(context, personId, 'invitation')
  return { affiliationId }
}

async function join(context: Context, code: string): Promise<string> {
  const { personId, scopes } = context.signedIn()
  if (scopes || !context.sessionId) return fail('unprocessable', 'accounts.code_not_valid')
  const { affiliationId } = await tryCode(context, code, hash => selectOptionalByCode(context.system, hash))
  await inSystem(context, async (db, audit) => {
    const open = await reopen(context, db, code)
    if (!(await claim(db, open, personId))) fail('unprocessable', 'accounts.code_not_valid')
    await audit(claimFact(open, personId))
  })
  await updateActing(context.system, { sessionId: context.sessionId, personId, affiliationId })
  sessionCache(context.live).forgetPerson(personId)
  return affiliationId
}

/** The invitation again, now locked: of two who use one code at once, one finds it used. */
async function reopen(context: Context, db: Context['system'], code: string): Promise<OpenInvitation> {
  const hash = hashOfCode(context, normaliseCode(code) ?? code)
  const open = await selectOptionalByCode(db, hash, { lock: true })
  return open ?? fail('unprocessable', 'accounts.code_not_valid')
}

const claimFact = (open: OpenInvitation, personId: string) => ({
  action: 'accounts.claimed',
  subject: { kind: 'affiliation', id: open.affiliationId },
  organisationId: open.organisationId,
  data: { personId, invitation: open.id },
})
