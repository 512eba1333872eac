import { sql } from 'kysely'
import { z } from 'zod'
import type { Bilingual } from '#platform/contract/fields.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import { queryTerms, searchTerms } from '#platform/server/search/search-terms.ts'
import type { TransferFilters, TransferRequest } from '../../contract/transfers.ts'
import type { TransferState, whatIsSent } from '../../rules/transfers.ts'
import { isoOf, type Place, placeOf } from '../privacy/queries/entries.ts'
import { affiliationText } from '../text.ts'

type Sent = ReturnType<typeof whatIsSent>

/** What a request is found by: who asks, and from where. */
const gramsOf = ({ name, formerSchool }: Sent): string[] => [
  ...new Set([
    ...affiliationText({ name, number: null }).grams,
    ...searchTerms(formerSchool ? `${formerSchool.zh} ${formerSchool.en ?? ''}` : ''),
  ]),
]

/** Kinds of organisations that have learners. */
const SCHOOLS = sql`('secondary_school', 'comprehensive_school', 'higher_vocational_college', 'university',
  'training_centre')`
const OPEN_SCHOOL = sql`o.kind in ${SCHOOLS} and o.closed_on is null
  and exists (select from members.memberships m where m.organisation_id = o.id and m.ends_on is null)`

/** Schools of the groups by name or code; the first two hundred. */
export async function selectSchools(db: Db, q: string): Promise<Place[]> {
  const { rows } = await sql<Place>`select o.id, json_build_object('zh', o.name_zh, 'en', o.name_en) as name
    from members.organisations o where ${OPEN_SCHOOL}
      and (${q} = '' or strpos(lower(concat_ws(' ', o.name_zh, o.name_en, o.code)), lower(${q})) > 0)
    order by o.sort_key, o.id limit 200`.execute(db)
  return rows
}

export async function selectOptionalSchool(db: Db, id: string): Promise<Place | undefined> {
  const { rows } = await sql<Place>`select o.id, json_build_object('zh', o.name_zh, 'en', o.name_en) as name
    from members.organisations o where o.id = ${id} and ${OPEN_SCHOOL}`.execute(db)
  return rows[0]
}

export async function selectNeedsGuardian(db: Db, affiliationId: string | null): Promise<boolean> {
  if (!affiliationId) return false
  const { rows } = await sql<{
    needs: boolean
  }>`select members.needs_guardian(${affiliationId}) as needs`.execute(db)
  return rows[0]?.needs ?? false
}

/** The account behind an entry that concerns the viewer. */
export async function selectConcernedPerson(db: Db, affiliationId: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string | null
  }>`select members.concerned_person(${affiliationId}) as id`.execute(db)
  return rows[0]?.id ?? null
}

export type NewTransfer = {
  personId: string
  fromAffiliationId: string | null
  fromOrganisationId: string | null
  toOrganisationId: string
  dueOn: string
}

/** A move that the person or a guardian starts; undefined where one to that school is open already. */
export async function insertTransfer(
  db: Db,
  move: NewTransfer,
  sent: (Sent & { message: string | null; agreedBy: 'person' | 'guardian' }) | null,
): Promise<string | undefined> {
  const made = await sql<{ id: string }>`select uuidv7() as id`.execute(db)
  const { id } = made.rows[0] as { id: string }
  const { rows } =
    await sql`insert into members.transfers (id, person_id, from_affiliation_id, from_organisation_id,
      to_organisation_id, started_by, state, due_on, name, birth_date, former_school_zh, former_school_en,
      former_class, grams, message, agreed_by, sent_at)
    values (${id}, ${move.personId}, ${move.fromAffiliationId}, ${move.fromOrganisationId}, ${move.toOrganisationId},
      'person', ${sent ? 'sent' : 'proposed'}, ${move.dueOn}, ${sent?.name ?? null}, ${sent?.birthDate ?? null},
      ${sent?.formerSchool?.zh ?? null}, ${sent?.formerSchool?.en ?? null}, ${sent?.formerClass ?? null},
      ${sent ? gramsOf(sent) : []}::text[], ${sent?.message ?? null}, ${sent?.agreedBy ?? null}, ${sent ? sql`now()` : null})
    on conflict (person_id, to_organisation_id) where state in ('proposed', 'sent') do nothing returning id`.execute(
      db,
    )
  return rows.length > 0 ? id : undefined
}

