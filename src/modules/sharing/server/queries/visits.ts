import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

export type StoredVisit = {
  id: string
  title: Bilingual
  host: Bilingual
  place: string | null
  from: Date
  until: Date
  arrivedAt: Date | null
  present: boolean | null
  briefed: boolean
}

/** Where the viewer is expected or was, the latest time first. */
export async function selectVisits(db: Db): Promise<StoredVisit[]> {
  const { rows } =
    await sql<StoredVisit>`select booking_id as id, json_build_object('zh', at_zh, 'en', at_en) as title,
    json_build_object('zh', owner_zh, 'en', owner_en) as host, place, starts_at as from, ends_at as until, arrived_at,
    present, briefed from sharing.own_visits()`.execute(db)
  return rows
}

type Tried = { outcome: 'arrived' | 'elsewhere' | 'over' | 'unknown'; booking: string | null }

/** Tries a code; where it opens, the viewer has arrived. */
export async function tryCode(db: Db, code: string, earlyMinutes: number): Promise<Tried> {
  const { rows } = await sql<Tried>`select outcome, booking
    from sharing.try_code(${code}, make_interval(mins => ${earlyMinutes}))`.execute(db)
  return rows[0] as Tried
}

/** Whether the viewer is expected at a booking. */
export async function isExpected(db: Db, bookingId: string): Promise<boolean> {
  const { rows } = await sql<{
    place: string | null
  }>`select sharing.viewer_place(${bookingId}) as place`.execute(db)
  return rows[0]?.place !== null
}

export async function confirmShown(db: Db, bookingId: string, shown: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select sharing.confirm_briefing(${bookingId},
    ${[...shown]}::text[]) as done`.execute(db)
  return rows[0]?.done === true
}
