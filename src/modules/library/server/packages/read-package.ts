import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { ZipFile } from 'yauzl'
import { namesOf, stateOfLink } from '../../rules/links.ts'
import { HEAD_BYTES, mediaTypeOf } from '../../rules/media-type.ts'
import { nameOf } from '../../rules/package.ts'
import type { PackageLimits, PackageMessage, ReadEntry, ReadLink } from './package-messages.ts'
import { sceneScan } from './scene-scan.ts'
import { type Listed, listEntries, PackageRefusal } from './zip-entries.ts'

const BATCH = 200
const TARGET_MOST = 1000

type Reference = { path: string; target: string | null }

/** Tells every file of an open zip with its hash, and what its scenes refer to in vain. Throws PackageRefusal. */
export async function readPackage(
  zip: ZipFile,
  limits: PackageLimits,
  write: (message: PackageMessage) => Promise<void> | void,
): Promise<void> {
  try {
    const listed = await listEntries(zip, limits)
    const references: Reference[] = []
    let batch: ReadEntry[] = []
    for (const one of listed) {
      batch.push(await readEntry(zip, one, limits, references))
      if (batch.length < BATCH) continue
      await write({ entries: batch })
      batch = []
    }
    if (batch.length > 0) await write({ entries: batch })
    const names = namesOf(listed.map(({ path }) => path))
    const problems = references.flatMap(({ path, target }): ReadLink[] => {
      const state = target === null ? 'unread' : stateOfLink(path, target, names)
      return state ? [{ path, target: (target ?? '').slice(0, TARGET_MOST).toWellFormed(), state }] : []
    })
    await write({ links: { found: references.length, problems } })
  } catch (error) {
    throw error instanceof PackageRefusal || isBug(error) ? error : new PackageRefusal(problemOf(error))
  }
}

async function readEntry(
  zip: ZipFile,
  { path, entry }: Listed,
  limits: PackageLimits,
  references: Reference[],
): Promise<ReadEntry> {
  const { fileDataStart: starts } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  const [hash, scan] = [createHash('sha256'), sceneScan(path, limits.sceneBytes)]
  let [size, sum, head] = [0, 0, Buffer.alloc(0)]
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    size += chunk.length
    sum = crc32(chunk, sum)
    hash.update(chunk)
    scan?.add(chunk)
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
  }
  if (sum !== entry.crc32) throw new PackageRefusal('broken')
  const found: (string | null)[] = scan ? (scan.end() ?? [null]) : []
  // Of so many, the rest is not followed, and said not to be.
  if (references.length + found.length > limits.links) references.push({ path, target: null })
  else for (const target of new Set(found)) references.push({ path, target })
  return {
    ...{ path, size, starts, packed: entry.compressedSize, deflated: entry.compressionMethod === 8 },
    ...{ sha256: hash.digest('hex'), mediaType: mediaTypeOf(nameOf(path), head) },
  }
}

/** The reader of zips says in words what it met. */
const problemOf = (error: unknown) =>
  /many bytes in the stream|enough bytes in the stream|size mismatch/.test(
    error instanceof Error ? error.message : '',
  )
    ? 'size_lies'
    : 'broken'

const isBug = (error: unknown) =>
  error instanceof ReferenceError || (error instanceof TypeError && !('code' in error))
