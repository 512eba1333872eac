import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

export type StoredDoor = { confirmedAt: Date | null; confirmedBy: string | null; version: number }

export async function selectOptionalDoor(db: Db, bookingId: string): Promise<StoredDoor | undefined> {
  const { rows } = await sql<StoredDoor>`select confirmed_at, confirmed_by, version from sharing.doors
    where booking_id = ${bookingId}`.execute(db)
  return rows[0]
}

/** Gives a booking its door; whether it had none. */
export async function insertDoor(db: Db, bookingId: string): Promise<boolean> {
  const { rows } = await sql`insert into sharing.doors (booking_id) values (${bookingId})
    on conflict do nothing returning booking_id`.execute(db)
  return rows.length > 0
}

export async function selectOptionalCode(
  db: Db,
  bookingId: string,
  earlyMinutes: number,
): Promise<{ code: string; until: Date } | undefined> {
  const { rows } = await sql<{ code: string; until: Date }>`select code, until
    from sharing.show_code(${bookingId}, make_interval(mins => ${earlyMinutes}))`.execute(db)
  return rows[0]
}

export type Guest = {
  affiliationId: string
  name: string
  number: string | null
  role: Exclude<Role, 'person'>
  ofClass: boolean
  arrivedAt: Date | null
  present: boolean | null
  briefed: boolean
  outcomeId: string | null
  entered: number
}

/** Everybody who is expected or came, as far as the viewer sees to it. */
export async function selectRoster(db: Db, bookingId: string): Promise<Guest[]> {
  const { rows } =
    await sql<Guest>`select affiliation_id, name, number, role, of_class, arrived_at, present, briefed,
    outcome_id, entered from sharing.roster(${bookingId})`.execute(db)
  return rows
}

export type Safety = { title: Bilingual; text: string; hash: string }

/** What is to be known before first use of a booking's offers. */
export async function selectSafety(db: Db, bookingId: string): Promise<Safety[]> {
  const { rows } =
    await sql<Safety>`select json_build_object('zh', title_zh, 'en', title_en) as title, safety as text,
    text_hash as hash from sharing.briefing(${bookingId})`.execute(db)
  return rows
}

/** Those of some people whom the viewer's organisation can name for a booking. */
export async function selectNameable(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from members.affiliations where id = any (${[...ids]}::uuid[])
    and organisation_id = (select platform.viewer_organisation()) and role <> 'guardian'
    and ends_on is null`.execute(db)
  return rows.map(({ id }) => id)
}

export async function insertVisitors(db: Db, bookingId: string, ids: readonly string[]): Promise<void> {
  await sql`insert into sharing.visitors (booking_id, organisation_id, affiliation_id)
    select ${bookingId}, platform.viewer_organisation(), id from unnest(${[...ids]}::uuid[]) id
    on conflict do nothing`.execute(db)
}

/** Takes people off who neither came nor were spoken of; how many there were. */
export async function deleteVisitors(db: Db, bookingId: string, ids: readonly string[]): Promise<number> {
  const { rows } = await sql`delete from sharing.visitors where booking_id = ${bookingId}
    and affiliation_id = any (${[...ids]}::uuid[]) and arrived_at is null and present is null and entered = 0
    returning affiliation_id`.execute(db)
  return rows.length
}

export async function updatePresence(
  db: Db,
  bookingId: string,
  lines: readonly { id: string; present: boolean }[],
): Promise<void> {
  await sql`insert into sharing.visitors as v (booking_id, organisation_id, affiliation_id, present)
    select ${bookingId}, platform.viewer_organisation(), l.id, l.present
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id uuid, present boolean)
    on conflict (booking_id, affiliation_id) do update set present = excluded.present,
      outcome_id = case when excluded.present then v.outcome_id end`.execute(db)
}

export async function briefOthers(db: Db, bookingId: string, ids: readonly string[]): Promise<void> {
  await sql`select sharing.brief_others(${bookingId}, ${[...ids]}::uuid[])`.execute(db)
}

/** Notes what now stands in the records of those who were there. */
export async function updateEntered(
  db: Db,
  bookingId: string,
  entered: readonly { id: string; outcomeId: string; attempt: number }[],
): Promise<void> {
  await sql`update sharing.visitors v set outcome_id = e."outcomeId", entered = e.attempt
    from jsonb_to_recordset(${JSON.stringify(entered)}::jsonb) as e(id uuid, "outcomeId" uuid, attempt int)
    where v.booking_id = ${bookingId} and v.affiliation_id = e.id`.execute(db)
}

/** Which of some entries are still in force: somebody may have answered a contested one meanwhile. */
export async function selectInForce(db: Db, outcomeIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from records.outcome_facts
    where id = any (${[...outcomeIds]}::uuid[]) and state = 'confirmed'`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Writes that it was said who was there, and how many; gives the number and the door's new version. */
export async function confirmDoor(
  db: Db,
  bookingId: string,
  by: string,
): Promise<{ present: number; version: number }> {
  const counted = await sql<{
    present: number
  }>`select sharing.count_present(${bookingId}) as present`.execute(db)
  const { rows } = await sql<{ version: number }>`update sharing.doors set confirmed_at = now(),
    confirmed_by = ${by.slice(0, 100)}, version = version + 1 where booking_id = ${bookingId}
    returning version`.execute(db)
  return { present: counted.rows[0]?.present ?? 0, version: rows[0]?.version ?? 0 }
}

type Begun = { booking: string; affiliation: string; title: string; startsAt: Date }

/** Doors of bookings that have begun without one, each once. */
export async function beginDoors(system: Db): Promise<Begun[]> {
  const { rows } =
    await sql<Begun>`select booking, affiliation, title, starts_at from sharing.begin_doors()`.execute(system)
  return rows
}
