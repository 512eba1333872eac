import { sql } from 'kysely'
import type { OrganisationRow } from '#modules/members/contract/organisations.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { BookingState, FeeBasis, Status } from '../../rules/vocabulary.ts'

export type StoredPart = {
  id: string
  offerId: string
  title: Bilingual
  owner: { id: string; name: Bilingual }
  ownerKind: OrganisationRow['kind']
  place: string | null
  safety: string
  units: number
  state: 'asked' | 'agreed'
  feeBasis: FeeBasis
  feeAmount: number
  lateHours: number
  attended: number | null
}

export type StoredBooking = {
  id: string
  organisationId: string
  ownerIds: string[]
  affiliationId: string | null
  byName: string
  className: string | null
  people: number
  purpose: string
  from: Date
  until: Date
  state: BookingState
  status: Status
  holdUntil: Date | null
  reason: string | null
  late: boolean
  createdAt: Date
  version: number
  organisation: Bilingual
  endedBy: { id: string; name: Bilingual } | null
  counted: boolean
  seriesId: string | null
  parts: StoredPart[]
}

/** One booking with its offers, as far as it may be read. */
export async function selectOptionalBooking(db: Db, id: string): Promise<StoredBooking | undefined> {
  const { rows } = await sql<
    Omit<StoredBooking, 'parts'> & { parts: StoredPart[] | null }
  >`select b.id, b.organisation_id, b.owner_ids, b.affiliation_id, b.by_name, b.class_name, b.people, b.purpose,
      b.starts_at as from, b.ends_at as until, b.state, sharing.status(b.state, b.starts_at, b.ends_at, now()) as status,
      b.hold_until, b.reason, b.late, b.created_at, b.version,
      sharing.door_confirmed(b.id) as counted, b.series_id,
      json_build_object('zh', m.name_zh, 'en', m.name_en) as organisation,
      case when e.id is not null then json_build_object('id', e.id, 'name',
        json_build_object('zh', e.name_zh, 'en', e.name_en)) end as ended_by,
      (select json_agg(json_build_object('id', p.id, 'offerId', o.id, 'title',
          json_build_object('zh', o.title_zh, 'en', o.title_en), 'owner', json_build_object('id', w.id, 'name',
          json_build_object('zh', w.name_zh, 'en', w.name_en)), 'ownerKind', w.kind, 'place', o.place, 'safety', o.safety,
          'units', p.units, 'state', p.state, 'feeBasis', p.fee_basis, 'feeAmount', p.fee_amount,
          'lateHours', o.late_hours, 'attended', p.attended) order by p.id)
        from sharing.parts p join sharing.offers o on o.id = p.offer_id
          join members.organisations w on w.id = o.organisation_id where p.booking_id = b.id) as parts
    from sharing.bookings b join members.organisations m on m.id = b.organisation_id
      left join members.organisations e on e.id = b.ended_by
    where b.id = ${id}`.execute(db)
  const [row] = rows
  return row && { ...row, parts: row.parts ?? [] }
}

/** Holds a booking until the transaction ends, so that it does not lapse while it is answered. */
export async function lockBooking(db: Db, id: string): Promise<void> {
  await sql`select from sharing.bookings where id = ${id} for update`.execute(db)
}

export type NewBooking = {
  organisationId: string
  ownerIds: readonly string[]
  affiliationId: string
  byName: string
  classId: string | null
  className: string | null
  people: number
  purpose: string
  from: number
  until: number
  /** Null for one that waits in line. */
  holdUntil: number | null
  seriesId?: string
  needId: string | null
}
export type NewPart = {
  offerId: string
  units: number
  state: 'asked' | 'agreed'
  outside: boolean
  /** Null while it waits in line. */
  until: number | null
  pauseMinutes: number
  feeBasis: FeeBasis
  feeAmount: number
}

const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())

