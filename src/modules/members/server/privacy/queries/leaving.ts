import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { TransferState } from '../../../rules/transfers.ts'
import { affiliationText } from '../../text.ts'
import { isoOf, type Place, placeOf } from './entries.ts'

export async function selectOwnPerson(
  db: Db,
  personId: string,
): Promise<{ displayName: string; language: string; createdAt: string } | undefined> {
  const { rows } = await sql<{
    displayName: string
    language: string
    createdAt: string
  }>`select display_name,
    language, ${isoOf('created_at')} as created_at from members.persons where id = ${personId}`.execute(db)
  return rows[0]
}

export type SentTransfer = {
  to: Place
  name: string | null
  birthDate: string | null
  formerSchool: string | null
  formerClass: string | null
  message: string | null
  state: TransferState
  createdAt: string
}

export async function selectSentTransfers(db: Db, personId: string): Promise<SentTransfer[]> {
  const { rows } = await sql<SentTransfer>`select ${placeOf('o')} as "to", t.name, t.birth_date,
      t.former_school_zh as former_school, t.former_class, t.message, t.state,
      ${isoOf('t.created_at')} as created_at
    from members.transfers t join members.organisations o on o.id = t.to_organisation_id
    where t.person_id = ${personId} order by t.id desc limit 200`.execute(db)
  return rows
}

export type Joined = {
  id: string
  organisationId: string
  role: Exclude<Role, 'person'>
  endsOn: string | null
  groupIds: string[]
}

/** Every entry that is joined to a person, for the system. */
export async function selectJoined(system: Db, personId: string): Promise<Joined[]> {
  const { rows } = await sql<Joined>`select a.id, a.organisation_id, a.role, a.ends_on,
      array(select m.group_id from members.memberships m where m.organisation_id = a.organisation_id
        and m.ends_on is null) as group_ids
    from members.affiliations a where a.person_id = ${personId} order by a.id for update`.execute(system)
  return rows
}

/** Whether somebody with an account still keeps the organisation. */
export async function selectHasOtherAdministrator(system: Db, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from members.active_affiliations
    where organisation_id = ${organisationId} and person_id is not null
      and role in ('school_admin', 'company_hr', 'association_staff')) as found`.execute(system)
  return rows[0]?.found ?? false
}

/** Takes an entry from its account and erases how its person was reached; what the organisation wrote stays for now. */
export async function leaveEntry(system: Db, id: string): Promise<void> {
  await sql`update members.affiliations set person_id = null, email = null, phone = null, listed = false,
    version = version + 1, updated_at = now() where id = ${id}`.execute(system)
}

export async function insertDuty(
  system: Db,
  duty: { id: string; organisationId: string; role: string; keepUntil: string },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into members.erasure_duties (organisation_id, affiliation_id, role,
      keep_until)
    values (${duty.organisationId}, ${duty.id}, ${duty.role}, ${duty.keepUntil}) returning id`.execute(system)
  return (rows[0] as { id: string }).id
}

/** What was asked of schools and organisations loses what it said of the person. */
export async function eraseRequests(system: Db, personId: string): Promise<void> {
  await sql`update members.transfers set state = case when state in ('proposed', 'sent') then 'withdrawn' else state end,
      ended_at = coalesce(ended_at, now()), birth_date = null, former_school_zh = null, former_school_en = null,
      former_class = null, grams = '{}', message = null, name = case when name is not null then '—' end, version = version + 1
    where person_id = ${personId}`.execute(system)
  await sql`update members.corrections set state = case when state = 'open' then 'withdrawn' else state end,
      wanted = case when wanted is not null then '—' end, reason = null, version = version + 1
    where person_id = ${personId}`.execute(system)
  await sql`select information.close_todos('correction', id::text, null) from members.corrections
    where person_id = ${personId}`.execute(system)
  await sql`select information.close_todos('transfer', id::text, null) from members.transfers
    where person_id = ${personId}`.execute(system)
}

/** The account keeps its id, to which the trail refers, and a name that says nothing. */
export async function pseudonymise(system: Db, personId: string): Promise<void> {
  await sql`update members.persons set display_name = ${pseudonymOf(personId)}, erased_at = now(),
    version = version + 1, updated_at = now() where id = ${personId}`.execute(system)
}

/** The last letters of an id, which only who keeps the database can follow. */
export const pseudonymOf = (id: string): string => `#${id.slice(-6)}`

/** Erases what an entry says; the row stays, since what others did refers to it. */
export async function eraseEntry(db: Db, id: string): Promise<void> {
  const name = pseudonymOf(id)
  const { sortKey, grams } = affiliationText({ name, number: null })
  await sql`update members.affiliations set name = ${name}, name_latin = null, number = null, external_id = null,
      class_id = null, position_zh = null, position_en = null, email = null, phone = null, birth_date = null,
      listed = false, ends_on = coalesce(ends_on, greatest(starts_on, platform.today())), sort_key = ${sortKey},
      grams = ${grams}, version = version + 1, updated_at = now()
    where id = ${id} and person_id is null`.execute(db)
  await sql`select members.erase_traces(${id})`.execute(db)
}

/** Gives everything of one account to another; what is open twice stays open once. */
export async function mergeRows(system: Db, from: string, to: string): Promise<void> {
  await sql`update members.transfers f set state = 'withdrawn', ended_at = now(), version = version + 1
    where f.person_id = ${from} and f.state in ('proposed', 'sent') and exists (select from members.transfers t
      where t.person_id = ${to} and t.state in ('proposed', 'sent') and t.to_organisation_id = f.to_organisation_id)`.execute(
    system,
  )
  for (const table of ['transfers', 'corrections', 'data_exports', 'affiliations'])
    await sql`update ${sql.ref(`members.${table}`)} set person_id = ${to} where person_id = ${from}`.execute(
      system,
    )
  await sql`update members.persons set merged_into = ${to}, display_name = ${pseudonymOf(from)}, erased_at = now(),
    version = version + 1 where id = ${from}`.execute(system)
}
