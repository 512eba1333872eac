import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Level } from '../../rules/vocabulary.ts'

type Watched = { id: string }

/**
 * Teachers who have practised enough today and will not have so many days on from now, without a further stay; of all or
 * of one.
 */
export async function selectFallingShort(
  system: Db,
  days: number,
  teacherId: string | null,
): Promise<string[]> {
  const { rows } = await sql<Watched>`select a.id from members.affiliations a,
      (select faculty.days_needed() as needed, platform.today() as day, platform.today() + ${days}::int as then) w
    where a.role = 'teacher' and a.ends_on is null and (${teacherId}::uuid is null or a.id = ${teacherId})
      and exists (select from faculty.counting_stays s where s.affiliation_id = a.id)
      and faculty.days_within(a.id, faculty.window_from(w.day), w.day) >= w.needed
      and faculty.days_within(a.id, faculty.window_from(w.then), w.then) < w.needed
    order by a.id limit 10000`.execute(system)
  return rows.map(({ id }) => id)
}

type Ending = { teacherId: string; level: Level; until: string }

/** Statuses that end within so many days, where none of that level or above goes on after them. */
export async function selectEnding(system: Db, days: number): Promise<Ending[]> {
  const { rows } =
    await sql<Ending>`select distinct on (q.affiliation_id) q.affiliation_id as teacher_id, q.level,
      q.valid_until as until
    from faculty.qualifications q join members.affiliations a on a.id = q.affiliation_id and a.ends_on is null
    where q.withdrawn_at is null and q.valid_until >= platform.today() and q.valid_until <= platform.today() + ${days}::int
      and not exists (select from faculty.qualifications n where n.affiliation_id = q.affiliation_id
        and n.withdrawn_at is null and (n.valid_until is null or n.valid_until > q.valid_until)
        and array_position(array['junior', 'intermediate', 'senior'], n.level)
          >= array_position(array['junior', 'intermediate', 'senior'], q.level))
    order by q.affiliation_id, q.valid_until limit 10000`.execute(system)
  return rows
}

type Told = { teacherId: string; kind: 'practice' | 'status'; day: string }

/** Writes that a teacher is told; whether they do not know yet, or it had been settled since. */
export async function insertTold(system: Db, { teacherId, kind, day }: Told): Promise<boolean> {
  const { rows } = await sql`insert into faculty.told (affiliation_id, kind, day)
    values (${teacherId}, ${kind}, ${day}) on conflict (affiliation_id, kind, day) do update
      set told_at = now(), over_at = null where told.over_at is not null returning day`.execute(system)
  return rows.length > 0
}

/** What teachers have been told of and what has not been settled since; of all or of one. */
export async function selectTold(system: Db, teacherId: string | null): Promise<Told[]> {
  const { rows } = await sql<Told>`select affiliation_id as teacher_id, kind, day from faculty.told
    where over_at is null and (${teacherId}::uuid is null or affiliation_id = ${teacherId})
    order by affiliation_id, kind, day limit 10000`.execute(system)
  return rows
}

export async function settleTold(system: Db, { teacherId, kind, day }: Told): Promise<void> {
  await sql`update faculty.told set over_at = now()
    where affiliation_id = ${teacherId} and kind = ${kind} and day = ${day}`.execute(system)
}
