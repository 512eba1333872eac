import { Failure } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { SignInBody } from '../contract.ts'
import { ACCOUNT_LIMIT, ADDRESS_LIMIT } from '../rules/limits.ts'
import { callAuth, openAuth, refusalOf } from './better-auth.ts'
import { hashOfAttempt } from './codes.ts'
import { sessionCookie } from './cookies.ts'
import { fail } from './fail.ts'
import { selectEmailsByNumber } from './queries/people.ts'
import { deleteSession } from './queries/sessions.ts'
import { sessionCache } from './session-cache.ts'
import { type Attempt, forgive, settle, takeAttempt } from './throttle.ts'

/** No account has this address: trying it costs what trying a real one costs. */
const NOBODY = 'nobody@no-mail.invalid'

export type SignedIn = { state: 'signed_in' | 'totp_required' }

/**
 * Signs in with a password. A wrong password, an account that does not exist and one without a password
 * answer alike (`accounts.sign_in_failed`), as fast as each other; too many of them `too_many`.
 */
export async function signIn(context: Context, { body }: { body: SignInBody }): Promise<SignedIn> {
  const { system, request } = context
  const who = body.with === 'email' ? body.email : `${body.organisation} ${body.number}`
  const typed: Attempt = { scope: 'sign-in typed', key: hashOfAttempt(context, who), limit: ACCOUNT_LIMIT }
  const address: Attempt = { scope: 'sign-in address', key: request.address, limit: ADDRESS_LIMIT }
  await takeAttempt(system, address)
  await takeAttempt(system, typed)

  const emails =
    body.with === 'email' ? [body.email] : await selectEmailsByNumber(system, body.organisation, body.number)
  const open = await takeAccountAttempts(context, emails)
  const entered = await enter(context, open.length ? open : [NOBODY], body)
  if (!entered) return fail('unprocessable', 'accounts.sign_in_failed')
  await Promise.all([
    settle(system, typed),
    settle(system, accountAttempt(context, entered.email)),
    forgive(system, address),
  ])
  await leaveFormerSession(context)
  if (!entered.personId) return { state: 'totp_required' }
  await noteSignIn(context, entered.personId, body.with)
  return { state: 'signed_in' }
}

const accountAttempt = (context: Context, email: string): Attempt => ({
  scope: 'sign-in account',
  key: hashOfAttempt(context, email),
  limit: ACCOUNT_LIMIT,
})

/**
 * Counts the attempt on each account as well, under whichever of its names it was tried, and gives those that may
 * still be tried. One that has to wait is left out without a word and fails like a wrong password: that two names
 * lead to one account, or to any, must not show.
 */
async function takeAccountAttempts(context: Context, emails: readonly string[]): Promise<string[]> {
  const open: string[] = []
  for (const email of emails)
    try {
      await takeAttempt(context.system, accountAttempt(context, email))
      open.push(email)
    } catch (error) {
      if (!(error instanceof Failure && error.kind === 'too_many')) throw error
    }
  return open
}

/** Tries the password on the candidates; `personId` is null where a second factor is still to come. */
async function enter(
  context: Context,
  emails: string[],
  { password, remember }: SignInBody,
): Promise<{ email: string; personId: string | null } | undefined> {
  for (const email of emails) {
    try {
      const answer = await callAuth(
        context,
        (api, headers) =>
          api.signInEmail({ body: { email, password, rememberMe: remember }, headers, returnHeaders: true }),
        { anonymous: true },
      )
      return { email, personId: 'twoFactorRedirect' in answer ? null : answer.user.id }
    } catch (error) {
      if (error instanceof Failure) throw error
      refusalOf(error)
    }
  }
  return undefined
}

/** The session a browser had before ends when somebody signs in with it. */
export async function leaveFormerSession(context: Context): Promise<void> {
  if (!context.sessionId) return
  await deleteSession(context.system, context.sessionId)
  sessionCache(context.live).forgetSession(context.sessionId)
}

export async function noteSignIn(context: Context, personId: string, how: string): Promise<void> {
  await context.audit({
    action: 'accounts.signed_in',
    subject: { kind: 'person', id: personId },
    organisationId: null,
    data: { how },
  })
}

/** Opens a session for a person one of our use cases has identified, in this browser. */
export async function openSession(
  context: Context,
  who: { personId: string; affiliationId: string | null },
): Promise<void> {
  await callAuth(context, (api, headers) => api.openSession({ body: who, headers, returnHeaders: true }), {
    anonymous: true,
  })
  await leaveFormerSession(context)
}

/** Ends this browser's session everywhere and takes its cookies back. Without a session it does nothing. */
export async function signOut(context: Context): Promise<undefined> {
  const { authCookies } = await (await openAuth(context)).$context
  if (context.viewer?.scopes) return undefined
  await leaveFormerSession(context)
  const secure = authCookies.sessionToken.attributes.secure ? '; Secure' : ''
  context.reply.header(
    'set-cookie',
    [sessionCookie(context.config), authCookies.dontRememberToken.name].map(
      name => `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`,
    ),
  )
  if (context.viewer)
    await context.audit({
      action: 'accounts.signed_out',
      subject: { kind: 'person', id: context.viewer.personId },
    })
}
