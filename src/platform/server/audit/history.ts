import { sql } from 'kysely'
import type { Db } from '../database/session.ts'

export type HistoryEntry = { at: string; action: string; affiliationId: string | null }

/** What happened to one subject, newest first, as far as the viewer may read the audit trail. */
export async function selectHistory(db: Db, kind: string, id: string, limit = 50): Promise<HistoryEntry[]> {
  const { rows } = await sql<{ at: Date; action: string; affiliationId: string | null }>`select at, action,
      affiliation_id
    from audit.entries where subject_kind = ${kind} and subject_id = ${id} order by id desc limit ${limit}`.execute(
    db,
  )
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}
