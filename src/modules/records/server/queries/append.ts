import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

export type NewEntry = {
  organisationId: string
  learnerId: string
  id: string
  at: string
  entry: string
  rootId: string | null
  kind: string
  heldOn: string
  confirmingOrganisationId: string
  confirmingGroupId: string | null
  courseId: string | null
  resultKey: string | null
  visibility: string
  payload: unknown
  salt: Buffer
  commitment: Buffer
}

/** One entry; its links are made by the database, under a lock on the learner's chain. */
export async function insertEntry(db: Db, entry: NewEntry): Promise<void> {
  await sql`insert into records.outcomes (organisation_id, learner_id, id, at, entry,
      root_id, kind, held_on, confirming_organisation_id, confirming_group_id, course_id, result_key, visibility, payload, salt, commitment)
    values (${entry.organisationId}, ${entry.learnerId}, ${entry.id}, ${entry.at}, ${entry.entry}, ${entry.rootId},
      ${entry.kind}, ${entry.heldOn}, ${entry.confirmingOrganisationId}, ${entry.confirmingGroupId}, ${entry.courseId}, ${entry.resultKey},
      ${entry.visibility}, ${JSON.stringify(entry.payload)}::jsonb, ${entry.salt}, ${entry.commitment})`.execute(
    db,
  )
}

const PART = 500

/**
 * Many entries at once. Chains are locked in one order, so that two of these never wait for each other in a circle.
 */
export async function insertEntries(db: Db, entries: readonly NewEntry[]): Promise<void> {
  const sorted = entries.toSorted((a, b) =>
    a.learnerId < b.learnerId ? -1 : a.learnerId > b.learnerId ? 1 : 0,
  )
  for (let from = 0; from < sorted.length; from += PART) {
    const part = sorted.slice(from, from + PART).map(({ salt, commitment, ...entry }) => ({
      ...entry,
      salt: salt.toString('hex'),
      commitment: commitment.toString('hex'),
    }))
    await sql`insert into records.outcomes (organisation_id, learner_id, id, at, entry, root_id, kind, held_on,
        confirming_organisation_id, confirming_group_id, course_id, result_key, visibility, payload, salt, commitment)
      select e."organisationId", e."learnerId", e.id, e.at, e.entry, e."rootId", e.kind, e."heldOn",
        e."confirmingOrganisationId", e."confirmingGroupId", e."courseId", e."resultKey", e.visibility, e.payload, decode(e.salt, 'hex'),
        decode(e.commitment, 'hex')
      from rows from (jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as ("organisationId" uuid, "learnerId" uuid,
        id uuid, at timestamptz, entry text, "rootId" uuid, kind text, "heldOn" date, "confirmingOrganisationId" uuid, "confirmingGroupId" uuid,
        "courseId" uuid, "resultKey" text, visibility text, payload jsonb, salt text, commitment text))
        with ordinality e order by e.ordinality`.execute(db)
  }
}
