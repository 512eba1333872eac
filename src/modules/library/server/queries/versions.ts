import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { ItemFile, ItemVersion } from '../../contract/items.ts'

type Row = Omit<ItemVersion, 'files'> & { files: (Omit<ItemFile, 'size'> & { size: number })[] | null }

/** The versions of an item that the viewer may see, the newest first, each with its files. */
export async function selectVersions(db: Db, itemId: string): Promise<ItemVersion[]> {
  const { rows } = await sql<Row>`select v.id, v.number, v.note, v.by_name,
      to_char(v.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as created_at,
      to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as published_at,
      exists (select from library.receipts r where r.version_id = v.id and r.recalled_at is null
        and r.affiliation_id = platform.viewer_affiliation()) as taken,
      (select json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
          'sha256', f.sha256, 'damage', (select c.damage from library.checks c where c.sha256 = f.sha256), 'preview', f.preview, 'previewProblem', f.preview_problem, 'package', f.package,
          'packageProblem', f.package_problem, 'width', f.width,
          'height', f.height, 'details', f.details, 'startFrame', f.start_frame) order by f.name collate "C")
        from library.files f where f.version_id = v.id) as files
    from library.versions v where v.item_id = ${itemId} order by v.number desc limit 100`.execute(db)
  return rows.map(({ files, ...version }) => ({ ...version, files: files ?? [] }))
}

type By = { organisationId: string; affiliationId: string; byName: string }

export async function insertVersion(db: Db, itemId: string, by: By): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into library.versions (item_id, organisation_id, number, by_name,
      affiliation_id)
    select ${itemId}, ${by.organisationId}, coalesce(max(v.number), 0) + 1, ${by.byName}, ${by.affiliationId}
    from library.versions v where v.item_id = ${itemId} returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** The files of an earlier version in a new one: the same bytes, named once more. */
export async function copyFiles(db: Db, fromVersion: string, toVersion: string): Promise<void> {
  await sql`select library.copy_files(${fromVersion}, ${toVersion})`.execute(db)
}

export type VersionState = {
  id: string
  itemId: string
  number: number
  published: boolean
  files: number
  uploads: number
}

/** A version with how much is in it and on its way into it. */
export async function selectOptionalVersion(db: Db, id: string): Promise<VersionState | undefined> {
  const { rows } =
    await sql<VersionState>`select v.id, v.item_id, v.number, v.published_at is not null as published,
      (select count(*)::int from library.files f where f.version_id = v.id) as files,
      library.uploads_open(v.id) as uploads
    from library.versions v where v.id = ${id}`.execute(db)
  return rows[0]
}

export async function selectOpenVersionId(db: Db, itemId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from library.versions
    where item_id = ${itemId} and published_at is null`.execute(db)
  return rows[0]?.id
}

/** False when it was closed already. */
export async function publishVersionRow(db: Db, id: string, note: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update library.versions
    set published_at = now(), note = case when ${note} = '' then note else ${note} end
    where id = ${id} and published_at is null`.execute(db)
  return numAffectedRows === 1n
}
