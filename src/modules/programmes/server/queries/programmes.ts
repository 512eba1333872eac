import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Programme, ProgrammeInput, ProgrammeRow, VersionRow } from '../../contract/programmes.ts'
import type { Form, Level } from '../../rules/vocabulary.ts'
import { foundBy } from '../text.ts'

export type StoredProgramme = ProgrammeRow & {
  organisationId: string
  version: number
  closedOn: string | null
  occupationIds: string[]
}

export type ProgrammeColumns = {
  id: string
  code: string
  catalogueCode: string | null
  nameZh: string
  nameEn: string | null
  level: Level
  form: Form
  months: number
  organisationId: string
  schoolZh: string
  schoolEn: string | null
  fromCohort: number | null
  toCohort: number | null
  openEnd: boolean | null
}

export const toProgrammeRow = (row: ProgrammeColumns): ProgrammeRow => ({
  ...{ id: row.id, code: row.code, catalogueCode: row.catalogueCode, level: row.level, form: row.form },
  ...{ months: row.months, name: { zh: row.nameZh, en: row.nameEn } },
  organisation: { id: row.organisationId, name: { zh: row.schoolZh, en: row.schoolEn } },
  cohorts: row.fromCohort === null ? null : { from: row.fromCohort, to: row.openEnd ? null : row.toCohort },
})

export async function selectOptionalProgramme(db: Db, id: string): Promise<StoredProgramme | undefined> {
  type Row = ProgrammeColumns & { version: number; closedOn: string | null; occupationIds: string[] }
  const { rows } =
    await sql<Row>`select p.id, p.code, p.catalogue_code, p.name_zh, p.name_en, p.level, p.form,
      p.months, p.organisation_id, o.name_zh as school_zh, o.name_en as school_en, p.version, p.closed_on,
      p.occupation_ids, c.from_cohort, c.to_cohort, c.open_end
    from programmes.programmes p join members.organisations o on o.id = p.organisation_id
      left join lateral (select min(v.from_cohort) as from_cohort, max(v.to_cohort) as to_cohort,
        bool_or(v.to_cohort is null) as open_end from programmes.versions v
        where v.programme_id = p.id and v.state = 'in_force') c on true
    where p.id = ${id}`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const { version, closedOn, occupationIds, organisationId } = row
  return { ...toProgrammeRow(row), organisationId, version, closedOn, occupationIds }
}

/** Versions that row-level security shows the viewer, the newest first. */
export async function selectVersionRows(db: Db, programmeId: string): Promise<VersionRow[]> {
  const { rows } =
    await sql<VersionRow>`select v.id, v.number, v.state, v.from_cohort, v.to_cohort, v.in_force_on,
      (select count(*) from programmes.courses c where c.version_id = v.id) as courses,
      (select max(d.year) from programmes.diagnoses d where d.version_id = v.id) as diagnosed_in
    from programmes.versions v where v.programme_id = ${programmeId} order by v.number desc limit 100`.execute(
      db,
    )
  return rows
}

/** The viewer's own school's classes that carry the programme's name, and by which version each learns. */
export async function selectClassesOf(db: Db, programme: StoredProgramme): Promise<Programme['classes']> {
  const { rows } = await sql<Programme['classes'][number]>`select k.id, k.name, k.cohort,
      programmes.version_of_class(k.id) as version_id
    from members.classes k where k.organisation_id = ${programme.organisationId}
      and k.organisation_id = (select platform.viewer_organisation())
      and k.programme_zh = ${programme.name.zh} and k.ends_on is null
    order by k.cohort desc nulls last, k.name, k.id limit 200`.execute(db)
  return rows
}

export async function selectGroupsOf(db: Db, programmeId: string): Promise<Programme['groups']> {
  const { rows } = await sql<{
    id: string
    nameZh: string
    nameEn: string | null
  }>`select g.id, g.name_zh, g.name_en
    from programmes.group_programmes p join programmes.programme_groups g on g.id = p.programme_group_id
    where p.programme_id = ${programmeId} order by g.name_zh, g.id limit 50`.execute(db)
  return rows.map(row => ({ id: row.id, name: { zh: row.nameZh, en: row.nameEn } }))
}

export async function insertProgramme(
  db: Db,
  organisationId: string,
  input: ProgrammeInput,
): Promise<string> {
  const { grams, sortKey } = foundBy({ name: input.name, codes: [input.code, input.catalogueCode] })
  const { rows } = await sql<{ id: string }>`insert into programmes.programmes (organisation_id, code,
      catalogue_code, name_zh, name_en, level, form, months, occupation_ids, grams, sort_key)
    values (${organisationId}, ${input.code}, ${input.catalogueCode}, ${input.name.zh}, ${input.name.en},
      ${input.level}, ${input.form}, ${input.months}, ${input.occupationIds}::uuid[], ${grams}, ${sortKey})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export async function updateProgrammeRow(
  db: Db,
  id: string,
  version: number,
  input: ProgrammeInput,
): Promise<number | undefined> {
  const { grams, sortKey } = foundBy({ name: input.name, codes: [input.code, input.catalogueCode] })
  const { rows } = await sql<{ version: number }>`update programmes.programmes set code = ${input.code},
      catalogue_code = ${input.catalogueCode}, name_zh = ${input.name.zh}, name_en = ${input.name.en},
      level = ${input.level}, form = ${input.form}, months = ${input.months},
      occupation_ids = ${input.occupationIds}::uuid[], grams = ${grams}, sort_key = ${sortKey}, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

/** The viewer's own class and the version it learns by; undefined where there is none. */
export async function selectOptionalMine(db: Db) {
  type Mine = {
    programmeId: string
    versionId: string
    nameZh: string
    nameEn: string | null
    className: string
    semesters: number
  }
  const { rows } = await sql<Mine>`select v.programme_id, v.id as version_id, p.name_zh, p.name_en,
      k.name as class_name, v.semesters
    from members.affiliations a join members.classes k on k.id = a.class_id
      join programmes.versions v on v.id = programmes.version_of_class(k.id)
      join programmes.programmes p on p.id = v.programme_id
    where a.id = (select platform.viewer_affiliation())`.execute(db)
  return rows[0]
}
