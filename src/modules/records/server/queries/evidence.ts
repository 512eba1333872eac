import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { type StoredRow, storedRow } from '#platform/server/files/stored-row.ts'
import type { Evidence } from '../../contract/payload.ts'

type NewFile = Omit<StoredRow, 'purpose'>

export async function insertEvidence(db: Db, file: NewFile): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`with stored as (${storedRow({ ...file, purpose: 'records.evidence' })})
    insert into records.evidence_files (file_id, person_id, name, media_type, size, sha256)
    select stored.id, ${file.personId}, ${file.name}, ${file.mediaType}, ${file.size}, ${file.sha256} from stored
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Files the viewer brought and no outcome names yet; from now on one does. Those that are not theirs are left out. */
export async function takeEvidence(db: Db, ids: readonly string[]): Promise<Evidence[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ name: string; mediaType: string; size: number; sha256: string }>`
    update records.evidence_files set used_at = now() where id = any (${[...ids]}::uuid[]) and used_at is null
    returning name, media_type, size, sha256`.execute(db)
  return rows.map(row => ({ type: 'file' as const, ...row, size: Number(row.size) }))
}

/** Which of these are outcomes in force of the learner, as far as the viewer sees them. */
export async function selectOutcomesOf(db: Db, learnerId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`select id from records.outcomes
    where id = any (${[...ids]}::uuid[]) and learner_id = ${learnerId} and root_id is null`.execute(db)
  return rows.map(row => row.id)
}

/** Forgets what was brought more than a day ago and named by nothing; the stored bytes go with the next sweep. */
export const FORGET_UNUSED = `with gone as (
    delete from records.evidence_files where used_at is null and created_at < now() - interval '1 day' returning file_id)
  update platform.files set deleted_at = now() where id in (select file_id from gone)`
