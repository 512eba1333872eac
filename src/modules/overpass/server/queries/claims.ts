import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { ClaimState, Opinion, Reason } from '../../rules/decision.ts'
import type { RecognisedLine } from '../../rules/evaluate.ts'
import { instant } from './instant.ts'

type Named = { id: string; name: Bilingual }
export type ClaimListRow = {
  id: string
  state: ClaimState
  automatic: boolean
  learner: { id: string; name: string; organisation: Bilingual }
  programme: Named
  receiving: Named
  outcomes: number
  claimed: number
  recognised: number
  votes: number
  dueOn: string
  overdue: boolean
  appealed: boolean
  submittedAt: string
  version: number
}

const ROW = sql`c.id, c.state, c.automatic, c.due_on::text as due_on, c.version,
  json_build_object('id', c.learner_id, 'name', c.learner_name,
    'organisation', json_build_object('zh', l.name_zh, 'en', l.name_en)) as learner,
  json_build_object('id', p.programme_id, 'name', json_build_object('zh', p.name_zh, 'en', p.name_en)) as programme,
  json_build_object('id', r.id, 'name', json_build_object('zh', r.name_zh, 'en', r.name_en)) as receiving,
  (select count(*)::int from overpass.spendings s where s.claim_id = c.id) as outcomes,
  (select coalesce(sum(x.claimed), 0)::float8 / 10 from overpass.claim_lines x where x.claim_id = c.id) as claimed,
  (select coalesce(sum(x.recognised), 0)::float8 / 10 from overpass.claim_lines x where x.claim_id = c.id) as recognised,
  (select count(*)::int from overpass.votes v where v.claim_id = c.id) as votes,
  c.state = 'submitted' and c.due_on < platform.today() as overdue,
  exists (select from overpass.appeals a where a.claim_id = c.id) as appealed,
  ${instant('c.submitted_at')} as submitted_at`
const FROM = sql`from overpass.claims c join members.organisations l on l.id = c.organisation_id
  join members.organisations r on r.id = c.receiving_organisation_id
  join programmes.programme_facts p on p.programme_id = c.programme_id`

type Page = { after: readonly [string, string] | null; limit: number }

export async function selectOwnClaims(
  db: Db,
  personId: string,
  page: { after: string | null; limit: number },
): Promise<ClaimListRow[]> {
  const { rows } = await sql<ClaimListRow>`select ${ROW} ${FROM} where c.person_id = ${personId}
      and (${page.after}::uuid is null or c.id < ${page.after}::uuid)
    order by c.id desc limit ${page.limit}`.execute(db)
  return rows
}

export type SchoolFilters = {
  state?: ClaimState | undefined
  clause?: string | undefined
  ready?: 'yes' | undefined
}

/** Claims at a school by the day they are due: the soonest first, of decided ones alone the latest. */
export async function selectSchoolClaims(
  db: Db,
  organisationId: string,
  { state, clause, ready }: SchoolFilters,
  page: Page,
): Promise<ClaimListRow[]> {
  const [dueOn, id] = page.after ?? [null, null]
  const latest = state !== undefined && state !== 'submitted'
  const { rows } =
    await sql<ClaimListRow>`select ${ROW} ${FROM} where c.receiving_organisation_id = ${organisationId}
      and (${state ?? null}::text is null or c.state = ${state ?? null})
      and (${clause ?? null}::uuid is null or c.clause_id = ${clause ?? null}::uuid)
      and (${ready ?? null}::text is null or (c.state = 'submitted' and (select count(*) from overpass.votes v
        where v.claim_id = c.id) >= platform.parameter('overpass.votes_least', platform.today(), null::int, c.group_id)))
      and (${dueOn}::date is null
        or (c.due_on, c.id) ${latest ? sql`<` : sql`>`} (${dueOn}::date, ${id}::uuid))
    order by ${latest ? sql`c.due_on desc, c.id desc` : sql`c.due_on, c.id`} limit ${page.limit}`.execute(db)
  return rows
}

export type ClaimRow = ClaimListRow & {
  personId: string
  organisationId: string
  learnerId: string
  learnerName: string
  clauseId: string
  groupId: string | null
  programmeId: string
  receivingOrganisationId: string
  /** The viewer, where they are a guardian of the learner today. */
  guardianIds: string[]
  note: string | null
  reasonCode: Reason | null
  reason: string | null
  decidedName: string | null
  decidedAt: string | null
}

export async function selectOptionalClaim(db: Db, id: string): Promise<ClaimRow | undefined> {
  const { rows } =
    await sql<ClaimRow>`select ${ROW}, c.person_id, c.organisation_id, c.learner_id, c.learner_name,
      c.clause_id, c.group_id, c.programme_id, c.receiving_organisation_id, c.note, c.reason_code, c.reason,
      c.decided_name, ${instant('c.decided_at')} as decided_at,
      case when c.person_id = any ((select overpass.viewer_children_persons())::uuid[])
        then array[platform.viewer_person()] else '{}' end as guardian_ids
    ${FROM} where c.id = ${id}`.execute(db)
  return rows[0]
}

