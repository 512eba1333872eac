/** Whole numbers in a row that grows, four bytes each. */
export class Ints {
  data: Int32Array
  length = 0

  constructor(room = 16) {
    this.data = new Int32Array(room)
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const more = new Int32Array(Math.max(16, Math.ceil(this.length * 1.6)))
      more.set(this.data)
      this.data = more
    }
    this.data[this.length++] = value
  }

  at(index: number): number {
    return this.data[index] as number
  }

  /** Gives back the room that nothing stands in. */
  trim(): void {
    this.data = this.data.slice(0, this.length)
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
