import { refuse } from '../models/refusal.ts'

export type ExrPart = {
  name: string
  channels: string[]
  compression: string
  width: number
  height: number
}
export type ExrHeader = { parts: ExrPart[]; tiled: boolean; deep: boolean }

const MAGIC = 20_000_630
const COMPRESSIONS = ['none', 'RLE', 'ZIPS', 'ZIP', 'PIZ', 'PXR24', 'B44', 'B44A', 'DWAA', 'DWAB']
/** Rows that lie in one block, by compression. */
const ROWS = [1, 1, 1, 16, 32, 16, 32, 32, 32, 256]
const TEXT_MOST = 255
const PARTS_MOST = 100
const CHANNELS_MOST = 500

/** Reads what an OpenEXR file says of itself, and whether the blocks that it lists are there. Throws Refusal. */
export function readExrHeader(bytes: Uint8Array, pixels: number): ExrHeader {
  try {
    return read(new Reader(bytes), pixels)
  } catch (error) {
    if (error instanceof RangeError) refuse('broken')
    throw error
  }
}

/** Goes through bytes; a RangeError where they end. */
class Reader {
  readonly view: DataView
  at = 0

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  int(): number {
    this.at += 4
    return this.view.getInt32(this.at - 4, true)
  }
  text(): string {
    const starts = this.at
    while (this.view.getUint8(this.at) !== 0) if (++this.at - starts > TEXT_MOST) refuse('broken')
    const { buffer, byteOffset } = this.view
    return new TextDecoder().decode(new Uint8Array(buffer, byteOffset + starts, this.at++ - starts))
  }
}

function read(reader: Reader, pixels: number): ExrHeader {
  if (reader.int() !== MAGIC) refuse('broken')
  const flags = reader.int() >> 8
  const [tiled, deep, multi] = [(flags & 2) > 0, (flags & 8) > 0, (flags & 16) > 0]
  const parts: (ExrPart & { rows: number })[] = []
  do {
    const part = readPart(reader)
    if (!part) break
    if (part.width * part.height > pixels) refuse('too_many_pixels')
    parts.push(part)
  } while (multi && parts.length < PARTS_MOST)
  const [first] = parts
  if (!first) refuse('broken')
  if (!tiled && !deep && !multi) checkBlocks(reader, Math.ceil(first.height / first.rows))
  return { parts: parts.map(({ rows: _, ...part }) => part), tiled, deep }
}

function readPart(reader: Reader): (ExrPart & { rows: number }) | null {
  const part = { name: '', channels: [] as string[], compression: '', width: 0, height: 0, rows: 0 }
  let said = 0
  for (let name = reader.text(); name !== ''; name = reader.text(), said++) {
    reader.text()
    const size = reader.int()
    const ends = reader.at + size
    if (size < 0 || ends > reader.view.byteLength) refuse('broken')
    if (name === 'channels')
      for (let channel = reader.text(); channel !== ''; channel = reader.text()) {
        if (part.channels.push(channel.slice(0, 100)) > CHANNELS_MOST) refuse('too_complex')
        reader.at += 16
      }
    if (name === 'compression') {
      const at = reader.view.getUint8(reader.at)
      part.compression = COMPRESSIONS[at] ?? refuse('unsupported')
      part.rows = ROWS[at] ?? 1
    }
    if (name === 'dataWindow') {
      const [left, top, right, bottom] = [reader.int(), reader.int(), reader.int(), reader.int()]
      Object.assign(part, { width: right - left + 1, height: bottom - top + 1 })
    }
    if (name === 'name') {
      const { buffer, byteOffset } = reader.view
      part.name = new TextDecoder().decode(
        new Uint8Array(buffer, byteOffset + reader.at, Math.min(size, 100)),
      )
    }
    reader.at = ends
  }
  if (said === 0) return null
  if (!(part.width > 0 && part.height > 0) || part.channels.length === 0 || part.rows === 0) refuse('broken')
  return part
}

/** Each block is there to its end. */
function checkBlocks({ view, at }: Reader, count: number): void {
  for (let block = 0; block < count; block++) {
    const starts = Number(view.getBigUint64(at + block * 8, true))
    const ends = starts + 8 + view.getUint32(starts + 4, true)
    if (ends > view.byteLength) refuse('broken')
  }
}

/** Channels by the layer they belong to, in the order of the file; those of no layer stand under no name. */
export function layersOf(parts: readonly ExrPart[]): { name: string; channels: string[] }[] {
  const layers = new Map<string, string[]>()
  for (const part of parts)
    for (const channel of part.channels) {
      const dot = channel.lastIndexOf('.')
      const name = [parts.length > 1 ? part.name : '', dot > 0 ? channel.slice(0, dot) : '']
        .filter(Boolean)
        .join(' / ')
      layers.set(name, [...(layers.get(name) ?? []), channel.slice(dot + 1)])
    }
  return [...layers].map(([name, channels]) => ({ name, channels }))
}