/** A school proposes a move to the person behind its entry; false where nobody has joined that. */
export async function proposeTransferRow(
  db: Db,
  affiliationId: string,
  toOrganisationId: string,
  dueOn: string,
): Promise<boolean> {
  const { rows } = await sql<{
    joined: boolean
  }>`select members.propose_transfer(${affiliationId}, ${toOrganisationId},
    ${dueOn}::date) as joined`.execute(db)
  return rows[0]?.joined ?? false
}

type Facts = {
  name: string
  birthDate: string | null
  schoolZh: string
  schoolEn: string | null
  className: string | null
}

/** What the entry of a learner who moves says, for those who may speak of it. */
export async function selectMovingFacts(db: Db, affiliationId: string): Promise<Facts | undefined> {
  const { rows } = await sql<Facts>`select * from members.moving_facts(${affiliationId})`.execute(db)
  return rows[0]
}

export type OwnRow = {
  id: string
  personId: string
  forChild: boolean
  fromAffiliationId: string | null
  toOrganisationId: string
  learner: string | null
  from: Place | null
  to: Place
  startedBy: 'person' | 'school'
  state: TransferState
  needsGuardian: boolean
  name: string | null
  birthDate: string | null
  formerSchoolZh: string | null
  formerSchoolEn: string | null
  formerClass: string | null
  message: string | null
  reason: string | null
  affiliationId: string | null
  createdAt: string
  dueOn: string
  version: number
}

const OWN = sql`select t.id, t.person_id, t.person_id <> (select platform.viewer_person()) as for_child,
    t.from_affiliation_id, t.to_organisation_id,
    (select facts.name from members.moving_facts(t.from_affiliation_id) facts) as learner,
    case when f.id is not null then ${placeOf('f')} end as "from", ${placeOf('o')} as "to", t.started_by, t.state,
    t.from_affiliation_id is not null and members.needs_guardian(t.from_affiliation_id) as needs_guardian,
    t.name, t.birth_date, t.former_school_zh, t.former_school_en, t.former_class, t.message, t.reason,
    t.affiliation_id, ${isoOf('t.created_at')} as created_at, t.due_on, t.version
  from members.transfers t join members.organisations o on o.id = t.to_organisation_id
    left join members.organisations f on f.id = t.from_organisation_id`
const MINE = sql`(t.person_id = (select platform.viewer_person())
  or t.from_affiliation_id = any ((select members.viewer_wards())::uuid[]))`

export async function selectOwnTransfers(db: Db): Promise<OwnRow[]> {
  const { rows } = await sql<OwnRow>`${OWN} where ${MINE} order by t.id desc limit 50`.execute(db)
  return rows
}

export async function selectOptionalOwnTransfer(db: Db, id: string): Promise<OwnRow | undefined> {
  const { rows } = await sql<OwnRow>`${OWN} where t.id = ${id} and ${MINE}`.execute(db)
  return rows[0]
}

export async function updateSent(
  db: Db,
  id: string,
  version: number,
  sent: Sent & { message: string | null; agreedBy: 'person' | 'guardian' },
): Promise<boolean> {
  const { rows } = await sql`update members.transfers set state = 'sent', name = ${sent.name},
      birth_date = ${sent.birthDate}, former_school_zh = ${sent.formerSchool?.zh ?? null},
      former_school_en = ${sent.formerSchool?.en ?? null}, former_class = ${sent.formerClass},
      grams = ${gramsOf(sent)}::text[], message = ${sent.message}, agreed_by = ${sent.agreedBy}, sent_at = now(), version = version + 1
    where id = ${id} and version = ${version} and state = 'proposed' returning id`.execute(db)
  return rows.length > 0
}

/** Ends a move that came to nothing; what was sent is emptied, so that the school keeps nothing of it. */
export async function updateStopped(
  db: Db,
  id: string,
  version: number,
  state: 'declined' | 'withdrawn',
): Promise<boolean> {
  const { rows } =
    await sql`update members.transfers set state = ${state}, ended_at = now(), version = version + 1,
      name = null, birth_date = null, former_school_zh = null, former_school_en = null, former_class = null, grams = '{}',
      message = null
    where id = ${id} and version = ${version} and state in ('proposed', 'sent') returning id`.execute(db)
  return rows.length > 0
}

