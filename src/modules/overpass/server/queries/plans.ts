import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Question, StepOfWay, WayToGoal } from '../../contract/planner.ts'
import type { Change, Verdict } from '../../rules/planner/followed.ts'
import { instant } from './instant.ts'

/** What a way rests on. */
type Grounded = { clauseIds: string[]; agreementIds: string[]; placeIds: string[] }

function groundsOfWay({
  steps,
}: {
  steps: readonly Pick<StepOfWay, 'basis' | 'bridgeId' | 'fromId' | 'to'>[]
}): Grounded {
  const signed = steps.flatMap(({ basis, bridgeId }) =>
    basis.kind === 'clause' ? [{ ...basis, bridgeId }] : [],
  )
  return {
    clauseIds: signed.map(each => each.bridgeId),
    agreementIds: [...new Set(signed.map(each => each.agreementId))],
    placeIds: [...new Set(steps.flatMap(step => [...(step.fromId ? [step.fromId] : []), step.to.id]))],
  }
}

export type PlanRow = {
  id: string
  personId: string
  organisationId: string
  learnerId: string
  learner: string
  adviserId: string | null
  adviser: string | null
  /** The viewer, where they are a guardian of the learner today. */
  guardianIds: string[]
  question: Question
  way: WayToGoal
  now: WayToGoal | null
  verdict: Verdict
  changes: Change[]
  changedAt: string | null
  keptAt: string
  version: number
}

const ROW = sql`p.id, p.person_id, p.organisation_id, p.learner_id, p.learner_name as learner, p.adviser_id,
  p.adviser_name as adviser, p.question, p.way, p.now, p.verdict, p.changes, ${instant('p.changed_at')} as changed_at,
  ${instant('p.kept_at')} as kept_at, p.version`
const GUARDIANS = sql`case when p.learner_id = any ((select members.viewer_children())::uuid[])
  then array[platform.viewer_person()] else '{}' end as guardian_ids`

/** Whatever the viewer may read, their own first, then the latest. */
export async function selectPlans(db: Db, personId: string): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`select ${ROW}, ${GUARDIANS} from overpass.plans p
    order by p.person_id = ${personId} desc, coalesce(p.changed_at, p.kept_at) desc, p.id limit 500`.execute(
    db,
  )
  return rows
}

export async function selectOptionalPlan(db: Db, id: string): Promise<PlanRow | undefined> {
  const { rows } =
    await sql<PlanRow>`select ${ROW}, ${GUARDIANS} from overpass.plans p where p.id = ${id}`.execute(db)
  return rows[0]
}

