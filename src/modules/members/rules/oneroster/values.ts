import type { ProblemData, RowProblem, RowProblemCode } from './problem.ts'

const VALUE_SHOWN = 80
/** A sourcedId is a GUID by the specification; real systems write UUIDs, numbers and prefixed keys. */
const GUID_MOST = 255
const CONTROL = /\p{Cc}/u
const CONTROLS = /\p{Cc}/gu
const SPACE = /[\s,]/
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
/** dateTime of the specification: ISO 8601 with a zone, mostly `2026-09-01T00:00:00.000Z`. */
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,189}$/

/** A value as a list of problems shows it. */
export function shownValue(value: string): string {
  return value.slice(0, VALUE_SHOWN).replace(CONTROLS, '?').toWellFormed()
}

/** Reads one row's cells by column name and collects what is wrong with them. */
export class RowReader {
  readonly problems: RowProblem[] = []
  private readonly cells: readonly string[]
  private readonly positions: ReadonlyMap<string, number>

  constructor(cells: readonly string[], positions: ReadonlyMap<string, number>) {
    this.cells = cells
    this.positions = positions
  }

  problem(field: string, code: RowProblemCode, value: string, data?: ProblemData): void {
    this.problems.push({
      field,
      code,
      value: shownValue(value),
      ...(data && { data }),
    })
  }

  /** The cell without spaces around it; '' where the file has no such column. */
  raw(field: string): string {
    const at = this.positions.get(field)
    return at === undefined ? '' : (this.cells[at] ?? '').trim()
  }

  text(field: string, most: number): string | null {
    const value = this.raw(field)
    if (value === '') return null
    if (value.length > most) this.problem(field, 'too_long', value, { limit: most })
    else if (CONTROL.test(value)) this.problem(field, 'characters', value)
    else return value
    return null
  }

  required(field: string, most: number): string | null {
    if (this.raw(field) === '') this.problem(field, 'required', '')
    return this.text(field, most)
  }

  guid(field: string): string | null {
    const value = this.text(field, GUID_MOST)
    if (value === null || !SPACE.test(value)) return value
    this.problem(field, 'characters', value)
    return null
  }

  requiredGuid(field: string): string | null {
    if (this.raw(field) === '') this.problem(field, 'required', '')
    return this.guid(field)
  }

  /** A list of the specification: values divided by commas inside one quoted cell. */
  list(field: string, most: number, length = 100): string[] {
    const values = this.raw(field)
      .split(',')
      .map(value => value.trim())
      .filter(value => value !== '')
    if (values.length > most) this.problem(field, 'too_long', this.raw(field), { limit: most })
    const bad = values.find(value => value.length > length || CONTROL.test(value))
    if (bad !== undefined) this.problem(field, 'characters', bad)
    return bad !== undefined || values.length > most ? [] : [...new Set(values)]
  }

  token<T extends string>(field: string, allowed: readonly T[], optional = false): T | null {
    const value = this.raw(field)
    if (value === '') {
      if (!optional) this.problem(field, 'required', '')
      return null
    }
    const found = allowed.find(word => word === value)
    if (found === undefined) this.problem(field, 'token', value, { allowed: allowed.join(', ') })
    return found ?? null
  }

  day(field: string, optional = true): string | null {
    const value = this.raw(field)
    if (value === '') {
      if (!optional) this.problem(field, 'required', '')
      return null
    }
    if (isDay(value)) return value
    this.problem(field, 'date', value)
    return null
  }

  boolean(field: string, optional = false): boolean | null {
    const value = this.token(field, ['true', 'false'], optional)
    return value === null ? null : value === 'true'
  }

  /** The year in which a school year ends, four digits by the specification. */
  year(field: string): number | null {
    const value = this.required(field, 20)
    if (value === null) return null
    if (/^(19[5-9]\d|20\d\d|21\d\d)$/.test(value)) return Number(value)
    this.problem(field, 'year', value)
    return null
  }

  email(field: string): string | null {
    const value = this.text(field, 254)
    if (value === null || EMAIL.test(value)) return value
    this.problem(field, 'email', value)
    return null
  }

  order(from: string | null, to: string | null, field: string): void {
    if (from && to && to < from) this.problem(field, 'end_before_start', to, { start: from })
  }
}

/** A calendar day that exists, yyyy-mm-dd, of the centuries that people live in. */
export function isDay(value: string): boolean {
  const match = DAY.exec(value)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1900 || year > 2200) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

export function isInstant(value: string): boolean {
  return INSTANT.test(value) && isDay(value.slice(0, 10))
}
