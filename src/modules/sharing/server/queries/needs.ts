import { sql } from 'kysely'
import type { OrganisationRow } from '#modules/members/contract/organisations.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { NeedAnswer, NeedInput } from '../../contract/needs.ts'
import type { NeedFacts } from '../../policy.ts'
import type { NeedState } from '../../rules/vocabulary.ts'
import { minuteOf } from '../../rules/zone.ts'

export type StoredNeed = Omit<NeedInput, 'title' | 'text' | 'from' | 'until'> & {
  id: string
  organisationId: string
  organisationKind: OrganisationRow['kind']
  organisation: Bilingual
  affiliationId: string | null
  state: NeedState
  title: Bilingual
  text: Bilingual
  fromMinute: number
  untilMinute: number
  metBy: { id: string; title: Bilingual } | null
  version: number
  createdAt: Date
  closedAt: Date | null
  facts: NeedFacts
}

const COLUMNS = sql`n.id, n.organisation_id, m.kind as organisation_kind,
  json_build_object('zh', m.name_zh, 'en', m.name_en) as organisation, n.affiliation_id, n.kind, n.state,
  json_build_object('zh', n.title_zh, 'en', n.title_en) as title,
  json_build_object('zh', n.text_zh, 'en', n.text_en) as text, n.words, n.people, n.units, n.languages, n.pays,
  n.most_km, n.weekdays, n.from_day, n.until_day, n.from_minute, n.until_minute, n.minutes, n.version, n.created_at,
  n.closed_at, (select json_build_object('id', o.id, 'title', json_build_object('zh', o.title_zh, 'en', o.title_en))
    from sharing.offers o where o.id = n.met_offer_id) as met_by,
  sharing.neighbours(n.organisation_id) as reader_ids, sharing.groups(n.organisation_id) as group_ids`

type Row = Omit<StoredNeed, 'facts'> & { readerIds: string[]; groupIds: string[] }

const withFacts = ({ readerIds, groupIds, ...row }: Row): StoredNeed => ({
  ...row,
  facts: { organisationId: row.organisationId, affiliationId: row.affiliationId, readerIds, groupIds },
})

/** One need, as far as it may be read. */
export async function selectOptionalNeed(db: Db, id: string): Promise<StoredNeed | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from sharing.needs n
    join members.organisations m on m.id = n.organisation_id where n.id = ${id}`.execute(db)
  return rows.map(withFacts)[0]
}

/** Open needs of a kind that members have who may book what an organisation owns, the newest first. */
export async function selectOpenNeeds(
  system: Db,
  { kind, owner, most }: { kind: string; owner: string; most: number },
): Promise<StoredNeed[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from sharing.needs n
    join members.organisations m on m.id = n.organisation_id
    where n.state = 'open' and n.kind = ${kind} and n.until_day >= platform.today() and n.organisation_id <> ${owner}
      and sharing.may_book(${owner}, n.organisation_id)
    order by n.created_at desc, n.id desc limit ${most}`.execute(system)
  return rows.map(withFacts)
}

const columnsOf = (input: NeedInput, grams: readonly string[]) => ({
  ...{ kind: input.kind, title_zh: input.title.zh, title_en: input.title.en },
  ...{ text_zh: input.text.zh, text_en: input.text.en, words: input.words, people: input.people },
  ...{ units: input.units, languages: input.languages, pays: input.pays, most_km: input.mostKm },
  ...{ weekdays: input.weekdays, from_day: input.fromDay, until_day: input.untilDay },
  ...{
    from_minute: minuteOf(input.from),
    until_minute: minuteOf(input.until),
    minutes: input.minutes,
    grams,
  },
})

export async function insertNeed(
  db: Db,
  by: { organisationId: string; affiliationId: string },
  input: NeedInput,
  grams: readonly string[],
): Promise<string> {
  const columns = {
    ...{ organisation_id: by.organisationId, affiliation_id: by.affiliationId },
    ...columnsOf(input, grams),
  }
  const names = sql.join(Object.keys(columns).map(name => sql.ref(name)))
  const { rows } = await sql<{ id: string }>`insert into sharing.needs (${names})
    values (${sql.join(Object.values(columns))}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Whether it was still that version, and open. */
export async function updateNeedRow(
  db: Db,
  id: string,
  version: number,
  input: NeedInput,
  grams: readonly string[],
): Promise<boolean> {
  const set = Object.entries(columnsOf(input, grams)).map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
  const { rows } = await sql`update sharing.needs set ${sql.join(set)}, version = version + 1
    where id = ${id} and version = ${version} and state = 'open' returning id`.execute(db)
  return rows.length > 0
}

/** Closes an open need and takes it off every desk; whether it was still that version. */
export async function closeNeedRow(
  db: Db,
  id: string,
  close: { version: number; state: 'met' | 'withdrawn'; offerId: string | null },
): Promise<boolean> {
  const { rows } = await sql`update sharing.needs set state = ${close.state}, met_offer_id = ${close.offerId},
      closed_at = now(), version = version + 1
    where id = ${id} and version = ${close.version} and state = 'open' returning id`.execute(db)
  if (rows.length) await sql`select sharing.settle_need(${id})`.execute(db)
  return rows.length > 0
}

/** Needs whose last day has passed are over. */
export async function endNeeds(system: Db): Promise<void> {
  await sql`select sharing.end_needs()`.execute(system)
}

/** What was put forward, as far as it may be read, the first first. */
export async function selectAnswers(db: Db, needId: string): Promise<NeedAnswer[]> {
  const { rows } = await sql<Omit<NeedAnswer, 'createdAt'> & { createdAt: Date }>`select a.id, a.offer_id,
      json_build_object('zh', o.title_zh, 'en', o.title_en) as title, json_build_object('id', m.id, 'name',
      json_build_object('zh', m.name_zh, 'en', m.name_en)) as organisation, a.note, a.declined, a.created_at, a.version
    from sharing.answers a join sharing.offers o on o.id = a.offer_id
      join members.organisations m on m.id = a.organisation_id
    where a.need_id = ${needId} order by a.created_at, a.id limit 100`.execute(db)
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }))
}

export async function insertAnswer(
  db: Db,
  answer: { needId: string; offerId: string; organisationId: string; note: string },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into sharing.answers (need_id, offer_id, organisation_id, note)
    values (${answer.needId}, ${answer.offerId}, ${answer.organisationId}, ${answer.note}) returning id`.execute(
    db,
  )
  return (rows[0] as { id: string }).id
}

/** Whether it was still that version, and not declined before. */
export async function declineAnswerRow(
  db: Db,
  id: string,
  { version, reason }: { version: number; reason: string },
): Promise<boolean> {
  const { rows } = await sql`update sharing.answers set declined = ${reason}, version = version + 1
    where id = ${id} and version = ${version} and declined is null returning id`.execute(db)
  return rows.length > 0
}
