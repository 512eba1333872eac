import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Competency, CompetencyInput, FrameworkInput, FrameworkRow } from '../../contract/frameworks.ts'
import { bilingual } from '../values.ts'

export type StoredFramework = FrameworkRow & {
  organisationId: string
  groupId: string | null
  description: Bilingual | null
}

type Row = {
  id: string
  kind: FrameworkRow['kind']
  nameZh: string
  nameEn: string | null
  organisationId: string
  organisationZh: string
  organisationEn: string | null
  groupId: string | null
  groupZh: string | null
  groupEn: string | null
  issuerZh: string | null
  issuerEn: string | null
  edition: string | null
  descriptionZh: string | null
  descriptionEn: string | null
  levelsZh: string[]
  levelsEn: string[]
  competencies: number
  version: number
}

const select = sql`select f.id, f.kind, f.name_zh, f.name_en, f.organisation_id, o.name_zh as organisation_zh,
    o.name_en as organisation_en, f.group_id, g.name_zh as group_zh, g.name_en as group_en, f.issuer_zh, f.issuer_en,
    f.edition, f.description_zh, f.description_en, f.levels_zh, f.levels_en, f.version,
    (select count(*) from programmes.competencies c where c.framework_id = f.id) as competencies
  from programmes.frameworks f join members.organisations o on o.id = f.organisation_id
    left join members.groups g on g.id = f.group_id`

function toFramework(row: Row): StoredFramework {
  return {
    ...{ id: row.id, kind: row.kind, name: { zh: row.nameZh, en: row.nameEn } },
    ...{ organisationId: row.organisationId, groupId: row.groupId },
    organisation: { id: row.organisationId, name: { zh: row.organisationZh, en: row.organisationEn } },
    group: row.groupId ? { id: row.groupId, name: { zh: row.groupZh ?? '', en: row.groupEn } } : null,
    ...{ issuer: bilingual(row.issuerZh, row.issuerEn), edition: row.edition },
    description: bilingual(row.descriptionZh, row.descriptionEn),
    levels: { zh: row.levelsZh, en: row.levelsEn },
    ...{ competencies: row.competencies, version: row.version },
  }
}

/** Frameworks in use, those of groups first; at most five hundred. */
export async function selectFrameworks(db: Db): Promise<StoredFramework[]> {
  const { rows } = await sql<Row>`${select} where f.closed_on is null
    order by f.group_id is null, f.kind, f.name_zh, f.id limit 500`.execute(db)
  return rows.map(toFramework)
}

export async function selectOptionalFramework(db: Db, id: string): Promise<StoredFramework | undefined> {
  const { rows } = await sql<Row>`${select} where f.id = ${id}`.execute(db)
  return rows[0] && toFramework(rows[0])
}

type CompetencyRow = Omit<Competency, 'name' | 'description' | 'descriptors'> & {
  frameworkId: string
  nameZh: string
  nameEn: string | null
  descriptionZh: string | null
  descriptionEn: string | null
  descriptorsZh: string[]
  descriptorsEn: string[]
}
const competencyColumns = sql`c.id, c.framework_id, c.code, c.name_zh, c.name_en, c.description_zh,
  c.description_en, c.descriptors_zh, c.descriptors_en, c.version`

const toCompetency = (row: CompetencyRow): Competency & { frameworkId: string } => ({
  ...{ id: row.id, frameworkId: row.frameworkId, code: row.code, version: row.version },
  name: { zh: row.nameZh, en: row.nameEn },
  description: bilingual(row.descriptionZh, row.descriptionEn),
  descriptors: { zh: row.descriptorsZh, en: row.descriptorsEn },
})

/** The competencies of a framework by code; at most a thousand. */
export async function selectCompetencies(db: Db, frameworkId: string): Promise<Competency[]> {
  const { rows } = await sql<CompetencyRow>`select ${competencyColumns} from programmes.competencies c
    where c.framework_id = ${frameworkId} order by c.code collate "C", c.id limit 1000`.execute(db)
  return rows.map(row => {
    const { frameworkId: _, ...competency } = toCompetency(row)
    return competency
  })
}

export async function selectOptionalCompetency(
  db: Db,
  id: string,
): Promise<(Competency & { frameworkId: string }) | undefined> {
  const { rows } =
    await sql<CompetencyRow>`select ${competencyColumns} from programmes.competencies c where c.id = ${id}`.execute(
      db,
    )
  return rows[0] && toCompetency(rows[0])
}

