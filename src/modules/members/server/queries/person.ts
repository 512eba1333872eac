import { sql } from 'kysely'
import type { Viewer } from '#platform/contract/access.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Person } from '../../contract/people.ts'
import type { PersonFacts } from '../../policy.ts'
import { bilingual } from '../values.ts'

type Row = {
  id: string
  name: string
  nameLatin: string | null
  number: string | null
  role: Person['role']
  positionZh: string | null
  positionEn: string | null
  classId: string | null
  className: string | null
  startsOn: string
  endsOn: string | null
  listed: boolean
  version: number
  personId: string | null
  organisationId: string
  nameZh: string
  nameEn: string | null
  email: string | null
  phone: string | null
  birthDate: string | null
  externalId: string | null
  neighbour: boolean
  child: boolean
}

export type ReadPerson = {
  person: Omit<Person, 'guardians' | 'children' | 'others' | 'history' | 'contact'>
  contact: NonNullable<Person['contact']>
  personId: string | null
}

/** One affiliation among those the viewer may see, with the facts the policy asks for. */
export async function selectOptionalPerson(
  db: Db,
  viewer: Viewer,
  id: string,
): Promise<(ReadPerson & { facts: PersonFacts }) | undefined> {
  const { rows } =
    await sql<Row>`select a.id, a.name, a.name_latin, a.number, a.role, a.position_zh, a.position_en,
      a.class_id, (select c.name from members.classes c where c.id = a.class_id) as class_name,
      a.starts_on, a.ends_on, a.listed, a.version, a.person_id, a.organisation_id, o.name_zh, o.name_en,
      a.email, a.phone, a.birth_date, a.external_id,
      a.organisation_id = any ((select members.viewer_neighbours())::uuid[]) as neighbour,
      a.id = any ((select members.viewer_children())::uuid[]) as child
    from members.affiliations a join members.organisations o on o.id = a.organisation_id
    where a.id = ${id}`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const { role, name, nameLatin, number, startsOn, endsOn, listed, version } = row
  const { email, phone, birthDate, externalId } = row
  return {
    person: {
      ...{ id: row.id, role, name, nameLatin, number, startsOn, endsOn, listed, version },
      position: bilingual(row.positionZh, row.positionEn),
      class: row.classId && row.className ? { id: row.classId, name: row.className } : null,
      claimed: row.personId !== null,
      organisation: { id: row.organisationId, name: { zh: row.nameZh, en: row.nameEn } },
    },
    contact: { email, phone, birthDate, externalId },
    personId: row.personId,
    facts: factsOf(row, viewer),
  }
}

/** The facts, as far as they concern this viewer: the database says whether they are neighbour or guardian. */
function factsOf(row: Row, viewer: Viewer): PersonFacts {
  const { organisationId, personId, listed, neighbour, child } = row
  const ifNeighbour = (id: string | null) => (neighbour && id ? [id] : [])
  return {
    ...{ organisationId, personId, listed, ended: row.endsOn !== null },
    groupIds: ifNeighbour(viewer.groupId),
    neighbourIds: ifNeighbour(viewer.organisationId),
    guardianIds: child ? [viewer.personId] : [],
  }
}

/** Guardians of a student, or the students of a guardian, as far as the viewer may see both. */
export async function selectRelatives(
  db: Db,
  id: string,
  side: 'guardians' | 'children',
): Promise<Person['guardians']> {
  const [own, other] =
    side === 'guardians'
      ? [sql.ref('g.student_affiliation_id'), sql.ref('g.guardian_affiliation_id')]
      : [sql.ref('g.guardian_affiliation_id'), sql.ref('g.student_affiliation_id')]
  const { rows } = await sql<Person['guardians'][number]>`select a.id, a.name, g.relation,
      coalesce(g.ends_on, a.ends_on) as ends_on
    from members.guardianships g join members.affiliations a on a.id = ${other}
    where ${own} = ${id} and g.state <> 'refused' order by g.starts_on, a.id limit 20`.execute(db)
  return rows
}

type OtherRow = {
  id: string
  role: Person['role']
  organisationId: string
  nameZh: string
  nameEn: string | null
  startsOn: string
  endsOn: string | null
}

/**
 * The same person's other entries. Only the person sees all of them: an organisation is not to learn from us
 * where else somebody belongs.
 */
export async function selectOthers(
  db: Db,
  person: { id: string; personId: string; organisationId: string | null },
): Promise<Person['others']> {
  const { rows } =
    await sql<OtherRow>`select a.id, a.role, a.organisation_id, o.name_zh, o.name_en, a.starts_on,
      a.ends_on
    from members.affiliations a join members.organisations o on o.id = a.organisation_id
    where a.person_id = ${person.personId} and a.id <> ${person.id}
      and (${person.organisationId}::uuid is null or a.organisation_id = ${person.organisationId})
    order by a.starts_on desc, a.id limit 50`.execute(db)
  return rows.map(({ organisationId, nameZh, nameEn, ...row }) => ({
    ...row,
    organisation: { id: organisationId, name: { zh: nameZh, en: nameEn } },
  }))
}

/** Names of those affiliations that the viewer may see. */
export async function selectNames(db: Db, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`select id, name from members.affiliations
    where id = any (${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(rows.map(row => [row.id, row.name]))
}
