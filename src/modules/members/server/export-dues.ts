import { today } from '#platform/contract/days.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportDues as contract, Due } from '../contract/dues.ts'
import { type DuePosition, type SortedDue, selectDues } from './queries/dues.ts'
import { headed, tableFile } from './table-file.ts'

const COLUMNS = {
  ...{ year: 8, organisation: 36, amount: 14, paid: 14 },
  due: { width: 12, kind: 'date' },
  state: 10,
  settled: { width: 12, kind: 'date' },
  reason: 36,
} as const
const BATCH = 500

export const exportDues: Handler<typeof contract> = async (context, { params, query }) =>
  tableFile(query.format, {
    name: `${context.text(context.language, 'members.dues.title')} ${query.year}`,
    columns: headed(context, 'members.due.column', COLUMNS),
    rows: rows(context, { groupId: params.id, year: query.year, state: query.state }),
  })

/** The file leaves after the request's own transaction has ended, so each batch reads as the viewer anew. */
async function* rows(
  context: Context,
  filters: Parameters<typeof selectDues>[1],
): AsyncGenerator<TableCell[]> {
  let after: DuePosition | null = null
  for (;;) {
    const page: { after: DuePosition | null; limit: number } = { after, limit: BATCH }
    const found: SortedDue[] = await context.reread(reach => selectDues(reach.db, filters, today(), page))
    for (const due of found) yield cells(context, due)
    const last = found.at(-1)
    if (!last || found.length < BATCH) return
    after = [last.sortKey, last.id]
  }
}

function cells({ language, text }: Context, due: Due): TableCell[] {
  return [
    due.year,
    inLanguage(due.organisation.name, language),
    due.amountFen / 100,
    due.paidFen / 100,
    due.dueOn,
    text(language, `members.due.${due.state}`),
    due.settledOn,
    due.reason,
  ]
}
