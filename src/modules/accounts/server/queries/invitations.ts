import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Invitation } from '../../contract.ts'
import { iso } from './iso.ts'

export type Invitable = {
  id: string
  organisationId: string
  groupIds: string[]
  administered: boolean
  role: Role
  name: string
  email: string | null
  claimed: boolean
  active: boolean
}

/** The affiliation, if the viewer may invite for it. */
export async function selectOptionalInvitable(db: Db, affiliationId: string): Promise<Invitable | undefined> {
  const { rows } = await sql<Invitable>`select * from accounts.viewer_invitable(${affiliationId})`.execute(db)
  return rows[0]
}

export type NewInvitation = {
  organisationId: string
  affiliationId: string
  codeHash: Buffer | null
  email: string | null
  createdBy: string | null
  expiresAt: Date
}

/** Writes invitations; the open ones for the same affiliations are taken back. Answers ids in order. */
export async function replaceInvitations(db: Db, invitations: readonly NewInvitation[]): Promise<string[]> {
  const affiliationIds = invitations.map(invitation => invitation.affiliationId)
  await sql`update accounts.invitations set revoked_at = now()
    where affiliation_id = any (${affiliationIds}::uuid[]) and used_at is null and revoked_at is null`.execute(
    db,
  )
  const rows = invitations.map(
    i =>
      sql`(${i.organisationId}::uuid, ${i.affiliationId}::uuid, ${i.codeHash}::bytea, ${i.email ? 'mail' : 'print'},
        ${i.email}::text, ${i.createdBy}::uuid, ${i.expiresAt}::timestamptz)`,
  )
  const inserted = await sql<{ id: string }>`insert into accounts.invitations
      (organisation_id, affiliation_id, code_hash, delivery, email, created_by, expires_at)
    values ${sql.join(rows)} returning id`.execute(db)
  return inserted.rows.map(row => row.id)
}

export async function selectInvitations(db: Db, affiliationId: string): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`select id, delivery, email, ${iso('created_at')} as created_at,
      ${iso('expires_at')} as expires_at,
      case when used_at is not null then 'used' when revoked_at is not null then 'revoked'
        when expires_at <= now() then 'expired' else 'open' end as state
    from accounts.invitations where affiliation_id = ${affiliationId}
    order by created_at desc, id desc limit 10`.execute(db)
  return rows
}

/** Which affiliation an invitation is for, if the viewer may invite for it. */
export async function selectOptionalInvitation(
  db: Db,
  id: string,
): Promise<{ affiliationId: string } | undefined> {
  const { rows } = await sql<{ affiliationId: string }>`
    select affiliation_id from accounts.invitations where id = ${id}`.execute(db)
  return rows[0]
}

export async function updateRevoked(db: Db, id: string): Promise<void> {
  await sql`update accounts.invitations set revoked_at = now()
    where id = ${id} and used_at is null and revoked_at is null`.execute(db)
}

export type ClassMember = { affiliationId: string; name: string; number: string | null }
export type ClassSheet = {
  organisationId: string
  organisationCode: string
  organisation: Bilingual
  name: string
}

export async function selectOptionalClass(db: Db, classId: string): Promise<ClassSheet | undefined> {
  const { rows } = await sql<ClassSheet>`select c.organisation_id, c.name, o.code as organisation_code,
      json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation
    from members.classes c join members.organisations o on o.id = c.organisation_id
    where c.id = ${classId}`.execute(db)
  return rows[0]
}

/** Members of a class whom nobody has claimed, by number; at most `most` of them. */
export async function selectUnclaimed(db: Db, classId: string, most: number): Promise<ClassMember[]> {
  const { rows } = await sql<ClassMember>`select a.id as affiliation_id, a.name, a.number
    from members.active_affiliations a
    where a.class_id = ${classId} and a.role = 'student' and a.person_id is null
    order by a.number, a.name, a.id limit ${most}`.execute(db)
  return rows
}

export type OpenInvitation = {
  id: string
  affiliationId: string
  organisationId: string
  organisationCode: string
  organisation: Bilingual
  name: string
  number: string | null
  role: Exclude<Role, 'person'>
  /** The address the code was sent to, which its use proves to be the claimer's. */
  email: string | null
}

/** The open invitation of a code. `lock` holds it until the transaction ends, so that it is used once. */
export async function selectOptionalByCode(
  system: Db,
  codeHash: Buffer,
  options: { lock?: boolean } = {},
): Promise<OpenInvitation | undefined> {
  const { rows } = await sql<OpenInvitation>`select i.id, i.affiliation_id, i.organisation_id,
      o.code as organisation_code, json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation,
      a.name, a.number, a.role, i.email
    from accounts.invitations i
    join members.active_affiliations a on a.id = i.affiliation_id and a.person_id is null
    join members.organisations o on o.id = i.organisation_id
    where i.code_hash = ${codeHash} and i.used_at is null and i.revoked_at is null and i.expires_at > now()
    ${options.lock ? sql`for update of i` : sql``}`.execute(system)
  return rows[0]
}

/** Joins the affiliation to the person and uses the invitation up; false when somebody was faster. */
export async function claim(system: Db, invitation: OpenInvitation, personId: string): Promise<boolean> {
  const claimed = await sql<{ claimed: boolean }>`
    select members.claim_affiliation(${invitation.affiliationId}, ${personId}) as claimed`.execute(system)
  if (!claimed.rows[0]?.claimed) return false
  await sql`update accounts.invitations set used_at = now(), used_by = ${personId} where id = ${invitation.id}`.execute(
    system,
  )
  return true
}

export async function insertPerson(
  system: Db,
  person: { name: string; language: 'zh' | 'en' },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into members.persons (display_name, language)
    values (${person.name}, ${person.language}) returning id`.execute(system)
  const id = rows[0]?.id
  if (!id) throw new Error('a person was not inserted')
  return id
}

/** Gives the invitation that a letter carries its code; undefined when it is no longer open. */
export async function updateCode(
  system: Db,
  id: string,
  codeHash: Buffer,
): Promise<{ email: string; organisation: Bilingual; name: string } | undefined> {
  const { rows } = await sql<{ email: string; organisation: Bilingual; name: string }>`
    update accounts.invitations i set code_hash = ${codeHash}
    from members.affiliations a, members.organisations o
    where i.id = ${id} and a.id = i.affiliation_id and o.id = i.organisation_id and i.delivery = 'mail'
      and i.used_at is null and i.revoked_at is null and i.expires_at > now()
    returning i.email, a.name, json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation`.execute(
    system,
  )
  return rows[0]
}

/** An active affiliation as the viewer's organisation sees it. */
export async function selectOptionalOwnAffiliation(
  db: Db,
  id: string,
): Promise<{ id: string; organisationId: string; personId: string | null } | undefined> {
  const { rows } = await sql<{ id: string; organisationId: string; personId: string | null }>`
    select id, organisation_id, person_id from members.active_affiliations
    where id = ${id} and organisation_id = (select platform.viewer_organisation())`.execute(db)
  return rows[0]
}
