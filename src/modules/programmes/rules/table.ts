/** What is wrong with one cell, by its row in the file and its column's heading. */
export type CellProblem = {
  row: number
  column: string
  code: 'required' | 'too_long' | 'code' | 'number' | 'twice' | 'unknown' | 'ambiguous' | 'level' | 'day'
  data: Record<string, string | number>
}

/** A column that a table may have: the heading we write, and others that we read. */
export type Column = { name: string; heading: string; also: readonly string[]; required?: boolean }

const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, '')

/** Where each column stands in a header; columns that are wanted and missing are problems of the header's row. */
export function findColumns(
  columns: readonly Column[],
  header: { row: number; cells: readonly string[] },
): { places: Map<string, number>; problems: CellProblem[] } {
  const places = new Map<string, number>()
  const problems: CellProblem[] = []
  const headings = header.cells.map(folded)
  for (const { name, heading, also, required } of columns) {
    const known = [heading, ...also].map(folded)
    const at = headings.findIndex(text => known.includes(text))
    if (at >= 0) places.set(name, at)
    else if (required) problems.push({ row: header.row, column: heading, code: 'required', data: {} })
  }
  return { places, problems }
}

export const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

/** Reads the cells of one row by column; notes what is missing, too long or no code. */
export class RowReader {
  readonly row: number
  private readonly cells: readonly string[]
  private readonly places: Map<string, number>
  private readonly columns: ReadonlyMap<string, Column>
  readonly problems: CellProblem[] = []

  constructor(
    row: number,
    cells: readonly string[],
    places: Map<string, number>,
    columns: ReadonlyMap<string, Column>,
  ) {
    this.row = row
    this.cells = cells
    this.places = places
    this.columns = columns
  }

  problem(name: string, code: CellProblem['code'], data: CellProblem['data'] = {}): void {
    const column = this.columns.get(name)?.heading ?? name
    this.problems.push({ row: this.row, column, code, data })
  }

  text(name: string, most: number): string {
    const at = this.places.get(name)
    const text = (at === undefined ? '' : (this.cells[at] ?? '')).trim()
    if (text === '' && this.columns.get(name)?.required) this.problem(name, 'required')
    if (text.length > most) this.problem(name, 'too_long', { most })
    return text
  }

  code(name: string): string {
    const text = this.text(name, 40)
    if (text !== '' && !CODE.test(text)) this.problem(name, 'code')
    return text
  }

  whole(name: string, least: number, most: number): number {
    const text = this.text(name, 20)
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (text !== '' && !(value >= least && value <= most)) this.problem(name, 'number', { least, most })
    return value
  }

  /** A day as yyyy-mm-dd, also written 2026/3/1 or 2026年3月1日. */
  day(name: string, latest: string): string {
    const text = this.text(name, 20)
    const [, year, month, date] = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(text) ?? []
    const day = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`
    const parsed = new Date(`${day}T00:00:00Z`)
    const real = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day)
    if (text !== '' && (!real || day > latest || day < '2000-01-01')) this.problem(name, 'day', { latest })
    return day
  }
}

/** "C-01:2；C-02：3" as codes with levels; what cannot be read as one comes back with level 0. */
export function readSkills(text: string): { code: string; level: number }[] {
  return text
    .normalize('NFKC')
    .split(/[;、,\n]/)
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => {
      const [, code, level] = /^(.+?)\s*[:=/]\s*(\d)$/.exec(part) ?? []
      return code ? { code: code.trim(), level: Number(level) } : { code: part, level: 0 }
    })
}
