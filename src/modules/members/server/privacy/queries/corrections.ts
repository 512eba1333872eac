import { sql } from 'kysely'
import { z } from 'zod'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { Correction, CorrectionFilters } from '../../../contract/corrections.ts'
import type { CorrectedField } from '../../../rules/privacy.ts'
import { isoOf, placeOf } from './entries.ts'

const CURRENT = sql`case c.field when 'name' then a.name when 'number' then a.number when 'email' then a.email
  when 'phone' then a.phone when 'birth_date' then a.birth_date::text when 'position' then a.position_zh
  when 'class' then members.class_name(a.class_id) end`
const COLUMNS = sql`c.id, c.affiliation_id, ${placeOf('o')} as organisation, a.name as entry, c.field,
  ${CURRENT} as current, c.wanted, c.reason, c.state, c.due_on, c.answer, c.answered_by,
  ${isoOf('c.answered_at')} as answered_at, ${isoOf('c.created_at')} as created_at, c.version`
// The entry is left out of sight once it is no longer the viewer's; what was asked stays.
const FROM = sql`members.corrections c join members.organisations o on o.id = c.organisation_id
  left join members.affiliations a on a.id = c.affiliation_id`

/** What the viewer asked for, and what others asked for their minor children; the latest fifty. */
export async function selectOwnCorrections(db: Db): Promise<Correction[]> {
  const { rows } = await sql<Correction>`select ${COLUMNS} from ${FROM}
    where c.person_id = (select platform.viewer_person()) or c.affiliation_id = any ((select members.viewer_children())::uuid[])
    order by c.id desc limit 50`.execute(db)
  return rows
}

type Page = { after?: string; limit: number }

/** What is asked of an organisation with these filters; whose entry it is is found as in the list of people. */
function asked(organisationId: string, { q, state, field }: CorrectionFilters) {
  const terms = q === undefined ? null : queryTerms(q)
  return sql`c.organisation_id = ${organisationId}
    and (${state ?? null}::text is null or c.state = ${state ?? null})
    and (${field ?? null}::text is null or c.field = ${field ?? null})
    and (${terms}::text[] is null or (cardinality(${terms}::text[]) > 0
      and c.affiliation_id in (select members.find_affiliations(${terms}::text[]))))`
}

/** The latest first. */
export async function selectCorrections(
  db: Db,
  organisationId: string,
  filters: CorrectionFilters,
  { after, limit }: Page,
): Promise<{ rows: Correction[]; next: string | null }> {
  const before = readKey(after, z.tuple([z.uuid()]))?.[0] ?? null
  const { rows } = await sql<Correction>`select ${COLUMNS} from ${FROM}
    where ${asked(organisationId, filters)}
      and (${before}::uuid is null or c.id < ${before}::uuid)
    order by c.id desc limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? writeKey([last.id]) : null }
}

type Counted = { state: Correction['state']; field: CorrectedField; count: number }

/** How many each state and field would leave; each facet counted without its own choice. */
export async function selectCorrectionCounts(db: Db, organisationId: string, filters: CorrectionFilters) {
  const { rows } = await sql<Counted>`select c.state, c.field, count(*)::int as count
    from members.corrections c where ${asked(organisationId, { q: filters.q })} group by 1, 2`.execute(db)
  const counted = <K extends 'state' | 'field'>(by: K, found: readonly Counted[]) => {
    const sums = new Map<Counted[K], number>()
    for (const row of found) sums.set(row[by], (sums.get(row[by]) ?? 0) + row.count)
    return [...sums].map(([value, count]) => ({ value, count }))
  }
  const inState = rows.filter(row => !filters.state || row.state === filters.state)
  const ofField = rows.filter(row => !filters.field || row.field === filters.field)
  return {
    total: inState.filter(row => ofField.includes(row)).reduce((sum, row) => sum + row.count, 0),
    states: counted('state', ofField),
    fields: counted('field', inState),
  }
}

export type OpenCorrection = {
  id: string
  organisationId: string
  affiliationId: string
  personId: string
  field: CorrectedField
  wanted: string | null
  state: Correction['state']
  version: number
}

export async function selectOptionalCorrection(db: Db, id: string): Promise<OpenCorrection | undefined> {
  const { rows } =
    await sql<OpenCorrection>`select id, organisation_id, affiliation_id, person_id, field, wanted, state, version
    from members.corrections where id = ${id}`.execute(db)
  return rows[0]
}

export async function insertCorrection(
  db: Db,
  asked: {
    organisationId: string
    affiliationId: string
    personId: string
    field: CorrectedField
    wanted: string | null
    reason: string | null
    dueOn: string
  },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`insert into members.corrections (organisation_id, affiliation_id,
      person_id, field, wanted, reason, due_on)
    values (${asked.organisationId}, ${asked.affiliationId}, ${asked.personId}, ${asked.field}, ${asked.wanted},
      ${asked.reason}, ${asked.dueOn})
    on conflict (affiliation_id, field) where state = 'open' do nothing returning id`.execute(db)
  return rows[0]?.id
}

export async function updateWithdrawn(db: Db, id: string, version: number): Promise<boolean> {
  const { rows } = await sql`update members.corrections set state = 'withdrawn', version = version + 1
    where id = ${id} and version = ${version} and state = 'open' returning id`.execute(db)
  return rows.length > 0
}

export async function updateAnswered(
  db: Db,
  id: string,
  version: number,
  answer: { state: 'accepted' | 'refused'; answer: string | null; by: string },
): Promise<boolean> {
  const { rows } =
    await sql`update members.corrections set state = ${answer.state}, answer = ${answer.answer},
      answered_by = ${answer.by}, answered_at = now(), version = version + 1
    where id = ${id} and version = ${version} and state = 'open' returning id`.execute(db)
  return rows.length > 0
}

/** Takes the entry from the account that says it is not its own; false when it is no longer joined to it. */
export async function unjoin(db: Db, correctionId: string): Promise<boolean> {
  const { rows } = await sql<{ freed: boolean }>`select members.unjoin(${correctionId}) as freed`.execute(db)
  return rows[0]?.freed ?? false
}

export async function selectOptionalClassNamed(
  db: Db,
  organisationId: string,
  name: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from members.classes
    where organisation_id = ${organisationId} and name = ${name} and ends_on is null`.execute(db)
  return rows[0]?.id
}
