import { z } from 'zod'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { TableCell, TableColumn } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportRecord as exportRecordContract } from '../contract/record.ts'
import type * as contract from '../contract/results.ts'
import { writeScore } from '../rules/score.ts'
import { toEntry } from './entry.ts'
import { type After, type Scope, selectEntries } from './queries/entries.ts'
import { type ListedOutcome, reading, selectOutcomeCounts, selectOutcomes } from './queries/outcome-list.ts'
import { erasedTitle, openRecord } from './record.ts'
import { tableFile } from './table-file.ts'
import { ownOrganisation } from './values.ts'

export const listOutcomes: Handler<typeof contract.listOutcomes> = async (context, { query }) => {
  const organisationId = ownOrganisation(context)
  const after = readKey(query.after, z.tuple([z.uuid()]))?.[0] ?? null
  const found = await selectOutcomes(context, organisationId, query, { after, limit: query.limit + 1 })
  const rows = found.slice(0, query.limit)
  context.noteReading(organisationId, [...new Set(rows.map(row => row.learner.id))])
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.id]) : null }
}

export const countOutcomes: Handler<typeof contract.countOutcomes> = (context, { query }) =>
  selectOutcomeCounts(context, ownOrganisation(context), query)

/** Names as official tables have them; the results import knows those it needs. */
const COLUMNS: TableColumn[] = [
  { header: '学号', width: 16 },
  { header: '姓名', width: 14 },
  { header: '班级', width: 18 },
  { header: '类别', width: 12 },
  { header: '课程代码', width: 14 },
  { header: '课程名称', width: 28 },
  { header: '学年学期', width: 14 },
  { header: '考试性质', width: 12 },
  { header: '成绩', width: 10 },
  { header: '学分', width: 8, kind: 'number' },
  { header: '日期', width: 12, kind: 'date' },
  { header: '状态', width: 10 },
]
const BATCH = 500

/** The file leaves after the request's own transaction has ended, so each batch reads as the viewer anew. */
export const exportOutcomes: Handler<typeof contract.exportOutcomes> = async (context, { query }) => {
  const organisationId = ownOrganisation(context)
  return tableFile(query.format, { name: '学生成果', columns: COLUMNS, rows: rows() })

  async function* rows(): AsyncGenerator<TableCell[]> {
    for (let after: string | null = null, more = true; more; ) {
      const page: ListedOutcome[] = await context.reread(reach =>
        selectOutcomes(reading(reach.db), organisationId, query, { after, limit: BATCH }),
      )
      context.noteReading(organisationId, [...new Set(page.map(row => row.learner.id))])
      for (const row of page) yield cells(context, row)
      more = page.length === BATCH
      after = page.at(-1)?.id ?? null
    }
  }
}

function cells({ text }: Context, row: ListedOutcome): TableCell[] {
  const { learner } = row
  return [
    ...[learner.number, learner.name, learner.class, text('zh', `records.kind.${row.kind}`), row.courseCode],
    ...[row.title.zh, row.term, row.sitting && text('zh', `records.sitting.${row.sitting}`)],
    ...[row.score && writeScore(row.score), row.credits, row.day, text('zh', `records.state.${row.state}`)],
  ]
}

const RECORD_COLUMNS: TableColumn[] = [
  { header: '日期', width: 12, kind: 'date' },
  { header: '类别', width: 12 },
  { header: '名称', width: 32 },
  { header: '英文名称', width: 32 },
  { header: '课程代码', width: 14 },
  { header: '学年学期', width: 14 },
  { header: '成绩', width: 10 },
  { header: '学分', width: 8, kind: 'number' },
  { header: '证书编号', width: 20 },
  { header: '确认单位', width: 28 },
  { header: '状态', width: 10 },
]
const RECORD_MOST = 5000

export const exportRecord: Handler<typeof exportRecordContract> = async (context, { params, query }) => {
  const { scope } = await openRecord(context, params.id)
  const { text } = context
  const rows: TableCell[][] = []
  for await (const entry of allEntries(context, scope))
    rows.push([
      ...[entry.day, text('zh', `records.kind.${entry.kind}`), entry.title.zh, entry.title.en],
      ...[entry.course?.code, entry.term, entry.score && writeScore(entry.score), entry.credits],
      entry.certificate?.number,
      ...[entry.confirmedBy.organisation.name.zh, text('zh', `records.state.${entry.state}`)],
    ])
  return tableFile(query.format, {
    name: '成长档案',
    columns: RECORD_COLUMNS,
    rows: (async function* () {
      yield* rows
    })(),
  })
}

/** Every entry of a record, the latest first. */
export async function* allEntries(context: Context, scope: Scope) {
  let count = 0
  for (let after: After | null = null, more = true; more && count < RECORD_MOST; ) {
    const rows = await selectEntries(context, scope, { after, limit: BATCH })
    for (const row of rows) yield toEntry(row, erasedTitle(context))
    count += rows.length
    more = rows.length === BATCH
    const last = rows.at(-1)
    after = last ? [last.held_on, last.id] : null
  }
}
