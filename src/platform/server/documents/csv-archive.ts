import { crc32 } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import type { ArchiveMessage, ArchiveRow, ArchiveTask } from './archive-messages.ts'
import { ArchiveRefusal, shownName } from './csv-refusal.ts'

const RATIO_MATTERS_ABOVE = 10 * 1024 * 1024
const BATCH_CHARS = 96 * 1024
/** What file managers leave in archives. */
const LITTER = /^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/

/** A zip of CSV files: its entries checked before any is unpacked, each file streamed once. */
export class CsvArchive {
  readonly names: string[]
  private readonly zip: ZipFile
  private readonly entries: Map<string, Entry>
  private readonly task: ArchiveTask
  private inflated = 0
  private rows = 0

  private constructor(zip: ZipFile, entries: Map<string, Entry>, task: ArchiveTask) {
    this.zip = zip
    this.entries = entries
    this.names = [...entries.keys()].map(shownName)
    this.task = task
  }

  static async open(fd: number, task: ArchiveTask): Promise<CsvArchive> {
    let zip: ZipFile
    try {
      zip = await fromFdPromise(fd, { autoClose: false })
    } catch {
      throw new ArchiveRefusal('archive.not_a_zip')
    }
    return new CsvArchive(zip, await listEntries(zip, task), task)
  }

  /** Sends the rows of one file. */
  async read(name: string, write: (message: ArchiveMessage) => Promise<void>): Promise<void> {
    const entry = this.entries.get(name)
    if (!entry) throw new ArchiveRefusal('archive.missing', { name })
    const { limits, sampleRows } = this.task
    const parser = parse({
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // A quotation mark that is never closed would otherwise swallow the file into one cell.
      max_record_size: limits.rowBytes,
    })
    const feeding = this.feed(entry, name, parser)
    let row = 0
    let batch: ArchiveRow[] = []
    let chars = 0
    try {
      for await (const record of parser as AsyncIterable<string[]>) {
        row++
        if (record.length === 1 && record[0] === '') continue
        if (record.length > limits.columns)
          throw new ArchiveRefusal('archive.too_many_columns', { file: name, row, limit: limits.columns })
        if (++this.rows > limits.rows)
          throw new ArchiveRefusal('archive.too_many_rows', { limit: limits.rows })
        batch.push([row, ...record])
        for (const cell of record) chars += cell.length
        chars += 16
        if (sampleRows !== undefined && row >= sampleRows) break
        if (chars < BATCH_CHARS) continue
        await write({ rows: batch })
        batch = []
        chars = 0
      }
    } catch (error) {
      throw refusalOf(error, name, limits.rowBytes)
    } finally {
      parser.destroy()
      await feeding
    }
    if (batch.length > 0) await write({ rows: batch })
  }

  /** Unpacks one entry into the parser, whose errors end both. */
  private async feed(entry: Entry, file: string, parser: ReturnType<typeof parse>): Promise<void> {
    const { limits } = this.task
    try {
      const stream = await this.zip.openReadStreamPromise(entry)
      const decoder = new TextDecoder('utf-8', { fatal: true })
      let sum = 0
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.inflated += chunk.length
        if (this.inflated > limits.inflatedBytes)
          throw new ArchiveRefusal('archive.bomb', { limit: limits.inflatedBytes })
        sum = crc32(chunk, sum)
        utf8(decoder, file, chunk)
        if (parser.destroyed) return
        if (!parser.write(chunk)) await drained(parser)
      }
      utf8(decoder, file)
      if (sum !== entry.crc32) throw new ArchiveRefusal('archive.damaged', { file })
      parser.end()
    } catch (error) {
      parser.destroy(
        error instanceof ArchiveRefusal ? error : new ArchiveRefusal('archive.damaged', { file }),
      )
    }
  }
}

function utf8(decoder: TextDecoder, file: string, chunk?: Buffer): void {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
  } catch {
    throw new ArchiveRefusal('archive.encoding', { file })
  }
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise(resolve => {
    const go = () => {
      parser.off('drain', go).off('close', go)
      resolve()
    }
    parser.on('drain', go).on('close', go)
  })
}

async function listEntries(zip: ZipFile, { limits, known }: ArchiveTask): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) throw new ArchiveRefusal('archive.too_many', { limit: limits.entries })
  const entries = new Map<string, Entry>()
  const lower = new Map(known.map(name => [name.toLowerCase(), name]))
  const seen = new Set<string>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName
      total += entry.uncompressedSize
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
      if (
        total > limits.inflatedBytes ||
        (entry.uncompressedSize > RATIO_MATTERS_ABOVE && ratio > limits.inflateRatio)
      )
        throw new ArchiveRefusal('archive.bomb', { limit: limits.inflatedBytes })
      if (name.endsWith('/') || LITTER.test(name)) continue
      if (entry.isEncrypted()) throw new ArchiveRefusal('archive.encrypted')
      checkName(name, known, lower)
      if (seen.has(name.toLowerCase()))
        throw new ArchiveRefusal('archive.duplicate', { name: shownName(name) })
      seen.add(name.toLowerCase())
      entries.set(name, entry)
    }
  } catch (error) {
    if (error instanceof ArchiveRefusal) throw error
    const message = error instanceof Error ? error.message : ''
    throw new ArchiveRefusal(/path|characters in fileName/.test(message) ? 'archive.path' : 'archive.damaged')
  }
  return entries
}

function checkName(name: string, known: readonly string[], lower: ReadonlyMap<string, string>): void {
  const shown = shownName(name)
  const base = name.slice(name.lastIndexOf('/') + 1)
  if (known.includes(name)) return
  if (base !== name && lower.has(base.toLowerCase()))
    throw new ArchiveRefusal('archive.folder', { name: shown })
  const expected = lower.get(name.toLowerCase())
  if (expected) throw new ArchiveRefusal('archive.case', { name: shown, expected })
  if (/\.(zip|7z|rar|gz|tar)$/i.test(name)) throw new ArchiveRefusal('archive.nested', { name: shown })
}

function refusalOf(error: unknown, file: string, limit: number): unknown {
  if (!(error instanceof CsvError)) return error
  const row = Number(error.records) + 1
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? new ArchiveRefusal('archive.row_too_long', { file, row, limit })
    : new ArchiveRefusal('archive.quote', { file, row })
}