/**
 * What is claimed or recognised for a programme already: it uses up courses and the total cap, and its outcomes are
 * spent. Rules are named for lines of the same clause alone, in whichever version: other bridges have caps of their own.
 */
export async function selectLinesBefore(
  db: Db,
  personId: string,
  programmeId: string,
  { agreementId, clauseNumber }: { agreementId: string; clauseNumber: number },
): Promise<RecognisedLine[]> {
  const { rows } = await sql<RecognisedLine>`select s.outcome_id, l.course_id,
      case when (b.agreement_id, b.clause_number) = (${agreementId}::uuid, ${clauseNumber}::int)
        then s.recognition_id else '' end as recognition_id,
      (case s.state when 'claimed' then l.claimed else l.recognised end)::float8 / 10 as credits
    from overpass.claims c join overpass.spendings s on s.claim_id = c.id
      join overpass.claim_lines l on l.claim_id = s.claim_id and l.outcome_id = s.outcome_id
      left join overpass.signed_bridges b on b.clause_id = c.clause_id
    where c.person_id = ${personId} and c.programme_id = ${programmeId}
      and s.state in ('claimed', 'recognised', 'used')`.execute(db)
  return rows
}

export type NewClaim = {
  personId: string
  organisationId: string
  learnerId: string
  learnerName: string
  clauseId: string
  versionId: string
  groupId: string | null
  programmeId: string
  targetVersionId: string
  receivingOrganisationId: string
  note: string | null
  automatic: boolean
  dueOn: string
}

export async function insertClaim(db: Db, claim: NewClaim): Promise<string> {
  const decided = claim.automatic
  const { rows } = await sql<{
    id: string
  }>`insert into overpass.claims (person_id, organisation_id, learner_id,
      learner_name, clause_id, version_id, group_id, programme_id, target_version_id, receiving_organisation_id, note,
      state, automatic, due_on, reason_code, decided_at)
    values (${claim.personId}, ${claim.organisationId}, ${claim.learnerId}, ${claim.learnerName}, ${claim.clauseId},
      ${claim.versionId}, ${claim.groupId}, ${claim.programmeId}, ${claim.targetVersionId},
      ${claim.receivingOrganisationId}, ${claim.note}, ${decided ? 'approved' : 'submitted'}, ${decided},
      ${claim.dueOn}, ${decided ? 'as_the_rule' : null}, ${decided ? sql`now()` : null}) returning id`.execute(
    db,
  )
  return (rows[0] as { id: string }).id
}

export type NewLine = {
  outcomeId: string
  recognitionId: string
  courseId: string
  claimed: number
  expiresOn: string | null
}

/** The outcomes and lines of a claim (tenths); recognised at once where the rule decides. */
export async function insertLines(
  db: Db,
  claim: { id: string; programmeId: string; automatic: boolean },
  lines: readonly NewLine[],
): Promise<void> {
  await sql`with said as (select * from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as x("outcomeId" uuid, "recognitionId" text, "courseId" uuid, claimed int, "expiresOn" date)),
    spent as (insert into overpass.spendings (claim_id, outcome_id, programme_id, recognition_id, state, expires_on)
      select distinct ${claim.id}::uuid, "outcomeId", ${claim.programmeId}::uuid, "recognitionId",
        ${claim.automatic ? 'recognised' : 'claimed'}, "expiresOn" from said)
    insert into overpass.claim_lines (claim_id, outcome_id, course_id, claimed, recognised)
      select ${claim.id}::uuid, "outcomeId", "courseId", claimed, case when ${claim.automatic} then claimed else 0 end
      from said`.execute(db)
}

export type LineRow = {
  outcomeId: string
  recognitionId: string
  state: 'claimed' | 'recognised' | 'used' | 'refused' | 'withdrawn' | 'expired'
  expiresOn: string | null
  courseId: string
  courseName: Bilingual
  courseCode: string
  claimed: number
  recognised: number
  used: number
}

export async function selectLines(db: Db, claimId: string): Promise<LineRow[]> {
  const { rows } =
    await sql<LineRow>`select s.outcome_id, s.recognition_id, s.state, s.expires_on::text as expires_on,
      l.course_id, l.claimed, l.recognised, l.used, k.code as course_code,
      json_build_object('zh', k.name_zh, 'en', k.name_en) as course_name
    from overpass.spendings s join overpass.claim_lines l on l.claim_id = s.claim_id and l.outcome_id = s.outcome_id
      join programmes.course_facts k on k.course_id = l.course_id
    where s.claim_id = ${claimId} order by s.outcome_id, k.semester, k.code`.execute(db)
  return rows
}

