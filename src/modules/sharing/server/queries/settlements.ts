import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { SettlementLine } from '../../contract/settlements.ts'
import { costOf } from '../../rules/booking.ts'
import type { FeeBasis } from '../../rules/vocabulary.ts'

type Period = { from: string; until: string }
/** A use with both sides of it. */
export type StoredUse = SettlementLine & { takerId: string; giver: Bilingual; taker: Bilingual }
type Row = Omit<StoredUse, 'fen' | 'points'> & {
  feeBasis: FeeBasis
  feeAmount: number
  startsAt: Date
  endsAt: Date
}

/** More uses than a statement tells line by line. */
export const MOST_LINES = 5000

/** What is counted as used between an organisation and others between two days, the first day first; at most one more than are told. */
export async function selectUses(
  db: Db,
  own: string,
  { from, until }: Period,
  other: string | null = null,
): Promise<StoredUse[]> {
  const { rows } = await sql<Row>`select b.id as booking_id, o.id as offer_id, o.organisation_id as giver_id,
      b.organisation_id as taker_id, (b.starts_at at time zone 'Asia/Shanghai')::date::text as day,
      json_build_object('zh', o.title_zh, 'en', o.title_en) as title, p.units,
      json_build_object('zh', g.name_zh, 'en', g.name_en) as giver,
      json_build_object('zh', t.name_zh, 'en', t.name_en) as taker,
      round((extract(epoch from b.ends_at - b.starts_at) / 3600)::numeric, 2)::float8 as hours,
      round((extract(epoch from b.ends_at - b.starts_at) / 3600 * coalesce(p.attended, 0))::numeric, 2)::float8
        as person_hours, b.late, p.fee_basis, p.fee_amount, b.starts_at, b.ends_at
    from sharing.bookings b join sharing.parts p on p.booking_id = b.id join sharing.offers o on o.id = p.offer_id
      join members.organisations g on g.id = o.organisation_id join members.organisations t on t.id = b.organisation_id
    where p.outside and ((b.state = 'confirmed' and b.ends_at <= now()) or b.late)
      and b.starts_at >= (${from}::date::timestamp at time zone 'Asia/Shanghai')
      and b.starts_at < ((${until}::date + 1)::timestamp at time zone 'Asia/Shanghai')
      and (o.organisation_id = ${own} or b.organisation_id = ${own})
      and (${other}::uuid is null or o.organisation_id = ${other} or b.organisation_id = ${other})
    order by b.starts_at, b.id, o.id limit ${MOST_LINES + 1}`.execute(db)
  return rows.map(({ feeBasis, feeAmount, startsAt, endsAt, ...row }) => ({
    ...row,
    ...costOf([{ feeBasis, feeAmount, units: row.units }], {
      ...{ from: startsAt.getTime(), until: endsAt.getTime() },
    }),
  }))
}

/** The group that two organisations share. */
export async function selectCommonGroup(db: Db, one: string, other: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string | null
  }>`select sharing.common_group(${one}, ${other}) as id`.execute(db)
  return rows[0]?.id ?? null
}

export type StoredSettlement = {
  id: string
  oneId: string
  otherId: string
  one: Bilingual
  other: Bilingual
  fromDay: string
  untilDay: string
  pointFen: number
  oneConfirmedAt: Date | null
  otherConfirmedAt: Date | null
  objection: string | null
  objectedBy: string | null
  version: number
}

const COLUMNS = sql`s.id, s.one_id, s.other_id, json_build_object('zh', a.name_zh, 'en', a.name_en) as one,
  json_build_object('zh', b.name_zh, 'en', b.name_en) as other, s.from_day, s.until_day, s.point_fen,
  s.one_confirmed_at, s.other_confirmed_at, s.objection, s.objected_by, s.version`
const TABLES = sql`sharing.settlements s join members.organisations a on a.id = s.one_id
  join members.organisations b on b.id = s.other_id`

