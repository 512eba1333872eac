import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { ENTITIES, type EntityFile, hasFile, type Roster } from './keys.ts'
import { staged } from './staging.ts'

type Column = { name: string; from: ReturnType<typeof sql> }
const same = (name: string): Column => ({ name, from: sql.raw(`s.${name}`) })
const key = (keys: string, column: string) =>
  sql`(select k.id from ${sql.raw(keys)} k where k.sourced_id = s.${sql.raw(column)})`

/** The columns of each table and where the staged row `s` has them. */
export const COLUMNS: Record<EntityFile, readonly Column[]> = {
  academicSessions: [
    ...['title', 'kind', 'starts_on', 'ends_on', 'school_year'].map(same),
    { name: 'parent_id', from: key('key_sessions', 'parent') },
  ],
  courses: [
    ...['title', 'code', 'grades', 'subjects'].map(same),
    { name: 'session_id', from: key('key_sessions', 'session') },
  ],
  classes: [
    ...['title', 'code', 'kind', 'location', 'grades', 'subjects', 'periods'].map(same),
    { name: 'course_id', from: key('key_courses', 'course') },
  ],
}

export const list = (columns: readonly Column[], prefix = '') =>
  sql.raw(columns.map(column => `${prefix}${column.name}`).join(', '))

/** Tables `plan_sessions`, `plan_courses`, `plan_classes`: each row with its id, what it becomes and the outcome. */
export async function planTeaching(db: Db, roster: Roster): Promise<void> {
  for (const file of Object.keys(ENTITIES) as EntityFile[]) await planEntity(db, roster, file)
  await sql`create temp table plan_terms on commit drop as
    select k.id as course_class_id, t.id as session_id from ${staged('classes', roster.id)} s
      join key_classes k on k.sourced_id = s.sourced_id, unnest(s.sessions) v
      join key_sessions t on t.sourced_id = v where not s.gone`.execute(db)
}

async function planEntity(db: Db, roster: Roster, file: EntityFile): Promise<void> {
  const { name, table } = ENTITIES[file]
  const org = roster.organisationId
  const columns = COLUMNS[file]
  const rows = staged(file, roster.id)
  const resolved = sql.join(columns.map(column => sql`${column.from} as ${sql.raw(column.name)}`))
  // A class that moves to other terms has changed, though none of its own columns has.
  const terms =
    file === 'classes'
      ? sql`or (select array_agg(c.session_id order by c.session_id) from members.course_class_sessions c
            where c.organisation_id = ${org} and c.course_class_id = t.id)
          is distinct from (select array_agg(k.id order by k.id) from key_sessions k
            where k.sourced_id = any(s.sessions))`
      : sql``
  const sessions = file === 'classes' ? sql`, s.sessions` : sql``
  await sql`create temp table ${sql.raw(`plan_${name}`)} on commit drop as
    select s.row, s.sourced_id, s.id, ${list(columns, 's.')},
      case when t.id is null then 'added' when t.closed_on is not null then 'back'
        when (${list(columns, 't.')}) is distinct from (${list(columns, 's.')}) ${terms} then 'changed'
        else 'unchanged' end as outcome
    from (select s.row, s.sourced_id, k.id, ${resolved} ${sessions} from ${rows} s
      join ${sql.raw(`key_${name}`)} k on k.sourced_id = s.sourced_id where not s.gone) s
    left join ${sql.raw(table)} t on t.organisation_id = ${org} and t.sourced_id = s.sourced_id`.execute(db)
  await sql`create temp table ${sql.raw(`end_${name}`)} on commit drop as ${endedRows(roster, file, table)}`.execute(
    db,
  )
}

/** What a file takes away: named by a delta, or missing from a bulk file. */
export function endedRows(roster: Roster, file: EntityFile | 'enrollments', table: string) {
  const rows = staged(file, roster.id)
  const mode = roster.manifest.files[file]
  return sql`select t.id from ${sql.raw(table)} t where t.organisation_id = ${roster.organisationId}
    and t.closed_on is null and t.sourced_id is not null and ${
      !hasFile(roster, file)
        ? sql`false`
        : mode === 'bulk'
          ? sql`not exists (select from ${rows} s where s.sourced_id = t.sourced_id)`
          : sql`t.sourced_id in (select s.sourced_id from ${rows} s where s.gone)`
    }`
}
