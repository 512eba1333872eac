import { tableFile } from '#modules/members/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell, TableColumn } from '#platform/server/documents/write-table.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportSchoolClaims as contract } from '../contract/claims.ts'
import { type SchoolFilters, selectSchoolClaims } from './queries/claims.ts'
import { ownOrganisation } from './values.ts'

const COLUMNS: TableColumn[] = [
  { header: '申请日期', width: 12, kind: 'date' },
  { header: '姓名', width: 14 },
  { header: '来源学校', width: 28 },
  { header: '转入专业', width: 28 },
  { header: '成果数', width: 8, kind: 'number' },
  { header: '申请学分', width: 10, kind: 'number' },
  { header: '认定学分', width: 10, kind: 'number' },
  { header: '状态', width: 10 },
  { header: '办理期限', width: 12, kind: 'date' },
]
const BATCH = 500

export const exportSchoolClaims: Handler<typeof contract> = async (context, { query }) =>
  tableFile(query.format, {
    name: '学分认定申请',
    columns: COLUMNS,
    rows: rows(context, ownOrganisation(context), query),
  })

/** The file leaves after the request's own transaction has ended, so each batch reads as the viewer anew. */
async function* rows(
  context: Context,
  organisationId: string,
  filters: SchoolFilters,
): AsyncGenerator<TableCell[]> {
  for (let after: [string, string] | null = null, more = true; more; ) {
    const page = await context.reread(({ db }) =>
      selectSchoolClaims(db, organisationId, filters, { after, limit: BATCH }),
    )
    context.noteReading(
      organisationId,
      page.map(row => row.learner.id),
    )
    for (const row of page)
      yield [
        ...[dayOf(row.submittedAt), row.learner.name, row.learner.organisation.zh],
        ...[row.programme.name.zh, row.outcomes, row.claimed, row.recognised],
        ...[context.text('zh', `overpass.state.${row.state}`), row.dueOn],
      ]
    const last = page.at(-1)
    after = last ? [last.dueOn, last.id] : null
    more = page.length === BATCH
  }
}
