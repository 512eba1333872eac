import { isUtf8 } from 'node:buffer'
import { readSync } from 'node:fs'
import { TableError } from './table-error.ts'
import type { TableInfo } from './table-messages.ts'

const CHUNK = 1 << 20

/** Reads a whole open file in chunks; a chunk is only valid until the next one. */
export function* chunksOf(fd: number, start = 0): Generator<Buffer> {
  const buffer = Buffer.alloc(CHUNK)
  for (let position = start; ; ) {
    const length = readSync(fd, buffer, 0, CHUNK, position)
    if (length === 0) return
    yield buffer.subarray(0, length)
    position += length
  }
}

export function firstBytes(fd: number, count: number): Buffer {
  const buffer = Buffer.alloc(count)
  return buffer.subarray(0, readSync(fd, buffer, 0, count, 0))
}

/** Tells by content, never by name, whether a file is a zip package or text; names what else it is. */
export function detectFormat(fd: number): 'zip' | 'text' {
  const head = firstBytes(fd, 4096)
  if (head.length === 0) throw new TableError('table.empty')
  const magic = head.toString('latin1', 0, 8)
  if (magic.startsWith('PK\u0003\u0004') || magic.startsWith('PK\u0005\u0006')) return 'zip'
  if (magic.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    // The container of Excel 97-2003 also wraps every password-protected .xlsx.
    const encrypted = contains(fd, Buffer.from('EncryptedPackage', 'utf16le'))
    throw new TableError(encrypted ? 'table.encrypted' : 'table.old_xls')
  }
  if (magic.startsWith('%PDF')) throw new TableError('table.not_a_table', { found: 'pdf' })
  if (/^\uFEFF?\s*<(!doctype|html|table|\?xml|meta|style|head)/i.test(head.toString('utf8')))
    throw new TableError('table.not_a_table', { found: 'html' })
  return 'text'
}

type Encoding = NonNullable<TableInfo['encoding']>

/** The encoding of a text file, proven over the whole file for UTF-8 (GB18030 is proven while decoding). */
export function detectEncoding(fd: number): { encoding: Encoding; bom: number } {
  const head = firstBytes(fd, 64 * 1024)
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2 }
  if (head.includes(0)) throw new TableError('table.not_a_table', { found: 'binary' })
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  return { encoding: isUtf8File(fd) ? 'utf-8' : 'gb18030', bom }
}

function isUtf8File(fd: number): boolean {
  let rest = Buffer.alloc(0)
  for (const chunk of chunksOf(fd)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const whole = bytes.length - openSequence(bytes)
    if (!isUtf8(bytes.subarray(0, whole))) return false
    rest = Buffer.from(bytes.subarray(whole))
  }
  return rest.length === 0
}

/** How many bytes at the end begin a UTF-8 sequence that the next chunk must complete. */
function openSequence(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

function contains(fd: number, needle: Buffer): boolean {
  let tail = Buffer.alloc(0)
  for (const chunk of chunksOf(fd)) {
    if (Buffer.concat([tail, chunk]).includes(needle)) return true
    tail = Buffer.from(chunk.subarray(-needle.length))
  }
  return false
}
