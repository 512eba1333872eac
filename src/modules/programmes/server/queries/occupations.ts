import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type {
  Occupation,
  OccupationInput,
  OccupationRow,
  Research,
  ResearchInput,
  Skill,
} from '../../contract/occupations.ts'
import { foundBy } from '../text.ts'
import { bilingual } from '../values.ts'

export type StoredOccupation = OccupationRow & {
  organisationId: string
  groupId: string | null
  summary: Bilingual | null
  version: number
}

type Row = {
  id: string
  code: string
  nameZh: string
  nameEn: string | null
  summaryZh: string | null
  summaryEn: string | null
  organisationId: string
  organisationZh: string
  organisationEn: string | null
  groupId: string | null
  demand: number
  companies: number
  surveyedOn: string | null
  version: number
}

// What companies look for: the latest answer of each.
const select = sql`select n.id, n.code, n.name_zh, n.name_en, n.summary_zh, n.summary_en, n.organisation_id,
    o.name_zh as organisation_zh, o.name_en as organisation_en, n.group_id, n.version,
    coalesce(d.demand, 0) as demand, coalesce(d.companies, 0) as companies, d.surveyed_on
  from programmes.occupations n join members.organisations o on o.id = n.organisation_id
    left join lateral (select sum(l.demand)::int as demand, count(*)::int as companies, max(l.surveyed_on) as surveyed_on
      from (select distinct on (r.organisation_id) r.demand, r.surveyed_on from programmes.research r
        where r.occupation_id = n.id order by r.organisation_id, r.surveyed_on desc) l) d on true`

const toOccupation = (row: Row): StoredOccupation => ({
  ...{ id: row.id, code: row.code, name: { zh: row.nameZh, en: row.nameEn }, version: row.version },
  ...{ organisationId: row.organisationId, groupId: row.groupId },
  organisation: { id: row.organisationId, name: { zh: row.organisationZh, en: row.organisationEn } },
  summary: bilingual(row.summaryZh, row.summaryEn),
  ...{ demand: row.demand, companies: row.companies, surveyedOn: row.surveyedOn },
})

/** Occupations by pinyin of their names, those matching the terms; at most five hundred. */
export async function selectOccupations(db: Db, terms: string[] | null): Promise<StoredOccupation[]> {
  const { rows } = await sql<Row>`${select}
    where ${terms}::text[] is null or n.grams @> ${terms}::text[] order by n.sort_key, n.id limit 500`.execute(
    db,
  )
  return rows.map(toOccupation)
}

export async function selectOptionalOccupation(db: Db, id: string): Promise<StoredOccupation | undefined> {
  const { rows } = await sql<Row>`${select} where n.id = ${id}`.execute(db)
  return rows[0] && toOccupation(rows[0])
}

type ResearchRow = Omit<Research, 'organisation' | 'tasks' | 'skills'> & {
  organisationId: string
  organisationZh: string
  organisationEn: string | null
  tasksZh: string
  tasksEn: string | null
  skills: Skill[] | null
}

/** What companies said of an occupation, the newest first; at most two hundred answers. */
export async function selectResearch(db: Db, occupationId: string): Promise<Research[]> {
  const { rows } = await sql<ResearchRow>`select r.id, r.organisation_id, o.name_zh as organisation_zh,
      o.name_en as organisation_en, r.surveyed_on, r.demand, r.tasks_zh, r.tasks_en, r.by_name,
      (select json_agg(json_build_object('competencyId', c.id, 'code', c.code,
          'name', json_build_object('zh', c.name_zh, 'en', c.name_en), 'level', s.level,
          'levelName', json_build_object('zh', f.levels_zh[s.level], 'en', nullif(f.levels_en[s.level], '')),
          'framework', json_build_object('id', f.id, 'name', json_build_object('zh', f.name_zh, 'en', f.name_en)))
          order by c.code collate "C")
        from programmes.research_skills s join programmes.competencies c on c.id = s.competency_id
          join programmes.frameworks f on f.id = c.framework_id where s.research_id = r.id) as skills
    from programmes.research r join members.organisations o on o.id = r.organisation_id
    where r.occupation_id = ${occupationId} order by r.surveyed_on desc, r.id desc limit 200`.execute(db)
  return rows.map(({ organisationId, organisationZh, organisationEn, tasksZh, tasksEn, skills, ...row }) => ({
    ...row,
    organisation: { id: organisationId, name: { zh: organisationZh, en: organisationEn } },
    tasks: { zh: tasksZh, en: tasksEn },
    skills: skills ?? [],
  }))
}

