import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { ConsentAnswer, ConsentCapacity, ConsentPurpose } from '../../../rules/consents.ts'
import { isoOf, type Place, placeOf } from '../../privacy/queries/entries.ts'

const entriesOf = (personId: string) =>
  sql`(select a.id from members.affiliations a where a.person_id = ${personId})`

type Tied = { organisation: Place; total: number }
export type GuardianshipData = Tied & {
  side: Extract<Role, 'guardian' | 'student'>
  relation: string
  standing: 'proposed' | 'open' | 'refused' | 'ended'
  startsOn: string
  endsOn: string | null
  sharesContact: boolean
}

/** Guardianships in which somebody is guardian or child; who the other is is the other's own. */
export async function selectGuardianshipData(
  system: Db,
  personId: string,
  most: number,
): Promise<GuardianshipData[]> {
  const own = entriesOf(personId)
  const { rows } =
    await sql<GuardianshipData>`select ${placeOf('o')} as organisation, g.relation, g.starts_on,
      case when g.guardian_affiliation_id in ${own} then 'guardian' else 'student' end as side,
      case when g.state = 'refused' then 'refused' when g.ends_on is not null or g.barred_on is not null then 'ended'
        when g.state = 'proposed' then 'proposed' else 'open' end as standing,
      coalesce(g.ends_on, g.barred_on) as ends_on, g.shares_contact,
      count(*) over (partition by o.id)::int as total
    from members.guardianships g join members.organisations o on o.id = g.organisation_id
    where g.guardian_affiliation_id in ${own} or g.student_affiliation_id in ${own}
    order by g.starts_on desc, g.id limit ${most}`.execute(system)
  return rows
}

export type ConsentData = Tied & {
  titleZh: string
  titleEn: string
  purpose: ConsentPurpose
  capacity: ConsentCapacity | null
  answer: ConsentAnswer | null
  day: string | null
  note: string | null
}

/** What somebody signed, and what was asked and answered about them as a student; others' words are theirs. */
export async function selectConsentData(system: Db, personId: string, most: number): Promise<ConsentData[]> {
  const own = entriesOf(personId)
  const { rows } =
    await sql<ConsentData>`select ${placeOf('o')} as organisation, r.title_zh, r.title_en, r.purpose,
      n.capacity, n.answer, n.day, case when n.affiliation_id in ${own} then n.note end as note,
      count(*) over (partition by o.id)::int as total
    from members.consents c join members.consent_requests r on r.id = c.request_id
      join members.organisations o on o.id = c.organisation_id
      left join members.consent_answers n on n.consent_id = c.id
    where c.student_affiliation_id in ${own} or n.affiliation_id in ${own}
    order by c.id desc, n.id desc limit ${most}`.execute(system)
  return rows
}

export type PaperData = Tied & { name: string; at: string }

/** Papers that somebody handed in. */
export async function selectPaperData(system: Db, personId: string, most: number): Promise<PaperData[]> {
  const { rows } =
    await sql<PaperData>`select ${placeOf('o')} as organisation, d.name, ${isoOf('d.at')} as at,
      count(*) over (partition by o.id)::int as total
    from members.family_documents d join members.organisations o on o.id = d.organisation_id
    where d.by_person_id = ${personId} order by d.id desc limit ${most}`.execute(system)
  return rows
}

export type AskedData = Tied & { titleZh: string; titleEn: string; at: string }

/** Consents that somebody asked for on their school's behalf. */
export async function selectAskedData(system: Db, personId: string, most: number): Promise<AskedData[]> {
  const { rows } = await sql<AskedData>`select ${placeOf('o')} as organisation, r.title_zh, r.title_en,
      ${isoOf('r.created_at')} as at, count(*) over (partition by o.id)::int as total
    from members.consent_requests r join members.organisations o on o.id = r.organisation_id
    where r.by_affiliation_id in ${entriesOf(personId)} order by r.id desc limit ${most}`.execute(system)
  return rows
}

/**
 * Ends what an account let its guardian see and share, while its entries are still joined to it; the school may
 * propose it again. Scans that nothing rests on go, and so do words beside signatures and the names of staff. What the
 * school has to prove a consent with stays with the entry, about which the school decides.
 * @returns the guardianships that have ended
 */
export async function leaveFamily(system: Db, personId: string): Promise<string[]> {
  const own = entriesOf(personId)
  const { rows } = await sql<{ id: string }>`with ended as (
      update members.guardianships set ends_on = greatest(starts_on, platform.today()), shares_contact = false,
        version = version + 1
      where guardian_affiliation_id in ${own} and ends_on is null
      returning id, organisation_id, guardian_affiliation_id)
    insert into members.guardianship_steps (organisation_id, guardianship_id, kind, by_affiliation_id, by_name)
      select organisation_id, id, 'ended', guardian_affiliation_id, '—' from ended
    returning guardianship_id as id`.execute(system)
  await sql`update members.consent_answers set note = null where note is not null and affiliation_id in ${own}`.execute(
    system,
  )
  await sql`with gone as (delete from members.family_documents d where d.by_person_id = ${personId}
        and d.consent_id is not null
        and not exists (select from members.consent_answers n where n.document_id = d.id)
      returning d.file_id)
    update platform.files set deleted_at = now() where id in (select file_id from gone)`.execute(system)
  await sql`update members.consent_requests set by_name = '—' where by_affiliation_id in ${own}`.execute(
    system,
  )
  await sql`update members.consent_answers set entered_by_name = '—' where entered_by_affiliation_id in ${own}`.execute(
    system,
  )
  await sql`update members.guardianship_steps set by_name = '—' where by_affiliation_id in ${own}`.execute(
    system,
  )
  return rows.map(({ id }) => id)
}

/** Papers are the account's that handed them in; all else hangs on entries, which move with their person. */
export async function mergePapers(system: Db, from: string, to: string): Promise<void> {
  await sql`update members.family_documents set by_person_id = ${to} where by_person_id = ${from}`.execute(
    system,
  )
}
