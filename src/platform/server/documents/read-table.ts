import { TABLE_LIMITS, type TableLimits } from './table-limits.ts'
import type { TableInfo, TableTask } from './table-messages.ts'
import { tableMessages } from './table-process.ts'

export { TableError } from './table-error.ts'
export type { TableLimits } from './table-limits.ts'

/** `row` is the row's number in the file, from 1, as a spreadsheet program shows it. */
export type TableRow = { row: number; cells: string[] }

export type ReadTableOptions = {
  /** Name of the sheet; the first visible one by default. CSV files have none. */
  sheet?: string
  /**
   * Number of the header's row. By default the first row with two cells or more among the first five rows
   * with content (titles and notes above a table fill one cell), else the first row.
   */
  headerRow?: number
  limits?: Partial<TableLimits>
  signal?: AbortSignal
}

/**
 * Reads a .xlsx, .xlsm or CSV file that a stranger made. The first row yielded is the header, trimmed and
 * without repetition; rows without content are skipped. Every row has at least as many cells as the header.
 * Dates arrive as yyyy-mm-dd, numbers as plain digits. Throws TableError; what was yielded before it counts
 * for nothing.
 */
export async function* readTable(path: string, options: ReadTableOptions = {}): AsyncIterable<TableRow> {
  let width = 0
  for await (const message of tableMessages(path, taskOf(options), options.signal)) {
    if ('header' in message) {
      const [row, ...cells] = message.header
      width = cells.length
      yield { row, cells }
    } else if ('rows' in message) {
      for (const wire of message.rows) yield tableRow(wire, width)
    }
  }
}

export type TableInspection = TableInfo & { headerRow: number; header: string[]; sample: string[][] }

/** What a file is and how it begins: format, encoding or sheets, header and at most 20 rows below it. */
export async function inspectTable(path: string, options: ReadTableOptions = {}): Promise<TableInspection> {
  const task = { ...taskOf(options), sampleRows: 20 }
  const found: TableInspection = { format: 'csv', headerRow: 1, header: [], sample: [] }
  for await (const message of tableMessages(path, task, options.signal)) {
    if ('info' in message) Object.assign(found, message.info)
    else if ('header' in message) [found.headerRow, ...found.header] = message.header
    else if ('rows' in message)
      for (const row of message.rows) found.sample.push(tableRow(row, found.header.length).cells)
  }
  return found
}

function taskOf({ sheet, headerRow, limits }: ReadTableOptions): TableTask {
  return { sheet, headerRow, limits: { ...TABLE_LIMITS, ...limits } }
}

function tableRow(wire: [number, ...string[]], width: number): TableRow {
  const row = wire[0]
  const cells = wire.slice(1) as string[]
  while (cells.length < width) cells.push('')
  return { row, cells }
}
