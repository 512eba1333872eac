import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { CalendarProblem } from '../../rules/vocabulary.ts'
import type { Busy } from '../calendars/expand.ts'

export type StoredCalendar = {
  id: string
  host: string
  problem: CalendarProblem | null
  events: number
  readAt: Date | null
  triedAt: Date | null
  clashes: number
}

/** The outside calendars of an offer, as far as the viewer keeps it. */
export async function selectCalendars(db: Db, offerId: string): Promise<StoredCalendar[]> {
  const { rows } = await sql<StoredCalendar>`select c.id, c.host, c.problem, c.events, c.read_at, c.tried_at,
      (select count(distinct p.booking_id)::int from sharing.blocked b join sharing.parts p
        on p.offer_id = b.offer_id and p.during && b.during
        where b.calendar_id = c.id and upper(p.during) > now()) as clashes
    from sharing.calendars c where c.offer_id = ${offerId} order by c.created_at, c.id`.execute(db)
  return rows
}

type NewCalendar = { id: string; offerId: string; host: string; sealed: Buffer }

export async function insertCalendar(db: Db, { id, offerId, host, sealed }: NewCalendar): Promise<void> {
  await sql`insert into sharing.calendars (id, offer_id, host, address_sealed)
    values (${id}, ${offerId}, ${host}, ${sealed})`.execute(db)
}

/** Whether there was one. */
export async function deleteCalendar(db: Db, offerId: string, id: string): Promise<boolean> {
  const { rows } = await sql`delete from sharing.calendars where id = ${id} and offer_id = ${offerId}
    returning id`.execute(db)
  return rows.length > 0
}

/** Calendars whose time has come: every hour, and the less often the longer they could not be read. */
export async function selectDue(system: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from sharing.calendars
    where tried_at is null or tried_at < now() - make_interval(mins => 50 + 60 * least(failures, 23))
    order by tried_at nulls first limit 1000`.execute(system)
  return rows.map(({ id }) => id)
}

export async function selectSealed(
  system: Db,
  id: string,
): Promise<{ offerId: string; sealed: Buffer } | undefined> {
  const { rows } = await sql<{ offerId: string; sealed: Buffer }>`select offer_id, address_sealed as sealed
    from sharing.calendars where id = ${id}`.execute(system)
  return rows[0]
}

/** What was read takes the place of what was there. */
export async function replaceBlocked(system: Db, id: string, { spans, events }: Busy): Promise<void> {
  const ranges = spans.map(
    ([from, until]) => `[${new Date(from).toISOString()},${new Date(until).toISOString()})`,
  )
  await sql`select sharing.replace_blocked(${id}, ${ranges}::tstzrange[])`.execute(system)
  await sql`update sharing.calendars set problem = null, events = ${events}, failures = 0, read_at = now(),
    tried_at = now() where id = ${id}`.execute(system)
}

/** What was known before stands. */
export async function updateProblem(system: Db, id: string, problem: CalendarProblem): Promise<void> {
  await sql`update sharing.calendars set problem = ${problem}, failures = failures + 1, tried_at = now()
    where id = ${id}`.execute(system)
}
