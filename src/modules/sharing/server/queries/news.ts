import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

type State = 'confirmed' | 'refused' | 'cancelled' | 'expired' | 'requested'
type Row = { id: string; seriesId: string | null; at: Date; state: State; title: Bilingual }

/**
 * What became of the viewer's own bookings in the past two weeks; a request counts when it came up from the line; a
 * series is told once.
 */
export async function selectNews(db: Db, affiliationId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`select * from (select distinct on (coalesce(b.series_id, b.id), b.state)
      b.id, b.series_id, b.changed_at as at, b.state,
      (select json_build_object('zh', o.title_zh, 'en', o.title_en) from sharing.parts p
        join sharing.offers o on o.id = p.offer_id where p.booking_id = b.id order by p.id limit 1) as title
    from sharing.bookings b
    where b.affiliation_id = ${affiliationId} and b.changed_at > b.created_at
      and b.changed_at > now() - interval '14 days'
      and (b.state in ('confirmed', 'refused', 'expired', 'requested')
        or (b.state = 'cancelled' and b.ended_by <> b.organisation_id))
    order by coalesce(b.series_id, b.id), b.state, b.changed_at desc) told order by at desc limit 5`.execute(
    db,
  )
  return rows.filter(row => row.title)
}

type GivenBack = { id: string; seriesId: string | null; at: Date; title: Bilingual; organisation: Bilingual }

/** Which confirmed bookings of what an organisation owns somebody else has cancelled in the past two weeks. */
export async function selectGivenBack(db: Db, ownerId: string): Promise<GivenBack[]> {
  const { rows } = await sql<GivenBack>`select * from (select distinct on (coalesce(b.series_id, b.id)) b.id,
      b.series_id, b.changed_at as at,
      json_build_object('zh', m.name_zh, 'en', m.name_en) as organisation,
      (select json_build_object('zh', o.title_zh, 'en', o.title_en) from sharing.parts p
        join sharing.offers o on o.id = p.offer_id
        where p.booking_id = b.id and o.organisation_id = ${ownerId} order by p.id limit 1) as title
    from sharing.bookings b join members.organisations m on m.id = b.ended_by
    where b.owner_ids @> array[${ownerId}::uuid] and b.state = 'cancelled' and b.ended_by <> ${ownerId}
      and b.changed_at > now() - interval '14 days'
    order by coalesce(b.series_id, b.id), b.changed_at desc) told order by at desc limit 5`.execute(db)
  return rows
}
