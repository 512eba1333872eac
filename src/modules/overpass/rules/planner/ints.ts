/** Whole numbers in a row that grows, four bytes each. */
export class Ints {
  data: Int32Array
  length = 0

  constructor(room = 16) {
    this.data = new Int32Array(room)
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const more = new Int32Array(Math.max(16, this.length * 2))
      more.set(this.data)
      this.data = more
    }
    this.data[this.length++] = value
  }

  at(index: number): number {
    return this.data[index] as number
  }

  /** Gives back the room that nothing stands in, but for a little to come. */
  trim(): void {
    const less = new Int32Array(this.length + (this.length >> 6) + 1024)
    less.set(this.data.subarray(0, this.length))
    this.data = less
  }
}

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
  private readonly parts = new Ints(1024)
  private readonly start = new Ints(256)
  private table = new Int32Array(1024).fill(-1)
  length = 0

  constructor() {
    this.start.push(0)
  }

  /** The number of the row that `row` holds, a new one if it was not there. */
  add(row: Ints): number {
    const mask = this.table.length - 1
    let place = hashOf(row) & mask
    for (;;) {
      const at = this.table[place] as number
      if (at < 0) break
      if (this.isAt(at, row)) return at
      place = (place + 1) & mask
    }
    const at = this.length++
    for (let i = 0; i < row.length; i++) this.parts.push(row.at(i))
    this.start.push(this.parts.length)
    this.table[place] = at
    if (this.length * 2 > this.table.length) this.widen()
    return at
  }

  private isAt(at: number, row: Ints): boolean {
    const start = this.start.at(at)
    if (this.start.at(at + 1) - start !== row.length) return false
    for (let i = 0; i < row.length; i++) if (this.parts.at(start + i) !== row.at(i)) return false
    return true
  }

  private widen(): void {
    const table = new Int32Array(this.table.length * 2).fill(-1)
    const row = new Ints(64)
    for (let at = 0; at < this.length; at++) {
      row.length = 0
      for (let i = this.start.at(at); i < this.start.at(at + 1); i++) row.push(this.parts.at(i))
      let place = hashOf(row) & (table.length - 1)
      while ((table[place] as number) >= 0) place = (place + 1) & (table.length - 1)
      table[place] = at
    }
    this.table = table
  }
}

function hashOf(row: Ints): number {
  let h = row.length
  for (let i = 0; i < row.length; i++) h = Math.imul(h ^ row.at(i) ^ (h >>> 15), 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}
