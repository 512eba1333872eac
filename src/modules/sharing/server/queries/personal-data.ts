import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
type Row = { title: { text: string; en: string | null }; purpose: string; at: string; total: number }

/** What a person booked for the organisations they act for, the latest first. */
export async function selectOwnBookings(
  system: Db,
  personId: string,
  most: number,
): Promise<{ rows: Row[]; total: number }> {
  const { rows } = await sql<Row>`select b.purpose, to_char(b.starts_at at time zone 'UTC', ${ISO}) as at,
      (select json_build_object('text', o.title_zh, 'en', o.title_en) from sharing.parts p
        join sharing.offers o on o.id = p.offer_id where p.booking_id = b.id order by p.id limit 1) as title,
      (count(*) over ())::int as total
    from sharing.bookings b
    where b.affiliation_id in (select a.id from members.affiliations a where a.person_id = ${personId})
    order by b.starts_at desc, b.id desc limit ${most}`.execute(system)
  return { rows, total: rows[0]?.total ?? 0 }
}

type Visit = {
  title: { text: string; en: string | null }
  at: string
  present: boolean | null
  total: number
}

/** Where a person was expected or came, the latest first. */
export async function selectOwnVisits(
  system: Db,
  personId: string,
  most: number,
): Promise<{ rows: Visit[]; total: number }> {
  const { rows } = await sql<Visit>`select to_char(b.starts_at at time zone 'UTC', ${ISO}) as at, v.present,
      (select json_build_object('text', o.title_zh, 'en', o.title_en) from sharing.parts p
        join sharing.offers o on o.id = p.offer_id where p.booking_id = b.id order by p.id limit 1) as title,
      (count(*) over ())::int as total
    from sharing.visitors v join sharing.bookings b on b.id = v.booking_id
    where v.affiliation_id in (select a.id from members.affiliations a where a.person_id = ${personId})
    order by b.starts_at desc, b.id desc limit ${most}`.execute(system)
  return { rows, total: rows[0]?.total ?? 0 }
}

type Briefing = { title: { text: string; en: string | null }; at: string; total: number }

/** What a person has confirmed to know before first use, or was told by whoever saw to it; the latest first. */
export async function selectOwnBriefings(
  system: Db,
  personId: string,
  most: number,
): Promise<{ rows: Briefing[]; total: number }> {
  const { rows } = await sql<Briefing>`select to_char(b.at at time zone 'UTC', ${ISO}) as at,
      json_build_object('text', o.title_zh, 'en', o.title_en) as title, (count(*) over ())::int as total
    from sharing.briefings b join sharing.offers o on o.id = b.offer_id
    where b.affiliation_id in (select a.id from members.affiliations a where a.person_id = ${personId})
    order by b.at desc, b.offer_id limit ${most}`.execute(system)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** A person's calendar addresses, by what they show. */
export async function selectOwnFeeds(
  system: Db,
  personId: string,
): Promise<{ title: { text: string; en: string | null } | null; at: string }[]> {
  const { rows } = await sql<{ title: { text: string; en: string | null } | null; at: string }>`select
      to_char(f.created_at at time zone 'UTC', ${ISO}) as at,
      case when o.id is not null then json_build_object('text', o.title_zh, 'en', o.title_en) end as title
    from sharing.feeds f left join sharing.offers o on o.id = f.offer_id where f.person_id = ${personId}
    order by f.created_at`.execute(system)
  return rows
}

type Needed = { title: { text: string; en: string | null }; at: string; total: number }

/** What a person said their organisation looks for, the latest first. */
export async function selectOwnNeeds(
  system: Db,
  personId: string,
  most: number,
): Promise<{ rows: Needed[]; total: number }> {
  const { rows } = await sql<Needed>`select to_char(n.created_at at time zone 'UTC', ${ISO}) as at,
      json_build_object('text', n.title_zh, 'en', n.title_en) as title, (count(*) over ())::int as total
    from sharing.needs n
    where n.affiliation_id in (select a.id from members.affiliations a where a.person_id = ${personId})
    order by n.created_at desc, n.id desc limit ${most}`.execute(system)
  return { rows, total: rows[0]?.total ?? 0 }
}

type Reported = { title: { text: string; en: string | null }; words: string; at: string; total: number }

/** The faults a person reported, the latest first. */
export async function selectOwnFaults(
  system: Db,
  personId: string,
  most: number,
): Promise<{ rows: Reported[]; total: number }> {
  const { rows } = await sql<Reported>`select to_char(u.created_at at time zone 'UTC', ${ISO}) as at, u.words,
      json_build_object('text', o.title_zh, 'en', o.title_en) as title, (count(*) over ())::int as total
    from sharing.outages u join sharing.offers o on o.id = u.offer_id
    where u.affiliation_id in (select a.id from members.affiliations a where a.person_id = ${personId})
    order by u.created_at desc, u.id desc limit ${most}`.execute(system)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** Ends a person's calendar addresses and takes their name and words off their bookings, which are their organisation's own and others rely on. */
export async function eraseNames(system: Db, personId: string): Promise<void> {
  await sql`delete from sharing.feeds where person_id = ${personId}`.execute(system)
  await sql`update sharing.needs set affiliation_id = null where affiliation_id in
    (select a.id from members.affiliations a where a.person_id = ${personId})`.execute(system)
  await sql`update sharing.outages set affiliation_id = null where affiliation_id in
    (select a.id from members.affiliations a where a.person_id = ${personId})`.execute(system)
  await sql`update sharing.bookings set by_name = '—', purpose = '—' where affiliation_id in
    (select a.id from members.affiliations a where a.person_id = ${personId})`.execute(system)
}

/** Gives one account's calendar addresses to another; where both have one of the same, that of the other stays. */
export async function moveFeeds(system: Db, from: string, to: string): Promise<void> {
  await sql`delete from sharing.feeds f where f.person_id = ${from} and exists (select from sharing.feeds other
    where other.person_id = ${to} and other.offer_id is not distinct from f.offer_id)`.execute(system)
  await sql`update sharing.feeds set person_id = ${to} where person_id = ${from}`.execute(system)
}
