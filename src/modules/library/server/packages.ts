import { PassThrough, pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { headed, tableFile } from '#modules/members/server/index.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { ByteRange, FileStore } from '#platform/server/files/store.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/packages.ts'
import { readItem } from '../policy.ts'
import { servedAs } from '../rules/media-type.ts'
import { fail } from './fail.ts'
import { fileToGive } from './files.ts'
import { kept } from './items.ts'
import { selectOptionalFile } from './queries/files.ts'
import { selectOptionalItem } from './queries/items.ts'
import {
  type StoredEntry,
  selectEntries,
  selectLinks,
  selectManifest,
  selectOptionalEntry,
  selectOptionalPackage,
  updateMain,
} from './queries/packages.ts'
import { note } from './who-acts.ts'

/** How many references that lead nowhere are told one by one. */
const PROBLEMS_SHOWN = 200

/** The item and package of a file, if the viewer may see them. */
async function seen(context: Context, fileId: string) {
  const item = (await selectOptionalItem(context.db, { fileId })) ?? missing()
  context.require(readItem, item.facts)
  const found = (await selectOptionalPackage(context.db, fileId)) ?? missing()
  return { item, found }
}

export const getPackage: Handler<typeof contract.getPackage> = async (context, { params }) => {
  const { item, found } = await seen(context, params.id)
  const file = (await selectOptionalFile(context.db, params.id)) ?? missing()
  return {
    ...found,
    ...{ itemId: item.id, title: item.title, facts: { ...item.facts, receipt: file.receipt } },
    problems: await selectLinks(context.db, params.id, PROBLEMS_SHOWN),
  }
}

export const listEntries: Handler<typeof contract.listEntries> = async (context, { params, query }) => {
  await seen(context, params.id)
  return selectEntries(context, params.id, query)
}

export const exportManifest: Handler<typeof contract.exportManifest> = async (context, { params, query }) => {
  const { found } = await seen(context, params.id)
  const rows = await selectManifest(context.db, params.id)
  const { language, text } = context
  const WIDTHS = { path: 60, size: 14, type: 30, sha256: 70 }
  return tableFile(query.format, {
    name: `${found.name} ${text(language, 'library.manifest')}`,
    columns: headed(context, 'library.manifest', WIDTHS),
    rows: (async function* () {
      for (const { path, size, mediaType, sha256 } of rows) yield [path, size, mediaType, sha256]
    })(),
  })
}

export const getEntry: Handler<typeof contract.getEntry> = async (context, { params }) => {
  const entry = (await selectOptionalEntry(context.db, params.id)) ?? missing()
  const file = await fileToGive(context, entry.fileId)
  return {
    ...{ name: entry.name, mediaType: servedAs(entry.mediaType) },
    content: { size: entry.size, open: range => openEntry(context.files, file.sha256, entry, range) },
  }
}

/** The bytes of one file of a zip; what was read of it once holds for as long as the zip has its hash. */
async function openEntry(
  files: FileStore,
  sha256: string,
  { starts, packed, size, deflated }: StoredEntry,
  range: ByteRange = { start: 0, end: size - 1 },
): Promise<Readable> {
  if (size === 0) return Readable.from([])
  if (!deflated) return files.read(sha256, { start: starts + range.start, end: starts + range.end })
  const raw = await files.read(sha256, { start: starts, end: starts + packed - 1 })
  const whole = createInflateRaw()
  // The reader sees what broke; there is nothing else to say of it.
  pipeline(raw, whole, () => {})
  if (range.start === 0 && range.end === size - 1) return whole
  return pipeline(part(whole, range), new PassThrough(), () => {})
}

async function* part(whole: Readable, { start, end }: ByteRange): AsyncGenerator<Buffer> {
  let at = 0
  for await (const chunk of whole as AsyncIterable<Buffer>) {
    const wanted = chunk.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at))
    if (wanted.length > 0) yield wanted
    at += chunk.length
    if (at > end) return
  }
}

export const setMainFile: Handler<typeof contract.setMainFile> = async (context, { params, body }) => {
  const item = await kept(context, { fileId: params.id })
  const found = (await selectOptionalPackage(context.db, params.id)) ?? missing()
  const entry = await selectOptionalEntry(context.db, body.entryId)
  if (!entry || entry.fileId !== params.id) return fail('unprocessable', 'library.entry_unknown')
  if (!(await updateMain(context.db, params.id, entry.path, body.version))) stale(found.version)
  await note(context, 'main_file_set', item.id, { name: found.name, path: entry.path })
  return { version: body.version + 1 }
}
