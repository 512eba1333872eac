import { sql } from 'kysely'
import { z } from 'zod'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import { type StoredRow, storedRow } from '#platform/server/files/stored-row.ts'
import type { Outage } from '../../contract/outages.ts'
import type { Hold } from '../../rules/outages.ts'
import type { OutageKind, OutageState } from '../../rules/vocabulary.ts'

export type StoredOutage = {
  id: string
  offerId: string
  organisationId: string
  affiliationId: string | null
  kind: OutageKind
  state: OutageState
  words: string
  units: number | null
  startsAt: Date
  endsAt: Date | null
  version: number
}

/** One outage, as far as it may be read. */
export async function selectOptionalOutage(db: Db, id: string): Promise<StoredOutage | undefined> {
  const { rows } =
    await sql<StoredOutage>`select id, offer_id, organisation_id, affiliation_id, kind, state, words, units,
      starts_at, ends_at, version from sharing.outages where id = ${id}`.execute(db)
  return rows[0]
}

const position = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])
type Row = Omit<Outage, 'startsAt' | 'endsAt' | 'endedAt'> & {
  startsAt: Date
  endsAt: Date | null
  endedAt: Date | null
  begun: string
}

/** Outages of an offer that the viewer may read, the latest beginning first. */
export async function selectOutages(
  db: Db,
  offerId: string,
  page: { after?: string; limit: number },
): Promise<{ rows: Outage[]; next: string | null }> {
  const after = readKey(page.after, position)
  const { rows: found } =
    await sql<Row>`select u.id, u.kind, u.state, u.words, u.units, u.starts_at, u.ends_at, u.note,
      u.ended_at, u.version, (select count(*)::int from sharing.affected a where a.outage_id = u.id) as affected,
      case when sees.all then json_build_object('id', m.id, 'name', json_build_object('zh', m.name_zh, 'en', m.name_en))
        end as by,
      coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name) order by f.id)
        from sharing.outage_files f where f.outage_id = u.id), '[]') as pictures,
      to_char(u.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as begun
    from sharing.outages u join members.organisations m on m.id = u.by_organisation_id,
      lateral (select u.affiliation_id = (select platform.viewer_affiliation())
        or u.organisation_id = (select sharing.viewer_keeper_of()) as all) sees
    where u.offer_id = ${offerId} and (${after?.[0] ?? null}::timestamptz is null
      or (u.starts_at, u.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by u.starts_at desc, u.id desc limit ${page.limit + 1}`.execute(db)
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(({ startsAt, endsAt, endedAt, begun: _, ...row }) => ({
      ...row,
      ...{ startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null },
      endedAt: endedAt?.toISOString() ?? null,
    })),
    next: found.length > page.limit && last ? writeKey([last.begun, last.id]) : null,
  }
}

/** Organisations that have used an offer. */
export async function selectUsers(db: Db, offerId: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`select sharing.users(${offerId}) as ids`.execute(db)
  return rows[0]?.ids ?? []
}

type NewOutage = {
  offerId: string
  organisationId: string
  kind: OutageKind
  state: 'reported' | 'open'
  words: string
  units: number | null
  from: number
  /** Null for one that stops nothing. */
  until: number | null
  byOrganisationId: string
  affiliationId: string
  bookingId: string | null
}

const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())

/** Writes an outage, which stops its offer until then. */
export async function insertOutage(db: Db, outage: NewOutage): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into sharing.outages (offer_id, organisation_id, kind, state, words,
      units, starts_at, ends_at, by_organisation_id, affiliation_id, booking_id)
    values (${outage.offerId}, ${outage.organisationId}, ${outage.kind}, ${outage.state}, ${outage.words},
      ${outage.units}, ${at(outage.from)}, ${at(outage.until)}, ${outage.byOrganisationId}, ${outage.affiliationId},
      ${outage.bookingId}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

type Change = { version: number; words: string; units: number | null; from: number; until: number }

/** Says anew from when until when it is out of use; whether it was still that version. */
export async function openOutage(
  db: Db,
  id: string,
  { version, words, units, from, until }: Change,
): Promise<boolean> {
  const { rows } = await sql`update sharing.outages set state = 'open', words = ${words}, units = ${units},
      starts_at = ${at(from)}, ends_at = ${at(until)}, version = version + 1
    where id = ${id} and version = ${version} and state in ('reported', 'open') returning id`.execute(db)
  return rows.length > 0
}

/** It stops nothing any more; whether it was still that version. */
export async function endOutageRow(
  db: Db,
  id: string,
  end: { version: number; state: 'ended' | 'dismissed'; note: string },
): Promise<boolean> {
  const { rows } =
    await sql`update sharing.outages set state = ${end.state}, note = ${end.note}, ended_at = now(),
      version = version + 1
    where id = ${id} and version = ${end.version} and state in ('reported', 'open') returning id`.execute(db)
  return rows.length > 0
}

/** The bookings that hold an offer in a time, with when they were made; those of the offer's owner read all of them. */
export async function selectHolds(
  db: Db,
  offerId: string,
  span: { from: number; until: number },
): Promise<Hold[]> {
  const { rows } =
    await sql<Hold>`select b.id, p.units, (extract(epoch from lower(p.during)) * 1000)::float8 as from,
      (extract(epoch from upper(p.during)) * 1000)::float8 as until,
      (extract(epoch from b.created_at) * 1000)::float8 as made_at, b.starts_at <= now() as begun
    from sharing.parts p join sharing.bookings b on b.id = p.booking_id
    where p.offer_id = ${offerId} and p.during && tstzrange(${at(span.from)}, ${at(span.until)})`.execute(db)
  return rows
}

export async function insertAffected(db: Db, bookingId: string, outageId: string): Promise<void> {
  await sql`insert into sharing.affected (booking_id, outage_id) values (${bookingId}, ${outageId})`.execute(
    db,
  )
}

type NewPicture = Omit<StoredRow, 'purpose'> & { outageId: string }

export async function insertPicture(db: Db, file: NewPicture): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`with stored as (${storedRow({ ...file, purpose: 'sharing.outage' })})
    insert into sharing.outage_files (outage_id, file_id, name, media_type, sha256)
    select ${file.outageId}, stored.id, ${file.name}, ${file.mediaType}, ${file.sha256} from stored
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export async function selectPictures(
  db: Db,
  outageId: string,
): Promise<{ id: string; name: string; mediaType: string; sha256: string }[]> {
  const { rows } = await sql<{
    id: string
    name: string
    mediaType: string
    sha256: string
  }>`select id, name, media_type,
    sha256 from sharing.outage_files where outage_id = ${outageId} order by id limit 20`.execute(db)
  return rows
}
