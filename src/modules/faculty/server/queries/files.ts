import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { type StoredRow, storedRow } from '#platform/server/files/stored-row.ts'
import type { FileFacts } from '../../policy.ts'

type NewFile = Omit<StoredRow, 'purpose'> & { organisationId: string; affiliationId: string }

export async function insertFile(db: Db, file: NewFile): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`with stored as (${storedRow({ ...file, purpose: 'faculty.evidence' })})
    insert into faculty.files (file_id, organisation_id, affiliation_id, name, media_type, size, sha256)
    select stored.id, ${file.organisationId}, ${file.affiliationId}, ${file.name}, ${file.mediaType}, ${file.size},
      ${file.sha256} from stored returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** What the files of a stay or status are from now on; how many of those asked for are the viewer's and free or there. */
export async function nameFiles(
  db: Db,
  of: { stayId: string } | { qualificationId: string },
  ids: readonly string[],
): Promise<number> {
  const [column, id] = 'stayId' in of ? ['stay_id', of.stayId] : ['qualification_id', of.qualificationId]
  await sql`update faculty.files set ${sql.ref(column)} = null
    where ${sql.ref(column)} = ${id} and id <> all (${[...ids]}::uuid[])`.execute(db)
  const { rows } = await sql`update faculty.files set ${sql.ref(column)} = ${id}
    where id = any (${[...ids]}::uuid[]) and affiliation_id = (select platform.viewer_affiliation())
      and (${sql.ref(column)} = ${id} or (stay_id is null and qualification_id is null)) returning id`.execute(
    db,
  )
  return rows.length
}

type Stored = FileFacts & { name: string; mediaType: string; sha256: string }

/** One file, as far as the viewer may read it, with what it proves. */
export async function selectOptionalFile(db: Db, id: string): Promise<Stored | undefined> {
  const { rows } = await sql<Stored>`select f.name, f.media_type, f.sha256,
      coalesce(s.organisation_id, q.organisation_id, f.organisation_id) as organisation_id,
      coalesce(s.affiliation_id, q.affiliation_id, f.affiliation_id) as affiliation_id,
      s.confirmer_id, f.affiliation_id as by_affiliation_id
    from faculty.files f left join faculty.stays s on s.id = f.stay_id
      left join faculty.qualifications q on q.id = f.qualification_id where f.id = ${id}`.execute(db)
  return rows[0]
}

/** Forgets what was brought more than a day ago and proves nothing; the stored bytes go with the next sweep. */
export async function forgetUnused(system: Db): Promise<void> {
  await sql`with gone as (
      delete from faculty.files where stay_id is null and qualification_id is null
        and created_at < now() - interval '1 day' returning file_id)
    update platform.files set deleted_at = now() where id in (select file_id from gone)`.execute(system)
}
