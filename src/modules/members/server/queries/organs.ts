import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Appointment, Organ, Term } from '../../contract/organs.ts'
import { OFFICES, ORGAN_KINDS, type OrganKind } from '../../rules/organs.ts'
import { bilingual } from '../values.ts'

type OrganRow = {
  id: string
  groupId: string
  kind: OrganKind
  nameZh: string | null
  nameEn: string | null
  closedOn: string | null
  version: number
}
type TermRow = Term & { organId: string }
const TERMS_MOST = 500

/** The organs of a group in the order of a charter, closed ones last, each with its terms. */
export async function selectOrgans(db: Db, groupId: string): Promise<Organ[]> {
  const organs = await sql<OrganRow>`select id, group_id, kind, name_zh, name_en, closed_on, version
    from members.organs where group_id = ${groupId}
    order by closed_on is not null, array_position(${[...ORGAN_KINDS]}::text[], kind), id limit 200`.execute(
    db,
  )
  const terms =
    await sql<TermRow>`select t.id, t.organ_id, t.office, t.person_name as person, t.starts_on, t.due_on,
      t.ends_on, t.resolution, t.version,
      case when t.field_zh is not null then json_build_object('zh', t.field_zh, 'en', t.field_en) end as field,
      case when o.id is not null then
        json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) end as organisation
    from members.terms t join members.organs g on g.id = t.organ_id
      left join members.organisations o on o.id = t.organisation_id
    where g.group_id = ${groupId}
    order by t.ends_on is not null, t.ends_on desc, array_position(${[...OFFICES]}::text[], t.office), o.sort_key,
      t.starts_on, t.id limit ${TERMS_MOST}`.execute(db)
  return organs.rows.map(({ groupId: _, nameZh, nameEn, ...organ }) => ({
    ...organ,
    name: bilingual(nameZh, nameEn),
    terms: terms.rows.filter(term => term.organId === organ.id).map(({ organId: __, ...term }) => term),
  }))
}

export async function selectOptionalOrgan(db: Db, id: string): Promise<OrganRow | undefined> {
  const { rows } = await sql<OrganRow>`select id, group_id, kind, name_zh, name_en, closed_on, version
    from members.organs where id = ${id}`.execute(db)
  return rows[0]
}

export async function insertOrgan(
  db: Db,
  organ: { groupId: string; kind: OrganKind; name: { zh: string; en: string | null } | null },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into members.organs (group_id, kind, name_zh, name_en)
    values (${organ.groupId}, ${organ.kind}, ${organ.name?.zh ?? null}, ${organ.name?.en ?? null})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Closes an organ and ends its running terms; false when it has another version. */
export async function closeOrganRow(db: Db, id: string, version: number, day: string): Promise<boolean> {
  const { rows } = await sql`update members.organs set closed_on = ${day}, version = version + 1
    where id = ${id} and version = ${version} and closed_on is null returning id`.execute(db)
  if (rows.length === 0) return false
  await sql`update members.terms set ends_on = greatest(starts_on, ${day}::date), version = version + 1
    where organ_id = ${id} and ends_on is null`.execute(db)
  return true
}

export async function insertTerm(
  db: Db,
  organId: string,
  term: Appointment,
  by: { affiliationId: string | null; name: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into members.terms (organ_id, office, organisation_id,
      person_name, field_zh, field_en, starts_on, due_on, resolution, by_affiliation_id, by_name)
    values (${organId}, ${term.office}, ${term.organisationId}, ${term.person}, ${term.field?.zh ?? null},
      ${term.field?.en ?? null}, ${term.startsOn}, ${term.dueOn},
      ${term.resolution}, ${by.affiliationId}, ${by.name}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

type OneTerm = { id: string; groupId: string; startsOn: string; endsOn: string | null; version: number }

export async function selectOptionalTerm(db: Db, id: string): Promise<OneTerm | undefined> {
  const { rows } = await sql<OneTerm>`select t.id, o.group_id, t.starts_on, t.ends_on, t.version
    from members.terms t join members.organs o on o.id = t.organ_id where t.id = ${id}`.execute(db)
  return rows[0]
}

export async function endTermRow(db: Db, id: string, version: number, day: string): Promise<boolean> {
  const { rows } = await sql`update members.terms set ends_on = ${day}, version = version + 1
    where id = ${id} and version = ${version} and ends_on is null returning id`.execute(db)
  return rows.length > 0
}
