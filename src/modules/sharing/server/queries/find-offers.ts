import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { OfferKind } from '../../rules/vocabulary.ts'

export type Wish = { kind: OfferKind | null; units: number; terms: readonly string[] | null }

/** Where the viewer's organisation is; null where that is not known. */
export async function selectOwnPlace(db: Db): Promise<{ latitude: number; longitude: number } | null> {
  const { rows } = await sql<{
    latitude: number | null
    longitude: number | null
  }>`select latitude::float8 as latitude, longitude::float8 as longitude from members.organisations
    where id = (select platform.viewer_organisation())`.execute(db)
  const { latitude = null, longitude = null } = rows[0] ?? {}
  return latitude === null || longitude === null ? null : { latitude, longitude }
}

/** As far as the earth is round: kilometres between the own organisation and an owner. */
export const KM = sql`case when m.id = own.id then 0
  when m.latitude is null or own.latitude is null then null else 2 * 6371 * asin(least(1, sqrt(
  power(sin(radians((m.latitude - own.latitude)::float8 / 2)), 2) + cos(radians(own.latitude::float8))
    * cos(radians(m.latitude::float8)) * power(sin(radians((m.longitude - own.longitude)::float8 / 2)), 2)))) end`

/** Offers that serve a wish and that the viewer's organisation may book, the nearest first. */
export async function selectServing(
  db: Db,
  wish: Wish,
  { people, km, most }: { people: number; km: number | undefined; most: number },
): Promise<{ id: string; km: number | null }[]> {
  const { rows } = await sql<{ id: string; km: number | null }>`with owners as materialized (
      select m.id, ${KM} as km from members.organisations m
        join members.organisations own on own.id = (select platform.viewer_organisation())
      where (m.id = own.id or m.id = any ((select members.viewer_neighbours())::uuid[]))
        and sharing.may_book(m.id, own.id))
    select o.id, w.km from sharing.offers o join owners w on w.id = o.organisation_id
    where o.state = 'published' and (${wish.kind}::text is null or o.kind = ${wish.kind})
      and (${wish.terms === null} or o.grams @> ${[...(wish.terms ?? [])]}::text[])
      and o.units >= ${wish.units} and (o.capacity is null or o.capacity >= ${people})
      and (${km ?? null}::int is null or w.km <= ${km ?? null})
    order by w.km nulls last, o.created_at desc, o.id limit ${most}`.execute(db)
  return rows
}
