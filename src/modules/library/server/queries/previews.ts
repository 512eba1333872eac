import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { FileDetails } from '../../contract/details.ts'
import type { Preview, PreviewProblem, RenditionKind } from '../../rules/vocabulary.ts'

export type Pictured = {
  id: string
  itemId: string
  organisationId: string
  sha256: string
  mediaType: string
}

/** A file that waits for its pictures, and its owner's others of the same bytes that do. */
export async function selectWaiting(system: Db, fileId: string): Promise<Pictured[]> {
  const { rows } = await sql<Pictured>`select f.id, f.item_id, f.organisation_id, f.sha256, f.media_type
    from library.files one join library.files f on f.sha256 = one.sha256 and f.organisation_id = one.organisation_id
      and f.media_type = one.media_type
    where one.id = ${fileId} and f.preview = 'waiting' order by f.id limit 100`.execute(system)
  return rows
}

type Made = {
  preview: Preview
  problem: PreviewProblem | null
  width?: number | null
  height?: number | null
  details?: FileDetails | null
}

export async function updatePreview(system: Db, id: string, made: Made): Promise<void> {
  await sql`update library.files set preview = ${made.preview}, preview_problem = ${made.problem},
    width = ${made.width ?? null}, height = ${made.height ?? null},
    details = ${made.details ? JSON.stringify(made.details) : null}::jsonb where id = ${id}`.execute(system)
}

type Rendition = {
  kind: RenditionKind
  mediaType: string
  sha256: string
  length: number
  width: number
  height: number
}

export async function insertRendition(system: Db, file: Pictured, made: Rendition): Promise<void> {
  await sql`with stored as (
      insert into platform.files (owner_organisation_id, purpose, name, media_type, size, sha256)
      select ${file.organisationId}, 'library.preview', ${made.kind}, ${made.mediaType}, ${made.length},
        decode(${made.sha256}, 'hex')
      where not exists (select from library.renditions r where r.file_id = ${file.id} and r.kind = ${made.kind})
      returning id)
    insert into library.renditions (file_id, kind, stored_id, sha256, media_type, length, width, height)
    select ${file.id}, ${made.kind}, stored.id, ${made.sha256}, ${made.mediaType}, ${made.length}, ${made.width},
      ${made.height} from stored`.execute(system)
}
