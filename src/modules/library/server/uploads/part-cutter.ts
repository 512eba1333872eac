/**
 * Cuts a stream into parts of at most `most` bytes, each to be read to its end before the next is asked for. When the
 * sender goes away in the middle, what has come by then is the last part, and `broken` says why there is no more.
 */
export class PartCutter {
  broken: unknown
  private readonly source: AsyncIterator<Buffer>
  private readonly most: number
  private rest: Buffer | null = null
  private ended = false

  constructor(source: AsyncIterable<Buffer>, most: number) {
    this.source = source[Symbol.asyncIterator]()
    this.most = most
  }

  private async next(): Promise<Buffer | null> {
    const held = this.rest
    this.rest = null
    if (held || this.ended) return held
    try {
      const { value, done } = await this.source.next()
      if (!done) return Buffer.isBuffer(value) ? value : Buffer.from(value)
    } catch (error) {
      this.broken = error
    }
    this.ended = true
    return null
  }

  /** The next part, or null at the end. */
  async part(): Promise<AsyncIterable<Buffer> | null> {
    const first = await this.next()
    if (!first) return null
    this.rest = first
    return this.cut()
  }

  private async *cut(): AsyncGenerator<Buffer> {
    for (let size = 0; size < this.most; ) {
      const chunk = await this.next()
      if (!chunk) return
      const room = this.most - size
      if (chunk.length > room) this.rest = chunk.subarray(room)
      const taken = chunk.length > room ? chunk.subarray(0, room) : chunk
      size += taken.length
      yield taken
    }
  }
}
