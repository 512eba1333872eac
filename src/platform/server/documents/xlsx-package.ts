import { posix } from 'node:path'
import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { TableError } from './table-error.ts'
import type { TableLimits } from './table-limits.ts'

/** A tag must end within so many bytes; the parser would hold anything longer in memory. */
const TAG_WITHIN = 4 * 1024 * 1024
const RATIO_MATTERS_ABOVE = 10 * 1024 * 1024

/** The zip package of a workbook: its parts by path, checked against the limits before any is unpacked. */
export class XlsxPackage {
  private readonly zip: ZipFile
  private readonly entries: Map<string, Entry>
  private readonly limits: TableLimits
  private inflated = 0

  private constructor(zip: ZipFile, entries: Map<string, Entry>, limits: TableLimits) {
    this.zip = zip
    this.entries = entries
    this.limits = limits
  }

  static async open(fd: number, limits: TableLimits): Promise<XlsxPackage> {
    try {
      const zip = await fromFdPromise(fd, { autoClose: false })
      return new XlsxPackage(zip, await listEntries(zip, limits), limits)
    } catch (error) {
      throw error instanceof TableError ? error : new TableError('table.damaged')
    }
  }

  has(path: string): boolean {
    return this.entries.has(key(path))
  }

  /** Bytes of a part as it declares them (a larger content is refused while unpacking). */
  size(path: string): number {
    return this.entries.get(key(path))?.uncompressedSize ?? 0
  }

  /**
   * Feeds a part to a SAX handler, piece by piece; `between` runs after each piece and may end the reading by
   * answering true.
   */
  async parse(path: string, handler: XmlHandler, between?: () => Promise<boolean>): Promise<void> {
    const entry = this.entries.get(key(path))
    if (!entry) throw new TableError('table.damaged')
    let stream: Readable | undefined
    try {
      stream = await this.zip.openReadStreamPromise(entry)
      let silent = 0
      const parser = xmlParser(handler, () => {
        silent = 0
      })
      let decoder: TextDecoder | undefined
      for await (const chunk of stream) {
        this.inflated += chunk.length
        if (this.inflated > this.limits.inflatedBytes)
          throw new TableError('table.zip_bomb', { limit: this.limits.inflatedBytes })
        silent += chunk.length
        if (silent > TAG_WITHIN) throw new TableError('table.damaged')
        decoder ??= new TextDecoder(xmlEncoding(chunk), { fatal: true })
        parser.write(decoder.decode(chunk, { stream: true }))
        if (between && (await between())) return
      }
      parser.close()
    } catch (error) {
      // Broken XML, a failed checksum, a wrong size: to its owner all of these are one damaged file.
      throw error instanceof TableError || isBug(error) ? error : new TableError('table.damaged')
    } finally {
      stream?.destroy()
    }
  }
}

export type XmlHandler = {
  open?: (name: string, attributes: Record<string, string>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

function xmlParser(handler: XmlHandler, onTag: () => void) {
  const parser = new SaxesParser({ position: false, xmlns: false })
  parser.on('doctype', () => {
    throw new TableError('table.forbidden_xml')
  })
  parser.on('error', error => {
    throw error
  })
  const { open, close, text } = handler
  parser.on('opentag', tag => {
    onTag()
    open?.(localName(tag.name), tag.attributes)
  })
  if (close) parser.on('closetag', tag => close(localName(tag.name)))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  return parser
}

/** Some writers prefix every element ("x:row"). */
export function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function xmlEncoding(chunk: Buffer): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

async function listEntries(zip: ZipFile, limits: TableLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.zipEntries) throw new TableError('table.zip_bomb', { limit: limits.zipEntries })
  const entries = new Map<string, Entry>()
  let total = 0
  let count = 0
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
    if (
      ++count > limits.zipEntries ||
      total > limits.inflatedBytes ||
      (entry.uncompressedSize > RATIO_MATTERS_ABOVE && ratio > limits.inflateRatio)
    )
      throw new TableError('table.zip_bomb', { limit: limits.inflatedBytes })
    if (entry.isEncrypted()) throw new TableError('table.encrypted')
    entries.set(key(entry.fileName), entry)
  }
  return entries
}

/** Part names are compared without regard to case, from the package's root. */
function key(path: string): string {
  return posix.normalize(path.replace(/^\/+/, '')).toLowerCase()
}

function isBug(error: unknown): boolean {
  return error instanceof ReferenceError || (error instanceof TypeError && !('code' in error))
}
