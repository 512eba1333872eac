import { sql } from 'kysely'
import type { InputOf } from '#platform/contract/endpoint.ts'
import type { Context, Services } from '#platform/server/context.ts'
import { readTable } from '#platform/server/documents/read-table.ts'
import { type TableCell, writeXlsx } from '#platform/server/documents/write-table.ts'
import type { FileAnswer } from '#platform/server/http/route.ts'
import type { downloadImportProblems as endpoint } from '../../contract/import.ts'
import { changeImport } from '../../policy.ts'
import { type ImportRecord, selectImport } from './records.ts'
import { withLocalFile } from './spool.ts'

type Problem = { row: number; field: string; code: string; data: Record<string, string | number> }
type Say = (key: string, data?: Record<string, string | number>) => string

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * The rows with problems as the file has them, with one more column that says what is wrong: to mend and hand in
 * again. Columns that are never read (identity numbers, addresses) are left out here too.
 */
export async function downloadImportProblems(
  context: Context,
  { params }: InputOf<typeof endpoint>,
): Promise<FileAnswer> {
  const roster = await selectImport(context.db, params.id)
  context.require(changeImport, roster)
  const { rows } = await sql<Problem>`select row, field, code, data from members.import_problems
    where import_id = ${roster.id} order by row, field, code`.execute(context.db)
  const say: Say = (key, data) => context.text(context.language, key, data)
  const kept = roster.source.columns.filter(column => column.reason !== 'sensitive')
  const content = writeXlsx({
    sheetName: say('members.import.sheet'),
    columns: [
      ...kept.map(({ header }) => ({ header, width: 16 })),
      { header: say('members.import.sheet_problems'), width: 60 },
    ],
    rows: badRows(context, roster, rows, say),
  })
  return {
    name: `${roster.fileName.replace(/\.\w{1,5}$/, '')}-${say('members.import.sheet')}.xlsx`,
    mediaType: XLSX,
    content,
  }
}

async function* badRows(
  services: Services,
  roster: ImportRecord,
  problems: Problem[],
  say: Say,
): AsyncGenerator<TableCell[]> {
  const wanted = new Map<number, string[]>()
  for (const { row, field, code, data } of problems) {
    const texts = wanted.get(row) ?? []
    texts.push(`${say(`members.import.field.${field}`)}: ${say(`import.problem.${code}`, data)}`)
    wanted.set(row, texts)
  }
  if (wanted.size === 0) return
  const kept = roster.source.columns.filter(column => column.reason !== 'sensitive')
  yield* spooled(services, roster.fileHash, async function* (path) {
    const { sheet, headerRow } = roster.source
    let left = wanted.size
    for await (const { row, cells } of readTable(path, { sheet: sheet ?? undefined, headerRow })) {
      const texts = wanted.get(row)
      if (!texts) continue
      yield [...kept.map(({ column }) => cells[column - 1] ?? ''), texts.join('; ')]
      left--
      if (left === 0) return
    }
  })
}

/** Like `withLocalFile`, for what is read piece by piece. */
async function* spooled(
  services: Services,
  sha256: string,
  read: (path: string) => AsyncGenerator<TableCell[]>,
): AsyncGenerator<TableCell[]> {
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  const path = await new Promise<string>((resolve, reject) => {
    withLocalFile(services, sha256, async lent => {
      resolve(lent)
      await held
    }).catch(reject)
  })
  try {
    yield* read(path)
  } finally {
    release()
  }
}
