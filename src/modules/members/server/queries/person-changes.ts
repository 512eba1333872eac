import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { PersonInput } from '../../contract/people.ts'
import type { OrganisationKind } from '../../contract/vocabulary.ts'
import { affiliationText } from '../text.ts'

export type StoredPerson = {
  id: string
  organisationId: string
  role: Exclude<Role, 'person'>
  startsOn: string
  endsOn: string | null
  version: number
  name: string
  number: string | null
  externalId: string | null
  classId: string | null
  positionZh: string | null
  positionEn: string | null
  email: string | null
  phone: string | null
  birthDate: string | null
  listed: boolean
}

/** What a change needs to know of an affiliation. Locks nothing: the version decides. */
export async function selectOptionalStored(db: Db, id: string): Promise<StoredPerson | undefined> {
  const { rows } =
    await sql<StoredPerson>`select id, organisation_id, role, starts_on, ends_on, version, name,
    number, external_id, class_id, position_zh, position_en, email, phone, birth_date, listed
    from members.affiliations where id = ${id}`.execute(db)
  return rows[0]
}

/** What it takes to ask somebody, among those the viewer may see. */
export async function selectOptionalAskable(
  db: Db,
  id: string,
): Promise<
  (Pick<StoredPerson, 'organisationId' | 'role' | 'endsOn'> & { personId: string | null }) | undefined
> {
  const { rows } = await sql<
    Pick<StoredPerson, 'organisationId' | 'role' | 'endsOn'> & { personId: string | null }
  >`select organisation_id, role, ends_on, person_id from members.affiliations where id = ${id}`.execute(db)
  return rows[0]
}

/** The kind of an organisation, which decides on the roles it can give. */
export async function selectKind(db: Db, organisationId: string): Promise<OrganisationKind> {
  const { rows } = await sql<{ kind: OrganisationKind }>`select kind from members.organisations
    where id = ${organisationId}`.execute(db)
  if (!rows[0]) throw new Error('the viewer acts for an organisation that is not there')
  return rows[0].kind
}

export type NewAffiliation = PersonInput & { organisationId: string; role: StoredPerson['role'] }

/**
 * Writes an affiliation and gives its id, which is made first: a secretariat may not read back the
 * administrator it appoints.
 */
export async function insertAffiliation(db: Db, entry: NewAffiliation): Promise<string> {
  const made = await sql<{ id: string }>`select uuidv7() as id`.execute(db)
  const { id } = made.rows[0] as { id: string }
  const { nameLatin, sortKey, grams } = affiliationText(entry)
  await sql`insert into members.affiliations (id, organisation_id, role, name, name_latin, number, external_id,
      class_id, position_zh, position_en, email, phone, birth_date, listed, starts_on, sort_key, grams)
    values (${id}, ${entry.organisationId}, ${entry.role}, ${entry.name}, ${nameLatin}, ${entry.number},
      ${entry.externalId}, ${entry.classId}, ${entry.position?.zh ?? null}, ${entry.position?.en ?? null},
      ${entry.email}, ${entry.phone}, ${entry.birthDate}, ${entry.listed}, ${entry.startsOn}, ${sortKey},
      ${grams})`.execute(db)
  return id
}

type Version = { version: number }

/** Writes a version over the one the editor saw; the new version, or undefined when there is another. */
export async function updateAffiliation(
  db: Db,
  id: string,
  version: number,
  entry: PersonInput,
): Promise<number | undefined> {
  const { nameLatin, sortKey, grams } = affiliationText(entry)
  const { rows } = await sql<Version>`update members.affiliations set name = ${entry.name},
      name_latin = ${nameLatin}, number = ${entry.number}, external_id = ${entry.externalId},
      class_id = ${entry.classId}, position_zh = ${entry.position?.zh ?? null},
      position_en = ${entry.position?.en ?? null}, email = ${entry.email}, phone = ${entry.phone},
      birth_date = ${entry.birthDate}, listed = ${entry.listed}, starts_on = ${entry.startsOn},
      sort_key = ${sortKey}, grams = ${grams}, version = version + 1, updated_at = now()
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

/** Sets or takes back the end of an affiliation. */
export async function updateEnd(
  db: Db,
  id: string,
  version: number,
  endsOn: string | null,
): Promise<number | undefined> {
  const { rows } = await sql<Version>`update members.affiliations
    set ends_on = ${endsOn}, version = version + 1, updated_at = now()
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

export async function updateListed(
  db: Db,
  id: string,
  version: number,
  listed: boolean,
): Promise<number | undefined> {
  const { rows } = await sql<Version>`update members.affiliations
    set listed = ${listed}, version = version + 1, updated_at = now()
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

/** Whether somebody else keeps the organisation. Locks it, so that two who leave at once take turns. */
export async function hasOtherAdministrator(db: Db, person: StoredPerson): Promise<boolean> {
  await sql`select from members.organisations where id = ${person.organisationId} for update`.execute(db)
  const { rows } = await sql<{ found: boolean }>`select exists (select from members.affiliations
    where organisation_id = ${person.organisationId} and role = ${person.role} and ends_on is null
      and id <> ${person.id}) as found`.execute(db)
  return rows[0]?.found ?? false
}
