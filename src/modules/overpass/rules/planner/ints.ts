/** Whole numbers in a row that grows, four bytes each. */
export class Ints {
  data: Int32Array
  length = 0

  constructor(room = 16) {
    this.data = new Int32Array(room)
  }

  push(value: number): void {
    if (this.length === this.data.length) this.reserve(Math.max(16, this.length * 2))
    this.data[this.length++] = value
  }

  /** Makes room for so many in all. */
  reserve(room: number): void {
    if (room <= this.data.length) return
    const more = new Int32Array(room)
    more.set(this.data.subarray(0, this.length))
    this.data = more
  }

  at(index: number): number {
    return this.data[index] as number
  }

  /** Gives back the room that nothing stands in, but for a little to come. */
  trim(): void {
    const enough = this.length + (this.length >> 6) + 1024
    // Copying costs more than a little room is worth.
    if (this.data.length <= enough + (this.length >> 3)) return
    const less = new Int32Array(enough)
    less.set(this.data.subarray(0, this.length))
    this.data = less
  }
}

/** The rows of numbers among something's fields. */
export const intsOf = (something: object): Ints[] =>
  Object.values(something).filter(value => value instanceof Ints)

/** Lists of numbers by number: `[start(i), start(i + 1))` of `items`. */
export class Lists {
  readonly start: Int32Array
  readonly items: Int32Array

  /** From pairs of (list, item), in their order within each list. */
  constructor(lists: number, pairs: { list: Ints; item: Ints }) {
    this.start = new Int32Array(lists + 1)
    const { start } = this
    const count = pairs.list.length
    for (let i = 0; i < count; i++) {
      const next = pairs.list.at(i) + 1
      start[next] = (start[next] as number) + 1
    }
    for (let i = 0; i < lists; i++) start[i + 1] = (start[i + 1] as number) + (start[i] as number)
    this.items = new Int32Array(count)
    const at = start.slice()
    for (let i = 0; i < count; i++) {
      const list = pairs.list.at(i)
      const place = at[list] as number
      this.items[place] = pairs.item.at(i)
      at[list] = place + 1
    }
  }
}

/** Short rows of numbers, each kept once and known by a number. */
export class Rows {
  /** Row by row: its number, its length, what it holds. */
  private readonly parts = new Ints(1024)
  /** Where a row begins and its hash, side by side, so that others are seldom looked at. */
  private table = new Int32Array(2048).fill(-1)
  length = 0

  /** The number of the row that `row` holds, a new one if it was not there. */
  add(row: Ints): number {
    const { table } = this
    const hash = hashOf(row)
    const mask = table.length - 2
    let place = (hash * 2) & mask
    for (;;) {
      const at = table[place] as number
      if (at < 0) break
      if (table[place + 1] === hash && this.isAt(at, row)) return this.parts.at(at)
      place = (place + 2) & mask
    }
    const number = this.length++
    table[place] = this.parts.length
    table[place + 1] = hash
    this.parts.push(number)
    this.parts.push(row.length)
    for (let i = 0; i < row.length; i++) this.parts.push(row.at(i))
    if (this.length * 4 > table.length) this.widen()
    return number
  }

  private isAt(at: number, row: Ints): boolean {
    const { parts } = this
    if (parts.at(at + 1) !== row.length) return false
    for (let i = 0; i < row.length; i++) if (parts.at(at + 2 + i) !== row.at(i)) return false
    return true
  }

  private widen(): void {
    const before = this.table
    const table = new Int32Array(before.length * 2).fill(-1)
    const mask = table.length - 2
    for (let i = 0; i < before.length; i += 2) {
      if ((before[i] as number) < 0) continue
      let place = ((before[i + 1] as number) * 2) & mask
      while ((table[place] as number) >= 0) place = (place + 2) & mask
      table[place] = before[i] as number
      table[place + 1] = before[i + 1] as number
    }
    this.table = table
  }
}

/** As a row of four bytes can hold it. */
function hashOf(row: Ints): number {
  let h = row.length
  for (let i = 0; i < row.length; i++) h = Math.imul(h ^ row.at(i) ^ (h >>> 15), 0x85ebca6b)
  return (h ^ (h >>> 13)) & 0x3fffffff
}
