import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Ending } from '../../contract/versions.ts'
import type { EndingState } from '../../rules/vocabulary.ts'

type Row = {
  id: string
  state: EndingState
  endsOn: string
  handover: 'finish' | 'stop'
  lastCohort: number | null
  reason: string
  proposedBy: string
  nameZh: string
  nameEn: string | null
  byName: string
  at: Date
  version: number
  answers: Ending['answers'] | null
}

/** Endings proposed for a version, the newest first, with what each signer said. */
export async function selectEndings(db: Db, versionId: string): Promise<Ending[]> {
  const { rows } =
    await sql<Row>`select e.id, e.state, e.ends_on, e.handover, e.last_cohort, e.reason, e.proposed_by,
      o.name_zh, o.name_en, e.by_name, e.at, e.version,
      (select json_agg(json_build_object('organisation', json_build_object('id', p.id, 'name',
          json_build_object('zh', p.name_zh, 'en', p.name_en)), 'answer', a.answer, 'note', a.note, 'byName', a.by_name,
          'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by a.id)
        from agreements.ending_answers a join members.organisations p on p.id = a.organisation_id
        where a.ending_id = e.id) as answers
    from agreements.endings e join members.organisations o on o.id = e.proposed_by
    where e.version_id = ${versionId} order by e.id desc limit 50`.execute(db)
  return rows.map(({ proposedBy, nameZh, nameEn, at, answers, ...ending }) => ({
    ...ending,
    proposedBy: { id: proposedBy, name: { zh: nameZh, en: nameEn } },
    at: at.toISOString(),
    answers: answers ?? [],
  }))
}

type By = { organisationId: string; affiliationId: string; byName: string }

export async function insertEnding(
  db: Db,
  ending: By & {
    versionId: string
    endsOn: string
    handover: 'finish' | 'stop'
    lastCohort: number | null
    reason: string
  },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into agreements.endings (version_id, ends_on, handover, last_cohort,
      reason, proposed_by, affiliation_id, by_name)
    values (${ending.versionId}, ${ending.endsOn}, ${ending.handover}, ${ending.lastCohort}, ${ending.reason},
      ${ending.organisationId}, ${ending.affiliationId}, ${ending.byName}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export type EndingFacts = {
  id: string
  versionId: string
  state: EndingState
  proposedBy: string
  version: number
}

export async function selectOptionalEnding(db: Db, id: string): Promise<EndingFacts | undefined> {
  const { rows } = await sql<EndingFacts>`select id, version_id, state, proposed_by, version
    from agreements.endings where id = ${id}`.execute(db)
  return rows[0]
}

export async function insertEndingAnswer(
  db: Db,
  endingId: string,
  { organisationId, affiliationId, byName, answer, note }: By & { answer: string; note: string | null },
): Promise<void> {
  await sql`insert into agreements.ending_answers (ending_id, organisation_id, answer, note, affiliation_id, by_name)
    values (${endingId}, ${organisationId}, ${answer}, ${note}, ${affiliationId}, ${byName})`.execute(db)
}

/** Ends the version when every signer has agreed, lets the proposal fall when one has refused; its state. */
export async function settleEnding(db: Db, id: string): Promise<EndingState> {
  const { rows } = await sql<{ state: EndingState }>`select agreements.settle_ending(${id}) as state`.execute(
    db,
  )
  return (rows[0] as { state: EndingState }).state
}

export async function withdrawEndingRow(db: Db, id: string, version: number): Promise<boolean> {
  const { rows } = await sql`update agreements.endings set state = 'withdrawn', version = version + 1
    where id = ${id} and version = ${version} and state = 'proposed' returning id`.execute(db)
  return rows.length > 0
}
