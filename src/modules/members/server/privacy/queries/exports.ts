import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { DataExport } from '../../../contract/privacy.ts'
import { isoOf } from './entries.ts'

export async function selectExports(db: Db): Promise<DataExport[]> {
  const { rows } = await sql<DataExport>`select id, task_id, ${isoOf('created_at')} as created_at,
      ${isoOf('ready_at')} as ready_at, ${isoOf('expires_at')} as expires_at, size,
      gone_at is not null or coalesce(expires_at < now(), false) as gone
    from members.data_exports where person_id = (select platform.viewer_person())
    order by id desc limit 5`.execute(db)
  return rows
}

/** Whether a copy is being made for the viewer; one whose task has ended does not count. */
export async function selectIsExporting(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from members.data_exports e
      join platform.tasks t on t.id = e.task_id
    where e.person_id = (select platform.viewer_person()) and e.ready_at is null and t.finished_at is null) as found`.execute(
    db,
  )
  return rows[0]?.found ?? false
}

export async function insertExport(db: Db, personId: string, taskId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into members.data_exports (person_id, task_id)
    values (${personId}, ${taskId}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export type StoredExport = { personId: string; sha256: string | null; over: boolean }

export async function selectOptionalExport(db: Db, id: string): Promise<StoredExport | undefined> {
  const { rows } = await sql<StoredExport>`select person_id, sha256,
      gone_at is not null or coalesce(expires_at < now(), false) as over
    from members.data_exports where id = ${id}`.execute(db)
  return rows[0]
}

/** Marks a copy as ready, with its file, in the system's transaction; it is kept for the days there are for it. */
export async function updateReady(
  system: Db,
  id: string,
  file: { personId: string; name: string; size: number; sha256: string },
): Promise<void> {
  await sql`with stored as (insert into platform.files (created_by, purpose, name, media_type, size, sha256)
      values (${file.personId}, 'members.data_export', ${file.name}, 'application/zip', ${file.size},
        decode(${file.sha256}, 'hex')) returning id)
    update members.data_exports set file_id = (select id from stored), sha256 = ${file.sha256}, size = ${file.size},
      ready_at = now(), expires_at = now() + make_interval(days => platform.parameter('privacy.export_kept_days')::int)
    where id = ${id}`.execute(system)
}

/** Marks copies as gone, those that have expired or all of one person; gives the hashes of their files. */
export async function updateGone(system: Db, personId: string | null): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`with over as (update members.data_exports set gone_at = now()
      where id in (select id from members.data_exports where gone_at is null and file_id is not null
        and (expires_at < now() or person_id = ${personId}::uuid) limit 200)
      returning file_id, sha256),
    marked as (update platform.files set deleted_at = now() where id in (select file_id from over))
    select sha256 from over`.execute(system)
  return rows.map(row => row.sha256)
}
