/**
 * The `where` of a hot list, put together once per set of filters: its text depends only on which filters are
 * given, never on their values, so that each set is one named statement.
 */
export class Conditions {
  readonly values: unknown[] = []
  private readonly parts: string[] = []
  private readonly names: string[] = []

  /** Adds a condition; `text` gets the parameter's place ("$3"). */
  add(name: string, text: (place: string) => string, value: unknown): this {
    this.names.push(name)
    this.parts.push(text(this.value(value)))
    return this
  }

  /** Adds a condition without a value of its own. */
  always(name: string, text: string): this {
    this.names.push(name)
    this.parts.push(text)
    return this
  }

  /** A parameter outside the conditions (a limit); its place. */
  value(value: unknown): string {
    return `$${this.values.push(value)}`
  }

  get where(): string {
    return this.parts.length ? `where ${this.parts.join(' and ')}` : ''
  }

  /** Tells sets of filters apart; at most 63 characters count in PostgreSQL, so keep names short. */
  get key(): string {
    return this.names.join('.')
  }
}
