import { type RawBuilder, sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Payload } from '../../contract/payload.ts'
import type { Kind, State } from '../../rules/vocabulary.ts'

const iso = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const affiliationsOf = (personId: string) =>
  sql`(select a.id from members.affiliations a where a.person_id = ${personId})`
const placeOf = (o: string) =>
  sql`json_build_object('id', ${sql.ref(`${o}.id`)}, 'name',
    json_build_object('zh', ${sql.ref(`${o}.name_zh`)}, 'en', ${sql.ref(`${o}.name_en`)}))`

type Place = { id: string; name: Bilingual }
export type OutcomeData = {
  organisation: Place
  total: number
  kind: Kind
  state: State
  day: string
  /** Null once the law has erased what was said. */
  said: Payload | null
  by: Bilingual
  /** Of what followed last, where it says why. */
  reason: string | null
  at: string
}

/** A person's record, as it stands today, by the school whose it is. */
export async function selectOutcomeData(system: Db, personId: string, most: number): Promise<OutcomeData[]> {
  const { rows } = await sql<OutcomeData>`select ${placeOf('o')} as organisation, f.kind, f.state,
      f.held_on as day, f.payload as said, json_build_object('zh', coalesce(g.name_zh, c.name_zh),
        'en', case when g.id is null then c.name_en else g.name_en end) as by,
      (select n.payload ->> 'reason' from records.outcomes n where n.root_id = f.id
        order by n.seq desc limit 1) as reason,
      ${iso('f.recorded_at')} as at, count(*) over (partition by o.id)::int as total
    from members.affiliations a
      join records.outcome_facts f on f.organisation_id = a.organisation_id and f.learner_id = a.id
      join members.organisations o on o.id = f.organisation_id
      join members.organisations c on c.id = f.confirming_organisation_id
      left join members.groups g on g.id = f.confirming_group_id
    where a.person_id = ${personId} order by f.held_on desc, f.id desc limit ${most}`.execute(system)
  return rows
}

/** What somebody did about records; a kind says what it has. */
type Said = {
  name?: Bilingual | null
  text?: string | null
  state?: string
  answer?: string | null
  to?: Bilingual | null
  reader?: string | null
  day?: string
  times?: number
}
export type DeedData = { said: Said; at: string; total: number }

const titleOf = (outcome: string) =>
  sql`(select f.payload -> 'title' from records.outcome_facts f where f.id = ${sql.ref(outcome)})`
const named = (zh: string) => sql`json_build_object('zh', ${sql.ref(zh)}, 'en', null)`
/** Of the organisation `o` joined beside; null where there is none. */
const other = sql`case when o.id is not null then json_build_object('zh', o.name_zh, 'en', o.name_en) end`

const DEEDS = {
  disputes:
    personId => sql`select d.id, d.opened_at as at, ${titleOf('d.outcome_id')} as name, d.reason as text,
      d.state, d.answer
    from records.disputes d where d.by_person_id = ${personId}`,
  answers:
    personId => sql`select d.id, d.closed_at as at, ${titleOf('d.outcome_id')} as name, d.answer as text
    from records.disputes d where d.answered_by_affiliation_id in ${affiliationsOf(personId)}`,
  shares: personId => sql`select s.id, s.created_at as at, ${named('s.title')} as name, ${other} as "to",
      s.ends_on as day, case when s.revoked_at is not null then 'revoked'
        when s.ends_on < platform.today() then 'over' else 'open' end as state
    from records.shares s left join members.organisations o on o.id = s.to_organisation_id
    where s.person_id = ${personId}`,
  openings:
    personId => sql`select s.id, n.day::timestamptz as at, ${named('s.title')} as name, ${other} as "to",
      n.reader_name as reader, n.day, n.times
    from records.share_openings n join records.shares s on s.id = n.share_id
      left join members.organisations o on o.id = n.organisation_id
    where s.person_id = ${personId}`,
  transcripts:
    personId => sql`select t.id, t.created_at as at, ${named('t.holder_name')} as name, t.number as text
    from records.transcripts t where t.by_person_id = ${personId}`,
  evidence: personId => sql`select e.id, e.created_at as at, ${named('e.name')} as name
    from records.evidence_files e where e.person_id = ${personId}`,
  entered: personId => sql`select s.id, coalesce(s.submitted_at, s.created_at) as at,
        jsonb_build_object('zh', s.course_zh, 'en', s.course_en) as name, s.term as text
      from records.grade_sheets s where s.first_by in ${affiliationsOf(personId)}
        or s.second_by in ${affiliationsOf(personId)} or s.submitted_by in ${affiliationsOf(personId)}
    union all select r.id, r.created_at, jsonb_build_object('zh', r.name, 'en', null), null
      from records.result_files r where r.by_person_id = ${personId}`,
} satisfies Record<string, (personId: string) => RawBuilder<unknown>>
export type DeedKind = keyof typeof DEEDS

