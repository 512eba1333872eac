import { Failure } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract.ts'
import { callAuth, openAuth, refusalOf } from './better-auth.ts'
import { fail } from './fail.ts'
import { requirePassword } from './passwords.ts'
import { insertNotice, selectAccount } from './queries/people.ts'
import { deleteSession, insertUsedFactor, selectOptionalSessionId } from './queries/sessions.ts'
import { sessionCache } from './session-cache.ts'
import { noteSignIn } from './sign-in.ts'

const LOCKED_SECONDS = 900

/** Turns what better-auth says about a second factor into our words. */
function refuseFactor(error: unknown): never {
  const code = refusalOf(error)
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED')
    throw new Failure('too_many', 'too_many', { seconds: LOCKED_SECONDS })
  // Without a second factor begun there is no right code either.
  if (['INVALID_CODE', 'INVALID_BACKUP_CODE', 'TOTP_NOT_ENABLED', 'BACKUP_CODES_NOT_ENABLED'].includes(code))
    return fail('unprocessable', 'accounts.factor_wrong')
  if (code === 'TOTP_ALREADY_ENABLED') return fail('conflict', 'accounts.factor_is_on')
  return fail('conflict', 'accounts.challenge_over')
}

/** The second step of signing in. Five tries a challenge, ten an account; a used code opens nothing again. */
export const signInTotp: Handler<typeof contract.signInTotp> = async (context, { body }) => {
  const answer = await callAuth(
    context,
    (api, headers) => api.verifyTOTP({ body: { code: body.code }, headers, returnHeaders: true }),
    { anonymous: true },
  ).catch(refuseFactor)
  const personId = answer.user.id
  if (!(await insertUsedFactor(context.system, personId, body.code))) {
    const sessionId = await selectOptionalSessionId(context.system, answer.token)
    if (sessionId) await deleteSession(context.system, sessionId)
    return fail('unprocessable', 'accounts.factor_wrong')
  }
  await noteSignIn(context, personId, 'password and authenticator')
  return { state: 'signed_in' }
}

export const signInRecoveryCode: Handler<typeof contract.signInRecoveryCode> = async (context, { body }) => {
  const answer = await callAuth(
    context,
    (api, headers) => api.verifyBackupCode({ body: { code: body.code }, headers, returnHeaders: true }),
    { anonymous: true },
  ).catch(refuseFactor)
  await insertNotice(context.system, { personId: answer.user.id, kind: 'recovery_code_used' })
  await noteSignIn(context, answer.user.id, 'password and recovery code')
  return { state: 'signed_in' }
}

/** The address an authenticator reads, naming the person instead of a stand-in e-mail. */
function labelled(uri: string, name: string): { uri: string; key: string } {
  const key = new URL(uri).searchParams.get('secret') ?? ''
  const label = encodeURIComponent(`Overpass:${name}`)
  return { uri: `otpauth://totp/${label}?secret=${key}&issuer=Overpass&digits=6&period=30`, key }
}

export const enrolTotp: Handler<typeof contract.enrolTotp> = async (context, { body }) => {
  await requirePassword(context, body.password)
  const account = await selectAccount(context.system, context.signedIn().personId)
  const answer = await callAuth(context, (api, headers) =>
    api.enableTwoFactor({ body: { password: body.password, method: 'totp' }, headers, returnHeaders: true }),
  ).catch(refuseFactor)
  if (answer.method !== 'totp') throw new Error('a second factor of another kind')
  const { uri, key } = labelled(answer.totpURI, account?.email ?? account?.name ?? '')
  const { toString: qrSvg } = await import('qrcode')
  const qr = await qrSvg(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  return { uri, key, qr, recoveryCodes: answer.backupCodes }
}

export const confirmTotp: Handler<typeof contract.confirmTotp> = async (context, { body }) => {
  const { personId } = context.signedIn()
  await callAuth(context, (api, headers) =>
    api.verifyTOTP({ body: { code: body.code }, headers, returnHeaders: true }),
  ).catch(refuseFactor)
  await afterRotation(context, personId, 'accounts.second_factor_enabled')
  return undefined
}

async function requireFactor(context: Context): Promise<void> {
  const account = await selectAccount(context.system, context.signedIn().personId)
  if (!account?.secondFactor) fail('conflict', 'accounts.factor_is_off')
}

export const disableTotp: Handler<typeof contract.disableTotp> = async (context, { body }) => {
  const { personId } = context.signedIn()
  await requirePassword(context, body.password)
  await requireFactor(context)
  await callAuth(context, (api, headers) =>
    api.disableTwoFactor({ body: { password: body.password }, headers, returnHeaders: true }),
  ).catch(refuseFactor)
  await insertNotice(context.system, { personId, kind: 'second_factor_disabled' })
  await afterRotation(context, personId, 'accounts.second_factor_disabled')
  return undefined
}

/** better-auth has given this browser a new session: this process must not go on with the old one. */
async function afterRotation(context: Context, personId: string, action: string): Promise<void> {
  sessionCache(context.live).forgetPerson(personId)
  await context.audit({ action, subject: { kind: 'person', id: personId } })
}

export const renewRecoveryCodes: Handler<typeof contract.renewRecoveryCodes> = async (context, { body }) => {
  await requirePassword(context, body.password)
  await requireFactor(context)
  const answer = await callAuth(context, (api, headers) =>
    api.generateBackupCodes({ body: { password: body.password }, headers, returnHeaders: true }),
  ).catch(refuseFactor)
  await context.audit({
    action: 'accounts.recovery_codes_renewed',
    subject: { kind: 'person', id: context.signedIn().personId },
  })
  return { recoveryCodes: answer.backupCodes }
}

/** How many recovery codes are left; none without a second factor. */
export async function recoveryCodesLeft(context: Context, personId: string): Promise<number> {
  try {
    const { api } = await openAuth(context)
    const { backupCodes } = await api.viewBackupCodes({ body: { userId: personId } })
    return backupCodes.length
  } catch (error) {
    refusalOf(error)
    return 0
  }
}
