import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { CourseInput } from '../../contract/courses.ts'
import type { Course } from '../../contract/versions.ts'
import { foundBy } from '../text.ts'

type Row = Omit<Course, 'name' | 'company'> & {
  nameZh: string
  nameEn: string | null
  companyId: string | null
  companyZh: string | null
  companyEn: string | null
}

/** The courses of a version in the order of its semesters; at most five hundred. */
export async function selectCourses(db: Db, versionId: string): Promise<Course[]> {
  const { rows } =
    await sql<Row>`select c.id, c.code, c.name_zh, c.name_en, c.kind, c.theory_hours, c.practice_hours,
      c.credits::float8 as credits, c.placement_months::float8 as placement_months, c.semester, c.place, c.responsible,
      c.company_id, o.name_zh as company_zh, o.name_en as company_en, c.version,
      array(select p.requires_id from programmes.prerequisites p where p.course_id = c.id order by p.requires_id) as requires,
      coalesce((select json_agg(json_build_object('competencyId', a.competency_id, 'level', a.level)
          order by a.competency_id) from programmes.course_aims a where a.course_id = c.id), '[]') as aims
    from programmes.courses c left join members.organisations o on o.id = c.company_id
    where c.version_id = ${versionId} order by c.semester, c.place, c.code collate "C" limit 500`.execute(db)
  return rows.map(({ nameZh, nameEn, companyId, companyZh, companyEn, ...row }) => ({
    ...row,
    name: { zh: nameZh, en: nameEn },
    company: companyId ? { id: companyId, name: { zh: companyZh ?? '', en: companyEn } } : null,
  }))
}

export type CourseFacts = {
  id: string
  versionId: string
  organisationId: string
  code: string
  version: number
}

export async function selectOptionalCourse(db: Db, id: string): Promise<CourseFacts | undefined> {
  const { rows } = await sql<CourseFacts>`select id, version_id, organisation_id, code, version
    from programmes.courses where id = ${id}`.execute(db)
  return rows[0]
}

const gramsOf = (input: CourseInput) => foundBy({ name: input.name, codes: [input.code] }).grams

/** Adds a course at the end of its semester. */
export async function insertCourse(
  db: Db,
  at: { versionId: string; organisationId: string },
  input: CourseInput,
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into programmes.courses (version_id, organisation_id, code, name_zh,
      name_en, kind, theory_hours, practice_hours, credits, placement_months, semester, place, responsible, company_id,
      grams)
    values (${at.versionId}, ${at.organisationId}, ${input.code}, ${input.name.zh}, ${input.name.en}, ${input.kind},
      ${input.theoryHours}, ${input.practiceHours}, ${input.credits}, ${input.placementMonths}, ${input.semester},
      coalesce((select max(c.place) + 1 from programmes.courses c
        where c.version_id = ${at.versionId} and c.semester = ${input.semester}), 0),
      ${input.responsible}, ${input.companyId}, ${gramsOf(input)}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export async function updateCourseRow(
  db: Db,
  id: string,
  version: number,
  input: CourseInput,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update programmes.courses set code = ${input.code},
      name_zh = ${input.name.zh}, name_en = ${input.name.en}, kind = ${input.kind},
      theory_hours = ${input.theoryHours}, practice_hours = ${input.practiceHours}, credits = ${input.credits},
      placement_months = ${input.placementMonths}, semester = ${input.semester}, responsible = ${input.responsible},
      company_id = ${input.companyId}, grams = ${gramsOf(input)}, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

/** Writes what a course requires and what it teaches, in place of what was there. */
export async function replaceParts(
  db: Db,
  { versionId, courseId }: { versionId: string; courseId: string },
  { requires, aims }: Pick<CourseInput, 'requires' | 'aims'>,
): Promise<void> {
  await sql`delete from programmes.prerequisites where course_id = ${courseId}`.execute(db)
  await sql`delete from programmes.course_aims where course_id = ${courseId}`.execute(db)
  await sql`insert into programmes.prerequisites (version_id, course_id, requires_id)
    select distinct ${versionId}::uuid, ${courseId}::uuid, r from unnest(${requires}::uuid[]) as r`.execute(
    db,
  )
  await sql`insert into programmes.course_aims (course_id, competency_id, level)
    select ${courseId}, a.id, a.level from unnest(${aims.map(aim => aim.competencyId)}::uuid[],
      ${aims.map(aim => aim.level)}::int[]) as a (id, level)`.execute(db)
}

/** Writes a semester's courses in this order; the moved one goes there and gets a new version. */
export async function writeOrder(
  db: Db,
  moved: { id: string; version: number; semester: number },
  order: string[],
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update programmes.courses set semester = ${moved.semester},
      version = version + 1 where id = ${moved.id} and version = ${moved.version} returning version`.execute(
    db,
  )
  if (!rows[0]) return undefined
  await sql`update programmes.courses c set place = o.place - 1
    from unnest(${order}::uuid[]) with ordinality as o (id, place) where c.id = o.id`.execute(db)
  return rows[0].version
}

export async function deleteCourse(db: Db, id: string): Promise<void> {
  await sql`delete from programmes.courses where id = ${id}`.execute(db)
}

/** Whether an organisation is a company of a group that the viewer's school is in. */
export async function selectIsPartner(db: Db, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select kind not in ('authority') and closed_on is null
      and id = any ((select members.viewer_neighbours())::uuid[]) as is
    from members.organisations where id = ${organisationId}`.execute(db)
  return rows[0]?.is === true
}
