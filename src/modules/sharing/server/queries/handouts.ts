import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { BackState } from '../../rules/vocabulary.ts'

export type StoredHandout = {
  partId: string
  offerId: string
  title: Bilingual
  ownerId: string
  units: number
  outAt: Date | null
  outNote: string
  backAt: Date | null
  backUnits: number | null
  backState: BackState | null
  backNote: string
  version: number
}

/** The equipment of a booking, handed out or not. */
export async function selectHandouts(db: Db, bookingId: string): Promise<StoredHandout[]> {
  const { rows } = await sql<StoredHandout>`select p.id as part_id, o.id as offer_id,
      json_build_object('zh', o.title_zh, 'en', o.title_en) as title, o.organisation_id as owner_id, p.units, h.out_at,
      coalesce(h.out_note, '') as out_note, h.back_at, h.back_units, h.back_state, coalesce(h.back_note, '') as back_note,
      coalesce(h.version, 1) as version
    from sharing.parts p join sharing.offers o on o.id = p.offer_id left join sharing.handouts h on h.part_id = p.id
    where p.booking_id = ${bookingId} and o.kind = 'equipment' order by p.id`.execute(db)
  return rows
}

export async function insertHandout(
  db: Db,
  handout: { partId: string; bookingId: string; note: string },
): Promise<void> {
  await sql`insert into sharing.handouts (part_id, booking_id, out_note)
    values (${handout.partId}, ${handout.bookingId}, ${handout.note})`.execute(db)
}

type Back = { state: BackState; units: number; note: string; version: number }

/** Whether it was still out, in that version. */
export async function updateBack(db: Db, partId: string, back: Back): Promise<boolean> {
  const { rows } = await sql`update sharing.handouts set back_at = now(), back_state = ${back.state},
      back_units = ${back.units}, back_note = ${back.note}, version = version + 1
    where part_id = ${partId} and version = ${back.version} and back_at is null returning part_id`.execute(db)
  return rows.length > 0
}

type Overdue = { partId: string; bookingId: string; affiliationId: string | null; title: string; until: Date }

/** Equipment that should be back and is not, once. */
export async function remindOverdue(system: Db): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`update sharing.handouts h set reminded_at = now()
    from sharing.parts p join sharing.bookings b on b.id = p.booking_id join sharing.offers o on o.id = p.offer_id
    where p.id = h.part_id and h.back_at is null and h.reminded_at is null and b.ends_at <= now()
    returning h.part_id, h.booking_id, b.affiliation_id, o.title_zh as title, b.ends_at as until`.execute(
    system,
  )
  return rows
}
