import { sql } from 'kysely'
import { z } from 'zod'
import { selectActorNames, selectActorsNamed } from '#modules/members/server/index.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { AuditEntry, AuditFilters } from '../contract/audit.ts'

const ZONE = 'Asia/Shanghai'

type Row = {
  id: number
  at: Date
  action: string
  personId: string | null
  affiliationId: string | null
  organisationId: string | null
  subjectKind: string
  subjectId: string | null
  data: unknown
  requestId: string | null
  seal: number | null
  erasedAt: Date | null
}

export type AuditPage = { rows: AuditEntry[]; next: string | null; actors: Map<string, string> }

/** Entries that row-level security lets the viewer read, newest first; `actors` are those whose names it shows. */
export async function selectAudit(
  db: Db,
  filters: AuditFilters,
  { after, limit }: { after?: string; limit: number },
): Promise<AuditPage> {
  const before = readKey(after, z.tuple([z.int().positive()]))?.[0] ?? null
  const named = filters.q ? await selectActorsNamed(db, filters.q) : null
  const { rows } = await sql<Row>`
    select id, at, action, person_id, affiliation_id, organisation_id, subject_kind, subject_id, data, request_id,
      seal, erased_at
    from audit.entries
    where true
      ${before === null ? sql`` : sql`and id < ${before}`}
      ${filters.area ? sql`and starts_with(action, ${`${filters.area}.`})` : sql``}
      ${filters.action ? sql`and action = ${filters.action}` : sql``}
      ${filters.person ? sql`and person_id = ${filters.person}` : sql``}
      ${filters.subject ? sql`and subject_id = ${filters.subject}` : sql``}
      ${filters.from ? sql`and at >= ${filters.from}::date::timestamp at time zone ${ZONE}` : sql``}
      ${filters.to ? sql`and at < (${filters.to}::date + 1)::timestamp at time zone ${ZONE}` : sql``}
      ${named ? sql`and affiliation_id = any (${named}::uuid[])` : sql``}
    order by id desc limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  const ids = shown.flatMap(row => row.affiliationId ?? [])
  const names = await selectActorNames(db, [...new Set(ids)])
  const last = shown.at(-1)
  return {
    rows: shown.map(row => entryOf(row, names)),
    next: rows.length > limit && last ? writeKey([last.id]) : null,
    actors: names,
  }
}

function entryOf(row: Row, names: Map<string, string>): AuditEntry {
  const { id, action, personId, affiliationId, requestId, seal } = row
  return {
    ...{ id, action, requestId, seal },
    at: row.at.toISOString(),
    actor: personId ? { personId, name: (affiliationId && names.get(affiliationId)) || null } : null,
    subject: { kind: row.subjectKind, id: row.subjectId },
    facts: factsOf(row.data),
    erasedAt: row.erasedAt?.toISOString() ?? null,
  }
}

/** Facts as they were noted, one level deep; what lies deeper is shown as it was written. */
function factsOf(data: unknown): { name: string; value: string }[] {
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }))
}
