import { sql } from 'kysely'
import type pg from 'pg'
import type { ReadFile } from '../../rules/oneroster/files.ts'
import type { RowFile } from '../../rules/oneroster/rows.ts'

/** The staging table of each file and its columns after import and row, in the order of the row rules. */
export const STAGES: Record<RowFile, { table: string; columns: string }> = {
  academicSessions: {
    table: 'members.oneroster_staged_sessions',
    columns: 'gone, sourced_id, title, kind, starts_on, ends_on, school_year, parent',
  },
  courses: {
    table: 'members.oneroster_staged_courses',
    columns: 'gone, sourced_id, title, code, grades, subjects, session',
  },
  classes: {
    table: 'members.oneroster_staged_classes',
    columns: 'gone, sourced_id, title, code, kind, location, grades, subjects, periods, course, sessions',
  },
  users: {
    table: 'members.oneroster_staged_users',
    columns:
      'gone, sourced_id, enabled, role, name, number, email, phone, agents, name_latin, sort_key, grams',
  },
  roles: {
    table: 'members.oneroster_staged_roles',
    columns: 'gone, sourced_id, user_id, role, starts_on, ends_on',
  },
  demographics: { table: 'members.oneroster_staged_births', columns: 'gone, sourced_id, birth_date' },
  enrollments: {
    table: 'members.oneroster_staged_enrolments',
    columns: 'gone, sourced_id, class, user_id, role, main, starts_on, ends_on',
  },
}

/** The staged rows of one import, as a subquery. */
export function staged(file: RowFile, importId: string) {
  return sql`(select * from ${sql.raw(STAGES[file].table)} where import_id = ${importId})`
}

/** Removes everything that was read from an import's file. */
export async function clearStage(client: Pick<pg.PoolClient, 'query'>, id: string): Promise<void> {
  const staged = Object.values(STAGES).map(stage => stage.table)
  for (const table of [...staged, 'members.oneroster_problems', 'members.oneroster_plan'])
    await client.query(`delete from ${table} where import_id = $1`, [id])
}

export function isRowFile(file: ReadFile): file is RowFile {
  return file !== 'orgs'
}
