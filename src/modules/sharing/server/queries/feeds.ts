import { sql } from 'kysely'
import type { Role, Viewer } from '#platform/contract/access.ts'
import type { Bilingual, Language } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { BookingState } from '../../rules/vocabulary.ts'

const ofOffer = (offerId: string | null) => sql`offer_id is not distinct from ${offerId}::uuid`

export async function selectFeed(
  db: Db,
  offerId: string | null,
): Promise<{ createdAt: Date; lastUsedAt: Date | null } | undefined> {
  const { rows } = await sql<{ createdAt: Date; lastUsedAt: Date | null }>`select created_at, last_used_at
    from sharing.feeds where person_id = (select platform.viewer_person()) and ${ofOffer(offerId)}`.execute(
    db,
  )
  return rows[0]
}

type NewFeed = { personId: string; affiliationId: string; offerId: string | null; hash: Buffer }

/** A new secret in the place of the one before. */
export async function replaceFeed(
  db: Db,
  { personId, affiliationId, offerId, hash }: NewFeed,
): Promise<void> {
  await sql`insert into sharing.feeds (person_id, affiliation_id, offer_id, token_hash)
    values (${personId}, ${affiliationId}, ${offerId}, ${hash})
    on conflict (person_id, offer_id) do update set token_hash = ${hash},
      affiliation_id = ${affiliationId}, created_at = now(), last_used_at = null`.execute(db)
}

export async function deleteFeed(db: Db, offerId: string | null): Promise<void> {
  await sql`delete from sharing.feeds where person_id = (select platform.viewer_person())
    and ${ofOffer(offerId)}`.execute(db)
}

export type FeedOwner = { viewer: Viewer; offerId: string | null; language: Language }

/** Whose secret it is, in the part they made it in; nobody once that part has ended. */
export async function selectFeedOwner(system: Db, hash: Buffer): Promise<FeedOwner | undefined> {
  type Row = {
    personId: string
    affiliationId: string
    role: Role
    organisationId: string | null
    groupId: string | null
    offerId: string | null
    language: Language
  }
  const { rows } = await sql<Row>`update sharing.feeds f
      set last_used_at = case when f.last_used_at > now() - interval '1 hour' then f.last_used_at else now() end
    from members.persons p, members.affiliations a
    where p.id = f.person_id and a.id = f.affiliation_id and a.person_id = p.id and a.ends_on is null
      and f.token_hash = ${hash}
    returning p.id as person_id, a.id as affiliation_id, a.role, a.organisation_id, a.group_id, f.offer_id,
      p.language`.execute(system)
  const [row] = rows
  if (!row) return undefined
  const { offerId, language, ...viewer } = row
  return { viewer, offerId, language }
}

export type FeedEvent = {
  partId: string
  /** Null where the viewer may not read by whom it is taken. */
  bookingId: string | null
  state: BookingState | null
  title: Bilingual
  offers: number
  owner: Bilingual
  place: string | null
  organisation: Bilingual | null
  purpose: string | null
  people: number | null
  from: Date
  until: Date
  version: number | null
  at: Date
}

const SHOWN = sql`b.ends_at > now() - interval '90 days' and b.starts_at < now() + interval '400 days'`
const OF_PART = sql`json_build_object('zh', o.title_zh, 'en', o.title_en) as title,
  json_build_object('zh', w.name_zh, 'en', w.name_en) as owner, o.place,
  json_build_object('zh', m.name_zh, 'en', m.name_en) as organisation, b.purpose, b.people, b.starts_at as from,
  b.ends_at as until, b.version, b.changed_at as at`
const MOST = 1000

/** What the viewer booked, what became of it included. */
export async function selectOwnEvents(db: Db): Promise<FeedEvent[]> {
  const { rows } = await sql<FeedEvent>`select p.id as part_id, b.id as booking_id, b.state, ${OF_PART},
      (select count(*)::int from sharing.parts other where other.booking_id = b.id) as offers
    from sharing.bookings b join sharing.parts p on p.id = (select min(first.id::text)::uuid from sharing.parts first
        where first.booking_id = b.id)
      join sharing.offers o on o.id = p.offer_id join members.organisations w on w.id = o.organisation_id
      join members.organisations m on m.id = b.organisation_id
    where b.affiliation_id = (select platform.viewer_affiliation()) and ${SHOWN}
    order by b.starts_at desc, b.id limit ${MOST}`.execute(db)
  return rows
}

/** What takes an offer: with who and why where the viewer may read it, else as time alone. */
export async function selectOfferEvents(db: Db, offerId: string): Promise<FeedEvent[]> {
  const { rows: known } =
    await sql<FeedEvent>`select p.id as part_id, b.id as booking_id, b.state, ${OF_PART},
      1 as offers
    from sharing.parts p join sharing.bookings b on b.id = p.booking_id join sharing.offers o on o.id = p.offer_id
      join members.organisations w on w.id = o.organisation_id
      join members.organisations m on m.id = b.organisation_id
    where p.offer_id = ${offerId} and ${SHOWN} order by b.starts_at desc, b.id limit ${MOST}`.execute(db)
  const { rows: taken } = await sql<FeedEvent>`select p.id as part_id, null as booking_id, null as state,
      json_build_object('zh', o.title_zh, 'en', o.title_en) as title, 1 as offers,
      json_build_object('zh', w.name_zh, 'en', w.name_en) as owner, o.place, null as organisation, null as purpose,
      null as people, lower(p.during) as from, upper(p.during) - make_interval(mins => p.pause_minutes) as until,
      null as version, lower(p.during) as at
    from sharing.parts p join sharing.offers o on o.id = p.offer_id
      join members.organisations w on w.id = o.organisation_id
    where p.offer_id = ${offerId} and p.during && tstzrange(now() - interval '90 days', now() + interval '400 days')
      and not p.id = any (${known.map(({ partId }) => partId)}::uuid[])
    order by lower(p.during) desc limit ${MOST}`.execute(db)
  return [...known, ...taken]
}
