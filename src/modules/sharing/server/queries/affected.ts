import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Affected } from '../../contract/outages.ts'
import { KM } from './find-offers.ts'

export type Hit = {
  bookingId: string
  offerId: string
  organisationId: string
  affiliationId: string | null
  title: string
  people: number
  units: number
  from: Date
  until: Date
}

/** Bookings that had to give way to an outage and whose makers have not been told. */
export async function selectUntold(system: Db, outageId: string): Promise<Hit[]> {
  const { rows } =
    await sql<Hit>`select a.booking_id, u.offer_id, b.organisation_id, b.affiliation_id, o.title_zh as title,
      b.people, p.units, b.starts_at as from, b.ends_at as until
    from sharing.affected a join sharing.outages u on u.id = a.outage_id join sharing.bookings b on b.id = a.booking_id
      join sharing.offers o on o.id = u.offer_id
      join sharing.parts p on p.booking_id = b.id and p.offer_id = u.offer_id
    where a.outage_id = ${outageId} and a.told_at is null order by b.created_at, b.id limit 500`.execute(
      system,
    )
  return rows
}

/** Offers of the same kind that would do, those most like it first, then the nearest; the offer itself is the last. */
export async function selectAlike(system: Db, hit: Hit, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select found.id from (
      select o.id, o.id = it.id as self, ${KM} as km,
        (select count(*) from unnest(o.grams) g where g = any (it.grams)) as alike
      from sharing.offers it join sharing.offers o on o.kind = it.kind and o.state = 'published'
        join members.organisations m on m.id = o.organisation_id
        join members.organisations own on own.id = ${hit.organisationId}
      where it.id = ${hit.offerId} and o.units >= ${hit.units} and (o.capacity is null or o.capacity >= ${hit.people})
        and sharing.may_book(o.organisation_id, own.id)) found
    order by found.self, found.alike desc, found.km nulls last, found.id limit ${most}`.execute(system)
  return rows.map(({ id }) => id)
}

/** Writes what is free instead of a booking that had to give way, if anything is; false where it was told before. */
export async function writeInstead(
  system: Db,
  bookingId: string,
  instead: { offerId: string; from: number; until: number } | null,
): Promise<boolean> {
  const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString())
  const { rows } =
    await sql`update sharing.affected set told_at = now(), offer_id = ${instead?.offerId ?? null},
      starts_at = ${iso(instead?.from)}, ends_at = ${iso(instead?.until)}
    where booking_id = ${bookingId} and told_at is null returning booking_id`.execute(system)
  return rows.length > 0
}

type Row = Omit<Affected, 'instead'> & {
  instead: (Omit<NonNullable<Affected['instead']>, 'from' | 'until'> & { from: string; until: string }) | null
}

/** Why a booking had to give way and what is free instead, as far as the booking may be read. */
export async function selectOptionalAffected(db: Db, bookingId: string): Promise<Affected | undefined> {
  const { rows } =
    await sql<Row>`select u.kind, u.words, json_build_object('zh', t.title_zh, 'en', t.title_en) as title,
      a.noted_at is not null as noted, a.told_at is not null as looked,
      case when o.id is not null then json_build_object('offerId', o.id, 'title',
        json_build_object('zh', o.title_zh, 'en', o.title_en), 'organisation', json_build_object('id', m.id, 'name',
        json_build_object('zh', m.name_zh, 'en', m.name_en)), 'from', a.starts_at, 'until', a.ends_at) end as instead
    from sharing.affected a join sharing.outages u on u.id = a.outage_id join sharing.offers t on t.id = u.offer_id
      left join sharing.offers o on o.id = a.offer_id left join members.organisations m on m.id = o.organisation_id
    where a.booking_id = ${bookingId}`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const iso = (at: string) => new Date(at).toISOString()
  const { instead } = row
  return {
    ...row,
    instead: instead && { ...instead, from: iso(instead.from), until: iso(instead.until) },
  }
}

export async function noteAffectedRow(db: Db, bookingId: string): Promise<void> {
  await sql`update sharing.affected set noted_at = now() where booking_id = ${bookingId} and noted_at is null`.execute(
    db,
  )
}