export async function countPlans(db: Db, personId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from overpass.plans
    where person_id = ${personId}`.execute(db)
  return rows[0]?.n ?? 0
}

type NewPlan = {
  personId: string
  organisationId: string
  learnerId: string
  learnerName: string
  question: Question
  way: WayToGoal
}

export async function insertPlan(db: Db, plan: NewPlan): Promise<string> {
  const rests = groundsOfWay(plan.way)
  const way = JSON.stringify(plan.way)
  const { rows } = await sql<{
    id: string
  }>`insert into overpass.plans (person_id, organisation_id, learner_id,
      learner_name, question, way, now, clause_ids, agreement_ids, place_ids)
    values (${plan.personId}, ${plan.organisationId}, ${plan.learnerId}, ${plan.learnerName},
      ${JSON.stringify(plan.question)}::jsonb, ${way}::jsonb, ${way}::jsonb, ${rests.clauseIds}::uuid[],
      ${rests.agreementIds}::uuid[], ${rests.placeIds}::uuid[]) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/**
 * Another way, or the same as it stood at the last look: what had changed by then is settled, and the next look says what
 * has since. False when somebody was faster.
 */
export async function setWay(
  db: Db,
  { id, version }: { id: string; version: number },
  to: WayToGoal,
): Promise<boolean> {
  const rests = groundsOfWay(to)
  const way = JSON.stringify(to)
  const { rows } =
    await sql`update overpass.plans set way = ${way}::jsonb, now = ${way}::jsonb, verdict = 'possible',
      changes = '[]', clause_ids = ${rests.clauseIds}::uuid[], agreement_ids = ${rests.agreementIds}::uuid[],
      place_ids = ${rests.placeIds}::uuid[], grounds = '', version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}

export async function setAdviser(
  db: Db,
  { id, version }: { id: string; version: number },
  adviser: { id: string; name: string } | null,
): Promise<boolean> {
  const { rows } = await sql`update overpass.plans set adviser_id = ${adviser?.id ?? null}::uuid,
      adviser_name = ${adviser?.name ?? null}, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}

export async function deletePlan(db: Db, { id, version }: { id: string; version: number }): Promise<boolean> {
  const { rows } =
    await sql`delete from overpass.plans where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}

type Adviser = { id: string; name: string }

/** Staff of the school where the viewer's entry is. */
export async function selectAdvisers(db: Db, learnerId: string): Promise<Adviser[]> {
  const { rows } = await sql<Adviser>`select id, name from overpass.advisers(${learnerId})`.execute(db)
  return rows
}

type PlanNote = { id: string; name: string; text: string; at: string }

/** The latest first. */
export async function selectNotes(db: Db, planId: string): Promise<PlanNote[]> {
  const { rows } = await sql<PlanNote>`select n.id, n.name, n.text, ${instant('n.at')} as at
    from overpass.plan_notes n where n.plan_id = ${planId} order by n.id desc limit 200`.execute(db)
  return rows
}

export async function insertNote(
  db: Db,
  note: { planId: string; affiliationId: string; name: string; text: string },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into overpass.plan_notes (plan_id, affiliation_id, name, text)
    values (${note.planId}, ${note.affiliationId}, ${note.name}, ${note.text}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export type WatchedPlan = Pick<
  PlanRow,
  'id' | 'personId' | 'learnerId' | 'adviserId' | 'question' | 'way' | 'verdict'
> &
  Grounded & { grounds: string }

/**
 * Followed ways after one of them whose grounds are not as they were at the last look, and how these stand now; held until
 * they are told.
 */
export async function takeChanged(system: Db, after: string | null, most: number): Promise<WatchedPlan[]> {
  const { rows } =
    await sql<WatchedPlan>`select p.id, p.person_id, p.learner_id, p.adviser_id, p.question, p.way,
      p.verdict, p.clause_ids, p.agreement_ids, p.place_ids, g.grounds
    from overpass.plans p cross join lateral (select overpass.grounds_of(p.person_id, p.agreement_ids, p.place_ids)
      as grounds offset 0) g
    where (${after}::uuid is null or p.id > ${after}::uuid) and p.grounds <> g.grounds
    order by p.id limit ${most} for update of p skip locked`.execute(system)
  return rows
}

/** What a look has found. Where nothing that matters has changed, only the grounds are noted. */
export async function setStanding(
  system: Db,
  id: string,
  found: {
    now: WayToGoal | null
    verdict: Verdict
    changes: readonly Change[]
    grounds: string
    told: boolean
  },
): Promise<void> {
  const now = found.now === null ? null : JSON.stringify(found.now)
  await sql`update overpass.plans set now = ${now}::jsonb, verdict = ${found.verdict},
      changes = ${JSON.stringify(found.changes)}::jsonb, grounds = ${found.grounds},
      changed_at = case when ${found.told} then now() else changed_at end,
      version = version + case when ${found.told} then 1 else 0 end
    where id = ${id}`.execute(system)
}

/** Of these bridges, those the person is on: a seat or a claim along them, or an ending that lets their cohort finish. */
export async function selectBridgesOn(
  system: Db,
  personId: string,
  clauseIds: readonly string[],
  cohort: number | null,
): Promise<string[]> {
  const { rows } = await sql<{ clauseId: string }>`select b.clause_id from overpass.signed_bridges b
    where b.clause_id = any (${clauseIds}::uuid[]) and (
      (b.in_force_until < platform.today() and ${cohort}::int is not null
        and agreements.serves(b.version_id, platform.today(), ${cohort}::int))
      or exists (select from overpass.applications a join overpass.intakes i on i.id = a.intake_id
        where i.clause_id = b.clause_id and a.person_id = ${personId} and a.state in ('offered', 'accepted', 'enrolled'))
      or exists (select from overpass.claims c where c.clause_id = b.clause_id and c.person_id = ${personId}
        and c.state in ('submitted', 'approved', 'reduced')))`.execute(system)
  return rows.map(row => row.clauseId)
}
