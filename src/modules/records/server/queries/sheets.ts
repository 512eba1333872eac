import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { SheetRow } from '../../contract/sheets.ts'
import type { Scale } from '../../rules/score.ts'
import type { Sitting } from '../../rules/vocabulary.ts'

type Row = Omit<SheetRow, 'class' | 'course' | 'day'> & {
  classId: string
  className: string
  courseId: string | null
  courseCode: string
  courseZh: string
  courseEn: string | null
  heldOn: string
}
const SHEET = sql`s.id, s.class_id, coalesce(k.name, '') as class_name, s.course_id, s.course_code, s.course_zh,
  s.course_en, s.term, s.sitting, s.scale, s.most::float8 as most, s.credits::float8 as credits, s.held_on, s.state`

const toSheet = <T extends Row>({
  classId,
  className,
  courseId,
  courseCode,
  courseZh,
  courseEn,
  heldOn,
  ...row
}: T) => ({
  ...row,
  class: { id: classId, name: className },
  course: { id: courseId, code: courseCode, name: { zh: courseZh, en: courseEn } },
  day: heldOn,
})

export async function selectSheets(
  db: Db,
  organisationId: string,
  page: { after: string | null; limit: number },
): Promise<SheetRow[]> {
  const { rows } = await sql<Row>`select ${SHEET},
      to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
      (select count(*)::int from members.learners l where l.class_id = s.class_id
        and l.organisation_id = s.organisation_id and l.ends_on is null) as learners,
      (select count(*)::int from records.grade_sheet_rows r where r.sheet_id = s.id and coalesce(r.first, '') <> '')
        as entered
    from records.grade_sheets s left join members.classes k on k.id = s.class_id
    where s.organisation_id = ${organisationId} and (${page.after}::uuid is null or s.id < ${page.after}::uuid)
    order by s.id desc limit ${page.limit}`.execute(db)
  return rows.map(toSheet)
}

type Sheet = Row & {
  organisationId: string
  hours: number | null
  firstBy: string | null
  firstName: string | null
  secondName: string | null
  submittedName: string | null
  submittedAt: string | null
  version: number
}
export type OneSheet = Omit<SheetRow, 'learners' | 'entered' | 'createdAt'> &
  Omit<Sheet, keyof Row> & { course: { id: string | null; code: string; name: Bilingual } }

export async function selectOptionalSheet(db: Db, id: string): Promise<OneSheet | undefined> {
  const { rows } =
    await sql<Sheet>`select ${SHEET}, s.organisation_id, s.hours::float8 as hours, s.first_by, s.first_name,
      s.second_name, s.submitted_name, s.version,
      to_char(s.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as submitted_at
    from records.grade_sheets s left join members.classes k on k.id = s.class_id where s.id = ${id}`.execute(
      db,
    )
  return rows[0] && toSheet(rows[0])
}

export type Grade = {
  learnerId: string
  number: string | null
  name: string
  first: string | null
  second: string | null
}

/** The learners of the sheet's class today and whoever has a grade on it, by name; 300 at most. */
export async function selectGrades(db: Db, sheetId: string): Promise<Grade[]> {
  const { rows } = await sql<Grade>`select l.id as learner_id, l.number, l.name, nullif(r.first, '') as first,
      nullif(r.second, '') as second
    from records.grade_sheets s
      join members.learners l on l.organisation_id = s.organisation_id and l.class_id = s.class_id
      left join records.grade_sheet_rows r on r.sheet_id = s.id and r.learner_id = l.id
    where s.id = ${sheetId} and (l.ends_on is null or r.learner_id is not null)
    order by l.number, l.sort_key, l.id limit 300`.execute(db)
  return rows
}

type NewSheet = {
  organisationId: string
  classId: string
  course: { id: string | null; code: string; zh: string; en: string | null }
  term: string
  sitting: Sitting
  scale: Scale
  most: number | null
  credits: number | null
  hours: number | null
  day: string
}

export async function insertSheet(db: Db, sheet: NewSheet): Promise<string> {
  const { course } = sheet
  const { rows } = await sql<{
    id: string
  }>`insert into records.grade_sheets (organisation_id, class_id, course_id,
      course_code, course_zh, course_en, term, sitting, scale, most, credits, hours, held_on)
    values (${sheet.organisationId}, ${sheet.classId}, ${course.id}, ${course.code}, ${course.zh}, ${course.en},
      ${sheet.term}, ${sheet.sitting}, ${sheet.scale}, ${sheet.most}, ${sheet.credits}, ${sheet.hours}, ${sheet.day})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Moves a draft on by one version; false when it has another or was submitted. */
export async function touchSheet(
  db: Db,
  sheet: { id: string; version: number },
  change: { pass: 1 | 2 | 'submitted'; by: { affiliationId: string | null; name: string } },
): Promise<boolean> {
  const set =
    change.pass === 'submitted'
      ? sql`state = 'submitted', submitted_at = now(), submitted_by = ${change.by.affiliationId},
          submitted_name = ${change.by.name}`
      : change.pass === 1
        ? sql`first_by = ${change.by.affiliationId}, first_name = ${change.by.name}`
        : sql`second_by = ${change.by.affiliationId}, second_name = ${change.by.name}`
  const { rows } = await sql`update records.grade_sheets set ${set}, version = version + 1
    where id = ${sheet.id} and version = ${sheet.version} and state = 'draft' returning id`.execute(db)
  return rows.length > 0
}

/** Keeps what one entry says of these learners. */
export async function upsertGrades(
  db: Db,
  sheetId: string,
  pass: 1 | 2,
  rows: readonly { learnerId: string; text: string }[],
): Promise<void> {
  const column = sql.ref(pass === 1 ? 'first' : 'second')
  await sql`insert into records.grade_sheet_rows (sheet_id, learner_id, ${column})
    select ${sheetId}, g."learnerId", g.text
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g ("learnerId" uuid, text text)
    on conflict (sheet_id, learner_id) do update set ${column} = excluded.${column}`.execute(db)
}

export async function deleteSheet(db: Db, id: string): Promise<boolean> {
  const { rows } =
    await sql`delete from records.grade_sheets where id = ${id} and state = 'draft' returning id`.execute(db)
  return rows.length > 0
}

type ClassCourse = {
  id: string
  code: string
  zh: string
  en: string | null
  credits: number
  hours: number
  semester: number
}

/** The courses of the version that a class learns by; undefined when the class is not of this school. */
export async function selectClassCourses(
  db: Db,
  organisationId: string,
  classId: string,
): Promise<ClassCourse[] | undefined> {
  const { rows } = await sql<{ version: string | null }>`select programmes.version_of_class(id) as version
    from members.classes where id = ${classId} and organisation_id = ${organisationId}`.execute(db)
  if (!rows[0]) return undefined
  if (!rows[0].version) return []
  const courses = await sql<ClassCourse>`select course_id as id, code, name_zh as zh, name_en as en,
      credits::float8 as credits, hours, semester
    from programmes.course_facts where version_id = ${rows[0].version}
    order by semester, code limit 200`.execute(db)
  return courses.rows
}
