import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { RowFile } from '../../rules/oneroster/rows.ts'
import { noteProblems } from './findings.ts'
import { hasFile, type Roster } from './keys.ts'
import { staged } from './staging.ts'

type Reference = { file: RowFile; field: string; column: string; list?: true; keys: string; target: RowFile }

/** What refers to what; the columns are the specification's. */
const REFERENCES: readonly Reference[] = [
  {
    file: 'academicSessions',
    field: 'parentSourcedId',
    column: 'parent',
    keys: 'key_sessions',
    target: 'academicSessions',
  },
  {
    file: 'courses',
    field: 'schoolYearSourcedId',
    column: 'session',
    keys: 'key_sessions',
    target: 'academicSessions',
  },
  { file: 'classes', field: 'courseSourcedId', column: 'course', keys: 'key_courses', target: 'courses' },
  {
    file: 'classes',
    field: 'termSourcedIds',
    column: 'sessions',
    list: true,
    keys: 'key_sessions',
    target: 'academicSessions',
  },
  {
    file: 'users',
    field: 'agentSourcedIds',
    column: 'agents',
    list: true,
    keys: 'key_users',
    target: 'users',
  },
  { file: 'roles', field: 'userSourcedId', column: 'user_id', keys: 'key_users', target: 'users' },
  { file: 'demographics', field: 'sourcedId', column: 'sourced_id', keys: 'key_users', target: 'users' },
  { file: 'enrollments', field: 'classSourcedId', column: 'class', keys: 'key_classes', target: 'classes' },
  { file: 'enrollments', field: 'userSourcedId', column: 'user_id', keys: 'key_users', target: 'users' },
]
const FILES: readonly RowFile[] = [
  'academicSessions',
  'courses',
  'classes',
  'users',
  'roles',
  'demographics',
  'enrollments',
]

/** Finds what only all rows together have wrong: keys twice, references that lead nowhere, enrolments twice. */
export async function checkSet(db: Db, roster: Roster): Promise<void> {
  for (const file of FILES) if (hasFile(roster, file)) await checkTwice(db, roster, file)
  for (const reference of REFERENCES)
    if (hasFile(roster, reference.file)) await checkReference(db, roster, reference)
  if (!hasFile(roster, 'enrollments')) return
  const rows = staged('enrollments', roster.id)
  await noteProblems(db, roster, {
    ...{ file: 'enrollments', field: 'userSourcedId', code: 'same_enrolment' },
    from: sql`select s.row, s.user_id as value,
        jsonb_build_object('other', case when s.row = t.first then t.last else t.first end) as data
      from ${rows} s join (select class, user_id, role, starts_on, min(row) as first, max(row) as last from ${rows}
        where not gone and class is not null group by class, user_id, role, starts_on having count(*) > 1) t
      on t.class = s.class and t.user_id = s.user_id and t.role = s.role
        and t.starts_on is not distinct from s.starts_on where not s.gone`,
  })
}

async function checkTwice(db: Db, roster: Roster, file: RowFile): Promise<void> {
  const rows = staged(file, roster.id)
  await noteProblems(db, roster, {
    ...{ file, field: 'sourcedId', code: 'duplicate' },
    from: sql`select s.row, s.sourced_id as value,
        jsonb_build_object('other', case when s.row = t.first then t.last else t.first end) as data
      from ${rows} s join (select sourced_id, min(row) as first, max(row) as last from ${rows}
        group by sourced_id having count(*) > 1) t on t.sourced_id = s.sourced_id`,
  })
}

async function checkReference(db: Db, roster: Roster, reference: Reference): Promise<void> {
  const { file, field, column, list, keys, target } = reference
  const rows = staged(file, roster.id)
  const named = list
    ? sql`select s.row, v as value from ${rows} s, unnest(s.${sql.raw(column)}) v where not s.gone`
    : sql`select s.row, s.${sql.raw(column)} as value from ${rows} s
        where not s.gone and s.${sql.raw(column)} is not null`
  await noteProblems(db, roster, {
    ...{ file, field, code: 'no_such' },
    from: sql`select n.row, n.value, jsonb_build_object('file', ${target}::text) as data from (${named}) n
      where not exists (select from ${sql.raw(keys)} k where k.sourced_id = n.value)`,
  })
}

export async function countProblems(db: Db, roster: Roster): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from members.oneroster_problems
    where import_id = ${roster.id}`.execute(db)
  return rows[0]?.count ?? 0
}
