import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Pattern } from '../../rules/series.ts'
import type { BookingState, Status } from '../../rules/vocabulary.ts'

type NewSeries = Pattern & { organisationId: string; ownerIds: readonly string[]; affiliationId: string }

export async function insertSeries(db: Db, series: NewSeries): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into sharing.series (organisation_id, owner_ids, affiliation_id,
      weekdays, from_day, until_day, from_minute, until_minute)
    values (${series.organisationId}, ${[...series.ownerIds]}::uuid[], ${series.affiliationId},
      ${[...series.weekdays]}::int[], ${series.fromDay}, ${series.untilDay}, ${series.fromMinute}, ${series.untilMinute})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export type StoredDate = {
  id: string
  from: Date
  until: Date
  state: BookingState
  status: Status
  late: boolean
  toAnswer: boolean
  hasAsked: boolean
}
export type StoredSeries = Pattern & {
  id: string
  organisationId: string
  organisation: Bilingual
  ownerIds: string[]
  affiliationId: string | null
  byName: string
  className: string | null
  people: number
  purpose: string
  offers: {
    id: string
    title: Bilingual
    owner: { id: string; name: Bilingual }
    units: number
    lateHours: number
  }[]
  dates: StoredDate[]
}

/** One series with its dates, as far as it may be read. */
export async function selectOptionalSeries(db: Db, id: string): Promise<StoredSeries | undefined> {
  const { rows } = await sql<
    Omit<StoredSeries, 'dates' | 'offers'> & { offers: StoredSeries['offers'] | null }
  >`select
      s.id, s.organisation_id, json_build_object('zh', m.name_zh, 'en', m.name_en) as organisation, s.owner_ids,
      s.affiliation_id, s.weekdays, s.from_day, s.until_day, s.from_minute, s.until_minute, b.by_name, b.class_name,
      b.people, b.purpose,
      (select json_agg(json_build_object('id', o.id, 'title', json_build_object('zh', o.title_zh, 'en', o.title_en),
          'owner', json_build_object('id', w.id, 'name', json_build_object('zh', w.name_zh, 'en', w.name_en)),
          'units', p.units, 'lateHours', o.late_hours) order by p.id)
        from sharing.parts p join sharing.offers o on o.id = p.offer_id
          join members.organisations w on w.id = o.organisation_id where p.booking_id = b.id) as offers
    from sharing.series s join members.organisations m on m.id = s.organisation_id
      join lateral (select * from sharing.bookings b where b.series_id = s.id order by b.starts_at limit 1) b on true
    where s.id = ${id}`.execute(db)
  const [row] = rows
  return row && { ...row, offers: row.offers ?? [], dates: await selectDates(db, id) }
}

async function selectDates(db: Db, id: string): Promise<StoredDate[]> {
  const { rows } = await sql<StoredDate>`select b.id, b.starts_at as from, b.ends_at as until, b.state,
      sharing.status(b.state, b.starts_at, b.ends_at, now()) as status, b.late, own.asked as has_asked,
      b.state = 'requested' and b.starts_at > now() and own.asked as to_answer
    from sharing.bookings b, lateral (select exists (select from sharing.parts p join sharing.offers o on o.id = p.offer_id
      where p.booking_id = b.id and p.state = 'asked'
        and o.organisation_id = (select platform.viewer_organisation())) as asked) own
    where b.series_id = ${id} order by b.starts_at, b.id`.execute(db)
  return rows
}

/** Holds the bookings of a series until the transaction ends. */
export async function lockDates(db: Db, id: string): Promise<void> {
  await sql`select from sharing.bookings where series_id = ${id} order by id for update`.execute(db)
}