/** What a person did about records, of one kind, the latest first. */
export async function selectDeeds(
  system: Db,
  kind: DeedKind,
  personId: string,
  most: number,
): Promise<DeedData[]> {
  const { rows } = await sql<DeedData>`select to_jsonb(d) as said, ${iso('d.at')} as at,
      count(*) over ()::int as total
    from (${DEEDS[kind](personId)}) d order by d.at desc, d.id desc limit ${most}`.execute(system)
  return rows
}

export type OpenClaim = {
  id: string
  organisationId: string
  learnerId: string
  kind: Kind
  day: string
  visibility: Payload['visibility']
  confirmingOrganisationId: string
  confirmingGroupId: string | null
}

const factsOf = (personId: string) => sql`members.affiliations a join records.outcome_facts f
  on f.organisation_id = a.organisation_id and f.learner_id = a.id and a.person_id = ${personId}`

/** What a person says of themselves and nobody has answered yet. */
export async function selectOpenClaims(system: Db, personId: string): Promise<OpenClaim[]> {
  const { rows } =
    await sql<OpenClaim>`select f.id, f.organisation_id, f.learner_id, f.kind, f.held_on as day,
      f.visibility, f.confirming_organisation_id, f.confirming_group_id
    from ${factsOf(personId)} where f.state = 'pending' order by f.id`.execute(system)
  return rows
}

/** Erases what nobody stands for: what was claimed, and not confirmed or taken back. */
export async function eraseClaims(system: Db, personId: string): Promise<void> {
  await sql`select records.erase_facts(array(select f.id from ${factsOf(personId)}
    where f.state in ('pending', 'refused', 'withdrawn')))`.execute(system)
}

/**
 * Withdraws what the person contests of their own record and takes their name and words off it. What a guardian says
 * about their child stays the child's, without the name.
 * @returns the disputes that were open
 */
export async function leaveDisputes(system: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update records.disputes
      set state = 'withdrawn', closed_at = now(), version = version + 1
    where by_person_id = ${personId} and by_role = 'learner' and state = 'open' returning id`.execute(system)
  await sql`update records.disputes set by_name = '—',
      reason = case when by_role = 'learner' then '—' else reason end
    where by_person_id = ${personId}`.execute(system)
  await sql`update records.disputes set answered_by = '—'
    where answered_by_affiliation_id in ${affiliationsOf(personId)}`.execute(system)
  return rows.map(({ id }) => id)
}

/** Ends what somebody showed, with what was noted of who opened it. */
export async function eraseShares(system: Db, personId: string): Promise<void> {
  const own = sql`(select id from records.shares where person_id = ${personId})`
  for (const table of ['share_openings', 'share_entries'])
    await sql`delete from ${sql.ref(`records.${table}`)} where share_id in ${own}`.execute(system)
  await sql`delete from records.shares where person_id = ${personId}`.execute(system)
}

/**
 * Removes the files of what somebody had printed or brought for nothing, and the transcripts of their own record. A
 * transcript of somebody else's record can still be checked by its number.
 */
export async function eraseFiles(system: Db, personId: string): Promise<void> {
  await sql`update platform.files set deleted_at = now()
    where id in (select file_id from records.transcripts where by_person_id = ${personId})`.execute(system)
  await sql`delete from records.transcripts where by_person_id = ${personId}
    and learner_ids && array${affiliationsOf(personId)}`.execute(system)
  await sql`with gone as (delete from records.evidence_files where person_id = ${personId} and used_at is null
      returning file_id)
    update platform.files set deleted_at = now() where id in (select file_id from gone)`.execute(system)
}

/** Takes a person's name off the sheets and files by which they entered results. */
export async function eraseNames(system: Db, personId: string): Promise<void> {
  const own = affiliationsOf(personId)
  for (const part of ['first', 'second', 'submitted'])
    await sql`update records.grade_sheets set ${sql.ref(`${part}_name`)} = '—'
      where ${sql.ref(`${part}_by`)} in ${own}`.execute(system)
  await sql`update records.result_files set by_name = '—' where by_person_id = ${personId}`.execute(system)
}

/** Outcomes hang on entries, which move with their person; what hangs on the account is given over. */
export async function mergeRecords(system: Db, from: string, to: string): Promise<void> {
  for (const table of ['shares', 'evidence_files'])
    await sql`update ${sql.ref(`records.${table}`)} set person_id = ${to} where person_id = ${from}`.execute(
      system,
    )
  for (const table of ['disputes', 'transcripts', 'result_files'])
    await sql`update ${sql.ref(`records.${table}`)} set by_person_id = ${to} where by_person_id = ${from}`.execute(
      system,
    )
}

/** Erases what the record says of a learner whose entry the school has erased. */
export async function eraseLearner(db: Db, learnerId: string): Promise<void> {
  await sql`select records.erase_learner(${learnerId})`.execute(db)
}
