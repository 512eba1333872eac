import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import { instant } from './instant.ts'

export type AppealOfClaim = {
  id: string
  reason: string
  state: 'open' | 'kept' | 'changed'
  dueOn: string
  answer: string | null
  by: string | null
  at: string | null
  version: number
}

export async function selectOptionalAppealOf(db: Db, claimId: string): Promise<AppealOfClaim | undefined> {
  const { rows } =
    await sql<AppealOfClaim>`select a.id, a.reason, a.state, a.due_on::text as due_on, a.answer,
      a.decided_name as by, ${instant('a.decided_at')} as at, a.version
    from overpass.appeals a where a.claim_id = ${claimId}`.execute(db)
  return rows[0]
}

export type AppealRow = { id: string; claimId: string; groupId: string; state: string; version: number }

export async function selectOptionalAppeal(db: Db, id: string): Promise<AppealRow | undefined> {
  const { rows } = await sql<AppealRow>`select id, claim_id, group_id, state, version from overpass.appeals
    where id = ${id}`.execute(db)
  return rows[0]
}

export async function insertAppeal(
  db: Db,
  appeal: { claimId: string; groupId: string; reason: string; dueOn: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into overpass.appeals (claim_id, group_id, reason, due_on)
    values (${appeal.claimId}, ${appeal.groupId}, ${appeal.reason}, ${appeal.dueOn}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Closes an appeal; false when somebody was faster. */
export async function closeAppeal(
  db: Db,
  id: string,
  version: number,
  end: { state: 'kept' | 'changed'; answer: string; name: string },
): Promise<boolean> {
  const { rows } = await sql`update overpass.appeals set state = ${end.state}, answer = ${end.answer},
      decided_by = platform.viewer_affiliation(), decided_name = ${end.name}, decided_at = now(), version = version + 1
    where id = ${id} and version = ${version} and state = 'open' returning id`.execute(db)
  return rows.length > 0
}

export type WaitingAppeal = {
  id: string
  claimId: string
  learner: string
  learnerId: string
  organisation: Bilingual
  programme: { id: string; name: Bilingual }
  receiving: { id: string; name: Bilingual }
  reason: string
  dueOn: string
  openedAt: string
}

export async function selectAppeals(
  db: Db,
  groupId: string,
  page: { after: readonly [string, string] | null; limit: number },
): Promise<WaitingAppeal[]> {
  const [dueOn, id] = page.after ?? [null, null]
  const { rows } =
    await sql<WaitingAppeal>`select a.id, a.claim_id, c.learner_name as learner, c.learner_id, a.reason,
      a.due_on::text as due_on, ${instant('a.opened_at')} as opened_at,
      json_build_object('zh', l.name_zh, 'en', l.name_en) as organisation,
      json_build_object('id', p.programme_id, 'name', json_build_object('zh', p.name_zh, 'en', p.name_en)) as programme,
      json_build_object('id', r.id, 'name', json_build_object('zh', r.name_zh, 'en', r.name_en)) as receiving
    from overpass.appeals a join overpass.claims c on c.id = a.claim_id
      join members.organisations l on l.id = c.organisation_id
      join members.organisations r on r.id = c.receiving_organisation_id
      join programmes.programme_facts p on p.programme_id = c.programme_id
    where a.group_id = ${groupId} and a.state = 'open'
      and (${dueOn}::date is null or (a.due_on, a.id) > (${dueOn}::date, ${id}::uuid))
    order by a.due_on, a.id limit ${page.limit}`.execute(db)
  return rows
}
