import type { Context, Services } from '#platform/server/context.ts'
import type { Auth } from './auth.ts'
import { ADDRESS_HEADER, sessionCookie, withoutCookie } from './cookies.ts'

/** better-auth is some three hundred files: they are read when somebody first signs in. */
export async function openAuth(services: Services): Promise<Auth> {
  const { authOf } = await import('./auth.ts')
  return authOf(services)
}

export async function hashPassword(password: string): Promise<string> {
  const crypto = await import('better-auth/crypto')
  return crypto.hashPassword(password)
}

export async function verifyPassword(tried: { hash: string; password: string }): Promise<boolean> {
  const crypto = await import('better-auth/crypto')
  return crypto.verifyPassword(tried)
}

type Answered<T> = { headers: Headers; response: T }

/** The headers better-auth gets of a request: its cookies, what browser it is and where it comes from. */
function headersFor(context: Context, anonymous: boolean): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: context.request.address })
  const agent = context.request.headers.get('user-agent')
  if (agent) headers.set('user-agent', agent.slice(0, 300))
  const cookie = context.request.headers.get('cookie')
  if (cookie) headers.set('cookie', anonymous ? withoutCookie(cookie, sessionCookie(context.config)) : cookie)
  return headers
}

/**
 * Calls better-auth for one of our endpoints and passes its cookies on, if it succeeds.
 * @param options `anonymous` keeps a session the browser already has out of it, as signing in must
 */
export async function callAuth<T>(
  context: Context,
  work: (api: Auth['api'], headers: Headers) => Promise<Answered<T>>,
  options: { anonymous?: boolean } = {},
): Promise<T> {
  const { api } = await openAuth(context)
  const { headers, response } = await work(api, headersFor(context, options.anonymous ?? false))
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) context.reply.header('set-cookie', cookies)
  return response
}

/** The code of a refusal by better-auth; anything else is thrown on. */
export function refusalOf(error: unknown): string {
  const body = (error as { body?: { code?: unknown } }).body
  if (error instanceof Error && error.name === 'APIError' && typeof body?.code === 'string') return body.code
  throw error
}
