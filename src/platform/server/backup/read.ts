import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type Entry, openPromise } from 'yauzl'
import { checkDigest } from './digest.ts'
import { BackupError, FORMAT, type Manifest, manifest } from './manifest.ts'

const MANIFEST_BYTES = 64 * 1024 * 1024

export type OpenArchive = {
  manifest: Manifest
  /** One part by its name in the archive. */
  read(part: string): Promise<Readable>
  /** Every stored file, one after the other. */
  files(): AsyncGenerator<{ sha256: string; content: Readable }>
  close(): void
}

/** Opens an archive after every byte of it was checked; throws BackupError where something is wrong. */
export async function openArchive(path: string): Promise<OpenArchive> {
  await checkDigest(path)
  const parts = new Map<string, Entry>()
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false })
  let files = 0
  for await (const entry of zip.eachEntry())
    if (entry.fileName.startsWith('files/')) files += 1
    else parts.set(entry.fileName, entry)
  const read = async (part: string): Promise<Readable> => {
    const entry = parts.get(part)
    if (!entry) throw new BackupError(`The backup lacks its part ${part}.`)
    return zip.openReadStreamPromise(entry)
  }
  const archive: OpenArchive = {
    manifest: await readManifest(parts, read),
    read,
    async *files() {
      const again = await openPromise(path, { lazyEntries: true, autoClose: false })
      try {
        for await (const entry of again.eachEntry())
          if (entry.fileName.startsWith('files/'))
            yield {
              sha256: entry.fileName.slice('files/'.length),
              content: await again.openReadStreamPromise(entry),
            }
      } finally {
        again.close()
      }
    },
    close: () => zip.close(),
  }
  try {
    await checkParts(archive, files)
    return archive
  } catch (error) {
    zip.close()
    throw error
  }
}

async function readManifest(
  parts: Map<string, Entry>,
  read: (part: string) => Promise<Readable>,
): Promise<Manifest> {
  if ((parts.get('manifest.json')?.uncompressedSize ?? 0) > MANIFEST_BYTES)
    throw new BackupError('The manifest of the backup is too large.')
  let value: unknown
  const chunks: Buffer[] = []
  for await (const chunk of await read('manifest.json')) chunks.push(chunk)
  try {
    value = JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw new BackupError('The manifest of the backup cannot be read.')
  }
  const { format } = value as { format?: unknown }
  if (typeof format === 'number' && format > FORMAT)
    throw new BackupError(
      `The backup was written by a newer Overpass (format ${format}, known here: ${FORMAT}): restore it with that one.`,
    )
  const parsed = manifest.safeParse(value)
  if (!parsed.success) throw new BackupError('The manifest of the backup is not one of Overpass.')
  return parsed.data
}

async function checkParts(archive: OpenArchive, files: number): Promise<void> {
  const { tables, queue, files: expected } = archive.manifest
  for (const { part, bytes, sha256 } of [...tables, queue])
    if ((await measure(await archive.read(part))) !== `${bytes} ${sha256}`)
      throw new BackupError(`The part ${part} of the backup is damaged.`)
  if (files !== expected.count) throw new BackupError('The backup lacks files.')
  for await (const { sha256, content } of archive.files())
    if (!(await measure(content)).endsWith(` ${sha256}`))
      throw new BackupError(`The file ${sha256} of the backup is damaged.`)
}

async function measure(content: Readable): Promise<string> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.length
    hash.update(chunk)
  }
  return `${bytes} ${hash.digest('hex')}`
}