export async function insertBooking(db: Db, booking: NewBooking, parts: readonly NewPart[]): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into sharing.bookings (organisation_id, owner_ids, affiliation_id,
      by_name, class_id, class_name, people, purpose, starts_at, ends_at, state, hold_until,
      series_id, need_id)
    values (${booking.organisationId}, ${[...booking.ownerIds]}::uuid[], ${booking.affiliationId}, ${booking.byName},
      ${booking.classId}, ${booking.className}, ${booking.people}, ${booking.purpose}, ${at(booking.from)},
      ${at(booking.until)}, ${booking.holdUntil === null ? 'waiting' : 'requested'}, ${at(booking.holdUntil)},
      ${booking.seriesId ?? null}, ${booking.needId})
    returning id`.execute(db)
  const { id } = rows[0] as { id: string }
  for (const part of parts)
    await sql`insert into sharing.parts (booking_id, offer_id, units, state, outside, during, pause_minutes, fee_basis,
        fee_amount)
      values (${id}, ${part.offerId}, ${part.units}, ${part.state}, ${part.outside},
        case when ${at(part.until)}::timestamptz is not null
          then tstzrange(${at(booking.from)}, ${at(part.until)}) end,
        ${part.pauseMinutes}, ${part.feeBasis}, ${part.feeAmount})`.execute(db)
  return id
}

/** Confirms a booking whose every part is agreed to; whether it was. */
export async function confirmIfAgreed(db: Db, id: string): Promise<boolean> {
  const { rows } =
    await sql`update sharing.bookings b set state = 'confirmed', hold_until = null, version = version + 1
    where b.id = ${id} and b.state = 'requested'
      and not exists (select from sharing.parts p where p.booking_id = b.id and p.state = 'asked')
    returning b.id`.execute(db)
  return rows.length > 0
}

/** Agrees to the viewer's own parts. */
export async function agreeToOwn(db: Db, id: string): Promise<void> {
  await sql`update sharing.parts p set state = 'agreed' from sharing.offers o
    where p.booking_id = ${id} and o.id = p.offer_id and p.state = 'asked'
      and o.organisation_id = (select platform.viewer_organisation())`.execute(db)
  await sql`update sharing.bookings set version = version + 1 where id = ${id}`.execute(db)
}

export async function endBookingRow(
  db: Db,
  id: string,
  end: { state: BookingState; reason: string | null; by: string; late: boolean },
): Promise<void> {
  await sql`update sharing.bookings set state = ${end.state}, reason = ${end.reason}, ended_by = ${end.by},
    late = ${end.late}, hold_until = null, version = version + 1 where id = ${id}`.execute(db)
}

/** Writes how many came to the viewer's own parts. */
export async function updateAttended(db: Db, id: string, attended: number): Promise<void> {
  await sql`update sharing.parts p set attended = ${attended} from sharing.offers o
    where p.booking_id = ${id} and o.id = p.offer_id
      and o.organisation_id = (select platform.viewer_organisation())`.execute(db)
  await sql`update sharing.bookings set version = version + 1 where id = ${id}`.execute(db)
}

export type WeekBooking = {
  id: string
  organisation: { id: string; name: Bilingual }
  from: Date
  until: Date
  units: number
  status: Status
}

/** The bookings of an offer in a time that hold it and that the viewer may read. */
export async function selectWeekBookings(
  db: Db,
  offerId: string,
  span: { from: number; until: number },
): Promise<WeekBooking[]> {
  const { rows } = await sql<WeekBooking>`select b.id, json_build_object('id', m.id, 'name',
      json_build_object('zh', m.name_zh, 'en', m.name_en)) as organisation, b.starts_at as from, b.ends_at as until,
      p.units, sharing.status(b.state, b.starts_at, b.ends_at, now()) as status
    from sharing.parts p join sharing.bookings b on b.id = p.booking_id
      join members.organisations m on m.id = b.organisation_id
    where p.offer_id = ${offerId} and p.during && tstzrange(${at(span.from)}, ${at(span.until)})
    order by b.starts_at, b.id limit 500`.execute(db)
  return rows
}
