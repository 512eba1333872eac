import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { type StoredRow, storedRow } from '#platform/server/files/stored-row.ts'
import type { NoticeFile } from '../../contract/notices.ts'

export async function selectFiles(db: Db, notice: string): Promise<NoticeFile[]> {
  const { rows } = await sql<NoticeFile>`select id, name, media_type, size from information.notice_files
    where notice_id = ${notice} order by id limit 50`.execute(db)
  return rows
}

export async function selectOptionalFile(db: Db, notice: string, id: string) {
  const { rows } = await sql<{ id: string; name: string; mediaType: string; sha256: string }>`
    select id, name, media_type, sha256 from information.notice_files
    where notice_id = ${notice} and id = ${id}`.execute(db)
  return rows[0]
}

type NewFile = Omit<StoredRow, 'purpose'> & { notice: string }

export async function insertFile(db: Db, file: NewFile): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`with stored as (${storedRow({ ...file, purpose: 'information.notice' })})
    insert into information.notice_files (notice_id, file_id, name, media_type, size, sha256)
    select ${file.notice}, stored.id, ${file.name}, ${file.mediaType}, ${file.size}, ${file.sha256} from stored
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export async function deleteFile(db: Db, id: string): Promise<void> {
  await sql`with gone as (delete from information.notice_files where id = ${id} returning file_id)
    update platform.files set deleted_at = now() where id in (select file_id from gone)`.execute(db)
}
