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
export type EntryData = {
  organisation: Place
  total: number
  id: string
  entry: 'outcome' | 'claim' | 'confirmation' | 'refusal' | 'withdrawal' | 'correction' | 'revocation'
  kind: Kind
  /** Where an outcome stands today; null for what followed it. */
  state: State | null
  day: string
  visibility: Payload['visibility']
  /** What it is about, where it says only why. */
  about: Bilingual | null
  /** Null once the law has erased what was said. */
  said: (Partial<Payload> & Pick<Payload, 'recordedBy'> & { reason?: string | null }) | null
  by: Bilingual
  at: string
}

/** Every entry of a person's record, what followed an outcome too, by the school whose it is; the latest first. */
export async function selectEntryData(system: Db, personId: string, most: number): Promise<EntryData[]> {
  const { rows } =
    await sql<EntryData>`select ${placeOf('o')} as organisation, e.id, e.entry, e.kind, f.state,
      e.held_on as day, e.visibility, r.payload -> 'title' as about, e.payload as said,
      json_build_object('zh', coalesce(g.name_zh, c.name_zh),
        'en', case when g.id is null then c.name_en else g.name_en end) as by,
      ${iso('e.at')} as at, count(*) over (partition by o.id)::int as total
    from members.affiliations a
      join records.outcomes e on e.organisation_id = a.organisation_id and e.learner_id = a.id
      left join records.outcomes r on r.id = e.root_id
      left join records.outcome_facts f on f.id = e.id
      join members.organisations o on o.id = e.organisation_id
      join members.organisations c on c.id = e.confirming_organisation_id
      left join members.groups g on g.id = e.confirming_group_id
    where a.person_id = ${personId} order by e.at desc, e.id desc limit ${most}`.execute(system)
  return rows
}

/** What somebody did about records; a kind says what it has. */
type Said = {
  id: string
  name?: Bilingual | null
  by?: string | null
  text?: string | null
  state?: string
  answer?: string | null
  to?: Bilingual | null
  term?: string | null
  day?: string
  times?: number
}
export type DeedData = { said: Said; at: string; total: number }

const titleOf = (outcome: string) =>
  sql`(select f.payload -> 'title' from records.outcome_facts f where f.id = ${sql.ref(outcome)})`
const named = (zh: string) => sql`json_build_object('zh', ${sql.ref(zh)}, 'en', null)`
/** Of the organisation `o` joined beside; null where there is none. */
const other = sql`case when o.id is not null then json_build_object('zh', o.name_zh, 'en', o.name_en) end`

/** Of the organisations somebody works for, by which lists of what they did are found. */
const organisationsOf = (personId: string) =>
  sql`(select a.organisation_id from members.affiliations a where a.person_id = ${personId})`

