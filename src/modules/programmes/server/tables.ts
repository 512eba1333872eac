import { tableFile, withLocalFile } from '#modules/members/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { readTable } from '#platform/server/documents/read-table.ts'
import type { TableCell, TableColumn } from '#platform/server/documents/table-content.ts'
import type { FileAnswer, Upload } from '#platform/server/http/route.ts'
import { type CellProblem, type Column, findColumns, RowReader } from '../rules/table.ts'
import { fail } from './values.ts'

const MOST_ROWS = 2000
const MOST_PROBLEMS = 200

/**
 * Reads an uploaded table row by row with one reader for each; what a row is, the caller says. Rows with problems
 * are left out of the result, their problems are in it.
 */
export async function readUpload<Row>(
  context: Context,
  upload: Upload,
  columns: readonly Column[],
  read: (reader: RowReader) => Row,
): Promise<{ rows: { row: number; value: Row }[]; problems: CellProblem[] }> {
  const byName = new Map(columns.map(column => [column.name, column]))
  const rows: { row: number; value: Row }[] = []
  const problems: CellProblem[] = []
  await withLocalFile(context, upload.sha256, async path => {
    let places: Map<string, number> | undefined
    for await (const { row, cells } of readTable(path, { limits: { rows: MOST_ROWS } })) {
      if (!places) {
        const found = findColumns(columns, { row, cells })
        places = found.places
        problems.push(...found.problems)
        if (problems.length) return
        continue
      }
      const reader = new RowReader(row, cells, places, byName)
      const value = read(reader)
      if (reader.problems.length === 0) rows.push({ row, value })
      problems.push(...reader.problems)
      if (problems.length >= MOST_PROBLEMS) return
    }
  })
  if (rows.length === 0 && problems.length === 0) fail('unprocessable', 'programmes.table_empty')
  return { rows, problems: problems.slice(0, MOST_PROBLEMS) }
}

export function fileOf(
  format: 'xlsx' | 'csv',
  table: { name: string; columns: TableColumn[]; rows: readonly TableCell[][] },
): FileAnswer {
  const rows = async function* () {
    yield* table.rows
  }
  return tableFile(format, { ...table, rows: rows() })
}
