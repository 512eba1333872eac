import type pg from 'pg'
import { daysAfter, mondayOf, today } from '#platform/contract/days.ts'

/** Weeks of the term that is searched. As many terms before it are full as well: what is over weighs too. */
export const TERM_WEEKS = 20
const TERMS = 4

export type Term = { fromDay: string; untilDay: string }

/** The term that begins with the week after next. */
export function termToCome(): Term {
  const fromDay = daysAfter(mondayOf(today()), 14)
  return { fromDay, untilDay: daysAfter(fromDay, TERM_WEEKS * 7 - 1) }
}

/**
 * Published offers of all members of the group, of every kind, open on working days from eight to six, and bookings
 * of two hours, spread over the terms: three of them past, the last to come.
 */
export async function fillSharing(owner: pg.Pool, term: Term, counts: { offers: number; bookings: number }) {
  const client = await owner.connect()
  try {
    await client.query('begin; set local session_replication_role = replica')
    await client.query(
      `with owners as (select array_agg(distinct m.organisation_id) as ids from members.memberships m
          join members.organisations o on o.id = m.organisation_id where m.ends_on is null and o.latitude is not null),
        made as (insert into sharing.offers (organisation_id, kind, state, title_zh, title_en, capacity, units, languages,
            slot_minutes, longest_minutes, at_once, hold_hours, grams)
          select ids[1 + n % cardinality(ids)],
            (array['room', 'base', 'equipment', 'software', 'hours', 'visit'])[1 + n / 7 % 6], 'published', '资源 ' || n,
            'Resource ' || n, 20 + n % 4 * 20, case when n % 3 = 0 then 30 else 1 end, '{zh}', 60, 480, n % 2 = 0, 48, '{}'
          from owners, generate_series(1, $1::int) n returning id)
        insert into sharing.windows (offer_id, weekday, from_minute, until_minute, from_date)
          select id, weekday, 480, 1080, '2020-01-01' from made, generate_series(1, 5) weekday`,
      [counts.offers],
    )
    await client.query(
      'alter table sharing.parts drop constraint parts_once; drop index sharing.parts_by_offer',
    )
    // The n-th booking of an offer is in a place of its own: twenty a week, four of each working day.
    await client.query(
      `with offers as (select id, organisation_id, units, row_number() over () - 1 as place from sharing.offers
          where title_zh like '资源 %'),
        takers as (select array_agg(distinct organisation_id) as ids from members.memberships where ends_on is null),
        many as (select o.id as offer_id, o.organisation_id as owner_id, o.units, uuidv7() as id,
            ids[1 + (place + n) % cardinality(ids)] as taker_id,
            (place * 7 + n * 20 * $3::int * $4::int / $2::int) % (20 * $3 * $4) as cell
          from offers o, takers, generate_series(0, $2 - 1) n),
        timed as (select *, ($1::date + (cell / 20 * 7 + cell % 20 / 4)::int + (array['08:00', '10:00', '13:30', '15:30'])[1 + cell % 4]::time)
            at time zone 'Asia/Shanghai' as starts_at from many),
        made as (insert into sharing.bookings (id, organisation_id, owner_ids, by_name, people, purpose, starts_at, ends_at,
            state) select id, taker_id, array[owner_id], '示例', 20, '课程', starts_at, starts_at + interval '2 hours',
            'confirmed' from timed)
        insert into sharing.parts (booking_id, offer_id, units, state, outside, during, alone, fee_basis, fee_amount)
          select id, offer_id, case when units = 1 then 1 else 10 end, 'agreed', taker_id <> owner_id,
            tstzrange(starts_at, starts_at + interval '2 hours'), units = 1, 'free', 0 from timed`,
      [
        daysAfter(term.fromDay, -(TERMS - 1) * TERM_WEEKS * 7),
        Math.round(counts.bookings / counts.offers),
        TERM_WEEKS,
        TERMS,
      ],
    )
    await client.query(
      `create index parts_by_offer on sharing.parts using gist (offer_id, during);
      alter table sharing.parts add constraint parts_once exclude using gist (offer_id with =, during with &&) where (alone)`,
    )
    await client.query('commit')
  } finally {
    client.release()
  }
  await owner.query('vacuum analyze sharing.offers, sharing.windows, sharing.bookings, sharing.parts')
}
