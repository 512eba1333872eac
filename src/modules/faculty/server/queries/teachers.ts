import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Bilingual } from '#platform/contract/fields.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { SchoolCounts, TeacherFilters, TeacherRow } from '../../contract/teachers.ts'
import type { Level, PracticeState } from '../../rules/vocabulary.ts'

/** The teachers of the viewer's school that a search finds, each with their days and level. */
const teachers = ({ q }: TeacherFilters) => {
  const terms = q ? queryTerms(q) : null
  return sql`(select a.id, a.name, a.number, a.sort_key, d.days, w.needed,
      case when d.days >= w.needed then 'enough' when d.days > 0 then 'short' else 'none' end as state,
      coalesce(faculty.level_on(a.id, platform.today()), 'none') as level
    from members.affiliations a
      cross join (select faculty.window_from(platform.today()) as first, faculty.days_needed() as needed) w
      cross join lateral (select faculty.days_within(a.id, w.first, platform.today()) as days offset 0) d
    where a.organisation_id = (select platform.viewer_organisation()) and a.role = 'teacher' and a.ends_on is null
      and (${terms}::text[] is null or (cardinality(${terms}::text[]) > 0
        and a.id in (select members.find_affiliations(${terms}::text[]))))) t`
}
const onlyOf = (column: 'state' | 'level', value: string | undefined): RawBuilder<unknown> =>
  sql`(${value ?? null}::text is null or ${sql.ref(`t.${column}`)} = ${value ?? null})`

const position = z.tuple([z.string().max(2000), z.uuid()])
export type StoredTeacher = Omit<TeacherRow, 'enoughUntil' | 'level'> & { level: Level | 'none' }

/** A page of teachers by name. */
export async function selectTeachers(
  db: Db,
  filters: TeacherFilters,
  page: { after?: string; limit: number },
): Promise<{ rows: StoredTeacher[]; next: string | null }> {
  const after = readKey(page.after, position)
  const { rows: found } = await sql<StoredTeacher & { sortKey: string }>`select t.*,
      faculty.days_within(t.id, date_trunc('year', platform.today())::date, platform.today()) as this_year,
      (select count(*)::int from faculty.stays s where s.affiliation_id = t.id and s.state in ('asked', 'corrected'))
        as waiting
    from ${teachers(filters)} where ${onlyOf('state', filters.state)} and ${onlyOf('level', filters.level)}
      and (${after?.[0] ?? null}::text is null
        or (t.sort_key, t.id) > (${after?.[0] ?? null}::text collate "C", ${after?.[1] ?? null}::uuid))
    order by t.sort_key, t.id limit ${page.limit + 1}`.execute(db)
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return { rows, next: found.length > page.limit && last ? writeKey([last.sortKey, last.id]) : null }
}

type Count = { state: PracticeState; level: Level | 'none'; count: number }

/** How many teachers a search finds, by practice and level. */
export async function countTeacherRows(db: Db, filters: TeacherFilters): Promise<Count[]> {
  const { rows } = await sql<Count>`select t.state, t.level, count(*)::int as count from ${teachers(filters)}
    group by 1, 2`.execute(db)
  return rows
}

type Row = Omit<SchoolCounts, 'school'> & { id: string; name: Bilingual }

/** Counts of each school of the viewer's group, few as null. */
export async function selectSchoolCounts(db: Db): Promise<SchoolCounts[]> {
  const { rows } =
    await sql<Row>`select o.id, json_build_object('zh', o.name_zh, 'en', o.name_en) as name, c.teachers,
      c.enough, c.dual
    from faculty.counts_by_school() c join members.organisations o on o.id = c.organisation_id
    order by o.sort_key, o.id limit 1000`.execute(db)
  return rows.map(({ id, name, ...counts }) => ({ school: { id, name }, ...counts }))
}
