import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Language } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { AffiliationChoice, SessionAnswer } from '../../contract.ts'

/** Ends addresses that stand in for a missing e-mail; RFC 2606 keeps `.invalid` from ever being delivered. */
const NO_MAIL = 'no-mail.invalid'
const standInEmail = (personId: string): string => `${personId}@${NO_MAIL}`

export async function selectPerson(
  db: Db,
  personId: string,
): Promise<{ name: string; language: Language } | null> {
  const { rows } = await sql<{ name: string; language: Language }>`
    select display_name as name, language from members.persons where id = ${personId}`.execute(db)
  return rows[0] ?? null
}

/** What a person can act in today, the oldest first. */
export async function selectAffiliations(system: Db, personId: string): Promise<AffiliationChoice[]> {
  const { rows } =
    await sql<AffiliationChoice>`select a.id, a.role, a.name, a.number, a.organisation_id, a.group_id,
      json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation,
      case when g.id is not null then json_build_object('zh', g.name_zh, 'en', g.name_en) end as "group",
      c.name as class_name
    from members.active_affiliations a
    join members.organisations o on o.id = a.organisation_id
    left join members.groups g on g.id = a.group_id
    left join members.classes c on c.id = a.class_id
    where a.person_id = ${personId} order by a.starts_on, a.id limit 100`.execute(system)
  return rows
}

export async function selectNotices(system: Db, personId: string): Promise<SessionAnswer['notices']> {
  const { rows } = await sql<SessionAnswer['notices'][number]>`select n.id, n.kind,
      to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      case when o.id is not null then json_build_object('zh', o.name_zh, 'en', o.name_en) end as organisation
    from accounts.notices n left join members.organisations o on o.id = n.organisation_id
    where n.person_id = ${personId} and n.seen_at is null order by n.at limit 20`.execute(system)
  return rows
}

export async function updateNoticesSeen(system: Db, personId: string): Promise<void> {
  await sql`update accounts.notices set seen_at = now() where person_id = ${personId} and seen_at is null`.execute(
    system,
  )
}

type NoticeKind = SessionAnswer['notices'][number]['kind']

export async function insertNotice(
  system: Db,
  notice: { personId: string; kind: NoticeKind; organisationId?: string | null },
): Promise<void> {
  await sql`insert into accounts.notices (person_id, kind, organisation_id)
    values (${notice.personId}, ${notice.kind}, ${notice.organisationId ?? null})`.execute(system)
}

export async function updateLanguage(db: Db, personId: string, language: Language): Promise<void> {
  await sql`update members.persons set language = ${language}, updated_at = now() where id = ${personId}`.execute(
    db,
  )
}

/** The people who sign in with this number at this organisation: at most one a role. */
export async function selectEmailsByNumber(system: Db, code: string, number: string): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`select distinct u.email from members.active_affiliations a
    join members.organisations o on o.id = a.organisation_id
    join auth.users u on u.id = a.person_id
    where o.code = ${code} and a.number = ${number} limit 3`.execute(system)
  return rows.map(row => row.email)
}

/** Makes sure that a person has the sign-in side of an account; without password nobody can use it. */
export async function ensureUser(
  system: Db,
  user: { personId: string; name: string; email?: string },
): Promise<void> {
  await sql`insert into auth.users (id, name, email, email_verified)
    values (${user.personId}, ${user.name}, ${user.email ?? standInEmail(user.personId)}, ${user.email !== undefined})
    on conflict (id) do nothing`.execute(system)
}

/** Sets a person's password; `hash` comes from better-auth. */
export async function upsertPassword(system: Db, personId: string, hash: string): Promise<void> {
  await sql`insert into auth.credentials (user_id, account_id, provider_id, password)
    values (${personId}, ${personId}, 'credential', ${hash})
    on conflict (user_id, provider_id, account_id) do update set password = excluded.password, updated_at = now()`.execute(
    system,
  )
}

export type Account = {
  name: string
  /** Null for somebody without a verified address. */
  email: string | null
  passwordHash: string | null
  secondFactor: boolean
  /** Roles and numbers of the affiliations active today, and the organisations they are at. */
  roles: Role[]
  numbers: string[]
  organisationIds: string[]
  language: Language
}

/** A person's account and what it opens; undefined for a person without one. */
export async function selectAccount(system: Db, personId: string): Promise<Account | undefined> {
  const { rows } = await sql<Account>`select u.name, p.language,
      case when u.email_verified then u.email end as email,
      coalesce(u.two_factor_enabled, false) as second_factor,
      (select c.password from auth.credentials c
        where c.user_id = u.id and c.provider_id = 'credential') as password_hash,
      array(select distinct a.role from members.active_affiliations a where a.person_id = u.id) as roles,
      array(select a.number from members.active_affiliations a
        where a.person_id = u.id and a.number is not null) as numbers,
      array(select distinct a.organisation_id from members.active_affiliations a
        where a.person_id = u.id) as organisation_ids
    from auth.users u join members.persons p on p.id = u.id where u.id = ${personId}`.execute(system)
  return rows[0]
}

export async function selectOptionalByEmail(system: Db, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from auth.users where email = ${email} and email_verified`.execute(system)
  return rows[0]?.id
}

export async function selectEmailIsTaken(system: Db, email: string): Promise<boolean> {
  return (await selectOptionalByEmail(system, email)) !== undefined
}

/** Gives an account the address its holder has proved to be theirs. */
export async function updateEmail(system: Db, personId: string, email: string): Promise<void> {
  await sql`update auth.users set email = ${email}, email_verified = true, updated_at = now()
    where id = ${personId}`.execute(system)
}
