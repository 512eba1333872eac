import type { Role } from '#platform/contract/access.ts'
import { Failure } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract.ts'
import { ACCOUNT_LIMIT } from '../rules/limits.ts'
import { passwordLength, passwordProblem } from '../rules/password.ts'
import { hashPassword, verifyPassword } from './better-auth.ts'
import { fail } from './fail.ts'
import { inSystem } from './in-system.ts'
import { selectAccount, upsertPassword } from './queries/people.ts'
import { revokeRecoveries } from './queries/recoveries.ts'
import { deleteOtherSessions } from './queries/sessions.ts'
import { sessionCache } from './session-cache.ts'
import { settle, takeAttempt } from './throttle.ts'

/** Refuses a password that is too short, tried by everybody or made of what others know, at its field. */
export function refusePassword(
  password: string,
  roles: readonly Role[],
  own: readonly (string | null | undefined)[],
): void {
  const length = passwordLength(roles)
  const problem = passwordProblem(password, { length, own })
  if (!problem) return
  throw new Failure('invalid', 'input.invalid', undefined, [
    { path: 'body.password', code: `accounts.password_${problem}`, data: { minimum: length } },
  ])
}

// A real hash of nothing anybody knows: trying a password against it costs what a real one costs.
let dummy: Promise<string> | undefined

/**
 * Makes sure that the person at the keyboard knows the account's password, before something weighty.
 * @throws `accounts.password_wrong` at its field, `too_many` after ten failures
 */
export async function requirePassword(context: Context, password: string, field = 'password'): Promise<void> {
  const { personId } = context.signedIn()
  const attempt = { scope: 'own password', key: personId, limit: ACCOUNT_LIMIT }
  await takeAttempt(context.system, attempt)
  const account = await selectAccount(context.system, personId)
  dummy ??= hashPassword(crypto.randomUUID())
  const hash = account?.passwordHash ?? (await dummy)
  const right = (await verifyPassword({ hash, password })) && Boolean(account?.passwordHash)
  if (!right)
    throw new Failure('unprocessable', 'accounts.password_wrong', undefined, [
      { path: `body.${field}`, code: 'accounts.password_wrong' },
    ])
  await settle(context.system, attempt)
}

/** Changes the own password, ends all other sessions and what was sent to set a new one. */
export const changePassword: Handler<typeof contract.changePassword> = async (context, { body }) => {
  const { personId } = context.signedIn()
  await requirePassword(context, body.current, 'current')
  const account = await selectAccount(context.system, personId)
  if (!account) return fail('unprocessable', 'accounts.password_wrong')
  refusePassword(body.password, account.roles, [account.email, account.name, ...account.numbers])
  const hash = await hashPassword(body.password)
  await inSystem(context, async (db, audit) => {
    await upsertPassword(db, personId, hash)
    await revokeRecoveries(db, personId)
    await deleteOtherSessions(db, personId, context.sessionId)
    await audit({ action: 'accounts.password_changed', subject: { kind: 'person', id: personId } })
  })
  sessionCache(context.live).forgetPerson(personId)
  return undefined
}
