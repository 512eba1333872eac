import { Failure } from '#platform/contract/errors.ts'
import type { ArchiveLimits, ArchiveMessage } from '#platform/server/documents/archive-messages.ts'
import { ArchiveError, readArchive } from '#platform/server/documents/read-archive.ts'
import type { OneRosterManifest } from '../../contract/oneroster.ts'
import { filesOf, IGNORED_FILES, READ_FILES } from '../../rules/oneroster/files.ts'
import { readManifest } from '../../rules/oneroster/manifest.ts'
import { fail } from './fail.ts'

const MANIFEST = 'manifest.csv'
const KNOWN = [MANIFEST, ...[...READ_FILES, ...IGNORED_FILES].map(file => `${file}.csv`)]
/** An honest manifest has some twenty lines. */
const MANIFEST_ROWS = 500
const OPEN_SECONDS = 15

type Choice = { orgSourcedId: string | null; birthDates: boolean }
export type OpenedSet = { manifest: OneRosterManifest; strangers: string[] }

/** Looks at a set: which files there are, what the manifest says. Refuses what cannot be a OneRoster set. */
export async function openSet(path: string, choice: Choice): Promise<OpenedSet> {
  const rows: string[][] = []
  let entries: string[] = []
  const messages = readArchive(path, {
    ...{ known: KNOWN, read: [MANIFEST], sampleRows: MANIFEST_ROWS },
    limits: { seconds: OPEN_SECONDS },
  })
  for await (const message of translated(messages)) {
    if ('entries' in message) entries = message.entries
    else if ('rows' in message) for (const [, ...cells] of message.rows) rows.push(cells)
  }
  const found = readManifest(rows)
  if ('code' in found) return fail('unprocessable', found.code, found.data)
  for (const file of filesOf(found.version))
    if (found.files[file] && !entries.includes(`${file}.csv`))
      return fail('unprocessable', 'oneroster.file_missing', { file: `${file}.csv` })
  // What a school does not need to hand in is not taken in: not even into the staging tables.
  if (found.files.demographics && !choice.birthDates) return fail('unprocessable', 'oneroster.demographics')
  const listed = new Set([
    MANIFEST,
    ...[...Object.keys(found.files), ...found.ignored].map(file => `${file}.csv`),
  ])
  return {
    manifest: { ...found, ...choice },
    strangers: entries.filter(name => !listed.has(name)).slice(0, 20),
  }
}

/** The rows of the files that count, file by file in the order in which they refer to each other. */
export function readSet(
  path: string,
  manifest: OneRosterManifest,
  options: { signal?: AbortSignal; limits?: Partial<ArchiveLimits> } = {},
): AsyncGenerator<ArchiveMessage, void, undefined> {
  const read = filesOf(manifest.version).filter(file => manifest.files[file])
  return translated(readArchive(path, { known: KNOWN, read: read.map(file => `${file}.csv`), ...options }))
}

async function* translated(
  messages: AsyncGenerator<ArchiveMessage, void, undefined>,
): AsyncGenerator<ArchiveMessage, void, undefined> {
  try {
    yield* messages
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    throw new Failure(
      error.code === 'table.too_large' ? 'too_large' : 'unprocessable',
      error.code,
      error.data,
    )
  }
}
