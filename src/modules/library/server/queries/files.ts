import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { RenditionKind } from '../../rules/vocabulary.ts'

export type StoredFile = {
  id: string
  itemId: string
  versionId: string
  published: boolean
  name: string
  mediaType: string
  size: number
  sha256: string
  /** Whether the viewer has a receipt for its version. */
  receipt: boolean
}

export async function selectOptionalFile(db: Db, id: string): Promise<StoredFile | undefined> {
  const { rows } =
    await sql<StoredFile>`select f.id, f.item_id, f.version_id, v.published_at is not null as published,
      f.name, f.media_type, f.size, f.sha256,
      exists (select from library.receipts r where r.version_id = f.version_id and r.recalled_at is null
        and r.affiliation_id = platform.viewer_affiliation()) as receipt
    from library.files f join library.versions v on v.id = f.version_id where f.id = ${id}`.execute(db)
  return rows[0]
}

/** Takes a file out, and says that its stored bytes are needed here no more. */
export async function deleteFile(db: Db, id: string): Promise<void> {
  await sql`select library.remove_file(${id})`.execute(db)
}

type StoredRendition = { sha256: string; mediaType: string; length: number }

export async function selectOptionalRendition(
  db: Db,
  fileId: string,
  kind: RenditionKind,
): Promise<StoredRendition | undefined> {
  const { rows } = await sql<StoredRendition>`select sha256, media_type, length from library.renditions
    where file_id = ${fileId} and kind = ${kind}`.execute(db)
  return rows[0]
}

/** False when its number is another by now. */
export async function updateStartFrame(
  db: Db,
  id: string,
  seen: number | null,
  wanted: number | null,
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select library.set_start_frame(${id}, ${seen}::int, ${wanted}::int) as done`.execute(db)
  return rows[0]?.done ?? false
}

/** Notes a view or a download, once a person and day. */
export async function insertCount(
  db: Db,
  itemId: string,
  kind: 'view' | 'download',
  personId: string,
): Promise<void> {
  await sql`insert into library.counted (item_id, kind, person_id) values (${itemId}, ${kind}, ${personId})
    on conflict do nothing`.execute(db)
}

export async function selectFigures(db: Db, itemId: string): Promise<{ views: number; downloads: number }> {
  const { rows } = await sql<{ views: number; downloads: number }>`
    select views, downloads from library.figures(${itemId})`.execute(db)
  return rows[0] ?? { views: 0, downloads: 0 }
}
