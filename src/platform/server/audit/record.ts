import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Viewer } from '../../contract/access.ts'
import { canonical } from '../../contract/canonical.ts'
import type { AuditFact } from '../context.ts'
import type { Db } from '../database/session.ts'

/** The facts of one entry that its commitment covers, in a fixed order. */
export type Committed = {
  at: string
  personId: string | null
  affiliationId: string | null
  organisationId: string | null
  groupId: string | null
  action: string
  subjectKind: string
  subjectId: string | null
  data: unknown
  requestId: string | null
}

/** Salted SHA-256 of an entry's facts. The salt is erased with the facts, so the hash then says nothing. */
export function commitmentOf(facts: Committed, salt: Uint8Array): Buffer {
  return createHash('sha256').update(salt).update(canonical(facts)).digest()
}

/** `at` is the time of what happened elsewhere or before; now when left out. */
type Origin = { viewer: Viewer | null; requestId: string | null; at?: Date }

/** Writes one audit entry in the caller's transaction. */
export async function recordAudit(
  db: Db,
  fact: AuditFact,
  { viewer, requestId, at = new Date() }: Origin,
): Promise<void> {
  const facts: Committed = {
    at: at.toISOString(),
    personId: viewer?.personId ?? null,
    affiliationId: viewer?.affiliationId ?? null,
    organisationId:
      fact.organisationId === undefined ? (viewer?.organisationId ?? null) : fact.organisationId,
    groupId: fact.groupId === undefined ? (viewer?.groupId ?? null) : fact.groupId,
    action: fact.action,
    subjectKind: fact.subject.kind,
    subjectId: fact.subject.id ?? null,
    // As the database will give it back: a Date becomes text, undefined goes.
    data: fact.data ? JSON.parse(JSON.stringify(fact.data)) : null,
    requestId,
  }
  const salt = randomBytes(16)
  await sql`insert into audit.entries (at, person_id, affiliation_id, organisation_id, group_id, action,
      subject_kind, subject_id, data, request_id, salt, commitment)
    values (${facts.at}, ${facts.personId}, ${facts.affiliationId}, ${facts.organisationId}, ${facts.groupId},
      ${facts.action}, ${facts.subjectKind}, ${facts.subjectId},
      ${facts.data === null ? null : JSON.stringify(facts.data)}::jsonb, ${requestId}, ${salt},
      ${commitmentOf(facts, salt)})`.execute(db)
}
