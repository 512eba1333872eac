import { today } from '#platform/contract/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell, TableColumn } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportDues as contract, Due } from '../contract/dues.ts'
import { type DuePosition, type SortedDue, selectDues } from './queries/dues.ts'
import { tableFile } from './table-file.ts'

const COLUMNS: TableColumn[] = [
  { header: '年度', width: 8 },
  { header: '单位名称', width: 36 },
  { header: '应缴（元）', width: 14 },
  { header: '已缴（元）', width: 14 },
  { header: '到期日', width: 12, kind: 'date' },
  { header: '状态', width: 10 },
  { header: '结清日期', width: 12, kind: 'date' },
  { header: '说明', width: 36 },
]
const BATCH = 500

export const exportDues: Handler<typeof contract> = async (context, { params, query }) =>
  tableFile(query.format, {
    name: `会费 ${query.year}`,
    columns: COLUMNS,
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

function cells({ text }: Context, due: Due): TableCell[] {
  return [
    due.year,
    due.organisation.name.zh,
    due.amountFen / 100,
    due.paidFen / 100,
    due.dueOn,
    text('zh', `members.due.${due.state}`),
    due.settledOn,
    due.reason,
  ]
}