/** Takes a claim back while it waits; false when somebody was faster. */
export async function withdrawRow(db: Db, id: string, version: number): Promise<boolean> {
  const { rows } = await sql`update overpass.claims set state = 'withdrawn', version = version + 1
    where id = ${id} and version = ${version} and state = 'submitted' returning id`.execute(db)
  return rows.length > 0
}

/** After an appeal: the claim as the group's committee has decided it. */
export async function changeClaim(db: Db, id: string, state: ClaimState): Promise<void> {
  await sql`update overpass.claims set state = ${state}, version = version + 1 where id = ${id}`.execute(db)
}

export type Settled = { claimId: string; outcomeId: string; courseId: string; recognised: number }

/** What each line was given (tenths); an outcome that gave something is recognised, the others are free again. */
export async function settleLines(db: Db, lines: readonly Settled[]): Promise<void> {
  await sql`with said as (select * from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as x("claimId" uuid, "outcomeId" uuid, "courseId" uuid, recognised int)),
    given as (update overpass.claim_lines l set recognised = said.recognised from said
      where l.claim_id = said."claimId" and l.outcome_id = said."outcomeId" and l.course_id = said."courseId")
    update overpass.spendings s set state = case when sums.recognised = 0 then 'refused'
        when sums.recognised > sums.used then 'recognised' else s.state end
    from (select said."claimId", said."outcomeId", sum(said.recognised) as recognised, sum(l.used) as used from said
        join overpass.claim_lines l on l.claim_id = said."claimId" and l.outcome_id = said."outcomeId"
          and l.course_id = said."courseId" group by said."claimId", said."outcomeId") sums
    where s.claim_id = sums."claimId" and s.outcome_id = sums."outcomeId"`.execute(db)
}

/**
 * Takes what a claim has recognised for the record: whoever comes second waits, and finds nothing. What was revoked or
 * has expired is left out.
 */
export async function takeRecognised(db: Db, claimId: string): Promise<Set<string>> {
  const { rows } = await sql<{ outcomeId: string }>`update overpass.spendings s set state = 'used'
    from overpass.claimed_outcomes(${claimId}) f
    where s.claim_id = ${claimId} and s.outcome_id = f.outcome_id and s.state = 'recognised'
      and f.state = 'confirmed' and (s.expires_on is null or s.expires_on >= platform.today())
    returning s.outcome_id`.execute(db)
  return new Set(rows.map(row => row.outcomeId))
}

/** Everything recognised of these outcomes is written to the record now. */
export async function useLines(db: Db, claimId: string, outcomeIds: readonly string[]): Promise<void> {
  await sql`update overpass.claim_lines set used = recognised
    where claim_id = ${claimId} and outcome_id = any (${outcomeIds}::uuid[])`.execute(db)
}

export async function setSpendings(db: Db, claimId: string, from: string, to: string): Promise<void> {
  await sql`update overpass.spendings set state = ${to} where claim_id = ${claimId} and state = ${from}`.execute(
    db,
  )
}

export type FactRow = {
  outcomeId: string
  kind: string
  state: 'confirmed' | 'pending' | 'refused' | 'withdrawn' | 'revoked'
  disputed: boolean
  heldOn: string
  payload: unknown
  byZh: string
  byEn: string | null
}

/** The outcomes of a claim as they stand today, for whoever may read it. */
export async function selectClaimedOutcomes(db: Db, claimId: string): Promise<FactRow[]> {
  const { rows } =
    await sql<FactRow>`select outcome_id, kind, state, disputed, held_on::text as held_on, payload, by_zh,
      by_en from overpass.claimed_outcomes(${claimId})`.execute(db)
  return rows
}

/** The learner's entry at the receiving school; null while they have not arrived. */
export async function selectArrived(db: Db, claimId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select overpass.arrived(${claimId}) as id`.execute(db)
  return rows[0]?.id ?? null
}

export type VoteRow = {
  affiliationId: string
  name: string
  opinion: Opinion
  comment: string | null
  at: string
}

export async function selectVotes(db: Db, claimId: string): Promise<VoteRow[]> {
  const { rows } = await sql<VoteRow>`select affiliation_id, name, opinion, comment, ${instant('at')} as at
    from overpass.votes where claim_id = ${claimId} order by at, affiliation_id`.execute(db)
  return rows
}

export async function upsertVote(
  db: Db,
  vote: { claimId: string; affiliationId: string; name: string; opinion: Opinion; comment: string | null },
): Promise<void> {
  await sql`insert into overpass.votes (claim_id, affiliation_id, name, opinion, comment)
    values (${vote.claimId}, ${vote.affiliationId}, ${vote.name}, ${vote.opinion}, ${vote.comment})
    on conflict (claim_id, affiliation_id) do update set name = excluded.name, opinion = excluded.opinion,
      comment = excluded.comment, at = now()`.execute(db)
}
