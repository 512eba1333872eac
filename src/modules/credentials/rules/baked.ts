import { inflateSync } from 'node:zlib'
import { LIMITS } from './limits.ts'

/*
 * A credential inside a picture (Open Badges 3.0, section 5.3: an iTXt chunk of a PNG, an element of an SVG) or
 * attached to a PDF. What is read is text or an address; nothing is drawn, run or fetched.
 */

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const KEYWORD = 'openbadgecredential'
const SVG_NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0'

/** Everything in a file that may be a credential, or the address of one of ours; several are each judged. */
export type Found = { text: string } | { address: string }
const FOUND_MOST = 10

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function crcOf(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = (CRC[(c ^ byte) & 0xff] as number) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

/** One chunk of a PNG: length, type, data, checksum. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  crc.writeUInt32BE(crcOf(body))
  return Buffer.concat([length, body, crc])
}

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer; at: number }> {
  for (let at = PNG.length; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at)
    if (at + 12 + length > png.length) return
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length), at }
    at += 12 + length
  }
}

/** From a PNG's header, which stands first. */
export const pngSize = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) })

/** Puts a credential into a PNG, right after its header. */
export function bakePng(png: Buffer, credential: string): Buffer {
  const [header] = chunksOf(png)
  if (!header) throw new RangeError('no PNG')
  const after = header.at + 12 + header.data.length
  const chunk = pngChunk(
    'iTXt',
    Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0\0`), Buffer.from(credential)]),
  )
  return Buffer.concat([png.subarray(0, after), chunk, png.subarray(after)])
}

function unbakePng(png: Buffer): Found[] {
  const found: Found[] = []
  for (const { type, data } of chunksOf(png)) {
    if (type !== 'iTXt' || data.toString('latin1', 0, KEYWORD.length + 1) !== `${KEYWORD}\0`) continue
    // Flag and method of compression, a language, a translated keyword; then the text.
    const compressed = data[KEYWORD.length + 1] === 1
    const language = data.indexOf(0, KEYWORD.length + 3)
    const text = language < 0 ? -1 : data.indexOf(0, language + 1)
    if (text < 0) continue
    const rest = data.subarray(text + 1)
    found.push({ text: (compressed ? inflated(rest) : rest).toString('utf8') })
  }
  return found
}

const inflated = (bytes: Buffer) => inflateSync(bytes, { maxOutputLength: 4 * LIMITS.characters })

const escaped = (text: string) => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
const unescaped = (text: string) =>
  text
    .replace(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name as 'lt'],
    )

/** Puts a credential into an SVG: a `vc+jwt` as the attribute `verify`, a document as the element's content. */
export function bakeSvg(svg: string, credential: string): string {
  const open = svg.indexOf('>', svg.indexOf('<svg')) + 1
  const attribute = credential.startsWith('{') ? '' : ` verify="${escaped(credential)}"`
  const content = credential.startsWith('{') ? escaped(credential) : ''
  const element = `<openbadges:credential xmlns:openbadges="${SVG_NAMESPACE}"${attribute}>${content}</openbadges:credential>`
  return `${svg.slice(0, open)}${element}${svg.slice(open)}`
}

function unbakeSvg(svg: string): Found[] {
  const found: Found[] = []
  const opening = /<(\w+:)?credential[\s>]/g
  for (let match = opening.exec(svg); match && found.length < FOUND_MOST; match = opening.exec(svg)) {
    const head = svg.indexOf('>', match.index)
    if (head < 0) break
    const verify = /\sverify\s*=\s*("([^"]*)"|'([^']*)')/.exec(svg.slice(match.index, head))
    const end = svg.indexOf('</', head)
    const content = svg.slice(head + 1, end < 0 ? undefined : end).trim()
    const plain = content.startsWith('<![CDATA[')
      ? content.slice(9, content.lastIndexOf(']]>'))
      : unescaped(content)
    const given = verify?.[2] ?? verify?.[3]
    if (given || plain) found.push({ text: given ? unescaped(given) : plain })
    opening.lastIndex = Math.max(head, end)
  }
  return found
}

const STREAMS_MOST = 2000
const PACKED_MOST = 4_000_000

/** Credentials attached to a PDF, and the addresses of ours that its codes link to. */
function unbakePdf(pdf: Buffer): Found[] {
  const found = new Map<string, Found>()
  let unpacked = 0
  for (let at = 0, seen = 0; seen < STREAMS_MOST; seen++) {
    const begin = pdf.indexOf('stream', at)
    const end = begin < 0 ? -1 : pdf.indexOf('endstream', begin + 6)
    if (end < 0) break
    at = end + 9
    const from = begin + (pdf[begin + 6] === 0x0d ? 8 : 7)
    const raw = pdf.subarray(from, end)
    if (raw.length > PACKED_MOST) continue
    const text = textOf(raw)
    unpacked += text?.length ?? 0
    if (text && looksLikeCredential(text)) found.set(text.trim(), { text: text.trim() })
    if (found.size >= FOUND_MOST || unpacked > 16 * LIMITS.characters) break
  }
  const links = pdf
    .toString('latin1')
    .matchAll(/\/URI\s*\((https?:[^()\\\s]{1,500}\/verify\/credential\/[0-9a-f-]{36})\)/g)
  for (const [, address = ''] of links) if (found.size < FOUND_MOST) found.set(address, { address })
  return [...found.values()]
}

function textOf(raw: Buffer): string | null {
  try {
    return inflated(raw).toString('utf8')
  } catch {
    // Not packed this way, or far too much: attached as it is, or nothing for us.
    return raw.length <= LIMITS.characters ? raw.toString('utf8') : null
  }
}

/** Whether a text is a compact JWS or a JSON document that names a credential's context. */
export function looksLikeCredential(text: string): boolean {
  const start = text.trimStart()
  return (
    /^ey[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(start) || (start.startsWith('{') && start.includes('/credentials/v'))
  )
}

/** The credentials in a file, by what the file begins with; none where there is none. Never throws. */
export function unbake(file: Buffer): Found[] {
  try {
    if (file.subarray(0, PNG.length).equals(PNG)) return unbakePng(file).slice(0, FOUND_MOST)
    if (file.subarray(0, 1024).includes('%PDF-')) return unbakePdf(file)
    const text = file
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trim()
    if (/^<(\?xml|svg|!--|!DOCTYPE)/i.test(text)) return unbakeSvg(text)
    return [/^https?:\/\/\S+$/.test(text) ? { address: text } : { text }]
  } catch {
    return []
  }
}