const DEEDS = {
  disputes:
    personId => sql`select d.id, d.opened_at as at, ${titleOf('d.outcome_id')} as name, d.by_name as by,
      d.reason as text, d.state, d.answer
    from records.disputes d where d.by_person_id = ${personId} or (d.organisation_id, d.learner_id) in
      (select a.organisation_id, a.id from members.affiliations a where a.person_id = ${personId})`,
  answers:
    personId => sql`select d.id, d.closed_at as at, ${titleOf('d.outcome_id')} as name, d.answer as text
    from records.disputes d where d.answered_by_affiliation_id in ${affiliationsOf(personId)}`,
  shares: personId => sql`select s.id, s.created_at as at, ${named('s.title')} as name, ${other} as "to",
      s.ends_on as day, (select count(*)::int from records.share_entries e where e.share_id = s.id) as times,
      case when s.revoked_at is not null then 'revoked'
        when s.ends_on < platform.today() then 'over' else 'open' end as state
    from records.shares s left join members.organisations o on o.id = s.to_organisation_id
    where s.person_id = ${personId}`,
  namings: personId => sql`select n.id, n.created_at as at, ${named('n.occasion')} as name,
      case when n.to_group_id is not null then json_build_object('zh', g.name_zh, 'en', g.name_en) else ${other} end as "to",
      n.ends_on as day, n.recorded as times, case when n.ended_at is not null then 'revoked'
        when n.ends_on < platform.today() then 'over' else 'open' end as state
    from records.namings n left join members.organisations o on o.id = n.to_organisation_id
      left join members.groups g on g.id = n.to_group_id
    where n.person_id = ${personId} or n.learner_id in ${affiliationsOf(personId)}`,
  openings:
    personId => sql`select s.id, n.day::timestamptz as at, ${named('s.title')} as name, ${other} as "to",
      n.reader_name as by, n.day, n.times
    from records.share_openings n join records.shares s on s.id = n.share_id
      left join members.organisations o on o.id = n.organisation_id
    where s.person_id = ${personId}`,
  opened:
    personId => sql`select n.share_id as id, n.day::timestamptz as at, ${named('s.title')} as name, ${other} as "to",
      n.day, n.times
    from records.share_openings n join records.shares s on s.id = n.share_id
      join members.organisations o on o.id = n.organisation_id
    where n.reader_affiliation_id in ${affiliationsOf(personId)}`,
  transcripts:
    personId => sql`select t.id, t.created_at as at, ${named('t.holder_name')} as name, t.number as text
    from records.transcripts t where t.by_person_id = ${personId}
      or t.learner_ids && array${affiliationsOf(personId)}`,
  evidence: personId => sql`select e.id, e.created_at as at, ${named('e.name')} as name
    from records.evidence_files e where e.person_id = ${personId}`,
  // A mark is told when it is given: until the sheet is submitted it is its teachers' note.
  marks: personId => sql`select s.id, coalesce(s.submitted_at, s.created_at) as at, s.term,
      jsonb_build_object('zh', s.course_zh, 'en', s.course_en) as name,
      case when s.state = 'submitted' then coalesce(r.second, r.first) end as text, s.state
    from records.grade_sheets s join records.grade_sheet_rows r on r.sheet_id = s.id
    where r.learner_id in ${affiliationsOf(personId)}`,
  entered: personId => sql`select s.id, coalesce(s.submitted_at, s.created_at) as at, s.term,
        jsonb_build_object('zh', s.course_zh, 'en', s.course_en) as name
      from records.grade_sheets s where s.organisation_id in ${organisationsOf(personId)}
        and (s.first_by in ${affiliationsOf(personId)} or s.second_by in ${affiliationsOf(personId)}
          or s.submitted_by in ${affiliationsOf(personId)})
    union all select r.id, r.created_at, null, jsonb_build_object('zh', r.name, 'en', null)
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
  await sql`delete from records.namings where person_id = ${personId}`.execute(system)
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

/** Takes a person's name off the sheets and files by which they entered results, and off the shares they opened. */
export async function eraseNames(system: Db, personId: string): Promise<void> {
  const own = affiliationsOf(personId)
  for (const part of ['first', 'second', 'submitted'])
    await sql`update records.grade_sheets set ${sql.ref(`${part}_name`)} = '—'
      where ${sql.ref(`${part}_by`)} in ${own}`.execute(system)
  await sql`update records.result_files set by_name = '—' where by_person_id = ${personId}`.execute(system)
  await sql`update records.share_openings set reader_name = '—' where reader_affiliation_id in ${own}`.execute(
    system,
  )
}

/** Outcomes hang on entries, which move with their person; what hangs on the account is given over. */
export async function mergeRecords(system: Db, from: string, to: string): Promise<void> {
  for (const table of ['shares', 'namings', 'evidence_files'])
    await sql`update ${sql.ref(`records.${table}`)} set person_id = ${to} where person_id = ${from}`.execute(
      system,
    )
  for (const table of ['disputes', 'transcripts', 'result_files'])
    await sql`update ${sql.ref(`records.${table}`)} set by_person_id = ${to} where by_person_id = ${from}`.execute(
      system,
    )
}

/** Erases what records say of somebody whose entry its organisation has erased. */
export async function eraseEntry(db: Db, affiliationId: string): Promise<void> {
  await sql`select records.erase_entry(${affiliationId}), records.erase_namings(${affiliationId})`.execute(db)
}
