const HEX = new Int8Array(128).fill(-1)
for (let i = 0; i < 16; i++) {
  HEX['0123456789abcdef'.charCodeAt(i)] = i
  HEX['0123456789ABCDEF'.charCodeAt(i)] = i
}
const words = new Uint32Array(4)
/** Negative once a character was no digit. */
let digits = 0

function four(id: string, at: number): number {
  const a = HEX[id.charCodeAt(at) & 127] as number
  const b = HEX[id.charCodeAt(at + 1) & 127] as number
  const c = HEX[id.charCodeAt(at + 2) & 127] as number
  const d = HEX[id.charCodeAt(at + 3) & 127] as number
  digits |= a | b | c | d
  return (a << 12) | (b << 8) | (c << 4) | d
}

/** Reads a UUID into `words`; false when it is none. */
function read(id: string): boolean {
  if (id.length !== 36) return false
  digits = 0
  words[0] = (four(id, 0) << 16) | four(id, 4)
  words[1] = (four(id, 9) << 16) | four(id, 14)
  words[2] = (four(id, 19) << 16) | four(id, 24)
  words[3] = (four(id, 28) << 16) | four(id, 32)
  return digits >= 0
}

/** UUIDs by number: sixteen bytes each, where a map of texts takes ten times as much. */
export class Ids {
  private parts = new Uint32Array(4 * 64)
  private table = new Int32Array(128).fill(-1)
  length = 0

  /** The number of an id, a new one if it has none. */
  add(id: string): number {
    if (!read(id)) throw new RangeError(`not a UUID: ${id}`)
    const place = this.placeOf()
    const found = this.table[place] as number
    if (found >= 0) return found
    const at = this.length++
    if (at * 4 >= this.parts.length) this.lengthen(this.parts.length * 2)
    const { parts } = this
    for (let w = 0; w < 4; w++) parts[at * 4 + w] = words[w] as number
    this.table[place] = at
    if (this.length * 2 > this.table.length) this.widen(this.table.length * 2)
    return at
  }

  /** Makes room for so many in all. */
  reserve(room: number): void {
    if (room * 4 > this.parts.length) this.lengthen(room * 4)
    let size = this.table.length
    while (size < room * 2) size *= 2
    if (size > this.table.length) this.widen(size)
  }

  /** The number of an id; -1 when it is unknown. */
  find(id: string): number {
    return read(id) ? (this.table[this.placeOf()] as number) : -1
  }

  /** Where among the numbers at [from, end) of a row an id stands; -1: nowhere. Few are looked through faster than found. */
  seek(id: string, row: Int32Array, from: number, end: number): number {
    if (!read(id)) return -1
    const { parts } = this
    const [a, b] = [words[0], words[1]]
    const [c, d] = [words[2], words[3]]
    for (let i = from; i < end; i++) {
      const p = (row[i] as number) * 4
      if (parts[p] === a && parts[p + 1] === b && parts[p + 2] === c && parts[p + 3] === d) return i
    }
    return -1
  }

  text(at: number): string {
    let hex = ''
    for (let w = 0; w < 4; w++) hex += (this.parts[at * 4 + w] as number).toString(16).padStart(8, '0')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  /** Where `words` stand in the table, or would. */
  private placeOf(): number {
    const { table, parts } = this
    const mask = table.length - 1
    const a = words[0] as number
    const b = words[1] as number
    const c = words[2] as number
    const d = words[3] as number
    let place = hashOf(a, b, c, d) & mask
    for (;;) {
      const at = table[place] as number
      if (at < 0) return place
      const p = at * 4
      if (parts[p] === a && parts[p + 1] === b && parts[p + 2] === c && parts[p + 3] === d) return place
      place = (place + 1) & mask
    }
  }

  private lengthen(size: number): void {
    const more = new Uint32Array(size)
    more.set(this.parts.subarray(0, this.length * 4))
    this.parts = more
  }

  private widen(size: number): void {
    const { parts } = this
    const table = new Int32Array(size).fill(-1)
    const mask = table.length - 1
    for (let at = 0; at < this.length; at++) {
      const p = at * 4
      let place =
        hashOf(parts[p] as number, parts[p + 1] as number, parts[p + 2] as number, parts[p + 3] as number) &
        mask
      while ((table[place] as number) >= 0) place = (place + 1) & mask
      table[place] = at
    }
    this.table = table
  }
}

function hashOf(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15) ^ b, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 13) ^ c, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 16) ^ d, 0x165667b1)
  return (h ^ (h >>> 15)) >>> 0
}
