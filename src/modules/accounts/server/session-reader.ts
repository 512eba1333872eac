import type { FastifyRequest } from 'fastify'
import { isScope } from '#platform/contract/access.ts'
import type { Services } from '#platform/server/context.ts'
import type { SessionReader } from '#platform/server/http/pipeline.ts'
import { authSecret } from './auth-secret.ts'
import { hashOfApiKey } from './codes.ts'
import { cookieValue, sessionCookie, tokenOf } from './cookies.ts'
import { selectOptionalApiKey, selectOptionalSession, touchApiKey, touchSession } from './queries/sessions.ts'
import { type Session, sessionCache } from './session-cache.ts'

/** Minutes between two notes of when a session or key was last seen. */
const SEEN_EVERY_MS = 5 * 60_000

/**
 * Who sends a request: the session of the signed cookie, or the API key of `x-api-key`. A request with that
 * header is never answered for its cookie, since it was let through without the defence against forgery.
 */
export function createSessionReader(services: Services): SessionReader {
  const cache = sessionCache(services.live)
  const secret = authSecret(services)
  const name = sessionCookie(services.config)

  return async (request: FastifyRequest, { seen } = { seen: true }) => {
    const key = request.headers['x-api-key']
    if (key !== undefined) return typeof key === 'string' ? readKey(key) : null
    const signed = cookieValue(request.headers.cookie, name)
    return signed
      ? ((await cache.through(`cookie ${signed}`, () => readSession(signed, seen))) ?? null)
      : null
  }

  async function readSession(signed: string, seen: boolean): Promise<Session | undefined> {
    const token = tokenOf(signed, secret)
    const row = token && (await selectOptionalSession(services.systemPool, token))
    if (!row) return undefined
    if (seen && Date.now() - row.updated_at.getTime() > SEEN_EVERY_MS)
      inBackground(touchSession(services.systemPool, row.id))
    return {
      sessionId: row.id,
      viewer: {
        personId: row.person_id,
        affiliationId: row.affiliation_id,
        role: row.role ?? 'person',
        organisationId: row.organisation_id,
        groupId: row.group_id,
      },
    }
  }

  async function readKey(key: string): Promise<Session | null> {
    if (key.length > 200) return null
    const read = async (): Promise<Session | undefined> => {
      const row = await selectOptionalApiKey(services.systemPool, hashOfApiKey(services, key))
      if (!row) return undefined
      if (!row.last_used_at || Date.now() - row.last_used_at.getTime() > SEEN_EVERY_MS)
        inBackground(touchApiKey(services.systemPool, row.id))
      return {
        sessionId: row.id,
        viewer: {
          // The key's own id: it is nobody, so it sees no person's own data.
          personId: row.id,
          affiliationId: null,
          role: row.role,
          organisationId: row.organisation_id,
          groupId: null,
          scopes: row.scopes.filter(isScope),
        },
      }
    }
    return (await cache.through(`key ${key}`, read)) ?? null
  }

  function inBackground(work: Promise<void>): void {
    work.catch(error => services.log.warn({ error: (error as Error).message }, 'last use not noted'))
  }
}