export async function insertFramework(
  db: Db,
  owner: { organisationId: string; groupId: string | null },
  input: FrameworkInput,
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into programmes.frameworks (organisation_id, group_id, kind,
      name_zh, name_en, issuer_zh, issuer_en, edition, description_zh, description_en, levels_zh, levels_en)
    values (${owner.organisationId}, ${owner.groupId}, ${input.kind}, ${input.name.zh}, ${input.name.en},
      ${input.issuer?.zh ?? null}, ${input.issuer?.en ?? null}, ${input.edition}, ${input.description?.zh ?? null},
      ${input.description?.en ?? null}, ${input.levels.zh}, ${levelsEn(input)}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** English names of levels are as many as Chinese ones; where one is missing it is empty. */
const levelsEn = ({ levels }: FrameworkInput) => levels.zh.map((_, i) => levels.en[i] ?? '')

export async function updateFrameworkRow(
  db: Db,
  id: string,
  version: number,
  input: FrameworkInput,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update programmes.frameworks set kind = ${input.kind},
      name_zh = ${input.name.zh}, name_en = ${input.name.en}, issuer_zh = ${input.issuer?.zh ?? null},
      issuer_en = ${input.issuer?.en ?? null}, edition = ${input.edition},
      description_zh = ${input.description?.zh ?? null}, description_en = ${input.description?.en ?? null},
      levels_zh = ${input.levels.zh}, levels_en = ${levelsEn(input)}, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

/** The highest level of a framework's competencies that a course or a company refers to; 0 where none does. */
export async function selectHighestUse(db: Db, frameworkId: string): Promise<number> {
  const { rows } = await sql<{ level: number }>`select coalesce(max(u.level), 0) as level from (
      select a.level from programmes.course_aims a join programmes.competencies c on c.id = a.competency_id
        where c.framework_id = ${frameworkId}
      union all
      select s.level from programmes.research_skills s join programmes.competencies c on c.id = s.competency_id
        where c.framework_id = ${frameworkId}) u`.execute(db)
  return rows[0]?.level ?? 0
}

export async function insertCompetency(db: Db, frameworkId: string, input: CompetencyInput): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into programmes.competencies (framework_id, code, name_zh,
      name_en, description_zh, description_en, descriptors_zh, descriptors_en)
    values (${frameworkId}, ${input.code}, ${input.name.zh}, ${input.name.en}, ${input.description?.zh ?? null},
      ${input.description?.en ?? null}, ${input.descriptors.zh}, ${input.descriptors.en}) returning id`.execute(
    db,
  )
  return (rows[0] as { id: string }).id
}

export async function updateCompetencyRow(
  db: Db,
  id: string,
  version: number,
  input: CompetencyInput,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update programmes.competencies set code = ${input.code},
      name_zh = ${input.name.zh}, name_en = ${input.name.en}, description_zh = ${input.description?.zh ?? null},
      description_en = ${input.description?.en ?? null}, descriptors_zh = ${input.descriptors.zh},
      descriptors_en = ${input.descriptors.en}, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

export async function deleteCompetency(db: Db, id: string): Promise<void> {
  await sql`delete from programmes.competencies where id = ${id}`.execute(db)
}

export type NamedCompetency = { id: string; code: string; frameworkId: string; levels: number }

/** Competencies of these codes in all frameworks in use: what spreadsheets refer to. */
export async function selectCompetenciesByCode(db: Db, codes: string[]): Promise<NamedCompetency[]> {
  const { rows } =
    await sql<NamedCompetency>`select c.id, c.code, c.framework_id, cardinality(f.levels_zh) as levels
    from programmes.competencies c join programmes.frameworks f on f.id = c.framework_id
    where c.code = any (${codes}::text[]) and f.closed_on is null limit 5000`.execute(db)
  return rows
}

/** How many levels the framework of each competency has. */
export async function selectLevelCounts(db: Db, ids: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; levels: number }>`select c.id, cardinality(f.levels_zh) as levels
    from programmes.competencies c join programmes.frameworks f on f.id = c.framework_id
    where c.id = any (${ids}::uuid[])`.execute(db)
  return new Map(rows.map(row => [row.id, row.levels]))
}