export async function selectOptionalSettlement(db: Db, id: string): Promise<StoredSettlement | undefined> {
  const { rows } = await sql<StoredSettlement>`select ${COLUMNS} from ${TABLES} where s.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** Settlements of an organisation that have a day of the time in them. */
export async function selectSettlements(
  db: Db,
  own: string,
  { from, until }: Period,
): Promise<StoredSettlement[]> {
  const { rows } = await sql<StoredSettlement>`select ${COLUMNS} from ${TABLES}
    where ${own} in (s.one_id, s.other_id) and daterange(s.from_day, s.until_day, '[]')
      && daterange(${from}::date, ${until}::date, '[]') order by s.from_day, s.id limit 500`.execute(db)
  return rows
}

export async function selectLines(db: Db, settlementId: string): Promise<SettlementLine[]> {
  const { rows } = await sql<SettlementLine>`select booking_id, offer_id, giver_id, day::text,
      json_build_object('zh', title_zh, 'en', title_en) as title, units, hours::float8, person_hours::float8, fen, points,
      late
    from sharing.settlement_lines where settlement_id = ${settlementId}
    order by day, booking_id, offer_id`.execute(db)
  return rows
}

type Drawn = { own: string; other: string; fromDay: string; untilDay: string; pointFen: number }

const isOne = (own: string, other: string) => own < other

/** Writes a settlement, confirmed by the side that draws it up. */
export async function insertSettlement(db: Db, drawn: Drawn): Promise<string> {
  const { own, other } = drawn
  const [one, two] = isOne(own, other) ? [own, other] : [other, own]
  const { rows } = await sql<{
    id: string
  }>`insert into sharing.settlements (one_id, other_id, from_day, until_day,
      drawn_by, point_fen, one_confirmed_at, other_confirmed_at)
    values (${one}, ${two}, ${drawn.fromDay}, ${drawn.untilDay}, ${own}, ${drawn.pointFen},
      case when ${isOne(own, other)} then now() end, case when ${!isOne(own, other)} then now() end)
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Puts these lines in the place of those it had. */
export async function replaceLines(db: Db, id: string, lines: readonly SettlementLine[]): Promise<void> {
  await sql`delete from sharing.settlement_lines where settlement_id = ${id}`.execute(db)
  const rows = lines.map(({ title, ...line }) => ({ ...line, titleZh: title.zh, titleEn: title.en }))
  await sql`insert into sharing.settlement_lines (settlement_id, booking_id, offer_id, giver_id, day, title_zh, title_en,
      units, hours, person_hours, fen, points, late)
    select ${id}, x."bookingId", x."offerId", x."giverId", x."day", x."titleZh", x."titleEn", x."units", x."hours",
      x."personHours", x."fen", x."points", x."late"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x("bookingId" uuid, "offerId" uuid, "giverId" uuid,
      "day" date, "titleZh" text, "titleEn" text, "units" int, "hours" numeric, "personHours" numeric, "fen" int,
      "points" int, "late" boolean)`.execute(db)
}

type Answer = { version: number; own: string }

/** Whether it was still that version. */
export async function confirmSide(db: Db, { id, oneId }: StoredSettlement, { version, own }: Answer) {
  const column = sql.ref(own === oneId ? 'one_confirmed_at' : 'other_confirmed_at')
  const { rows } =
    await sql`update sharing.settlements set ${column} = now(), objection = null, objected_by = null,
      version = version + 1 where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}

export async function objectTo(db: Db, id: string, { version, own, reason }: Answer & { reason: string }) {
  const { rows } = await sql`update sharing.settlements set objection = ${reason}, objected_by = ${own},
      version = version + 1 where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}

/** Draws it up anew: only the side that does has confirmed it. */
export async function redraw(
  db: Db,
  { id, oneId }: StoredSettlement,
  { version, own, pointFen }: Answer & { pointFen: number },
) {
  const { rows } =
    await sql`update sharing.settlements set drawn_by = ${own}, point_fen = ${pointFen}, objection = null,
      objected_by = null, one_confirmed_at = case when ${own === oneId} then now() end,
      other_confirmed_at = case when ${own !== oneId} then now() end, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}
