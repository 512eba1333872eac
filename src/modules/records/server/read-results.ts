import { withLocalFile } from '#modules/members/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { readTable } from '#platform/server/documents/read-table.ts'
import { type Column, columnsOf, officialName, type RawResult, REQUIRED } from '../rules/results.ts'
import { fail } from './values.ts'

const CELL = 200
const EMPTY: Record<Column, string> = {
  ...{ number: '', name: '', courseCode: '', courseName: '', score: '', credits: '', sitting: '' },
}

/**
 * Reads the rows of a results table: .xlsx or CSV, columns by their official names in any order.
 * @throws Failure `table.*`, `records.columns_missing`, `records.results_most`, `records.results_empty`
 */
export function readResults(
  context: Context,
  file: { sha256: string; name: string },
  most: number,
): Promise<RawResult[]> {
  return withLocalFile(context, file.sha256, async path => {
    const rows: RawResult[] = []
    let columns: ReturnType<typeof columnsOf> | undefined
    for await (const { row, cells } of readTable(path, { limits: { rows: most + 1 } })) {
      if (!columns) {
        columns = columnsOf(cells)
        const found = columns
        const lacking = REQUIRED.filter(column => found[column] === undefined)
        if (lacking.length)
          fail('unprocessable', 'records.columns_missing', {
            columns: lacking.map(officialName).join('、'),
          })
        continue
      }
      if (rows.length >= most) fail('unprocessable', 'records.results_most', { most })
      const read: RawResult = { ...EMPTY, row }
      for (const [column, at] of Object.entries(columns) as [Column, number][])
        read[column] = (cells[at] ?? '').trim().slice(0, CELL)
      rows.push(read)
    }
    if (rows.length === 0) fail('unprocessable', 'records.results_empty')
    return rows
  })
}
