import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { ClaimState, Opinion, Reason } from '../../rules/decision.ts'

/** What deciding asks of a claim. */
export type Deciding = {
  id: string
  state: ClaimState
  version: number
  personId: string
  programmeId: string
  groupId: string | null
  clauseId: string
  receivingOrganisationId: string
}

/** Claims within the viewer's sight, many in one statement: a class is decided at once. */
export async function selectDeciding(db: Db, ids: readonly string[]): Promise<Deciding[]> {
  const { rows } =
    await sql<Deciding>`select id, state, version, person_id, programme_id, group_id, clause_id,
      receiving_organisation_id from overpass.claims where id = any (${ids}::uuid[]) order by id`.execute(db)
  return rows
}

export async function selectOpinions(
  db: Db,
  ids: readonly string[],
): Promise<{ claimId: string; opinion: Opinion }[]> {
  const { rows } = await sql<{
    claimId: string
    opinion: Opinion
  }>`select claim_id, opinion from overpass.votes
    where claim_id = any (${ids}::uuid[])`.execute(db)
  return rows
}

export type DecidingLine = { claimId: string; outcomeId: string; courseId: string; claimed: number }

export async function selectDecidingLines(db: Db, ids: readonly string[]): Promise<DecidingLine[]> {
  const { rows } =
    await sql<DecidingLine>`select claim_id, outcome_id, course_id, claimed from overpass.claim_lines
    where claim_id = any (${ids}::uuid[]) order by claim_id, outcome_id, course_id`.execute(db)
  return rows
}

/** Outcomes of these claims that no longer stand as confirmed. */
export async function selectGone(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ outcomeId: string }>`select f.outcome_id from unnest(${ids}::uuid[]) c (id)
    cross join lateral overpass.claimed_outcomes(c.id) f where f.state <> 'confirmed'`.execute(db)
  return new Set(rows.map(row => row.outcomeId))
}

/** Of these claims, those whose learner is at the receiving school already. */
export async function selectAllArrived(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select c.id from unnest(${ids}::uuid[]) c (id)
    where overpass.arrived(c.id) is not null`.execute(db)
  return new Set(rows.map(row => row.id))
}

type End = { state: ClaimState; reasonCode: Reason; reason: string; name: string }

/** Ends the wait of claims as somebody saw them; those that somebody else was faster with are left out. */
export async function endClaims(
  db: Db,
  seen: readonly { id: string; version: number }[],
  end: End,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update overpass.claims c set state = ${end.state},
      reason_code = ${end.reasonCode}, reason = ${end.reason}, decided_name = ${end.name},
      decided_by = platform.viewer_affiliation(), decided_at = now(), version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as s(id uuid, version int)
    where c.id = s.id and c.version = s.version and c.state = 'submitted' returning c.id`.execute(db)
  return rows.map(row => row.id)
}
