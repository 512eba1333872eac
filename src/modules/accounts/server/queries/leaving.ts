import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import { iso } from './iso.ts'

export type Waiting = { askedAt: string; dueAt: string }

/** The open wish to be erased, if there is one. */
export async function selectOptionalErasure(db: Db, personId: string): Promise<Waiting | undefined> {
  const { rows } = await sql<Waiting>`select ${iso('asked_at')} as asked_at, ${iso('due_at')} as due_at
    from accounts.erasures where person_id = ${personId} and state = 'waiting'`.execute(db)
  return rows[0]
}

/** Undefined where one is open already. */
export async function insertErasure(db: Db, personId: string, days: number): Promise<string | undefined> {
  const { rows } = await sql<{ dueAt: string }>`insert into accounts.erasures (person_id, due_at)
    values (${personId}, now() + make_interval(days => ${days}))
    on conflict (person_id) where state = 'waiting' do nothing returning ${iso('due_at')} as due_at`.execute(
    db,
  )
  return rows[0]?.dueAt
}

export async function updateErasureUndone(db: Db, personId: string): Promise<boolean> {
  const { rows } = await sql`update accounts.erasures set state = 'undone', ended_at = now()
    where person_id = ${personId} and state = 'waiting' returning id`.execute(db)
  return rows.length > 0
}

/** Whose time to think again is over; at most a hundred. */
export async function selectDueErasures(system: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from accounts.erasures
    where state = 'waiting' and due_at <= now() order by due_at limit 100`.execute(system)
  return rows.map(row => row.id)
}

/** Takes one that is still due, so that an undo and another process take turns with us; the person. */
export async function takeErasure(system: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{
    personId: string
  }>`update accounts.erasures set state = 'done', ended_at = now()
    where id = ${id} and state = 'waiting' and due_at <= now() returning person_id`.execute(system)
  return rows[0]?.personId
}

/** Erases what signing in keeps of a person: the account, its sessions and keys, addresses that letters went to. */
export async function eraseAccount(system: Db, personId: string): Promise<void> {
  await sql`delete from auth.users where id = ${personId}`.execute(system)
  for (const table of [
    'preferences',
    'used_factors',
    'notices',
    'recoveries',
    'email_confirmations',
    'merge_codes',
  ])
    await sql`delete from ${sql.ref(`accounts.${table}`)} where person_id = ${personId}`.execute(system)
  await sql`update accounts.api_keys set revoked_at = coalesce(revoked_at, now()) where created_by = ${personId}`.execute(
    system,
  )
  await sql`update accounts.invitations set delivery = 'print', email = null, revoked_at = coalesce(revoked_at, now())
    where delivery = 'mail' and (used_by = ${personId} or affiliation_id in (select a.id from members.affiliations a
      where a.person_id = ${personId}))`.execute(system)
  await sql`delete from platform.idempotency_keys where person_id = ${personId}`.execute(system)
  await sql`delete from platform.tasks where person_id = ${personId}`.execute(system)
}

/** Erases the facts of what the trail says about the account itself; that something happened stays proven. */
export async function eraseTrail(system: Db, personId: string): Promise<void> {
  await sql`update audit.entries set data = null, salt = null, erased_at = now()
    where erased_at is null and ((subject_kind = 'person' and subject_id = ${personId}) or id in (
      select e.id from members.affiliations a join audit.entries e
        on e.subject_kind = 'affiliation' and e.subject_id = a.id::text
      where a.person_id = ${personId} and e.action = 'accounts.claimed'))`.execute(system)
}

type Noted = { action: string; at: string }

/** What the trail says about an account itself, the latest first, and how much of it there is. */
export async function selectTrailOf(
  system: Db,
  personId: string,
  most: number,
): Promise<{ rows: Noted[]; total: number }> {
  const about = sql`subject_kind = 'person' and subject_id = ${personId}`
  const { rows } = await sql<Noted>`select action, ${iso('at')} as at from audit.entries
    where ${about} order by id desc limit ${most}`.execute(system)
  const counted = await sql<{ total: number }>`select count(*)::int as total from audit.entries
    where ${about}`.execute(system)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** Keys that a person made for programs of an organisation; never the keys themselves. */
export async function selectKeysOf(
  system: Db,
  personId: string,
): Promise<{ name: string; organisation: Bilingual; createdAt: string; revokedAt: string | null }[]> {
  const { rows } = await sql<{
    name: string
    organisation: Bilingual
    createdAt: string
    revokedAt: string | null
  }>`select k.name, json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation,
      ${iso('k.created_at')} as created_at, ${iso('k.revoked_at')} as revoked_at
    from accounts.api_keys k join members.organisations o on o.id = k.organisation_id
    where k.created_by = ${personId} order by k.created_at desc, k.id limit 200`.execute(system)
  return rows
}

export async function replaceMergeCode(
  system: Db,
  personId: string,
  codeHash: Buffer,
  minutes: number,
): Promise<string> {
  const { rows } = await sql<{
    expiresAt: string
  }>`insert into accounts.merge_codes (person_id, code_hash, expires_at)
    values (${personId}, ${codeHash}, now() + make_interval(mins => ${minutes}))
    on conflict (person_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at
    returning ${iso('expires_at')} as expires_at`.execute(system)
  return (rows[0] as { expiresAt: string }).expiresAt
}

/** Whose merge code it is. `use` takes it, so that it works once. */
export async function selectOptionalByMergeCode(
  system: Db,
  codeHash: Buffer,
  { use = false }: { use?: boolean } = {},
): Promise<string | undefined> {
  const { rows } = await (use
    ? sql<{
        personId: string
      }>`delete from accounts.merge_codes where code_hash = ${codeHash} and expires_at > now()
        returning person_id`
    : sql<{ personId: string }>`select person_id from accounts.merge_codes where code_hash = ${codeHash}
        and expires_at > now()`
  ).execute(system)
  return rows[0]?.personId
}

export type Standing = {
  id: string
  role: Exclude<Role, 'person'>
  organisation: Bilingual
  name: string
  number: string | null
}

/** Every entry joined to an account, also those that have ended. */
export async function selectStandings(system: Db, personId: string): Promise<Standing[]> {
  const { rows } = await sql<Standing>`select a.id, a.role, a.name, a.number,
      json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation
    from members.affiliations a join members.organisations o on o.id = a.organisation_id
    where a.person_id = ${personId} order by a.starts_on, a.id limit 200`.execute(system)
  return rows
}

/** Gives what hangs on one account to another and ends its sign-in; sessions end with it. */
export async function mergeAccountRows(system: Db, from: string, to: string): Promise<void> {
  await sql`delete from auth.users where id = ${from}`.execute(system)
  for (const table of ['preferences', 'used_factors', 'recoveries', 'email_confirmations', 'merge_codes'])
    await sql`delete from ${sql.ref(`accounts.${table}`)} where person_id = ${from}`.execute(system)
  await sql`update accounts.notices set person_id = ${to} where person_id = ${from}`.execute(system)
  await sql`update accounts.erasures set person_id = ${to} where person_id = ${from}`.execute(system)
  await sql`update accounts.invitations set used_by = ${to} where used_by = ${from}`.execute(system)
  await sql`update platform.tasks set person_id = ${to} where person_id = ${from}`.execute(system)
  await sql`delete from platform.idempotency_keys where person_id = ${from}`.execute(system)
}
