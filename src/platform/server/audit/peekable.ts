/** A stream whose next value can be looked at before it is taken. */
export class Peekable<T> {
  private readonly source: AsyncIterator<T>
  private held: Promise<IteratorResult<T>> | undefined

  constructor(source: AsyncIterable<T>) {
    this.source = source[Symbol.asyncIterator]()
  }

  async peek(): Promise<T | undefined> {
    this.held ??= this.source.next()
    const { done, value } = await this.held
    return done ? undefined : value
  }

  /** Takes the one that was looked at and looks at the following one. */
  async next(): Promise<T | undefined> {
    await this.peek()
    this.held = this.source.next()
    return this.peek()
  }
}
