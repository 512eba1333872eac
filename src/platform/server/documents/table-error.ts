/**
 * Everything that can be wrong with a table file a person hands in. The name says what to tell them;
 * `data` holds the values of that sentence (limits, row and column numbers, names).
 */
export const TABLE_ERROR_CODES = [
  'table.too_large', // bytes: limit
  'table.too_many_rows', // limit
  'table.too_many_columns', // limit, row
  'table.cell_too_long', // limit, row, column
  'table.zip_bomb', // limit
  'table.not_a_table', // found: what it looks like instead, when known
  'table.old_xls', // Excel 97-2003
  'table.encrypted',
  'table.encoding', // text that is neither UTF-8, UTF-16 with mark nor GB18030
  'table.bad_quote', // row: a quoted cell that never ends
  'table.damaged', // a spreadsheet cut off or broken inside
  'table.forbidden_xml', // document type or entity declarations
  'table.duplicate_header', // name, first, second: column numbers
  'table.no_such_sheet', // name
  'table.empty',
  'table.timeout', // seconds
  'table.crashed', // the reading process died, usually for lack of memory
] as const
export type TableErrorCode = (typeof TABLE_ERROR_CODES)[number]
export type TableErrorData = Record<string, string | number>

/** A table file that cannot be read, for a reason its owner can understand. */
export class TableError extends Error {
  readonly code: TableErrorCode
  readonly data: TableErrorData

  constructor(code: TableErrorCode, data: TableErrorData = {}) {
    super(code)
    this.name = 'TableError'
    this.code = code
    this.data = data
  }
}
