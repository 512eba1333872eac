import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import { containing, literally } from '#platform/server/database/like.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Entry, PackageLink } from '../../contract/packages.ts'
import { folderOf, foldersOf, guessMain, nameOf } from '../../rules/package.ts'
import type { Preview } from '../../rules/vocabulary.ts'
import type { Package } from '../packages/take-apart.ts'

export type Unread = { id: string; itemId: string; organisationId: string; sha256: string }

/** A zip that waits to be read, and its owner's others of the same bytes that do. */
export async function selectUnread(system: Db, fileId: string): Promise<Unread[]> {
  const { rows } = await sql<Unread>`select f.id, f.item_id, f.organisation_id, f.sha256
    from library.files one join library.files f on f.sha256 = one.sha256 and f.organisation_id = one.organisation_id
    where one.id = ${fileId} and f.package = 'waiting' order by f.id limit 100`.execute(system)
  return rows
}

export async function updatePackageState(
  system: Db,
  fileId: string,
  state: Preview,
  problem: string | null,
): Promise<void> {
  await sql`update library.files set package = ${state}, package_problem = ${problem} where id = ${fileId}`.execute(
    system,
  )
}

const BATCH = 1000

/** Writes the tree of a package, its folders with it, and what leads nowhere. */
export async function insertPackage(system: Db, fileId: string, read: Package): Promise<void> {
  const { entries, found, problems } = read
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  const main = guessMain(entries.map(({ path }) => path))
  await sql`insert into library.packages (file_id, files, size, links, main_path)
    values (${fileId}, ${entries.length}, ${size}, ${found}, ${main})`.execute(system)
  const lines = [
    ...foldersOf(entries).map(folder => ({ ...folder, is_folder: true })),
    ...entries.map(({ mediaType, ...entry }) => ({
      ...entry,
      media_type: mediaType,
      files: 1,
      is_folder: false,
    })),
  ].map(line => ({ ...line, folder: folderOf(line.path), name: nameOf(line.path) }))
  for (let at = 0; at < lines.length; at += BATCH)
    await sql`insert into library.entries (file_id, path, folder, name, is_folder, size, files, media_type, sha256, starts,
        packed, deflated)
      select ${fileId}, path, folder, name, is_folder, size, files, media_type, sha256, starts, packed, deflated
      from jsonb_populate_recordset(null::library.entries, ${JSON.stringify(lines.slice(at, at + BATCH))}::jsonb)`.execute(
      system,
    )
  await sql`insert into library.links (file_id, path, target, state)
    select ${fileId}, path, target, state
    from jsonb_populate_recordset(null::library.links, ${JSON.stringify(problems)}::jsonb)`.execute(system)
  await updatePackageState(system, fileId, 'ready', null)
}

export type StoredPackage = {
  fileId: string
  name: string
  state: Exclude<Preview, 'none'>
  problem: string | null
  number: number
  files: number
  size: number
  links: number
  problemCount: number
  mainPath: string | null
  mainId: string | null
  version: number
}

export async function selectOptionalPackage(db: Db, fileId: string): Promise<StoredPackage | undefined> {
  const { rows } = await sql<StoredPackage>`select f.id as file_id, f.name, f.package as state,
      f.package_problem as problem, v.number, coalesce(p.files, 0) as files, coalesce(p.size, 0) as size,
      coalesce(p.links, 0) as links, p.main_path, coalesce(p.version, 0) as version,
      (select count(*)::int from library.links l where l.file_id = f.id) as problem_count,
      (select e.id from library.entries e where e.file_id = f.id and e.path = p.main_path) as main_id
    from library.files f join library.versions v on v.id = f.version_id left join library.packages p on p.file_id = f.id
    where f.id = ${fileId} and f.package <> 'none'`.execute(db)
  return rows[0]
}

export async function selectLinks(db: Db, fileId: string, most: number): Promise<PackageLink[]> {
  const { rows } = await sql<PackageLink>`select path, target, state from library.links
    where file_id = ${fileId} order by path collate "C", target collate "C", id limit ${most}`.execute(db)
  return rows
}

const position = z.tuple([z.literal([0, 1]), z.string().max(1000)])
type Asked = { folder: string; q?: string; after?: string; limit: number }

/** What lies in one folder, folders first; or, where words are given, every file and folder below it so called. */
export async function selectEntries(
  { db }: Pick<Context, 'db'>,
  fileId: string,
  { folder, q, after, limit }: Asked,
): Promise<{ rows: Entry[]; next: string | null }> {
  const key = readKey(after, position)
  const within = q
    ? sql`e.path like ${folder === '' ? '%' : `${literally(folder)}/%`} and e.name ilike ${containing(q)}`
    : sql`e.folder = ${folder}`
  const { rows } =
    await sql<Entry>`select e.id, e.path, e.name, e.is_folder, e.size, e.files, e.media_type, e.sha256
    from library.entries e where e.file_id = ${fileId} and ${within}
      ${key ? sql`and (not e.is_folder, e.path) > (${key[0] === 1}, ${key[1]} collate "C")` : sql``}
    order by not e.is_folder, e.path limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > limit && last ? writeKey([last.isFolder ? 0 : 1, last.path]) : null,
  }
}

/** The files of a package in their order, for its manifest. */
export async function selectManifest(db: Db, fileId: string) {
  const { rows } = await sql<{ path: string; size: number; mediaType: string; sha256: string }>`
    select path, size, media_type, sha256 from library.entries
    where file_id = ${fileId} and not is_folder order by path`.execute(db)
  return rows
}

export type StoredEntry = {
  id: string
  fileId: string
  path: string
  name: string
  size: number
  mediaType: string
  starts: number
  packed: number
  deflated: boolean
}

/** One file of a package; folders are none. */
export async function selectOptionalEntry(db: Db, id: string): Promise<StoredEntry | undefined> {
  const { rows } =
    await sql<StoredEntry>`select id, file_id, path, name, size, media_type, starts, packed, deflated
    from library.entries where id = ${id} and not is_folder`.execute(db)
  return rows[0]
}

/** False when somebody else has changed it since. */
export async function updateMain(db: Db, fileId: string, path: string, version: number): Promise<boolean> {
  const { numAffectedRows } = await sql`update library.packages set main_path = ${path}, version = version + 1
    where file_id = ${fileId} and version = ${version}`.execute(db)
  return numAffectedRows === 1n
}
