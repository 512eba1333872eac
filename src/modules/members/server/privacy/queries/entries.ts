import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

export type Place = { id: string; name: Bilingual }

/** An organisation `o` as pages show it. */
export const placeOf = (o: 'o' | 'f') =>
  o === 'o'
    ? sql`json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en))`
    : sql`json_build_object('id', f.id, 'name', json_build_object('zh', f.name_zh, 'en', f.name_en))`

/** An instant as the contract writes it. */
export const isoOf = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export type Entry = {
  id: string
  organisationId: string
  organisation: Place
  role: Exclude<Role, 'person'>
  name: string
  nameLatin: string | null
  number: string | null
  externalId: string | null
  classId: string | null
  className: string | null
  positionZh: string | null
  positionEn: string | null
  email: string | null
  phone: string | null
  birthDate: string | null
  listed: boolean
  startsOn: string
  endsOn: string | null
  joinedAt: string | null
  /** Whether it is a minor child's of the viewer, rather than the viewer's own. */
  forChild: boolean
}

const ENTRY = sql`a.id, a.organisation_id, ${placeOf('o')} as organisation, a.role, a.name, a.name_latin, a.number,
  a.external_id, a.class_id, (select members.class_name(a.class_id)) as class_name, a.position_zh, a.position_en, a.email, a.phone,
  a.birth_date, a.listed, a.starts_on, a.ends_on, ${isoOf('a.joined_at')} as joined_at,
  a.person_id is distinct from (select platform.viewer_person()) as for_child`

/** The viewer's own entries and those of their minor children, whatever they act as; at most two hundred. */
export async function selectConcerned(db: Db): Promise<Entry[]> {
  const { rows } = await sql<Entry>`select ${ENTRY} from members.affiliations a
      join members.organisations o on o.id = a.organisation_id
    where a.person_id = (select platform.viewer_person()) or a.id = any ((select members.viewer_children())::uuid[])
    order by a.person_id is distinct from (select platform.viewer_person()), a.ends_on is not null, a.starts_on desc, a.id limit 200`.execute(
    db,
  )
  return rows
}

/** One of them; undefined for everybody else's. */
export async function selectOptionalConcerned(db: Db, id: string): Promise<Entry | undefined> {
  const { rows } = await sql<Entry>`select ${ENTRY} from members.affiliations a
      join members.organisations o on o.id = a.organisation_id
    where a.id = ${id} and (select members.viewer_concerned(${id}::uuid))`.execute(db)
  return rows[0]
}
