import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { ResultCounts, ResultFile, ResultProblem } from '../../contract/results.ts'
import type { Course, OnRecord, RawResult, Student } from '../../rules/results.ts'
import type { Score } from '../../rules/score.ts'

/** Students of a school by these numbers, with the version their class learns by; who runs before who has left. */
export async function selectStudents(
  db: Db,
  organisationId: string,
  numbers: readonly string[],
): Promise<Map<string, Student>> {
  const { rows } = await sql<Student & { number: string }>`with classes as materialized (
      select c.id, programmes.version_of_class(c.id) as version from members.classes c
      where c.organisation_id = ${organisationId})
    select l.number, l.id, l.name, c.version as class_version, l.ends_on is not null as ended
    from members.learners l left join classes c on c.id = l.class_id
    where l.organisation_id = ${organisationId} and l.number = any (${[...numbers]}::text[])
    order by l.ends_on is null, l.ends_on`.execute(db)
  return new Map(rows.map(({ number, ...student }) => [number, student]))
}

/** The school's courses of these codes in every version that is or was in force. */
export async function selectCourses(
  db: Db,
  organisationId: string,
  codes: readonly string[],
): Promise<Map<string, Course[]>> {
  const { rows } = await sql<Course>`select course_id as id, version_id, code, name_zh as zh, name_en as en,
      credits::float8 as credits, hours
    from programmes.course_facts
    where organisation_id = ${organisationId} and code = any (${[...codes]}::text[])
    order by version_id desc limit 20000`.execute(db)
  const found = new Map<string, Course[]>()
  for (const row of rows) found.set(row.code, [...(found.get(row.code) ?? []), row])
  return found
}

type Standing = OnRecord & { learnerId: string; resultKey: string }

/** Results of these learners that are on record under these keys, as they stand today. */
export async function selectOnRecord(
  db: Db,
  organisationId: string,
  learnerIds: readonly string[],
  keys: readonly string[],
): Promise<Map<string, OnRecord>> {
  const { rows } = await sql<Standing>`select o.id, o.learner_id, o.result_key, f.state, f.score,
      f.credits::float8 as credits
    from records.outcomes o join records.outcome_facts f on f.id = o.id
    where o.organisation_id = ${organisationId} and o.learner_id = any (${[...learnerIds]}::uuid[])
      and o.result_key = any (${[...keys]}::text[]) and o.entry = 'outcome'`.execute(db)
  return new Map(
    rows.map(({ learnerId, resultKey, score, ...row }) => [
      `${learnerId} ${resultKey}`,
      { ...row, score: score as Score | null },
    ]),
  )
}

/** The competencies that courses teach, with the level each aims at. */
export async function selectCourseAims(db: Db, courseIds: readonly string[]) {
  if (courseIds.length === 0) return new Map<string, Aim[]>()
  const { rows } = await sql<
    Aim & { courseId: string; zh: string; en: string | null }
  >`select a.course_id, c.competency_id as id,
      c.name_zh as zh, c.name_en as en, a.level
    from programmes.course_competencies a join programmes.competency_facts c on c.competency_id = a.competency_id
    where a.course_id = any (${[...courseIds]}::uuid[]) order by a.course_id, c.code`.execute(db)
  const found = new Map<string, Aim[]>()
  for (const { courseId, zh, en, id, level } of rows)
    found.set(courseId, [...(found.get(courseId) ?? []), { id, level, name: { zh, en } }])
  return found
}
export type Aim = { id: string; level: number; name: { zh: string; en: string | null } }

export type StoredFile = {
  rows: { term: string; day: string; scale: Occasion['scale']; most: number | null; raw: RawResult[] }
}
type Occasion = { scale: 'percent' | 'five' | 'pass' | 'points' }

type NewFile = {
  organisationId: string
  name: string
  rows: StoredFile['rows']
  problems: ResultProblem[]
  counts: ResultCounts
  personId: string
  by: string
}

export async function insertResultFile(db: Db, file: NewFile): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into records.result_files (organisation_id, name, rows, problems,
      counts, by_person_id, by_name)
    values (${file.organisationId}, ${file.name}, ${JSON.stringify(file.rows)}::jsonb,
      ${JSON.stringify(file.problems)}::jsonb, ${JSON.stringify(file.counts)}::jsonb, ${file.personId}, ${file.by})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

const FILE = sql`id, name, state, counts, by_name as by,
  to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
  case when state = 'checked' then to_char((created_at
    + make_interval(days => platform.parameter('records.result_file_days')::int)) at time zone 'UTC',
    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as forgotten_at,
  to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as applied_at, version`

export type OneFile = ResultFile & { organisationId: string; rows: StoredFile['rows'] | null }

export async function selectOptionalFile(db: Db, id: string): Promise<OneFile | undefined> {
  const { rows } = await sql<OneFile>`select ${FILE}, organisation_id, rows, problems
    from records.result_files where id = ${id}`.execute(db)
  return rows[0]
}

export async function selectFiles(
  db: Db,
  organisationId: string,
  page: { after: string | null; limit: number },
): Promise<Omit<ResultFile, 'problems'>[]> {
  const { rows } = await sql<Omit<ResultFile, 'problems'>>`select ${FILE} from records.result_files
    where organisation_id = ${organisationId} and (${page.after}::uuid is null or id < ${page.after}::uuid)
    order by id desc limit ${page.limit}`.execute(db)
  return rows
}

/** Marks a file as entered and forgets its rows, which are outcomes now; false when somebody else did so before. */
export async function markApplied(
  db: Db,
  id: string,
  version: number,
  counts: ResultCounts,
): Promise<boolean> {
  const { rows } =
    await sql`update records.result_files set state = 'applied', applied_at = now(), rows = null,
      counts = ${JSON.stringify(counts)}::jsonb, version = version + 1
    where id = ${id} and version = ${version} and state = 'checked' returning id`.execute(db)
  return rows.length > 0
}

/** Forgets files of results that nobody entered within so many days, with the names and marks in them. */
export async function forgetChecked(db: Db, days: number): Promise<void> {
  await sql`delete from records.result_files
    where state = 'checked' and created_at < now() - make_interval(days => ${days})`.execute(db)
}
