import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { DisputeRow } from '../../contract/disputes.ts'
import type { VouchFacts } from '../../policy.ts'

type NewDispute = VouchFacts & {
  outcomeId: string
  organisationId: string
  learnerId: string
  byPersonId: string
  byName: string
  byRole: 'learner' | 'guardian'
  reason: string
  dueOn: string
}

export async function insertDispute(db: Db, dispute: NewDispute): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into records.disputes (outcome_id, organisation_id, learner_id,
      confirming_organisation_id, confirming_group_id, by_person_id, by_name, by_role, reason, due_on)
    values (${dispute.outcomeId}, ${dispute.organisationId}, ${dispute.learnerId}, ${dispute.confirmingOrganisationId},
      ${dispute.confirmingGroupId}, ${dispute.byPersonId}, ${dispute.byName}, ${dispute.byRole}, ${dispute.reason},
      ${dispute.dueOn}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export type OneDispute = VouchFacts & {
  id: string
  outcomeId: string
  learnerId: string
  byPersonId: string
  state: 'open' | 'answered' | 'withdrawn'
  /** UTC, ISO 8601. */
  openedAt: string
  version: number
}

export async function selectOptionalDispute(db: Db, id: string): Promise<OneDispute | undefined> {
  const { rows } = await sql<OneDispute>`select id, outcome_id, learner_id, confirming_organisation_id,
      confirming_group_id, by_person_id, state, version,
      to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as opened_at
    from records.disputes where id = ${id}`.execute(db)
  return rows[0]
}

type End =
  | { state: 'withdrawn' }
  | {
      state: 'answered'
      decision: string
      answer: string
      by: { affiliationId: string | null; name: string }
    }

/** Closes an open dispute; false when it has another version or is closed. */
export async function closeDispute(db: Db, id: string, version: number, end: End): Promise<boolean> {
  const answered = end.state === 'answered' ? end : null
  const { rows } =
    await sql`update records.disputes set state = ${end.state}, decision = ${answered?.decision ?? null},
      answer = ${answered?.answer ?? null}, answered_by = ${answered?.by.name ?? null},
      answered_by_affiliation_id = ${answered?.by.affiliationId ?? null}, closed_at = now(),
      version = version + 1
    where id = ${id} and version = ${version} and state = 'open' returning id`.execute(db)
  return rows.length > 0
}

type Row = {
  id: string
  outcomeId: string
  learnerId: string
  learnerName: string | null
  organisation: DisputeRow['learner']['organisation']
  title: DisputeRow['title'] | null
  reason: string
  byName: string
  byRole: 'learner' | 'guardian'
  openedAt: string
  dueOn: string
  version: number
}
export type After = readonly [due: string, id: string]

/** Open disputes that an organisation, or a group where one is given, has to answer, after a key and by due day. */
export async function selectDisputes(
  db: Db,
  who: { organisationId: string; groupId: string | null },
  page: { after: After | null; limit: number },
): Promise<DisputeRow[]> {
  const [day, id] = page.after ?? ['0001-01-01', '00000000-0000-0000-0000-000000000000']
  const { rows } = await sql<Row>`select d.id, d.outcome_id, d.learner_id, l.name as learner_name,
      json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation,
      coalesce(f.payload -> 'title', '{"zh": "", "en": null}') as title, d.reason, d.by_name, d.by_role,
      to_char(d.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as opened_at, d.due_on, d.version
    from records.disputes d join members.organisations o on o.id = d.organisation_id
      left join members.learners l on l.id = d.learner_id
      left join records.outcome_facts f on f.id = d.outcome_id
    where d.state = 'open' and (d.due_on, d.id) > (${day}::date, ${id}::uuid) and
      case when ${who.groupId}::uuid is null
        then d.confirming_group_id is null and d.confirming_organisation_id = ${who.organisationId}
        else d.confirming_group_id = ${who.groupId} end
    order by d.due_on, d.id limit ${page.limit}`.execute(db)
  return rows.map(({ learnerId, learnerName, organisation, byName, title, ...row }) => ({
    ...row,
    title: title ?? { zh: '', en: null },
    // A company may not see who learns at a school, but it is told who contests its word.
    learner: { id: learnerId, name: learnerName ?? byName, organisation },
  }))
}
