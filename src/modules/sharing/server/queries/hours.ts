import { sql } from 'kysely'
import { z } from 'zod'
import { GROUP_ZONE } from '#platform/contract/days.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'

type Period = { from: string; until: string }
type Named = { id: string; name: Bilingual }

/** What a member's people gave to others: `people` is of each offer of hours the most that were booked at once. */
export type HoursGiven = {
  organisation: Named & { kind: string }
  people: number
  hours: number
  bookings: number
  takers: number
}
type Given = Omit<HoursGiven, 'organisation'> & { id: string; name: Bilingual; kind: string }

/** Members whose people worked for others between two days, the most hours first; agreed to and over. */
export async function selectHoursGiven(db: Db, { from, until }: Period): Promise<HoursGiven[]> {
  const { rows } =
    await sql<Given>`select m.id, m.kind, json_build_object('zh', m.name_zh, 'en', m.name_en) as name,
      g.people, g.hours, g.bookings, g.takers
    from sharing.hours_given(${from}::date, ${until}::date) g join members.organisations m on m.id = g.giver
    order by g.hours desc, m.sort_key, m.id limit 1000`.execute(db)
  return rows.map(({ id, name, kind, ...given }) => ({ organisation: { id, name, kind }, ...given }))
}

/** A booking of people's hours, as one of its two sides sees it. */
export type HoursUse = {
  id: string
  title: Bilingual
  direction: 'given' | 'taken'
  other: Named
  from: string
  until: string
  hours: number
  people: number
}
const position = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])
type Row = Omit<HoursUse, 'from' | 'until'> & { startsAt: Date; endsAt: Date; begins: string; part: string }

/** The bookings of people's hours that an organisation gave or had between two days, the latest first. */
export async function selectHoursUses(
  db: Db,
  organisationId: string,
  { from, until }: Period,
  page: { after?: string; limit: number },
): Promise<{ rows: HoursUse[]; next: string | null }> {
  const after = readKey(page.after, position)
  const day = (value: string, later: number) =>
    sql`((${value}::date + ${later}::int)::timestamp at time zone ${GROUP_ZONE})`
  const { rows: found } = await sql<Row>`select b.id, p.id as part, b.starts_at, b.ends_at,
      json_build_object('zh', o.title_zh, 'en', o.title_en) as title, p.units as people,
      (extract(epoch from b.ends_at - b.starts_at) / 3600 * p.units)::float8 as hours,
      case when o.organisation_id = ${organisationId} then 'given' else 'taken' end as direction,
      json_build_object('id', m.id, 'name', json_build_object('zh', m.name_zh, 'en', m.name_en)) as other,
      to_char(b.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as begins
    from sharing.bookings b join sharing.parts p on p.booking_id = b.id join sharing.offers o on o.id = p.offer_id
      join members.organisations m
        on m.id = case when o.organisation_id = ${organisationId} then b.organisation_id else o.organisation_id end
    where p.outside and o.kind = 'hours' and b.state = 'confirmed' and b.ends_at <= now()
      and ${organisationId} in (o.organisation_id, b.organisation_id)
      and b.starts_at >= ${day(from, 0)} and b.starts_at < ${day(until, 1)}
      and (${after?.[0] ?? null}::timestamptz is null
        or (b.starts_at, p.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by b.starts_at desc, p.id desc limit ${page.limit + 1}`.execute(db)
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(({ startsAt, endsAt, begins: _, part: __, ...row }) => ({
      ...row,
      ...{ from: startsAt.toISOString(), until: endsAt.toISOString() },
    })),
    next: found.length > page.limit && last ? writeKey([last.begins, last.part]) : null,
  }
}
