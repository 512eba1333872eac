import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Upload } from '../../contract/uploads.ts'
import type { UploadState } from '../../rules/vocabulary.ts'

type NewUpload = {
  versionId: string
  organisationId: string
  personId: string
  name: string
  size: number
  sha256: string | null
}

export async function insertUpload(db: Db, upload: NewUpload): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into library.uploads (version_id, organisation_id, person_id, name,
      size, sha256)
    values (${upload.versionId}, ${upload.organisationId}, ${upload.personId}, ${upload.name}, ${upload.size},
      ${upload.sha256}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** The viewer's own uploads into a version that have not become files. */
export async function selectUploads(db: Db, versionId: string): Promise<Upload[]> {
  const { rows } = await sql<Upload>`select id, name, size, received, state, problem,
      to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as created_at
    from library.uploads where version_id = ${versionId} and state <> 'done' order by id limit 200`.execute(
    db,
  )
  return rows
}

/** Whether the viewer may send bytes for an upload: it is their own, and they keep what it is for. */
export async function maySend(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select from library.uploads u join library.versions v on v.id = u.version_id
    where u.id = ${id} and v.published_at is null and library.viewer_keeps(v.item_id)`.execute(db)
  return rows.length > 0
}

export async function isNameTaken(db: Db, versionId: string, name: string): Promise<boolean> {
  const { rows } = await sql`select from library.files where version_id = ${versionId} and name = ${name}
    union all select from library.uploads where version_id = ${versionId} and name = ${name}
      and state in ('receiving', 'received')`.execute(db)
  return rows.length > 0
}

/** Uploads of one organisation are begun one after another, so that two do not share the last of its room. */
export async function holdQuota(db: Db, organisationId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('library quota ' || ${organisationId}, 0))`.execute(
    db,
  )
  return selectStoredBytes(db, organisationId)
}

export async function selectStoredBytes(db: Db, organisationId: string): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select library.stored_bytes(${organisationId}) as used`.execute(db)
  return rows[0]?.used ?? 0
}

type Same = {
  itemId: string
  titleZh: string
  titleEn: string | null
  ownerZh: string
  ownerEn: string | null
  name: string
}

/** Where these bytes lie already, as far as the viewer may see it. */
export async function selectSame(db: Db, sha256: string) {
  const { rows } =
    await sql<Same>`select distinct on (i.id) i.id as item_id, i.title_zh, i.title_en, o.name_zh as owner_zh,
      o.name_en as owner_en, f.name
    from library.files f join library.items i on i.id = f.item_id join members.organisations o on o.id = i.organisation_id
    where f.sha256 = ${sha256} order by i.id, f.id limit 10`.execute(db)
  return rows.map(({ itemId, titleZh, titleEn, ownerZh, ownerEn, name }) => ({
    ...{ itemId, name },
    title: { zh: titleZh, en: titleEn } satisfies Bilingual,
    owner: { zh: ownerZh, en: ownerEn } satisfies Bilingual,
  }))
}

export type Receiving = {
  id: string
  versionId: string
  itemId: string
  organisationId: string
  personId: string
  name: string
  size: number
  received: number
  sha256: string | null
  state: UploadState
  createdAt: Date
}

/** An upload as the system sees it, held against others where it is to be changed. */
export async function selectReceiving(system: Db, id: string, hold = false): Promise<Receiving | undefined> {
  const { rows } =
    await sql<Receiving>`select u.id, u.version_id, v.item_id, u.organisation_id, u.person_id, u.name,
      u.size, u.received, u.sha256, u.state, u.created_at
    from library.uploads u join library.versions v on v.id = u.version_id
    where u.id = ${id} ${hold ? sql`for update of u` : sql``}`.execute(system)
  return rows[0]
}

type NewPart = { upload: Receiving; starts: number; size: number; sha256: string }

/** Notes a part that has been stored, and how far the whole has come. */
export async function insertPart(system: Db, { upload, starts, size, sha256 }: NewPart): Promise<void> {
  await sql`with stored as (
      insert into platform.files (owner_organisation_id, created_by, purpose, name, media_type, size, sha256)
      values (${upload.organisationId}, ${upload.personId}, 'library.part', 'part', 'application/octet-stream', ${size},
        decode(${sha256}, 'hex')) returning id)
    insert into library.upload_parts (upload_id, starts, size, sha256, stored_id)
    select ${upload.id}, ${starts}, ${size}, ${sha256}, stored.id from stored`.execute(system)
  await sql`update library.uploads set received = ${starts + size}, moved_at = now(), problem = null,
      state = case when size = ${starts + size} then 'received' else state end
    where id = ${upload.id}`.execute(system)
}

export async function selectParts(
  system: Db,
  uploadId: string,
): Promise<{ starts: number; size: number; sha256: string }[]> {
  const { rows } = await sql<{ starts: number; size: number; sha256: string }>`
    select starts, size, sha256 from library.upload_parts where upload_id = ${uploadId} order by starts`.execute(
    system,
  )
  return rows
}

/** Lets go of an upload's parts; their bytes go when nothing else is made of them. */
export async function deleteParts(system: Db, uploadId: string): Promise<void> {
  await sql`with gone as (delete from library.upload_parts where upload_id = ${uploadId} returning stored_id)
    update platform.files set deleted_at = now() where id in (select stored_id from gone)`.execute(system)
}

export async function deleteUpload(system: Db, id: string): Promise<void> {
  await sql`delete from library.uploads where id = ${id}`.execute(system)
}

export async function updateUpload(
  system: Db,
  id: string,
  state: UploadState,
  problem: string | null,
): Promise<void> {
  await sql`update library.uploads set state = ${state}, problem = ${problem}, moved_at = now() where id = ${id}`.execute(
    system,
  )
}

type Received = {
  upload: Receiving
  mediaType: string
  sha256: string
  preview: 'none' | 'waiting'
  zip: 'none' | 'waiting'
}

/** An upload has become a file of its version. */
export async function insertFile(
  system: Db,
  { upload, mediaType, sha256, preview, zip }: Received,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`with stored as (
      insert into platform.files (owner_organisation_id, created_by, purpose, name, media_type, size, sha256)
      values (${upload.organisationId}, ${upload.personId}, 'library.file', ${upload.name}, ${mediaType}, ${upload.size},
        decode(${sha256}, 'hex')) returning id)
    insert into library.files (version_id, item_id, organisation_id, file_id, name, media_type, size, sha256, preview,
      package)
    select ${upload.versionId}, ${upload.itemId}, ${upload.organisationId}, stored.id, ${upload.name}, ${mediaType},
      ${upload.size}, ${sha256}, ${preview}, ${zip} from stored returning id`.execute(system)
  return (rows[0] as { id: string }).id
}

/** Uploads that nobody has gone on with for so many days. */
export async function selectAbandoned(system: Db, days: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from library.uploads
    where state in ('receiving', 'failed', 'done') and moved_at < now() - make_interval(days => ${days}::int)
    order by id limit 1000`.execute(system)
  return rows.map(({ id }) => id)
}