type RequestRow = Omit<TransferRequest, 'formerSchool'> & {
  formerSchoolZh: string | null
  formerSchoolEn: string | null
}

/** What learners sent to a school, with these filters. */
function received(organisationId: string, { q, state }: TransferFilters) {
  const terms = q === undefined ? null : queryTerms(q)
  return sql`t.to_organisation_id = ${organisationId} and t.state in ('sent', 'accepted', 'refused')
    and (${state ?? null}::text is null or t.state = ${state ?? null})
    and (${terms}::text[] is null or (cardinality(${terms}::text[]) > 0 and t.grams @> ${terms}::text[]))`
}

export async function selectRequestCounts(db: Db, organisationId: string, filters: TransferFilters) {
  const { rows } = await sql<{ value: TransferRequest['state']; count: number }>`select t.state as value,
      count(*)::int as count
    from members.transfers t where ${received(organisationId, { q: filters.q })} group by 1 order by 1`.execute(
    db,
  )
  const chosen = rows.filter(({ value }) => !filters.state || value === filters.state)
  return { total: chosen.reduce((sum, { count }) => sum + count, 0), states: rows }
}

/** The latest first. */
export async function selectRequests(
  db: Db,
  organisationId: string,
  filters: TransferFilters,
  { after, limit }: { after?: string; limit: number },
): Promise<{ rows: TransferRequest[]; next: string | null }> {
  const before = readKey(after, z.tuple([z.uuid()]))?.[0] ?? null
  const { rows } = await sql<RequestRow>`select t.id, t.state, t.name, t.birth_date, t.former_school_zh,
      t.former_school_en, t.former_class, t.message, t.agreed_by, t.reason, t.answered_by, t.affiliation_id,
      ${isoOf('t.sent_at')} as sent_at, t.due_on, t.version
    from members.transfers t
    where ${received(organisationId, filters)}
      and (${before}::uuid is null or t.id < ${before}::uuid)
    order by t.id desc limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ formerSchoolZh, formerSchoolEn, ...row }) => ({
      ...row,
      formerSchool: schoolOf(formerSchoolZh, formerSchoolEn),
    })),
    next: rows.length > limit && last ? writeKey([last.id]) : null,
  }
}

export const schoolOf = (zh: string | null, en: string | null): Bilingual | null =>
  zh === null ? null : { zh, en }

export type Received = {
  id: string
  toOrganisationId: string
  state: TransferState
  name: string | null
  birthDate: string | null
  version: number
}

/** A request as the receiving school's administrator finds it; proposals are out of their sight. */
export async function selectOptionalReceived(db: Db, id: string): Promise<Received | undefined> {
  const { rows } = await sql<Received>`select id, to_organisation_id, state, name, birth_date, version
    from members.transfers where id = ${id} and to_organisation_id = (select platform.viewer_organisation())`.execute(
    db,
  )
  return rows[0]
}

/** Joins the new entry to the person and closes the request; false when somebody was faster. */
export async function acceptTransferRow(
  db: Db,
  id: string,
  version: number,
  entry: { affiliationId: string; by: string },
): Promise<boolean> {
  const { rows } = await sql<{ joined: boolean }>`select members.accept_transfer(${id}, ${version},
    ${entry.affiliationId}, ${entry.by}) as joined`.execute(db)
  return rows[0]?.joined ?? false
}

export async function updateRefused(
  db: Db,
  id: string,
  version: number,
  refusal: { reason: string; by: string },
): Promise<boolean> {
  const { rows } = await sql`update members.transfers set state = 'refused', reason = ${refusal.reason},
      answered_by = ${refusal.by}, ended_at = now(), version = version + 1
    where id = ${id} and version = ${version} and state = 'sent' returning id`.execute(db)
  return rows.length > 0
}

/** Ends what nobody answered in time, for the system, emptied like any that came to nothing. */
export async function expireTransfers(system: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update members.transfers set state = 'expired', ended_at = now(),
      version = version + 1, name = null, birth_date = null, former_school_zh = null, former_school_en = null,
      former_class = null, grams = '{}', message = null
    where id in (select id from members.transfers where state in ('proposed', 'sent') and due_on < platform.today() limit 500)
    returning id`.execute(system)
  return rows.map(row => row.id)
}
