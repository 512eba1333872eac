import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { RowFile } from '../../rules/oneroster/rows.ts'
import type { OneRosterRecord } from './records.ts'
import { staged } from './staging.ts'

export type Roster = Pick<OneRosterRecord, 'id' | 'organisationId' | 'manifest'>

/** Entities with one table of their own: the file, its temporary tables' name and where its rows live. */
export const ENTITIES = {
  academicSessions: { name: 'sessions', table: 'members.academic_sessions' },
  courses: { name: 'courses', table: 'members.courses' },
  classes: { name: 'classes', table: 'members.course_classes' },
} as const
export type EntityFile = keyof typeof ENTITIES

/**
 * Temporary tables `key_*`: what a reference may name, with its id here. After a bulk file that is what the file
 * has; after a delta also what is here already and not taken away; without the file what is here.
 */
export async function makeKeys(db: Db, roster: Roster): Promise<void> {
  const org = roster.organisationId
  for (const [file, { name, table }] of Object.entries(ENTITIES) as [
    EntityFile,
    { name: string; table: string },
  ][]) {
    const rows = staged(file, roster.id)
    const there = sql.raw(table)
    const kept =
      roster.manifest.files[file] === 'bulk'
        ? sql``
        : sql`union all select t.sourced_id, t.id from ${there} t where t.organisation_id = ${org}
            and t.sourced_id is not null and t.closed_on is null
            and not exists (select from ${rows} s where s.sourced_id = t.sourced_id)`
    await sql`create temp table ${sql.raw(`key_${name}`)} on commit drop as
      select s.sourced_id, coalesce(t.id, uuidv7()) as id from ${rows} s
        left join ${there} t on t.organisation_id = ${org} and t.sourced_id = s.sourced_id
      where not s.gone ${kept}`.execute(db)
    await sql`analyze ${sql.raw(`key_${name}`)}`.execute(db)
  }
  const users = staged('users', roster.id)
  await makeNamed(db, roster)
  const kept =
    roster.manifest.files.users === 'bulk'
      ? sql``
      : sql`union all select distinct m.sourced_id from named n join members.oneroster_users m
          on m.organisation_id = ${org} and m.sourced_id = n.sourced_id
          join members.affiliations a on a.organisation_id = ${org} and a.id = m.affiliation_id
        where a.ends_on is null and not exists (select from ${users} s where s.sourced_id = m.sourced_id)`
  await sql`create temp table key_users on commit drop as
    select s.sourced_id from ${users} s where not s.gone ${kept}`.execute(db)
  await sql`analyze key_users`.execute(db)
}

/** Table `named`: the users whom the set speaks of, so that a small set does not look at everyone. */
async function makeNamed(db: Db, { id }: Roster): Promise<void> {
  await sql`create temp table named on commit drop as
    select sourced_id from ${staged('users', id)} s
    union select v from ${staged('users', id)} s, unnest(s.agents) v
    union select user_id from ${staged('roles', id)} s
    union select sourced_id from ${staged('demographics', id)} s
    union select user_id from ${staged('enrollments', id)} s where user_id is not null`.execute(db)
  await sql`analyze named`.execute(db)
}

export function hasFile(roster: Roster, file: RowFile): boolean {
  return roster.manifest.files[file] !== undefined
}
