import { sql } from 'kysely'
import type pg from 'pg'
import type { Role } from '#platform/contract/access.ts'
import type { Db } from '#platform/server/database/session.ts'
import { iso } from './iso.ts'

/** Days without a request after which a session ends. */
const IDLE_DAYS = 7

export type SessionRow = {
  id: string
  person_id: string
  affiliation_id: string | null
  role: Role | null
  organisation_id: string | null
  group_id: string | null
  expires_at: Date
  updated_at: Date
}

/** The session of a token with the affiliation it acts in, one indexed read; an ended affiliation is absent. */
export async function selectOptionalSession(pool: pg.Pool, token: string): Promise<SessionRow | undefined> {
  const { rows } = await pool.query<SessionRow>({
    name: 'accounts-session',
    text: `select s.id, s.user_id as person_id, s.expires_at, s.updated_at,
        a.id as affiliation_id, a.role, a.organisation_id, a.group_id
      from auth.sessions s
      left join members.active_affiliations a on a.id = s.affiliation_id and a.person_id = s.user_id
      where s.token = $1 and s.expires_at > now() and s.updated_at > now() - make_interval(days => $2)`,
    values: [token, IDLE_DAYS],
  })
  return rows[0]
}

export async function touchSession(pool: pg.Pool, sessionId: string): Promise<void> {
  await pool.query({
    name: 'accounts-session-touch',
    text: 'update auth.sessions set updated_at = now() where id = $1',
    values: [sessionId],
  })
}

export type KeyRow = {
  id: string
  organisation_id: string
  role: Role
  scopes: string[]
  expires_at: Date
  last_used_at: Date | null
}

export async function selectOptionalApiKey(pool: pg.Pool, hash: Buffer): Promise<KeyRow | undefined> {
  const { rows } = await pool.query<KeyRow>({
    name: 'accounts-api-key',
    text: `select id, organisation_id, role, scopes, expires_at, last_used_at from accounts.api_keys
      where key_hash = $1 and expires_at > now() and revoked_at is null`,
    values: [hash],
  })
  return rows[0]
}

export async function touchApiKey(pool: pg.Pool, keyId: string): Promise<void> {
  await pool.query({
    name: 'accounts-api-key-touch',
    text: 'update accounts.api_keys set last_used_at = now() where id = $1',
    values: [keyId],
  })
}

/** Where a new session begins: the affiliation acted in last, else the oldest that is active; null without any. */
export async function selectStartingAffiliation(system: Db, personId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select a.id from members.active_affiliations a
    left join accounts.preferences p on p.person_id = a.person_id and p.affiliation_id = a.id
    where a.person_id = ${personId} order by p.affiliation_id is null, a.starts_on, a.id limit 1`.execute(
    system,
  )
  return rows[0]?.id ?? null
}

/** Lets a session act in an affiliation, now and at the next sign-in. The caller has checked that it may. */
export async function updateActing(
  system: Db,
  acting: { sessionId: string; personId: string; affiliationId: string },
): Promise<void> {
  await sql`with session as (
      update auth.sessions set affiliation_id = ${acting.affiliationId} where id = ${acting.sessionId})
    insert into accounts.preferences (person_id, affiliation_id)
    values (${acting.personId}, ${acting.affiliationId})
    on conflict (person_id) do update set affiliation_id = excluded.affiliation_id`.execute(system)
}

export async function deleteSession(system: Db, sessionId: string): Promise<void> {
  await sql`delete from auth.sessions where id = ${sessionId}`.execute(system)
}

/** Ends a person's sessions but the kept one. */
export async function deleteOtherSessions(system: Db, personId: string, keep: string | null): Promise<void> {
  await sql`delete from auth.sessions where user_id = ${personId} and id is distinct from ${keep}`.execute(
    system,
  )
}

/** Ends one session if it is this person's. */
export async function deleteOwnSession(system: Db, personId: string, sessionId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`delete from auth.sessions
    where user_id = ${personId} and id = ${sessionId} returning id`.execute(system)
  return rows.length > 0
}

export type StoredSession = {
  id: string
  userAgent: string | null
  address: string | null
  signedInAt: string
  seenAt: string
}

export async function selectSessions(system: Db, personId: string): Promise<StoredSession[]> {
  const { rows } = await sql<StoredSession>`select id, user_agent, nullif(ip_address, '') as address,
      ${iso('created_at')} as signed_in_at, ${iso('updated_at')} as seen_at
    from auth.sessions where user_id = ${personId} and expires_at > now()
    order by updated_at desc, id limit 100`.execute(system)
  return rows
}

export async function selectOptionalSessionId(system: Db, token: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from auth.sessions where token = ${token}`.execute(
    system,
  )
  return rows[0]?.id
}

/** Notes the use of an authenticator's code; false when it was used a moment ago (RFC 6238, 5.2). */
export async function insertUsedFactor(system: Db, personId: string, code: string): Promise<boolean> {
  const { rows } = await sql<{ code: string }>`insert into accounts.used_factors as u (person_id, code)
    values (${personId}, ${code}) on conflict (person_id, code) do update set used_at = now()
      where u.used_at < now() - interval '3 minutes' returning code`.execute(system)
  return rows.length > 0
}
