import { sql } from 'kysely'
import type { OrganisationRow } from '#modules/members/contract/organisations.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Offer, OfferInput } from '../../contract/offers.ts'
import type { OfferFacts } from '../../policy.ts'
import type { Exception, Rules, Window } from '../../rules/availability.ts'
import type { FeeBasis, OfferKind, OfferState } from '../../rules/vocabulary.ts'

export type StoredOffer = Rules & {
  id: string
  kind: OfferKind
  state: OfferState
  titleZh: string
  titleEn: string | null
  textZh: string
  textEn: string | null
  place: string | null
  capacity: number | null
  rules: string
  safety: string
  languages: Offer['languages']
  feeBasis: FeeBasis
  feeAmount: number
  atOnce: boolean
  holdHours: number
  lateHours: number
  version: number
  organisationId: string
  organisationKind: OrganisationRow['kind']
  nameZh: string
  nameEn: string | null
  addressZh: string | null
  addressEn: string | null
  latitude: number | null
  longitude: number | null
}

/** Offers that may be read, with the rules by which they are booked, in the order of their ids. */
export async function selectOffersById(db: Db, ids: readonly string[]): Promise<StoredOffer[]> {
  type Row = Omit<StoredOffer, 'windows' | 'exceptions'> & {
    windows: Window[] | null
    exceptions: Exception[] | null
  }
  const { rows } =
    await sql<Row>`select o.id, o.kind, o.state, o.title_zh, o.title_en, o.text_zh, o.text_en, o.place,
      o.capacity, o.units, o.rules, o.safety, o.languages, o.fee_basis, o.fee_amount, o.slot_minutes, o.longest_minutes,
      o.buffer_minutes, o.lead_hours, o.outside_percent, o.at_once, o.hold_hours, o.late_hours, o.version,
      o.organisation_id, m.kind as organisation_kind, m.name_zh, m.name_en, m.address_zh, m.address_en,
      m.latitude::float8 as latitude, m.longitude::float8 as longitude,
      (select json_agg(json_build_object('weekday', w.weekday, 'fromMinute', w.from_minute, 'untilMinute', w.until_minute,
          'fromDate', w.from_date, 'untilDate', w.until_date) order by w.weekday, w.from_minute, w.from_date)
        from sharing.windows w where w.offer_id = o.id) as windows,
      (select json_agg(json_build_object('day', e.day, 'worksAs', e.works_as) order by e.day)
        from sharing.exceptions e where e.offer_id = o.id) as exceptions
    from sharing.offers o join members.organisations m on m.id = o.organisation_id
    where o.id = any (${[...ids]}::uuid[]) order by o.id`.execute(db)
  return rows.map(({ windows, exceptions, ...row }) => ({
    ...row,
    windows: windows ?? [],
    exceptions: exceptions ?? [],
  }))
}

/** Who may read an offer, with which groups. */
export async function selectFacts(db: Db, { id, organisationId, state }: StoredOffer): Promise<OfferFacts> {
  const { rows } = await sql<
    Pick<OfferFacts, 'readerIds' | 'groupIds'>
  >`select sharing.readers(${id}) as reader_ids,
    sharing.groups(${organisationId}) as group_ids`.execute(db)
  const { readerIds = [], groupIds = [] } = rows[0] ?? {}
  return { organisationId, state, readerIds, groupIds }
}

export type KnownOffer = StoredOffer & { facts: OfferFacts }

export async function selectOptionalOffer(db: Db, id: string): Promise<KnownOffer | undefined> {
  const [offer] = await selectOffersById(db, [id])
  return offer && { ...offer, facts: await selectFacts(db, offer) }
}

/** What an organisation is called. */
export async function selectName(db: Db, organisationId: string): Promise<Bilingual> {
  const { rows } = await sql<{ zh: string; en: string | null }>`select name_zh as zh, name_en as en
    from members.organisations where id = ${organisationId}`.execute(db)
  return rows[0] as Bilingual
}

/** What kind of organisation it is, and its Chinese name. */
export async function selectKind(
  db: Db,
  organisationId: string,
): Promise<{ kind: OrganisationRow['kind']; name: string }> {
  const { rows } = await sql<{ kind: OrganisationRow['kind']; name: string }>`select kind, name_zh as name
    from members.organisations where id = ${organisationId}`.execute(db)
  return rows[0] as { kind: OrganisationRow['kind']; name: string }
}

const columnsOf = (input: OfferInput, grams: readonly string[]) => ({
  ...{ kind: input.kind, title_zh: input.title.zh, title_en: input.title.en },
  ...{ text_zh: input.text.zh, text_en: input.text.en, place: input.place },
  ...{ capacity: input.capacity, units: input.units, rules: input.rules, safety: input.safety },
  ...{ languages: input.languages, fee_basis: input.feeBasis, fee_amount: input.feeAmount },
  ...{ slot_minutes: input.slotMinutes, longest_minutes: input.longestMinutes },
  ...{ buffer_minutes: input.bufferMinutes, lead_hours: input.leadHours },
  ...{ outside_percent: input.outsidePercent, at_once: input.atOnce },
  ...{ hold_hours: input.holdHours, late_hours: input.lateHours, grams },
})

export async function insertOffer(
  db: Db,
  organisationId: string,
  input: OfferInput,
  grams: readonly string[],
): Promise<string> {
  const columns = { organisation_id: organisationId, ...columnsOf(input, grams) }
  const names = sql.join(Object.keys(columns).map(name => sql.ref(name)))
  const { rows } = await sql<{ id: string }>`insert into sharing.offers (${names})
    values (${sql.join(Object.values(columns))}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Whether it was still that version. */
export async function updateOfferRow(
  db: Db,
  id: string,
  version: number,
  input: OfferInput,
  grams: readonly string[],
): Promise<boolean> {
  const set = Object.entries(columnsOf(input, grams)).map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
  const { rows } = await sql`update sharing.offers set ${sql.join(set)}, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}

export async function updateOfferState(
  db: Db,
  id: string,
  version: number,
  state: OfferState,
): Promise<boolean> {
  const { rows } = await sql`update sharing.offers set state = ${state}, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}

/** Puts these windows and exceptions in the place of those an offer has. */
export async function replaceTimes(
  db: Db,
  id: string,
  windows: readonly Window[],
  exceptions: readonly Exception[],
): Promise<void> {
  await sql`delete from sharing.windows where offer_id = ${id}`.execute(db)
  await sql`delete from sharing.exceptions where offer_id = ${id}`.execute(db)
  await sql`insert into sharing.windows (offer_id, weekday, from_minute, until_minute, from_date, until_date)
    select ${id}, x."weekday", x."fromMinute", x."untilMinute", x."fromDate", x."untilDate"
    from jsonb_to_recordset(${JSON.stringify(windows)}::jsonb) as x("weekday" int, "fromMinute" int, "untilMinute" int,
      "fromDate" date, "untilDate" date)`.execute(db)
  await sql`insert into sharing.exceptions (offer_id, day, works_as)
    select ${id}, x."day", x."worksAs" from jsonb_to_recordset(${JSON.stringify(exceptions)}::jsonb)
      as x("day" date, "worksAs" int)`.execute(db)
}