/** Programmes that lead to an occupation; at most a hundred. */
export async function selectLeadingProgrammes(
  db: Db,
  occupationId: string,
): Promise<Occupation['programmes']> {
  type Found = {
    id: string
    nameZh: string
    nameEn: string | null
    organisationId: string
    schoolZh: string
    schoolEn: string | null
  }
  const { rows } =
    await sql<Found>`select p.id, p.name_zh, p.name_en, p.organisation_id, o.name_zh as school_zh,
      o.name_en as school_en
    from programmes.programmes p join members.organisations o on o.id = p.organisation_id
    where ${occupationId} = any (p.occupation_ids) and p.closed_on is null
    order by p.sort_key, p.id limit 100`.execute(db)
  return rows.map(row => ({
    id: row.id,
    name: { zh: row.nameZh, en: row.nameEn },
    organisation: { id: row.organisationId, name: { zh: row.schoolZh, en: row.schoolEn } },
  }))
}

export async function insertOccupation(
  db: Db,
  owner: { organisationId: string; groupId: string | null },
  input: OccupationInput,
): Promise<string> {
  const { grams, sortKey } = foundBy({ name: input.name, codes: [input.code] })
  const { rows } = await sql<{
    id: string
  }>`insert into programmes.occupations (organisation_id, group_id, code,
      name_zh, name_en, summary_zh, summary_en, grams, sort_key)
    values (${owner.organisationId}, ${owner.groupId}, ${input.code}, ${input.name.zh}, ${input.name.en},
      ${input.summary?.zh ?? null}, ${input.summary?.en ?? null}, ${grams}, ${sortKey}) returning id`.execute(
    db,
  )
  return (rows[0] as { id: string }).id
}

export async function updateOccupationRow(
  db: Db,
  id: string,
  version: number,
  input: OccupationInput,
): Promise<number | undefined> {
  const { grams, sortKey } = foundBy({ name: input.name, codes: [input.code] })
  const { rows } = await sql<{ version: number }>`update programmes.occupations set code = ${input.code},
      name_zh = ${input.name.zh}, name_en = ${input.name.en}, summary_zh = ${input.summary?.zh ?? null},
      summary_en = ${input.summary?.en ?? null}, grams = ${grams}, sort_key = ${sortKey}, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

export async function insertResearch(
  db: Db,
  research: ResearchInput & { occupationId: string; organisationId: string },
  by: { affiliationId: string | null; name: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into programmes.research (occupation_id, organisation_id,
      surveyed_on, demand, tasks_zh, tasks_en, by_affiliation_id, by_name)
    values (${research.occupationId}, ${research.organisationId}, ${research.surveyedOn}, ${research.demand},
      ${research.tasks.zh}, ${research.tasks.en}, ${by.affiliationId}, ${by.name}) returning id`.execute(db)
  const { id } = rows[0] as { id: string }
  await sql`insert into programmes.research_skills (research_id, competency_id, level)
    select ${id}, s.id, s.level from unnest(${research.skills.map(skill => skill.competencyId)}::uuid[],
      ${research.skills.map(skill => skill.level)}::int[]) as s (id, level)`.execute(db)
  return id
}

/** Occupations of these codes: the viewer's group's own first, where a code is used twice. */
export async function selectOccupationsByCode(db: Db, codes: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`select distinct on (n.code) n.id, n.code
    from programmes.occupations n where n.code = any (${codes}::text[])
    order by n.code, n.group_id is null, n.id`.execute(db)
  return new Map(rows.map(row => [row.code, row.id]))
}

/** The occupations of these ids that exist. */
export async function selectExistingOccupations(db: Db, ids: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from programmes.occupations
    where id = any (${ids}::uuid[])`.execute(db)
  return new Set(rows.map(row => row.id))
}

/** The days for which a company has spoken about occupations already, as `<occupation> <day>`. */
export async function selectResearchDays(db: Db, organisationId: string): Promise<Set<string>> {
  const { rows } = await sql<{ occupationId: string; surveyedOn: string }>`select occupation_id, surveyed_on
    from programmes.research where organisation_id = ${organisationId} limit 20000`.execute(db)
  return new Set(rows.map(row => `${row.occupationId} ${row.surveyedOn}`))
}
