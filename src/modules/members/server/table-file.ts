import { today } from '#platform/contract/days.ts'
import type { Context } from '#platform/server/context.ts'
import {
  type TableCell,
  type TableColumn,
  writeCsv,
  writeXlsx,
} from '#platform/server/documents/write-table.ts'
import type { FileAnswer } from '#platform/server/http/route.ts'

const MEDIA_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

type Headed = Pick<Context, 'language' | 'text'>

/** Columns with headings of the reader's language: widths, or kinds too, by the last part of the words' keys. */
export function headed(
  { language, text }: Headed,
  prefix: string,
  columns: Record<string, number | Omit<TableColumn, 'header'>>,
): TableColumn[] {
  return Object.entries(columns).map(([key, column]) => ({
    header: text(language, `${prefix}.${key}`),
    ...(typeof column === 'number' ? { width: column } : column),
  }))
}

const BATCH = 500
const MOST = 50_000

/** All rows of a paged list, read before the file begins: it is sent after the request's transaction has ended. */
export async function allPages<Row>(
  read: (page: { after?: string; limit: number }) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<Row[]> {
  const all: Row[] = []
  for (let after: string | undefined, more = true; more && all.length < MOST; ) {
    const { rows, next } = await read({ after, limit: BATCH })
    all.push(...rows)
    more = next !== null
    after = next ?? undefined
  }
  return all
}

/** A list as a file to save, named after what it holds and the day. */
export function tableFile(
  format: 'xlsx' | 'csv',
  table: { name: string; columns: TableColumn[]; rows: AsyncIterable<TableCell[]> },
): FileAnswer {
  const { name, columns, rows } = table
  return {
    name: `${name} ${today()}.${format}`,
    mediaType: MEDIA_TYPES[format],
    content: format === 'csv' ? writeCsv({ columns, rows }) : writeXlsx({ sheetName: name, columns, rows }),
  }
}
