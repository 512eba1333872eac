import type { Entry, ZipFile } from 'yauzl'
import { entryPath, hasTwice, isLitter, type PackageProblem } from '../../rules/package.ts'
import type { PackageLimits } from './package-messages.ts'

/** A package that is not taken apart, and why. */
export class PackageRefusal extends Error {
  readonly problem: PackageProblem

  constructor(problem: PackageProblem) {
    super(problem)
    this.problem = problem
  }
}

export type Listed = { path: string; entry: Entry }

const UTF8_FLAG = 0x800
const UNICODE_PATH = 0x7075
const LOCAL_HEADER = 30
const NOTHING = Buffer.alloc(0)

/** A name as its writer meant it: some archivers write UTF-8 without saying so, others the writing system's GB 18030. */
function nameOf({ generalPurposeBitFlag, extraFields, fileNameRaw }: Entry): string {
  const unicode = extraFields.find(({ id, data }) => id === UNICODE_PATH && data[0] === 1)
  const kinds = generalPurposeBitFlag & UTF8_FLAG || unicode ? ['utf-8'] : ['utf-8', 'gb18030']
  for (const kind of kinds)
    try {
      return new TextDecoder(kind, { fatal: true }).decode(unicode ? unicode.data.subarray(5) : fileNameRaw)
    } catch {}
  throw new PackageRefusal('unsafe_name')
}

const isLink = ({ versionMadeBy, externalFileAttributes }: Entry) =>
  versionMadeBy >> 8 === 3 && ((externalFileAttributes >>> 16) & 0o170000) === 0o120000

function check(entry: Entry, limits: PackageLimits): void {
  if (entry.fileNameRaw.length > limits.nameBytes) throw new PackageRefusal('unsafe_name')
  if (entry.isEncrypted()) throw new PackageRefusal('encrypted')
  if (isLink(entry)) throw new PackageRefusal('link_inside')
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw new PackageRefusal('method_unknown')
}

/** The files of a zip by its own list, everything about them checked before a byte is unpacked. */
export async function listEntries(zip: ZipFile, limits: PackageLimits): Promise<Listed[]> {
  if (zip.entryCount > limits.entries) throw new PackageRefusal('too_many_entries')
  const listed: Listed[] = []
  let total = 0
  for await (const entry of zip.eachEntry()) {
    check(entry, limits)
    total += entry.uncompressedSize
    if (total > limits.inflatedBytes || (total > limits.ratioAbove && total > zip.fileSize * limits.ratio))
      throw new PackageRefusal('bomb')
    const name = nameOf(entry)
    const path = entryPath(name)
    if (path === null) throw new PackageRefusal('unsafe_name')
    if (path.split('/').length > limits.depth) throw new PackageRefusal('too_deep')
    if (/[/\\]$/.test(name) || isLitter(path)) continue
    // What is kept of thousands stays small.
    Object.assign(entry, { extraFields: [], extraFieldRaw: NOTHING, fileCommentRaw: NOTHING, comment: '' })
    listed.push({ path, entry })
  }
  if (hasTwice(listed.map(({ path }) => path))) throw new PackageRefusal('twice')
  refuseOverlaps(listed)
  return listed
}

/** Entries that share bytes unpack to far more than the zip could hold. */
function refuseOverlaps(listed: readonly Listed[]): void {
  const spans = listed.map(({ entry }) => [
    entry.relativeOffsetOfLocalHeader,
    entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameRaw.length + entry.compressedSize,
  ]) as [number, number][]
  spans.sort((a, b) => a[0] - b[0])
  let end = 0
  for (const [starts, ends] of spans) {
    if (starts < end) throw new PackageRefusal('bomb')
    end = ends
  }
}
