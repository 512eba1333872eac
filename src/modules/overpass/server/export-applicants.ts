import { tableFile } from '#modules/members/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell, TableColumn } from '#platform/server/documents/write-table.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportApplicants as contract } from '../contract/intakes.ts'
import { readApplicants } from '../policy.ts'
import type { ApplicationState } from '../rules/admission.ts'
import { inOrder } from './intakes.ts'
import { selectApplicants } from './queries/admissions.ts'
import { type IntakeRow, selectOptionalIntake } from './queries/intakes.ts'

const COLUMNS: TableColumn[] = [
  { header: '名次', width: 8, kind: 'number' },
  { header: '姓名', width: 14 },
  { header: '来源学校', width: 28 },
  { header: '符合入学条件', width: 14 },
  { header: '考试成绩', width: 10, kind: 'number' },
  { header: '可认定学分', width: 12, kind: 'number' },
  { header: '材料', width: 10 },
  { header: '状态', width: 12 },
  { header: '申请日期', width: 12, kind: 'date' },
]

export const exportApplicants: Handler<typeof contract> = async (context, { params, query }) => {
  const intake = (await selectOptionalIntake(context.db, params.id)) ?? missing()
  context.require(readApplicants, { receivingOrganisationId: intake.organisation.id })
  return tableFile(query.format, {
    name: '衔接报名名单',
    columns: COLUMNS,
    rows: rows(context, intake, query.state),
  })
}

/** The file leaves after the request's own transaction has ended, so the rows are read as the viewer anew. */
async function* rows(
  context: Context,
  intake: IntakeRow,
  state: ApplicationState | undefined,
): AsyncGenerator<TableCell[]> {
  const found = await context.reread(({ db }) => selectApplicants(db, intake.id))
  const list = inOrder(intake, found).filter(row => state === undefined || row.state === state)
  context.noteReading(
    intake.organisation.id,
    list.map(row => row.learner.id),
  )
  for (const row of list)
    yield [
      ...[row.place, row.learner.name, row.learner.organisation.zh],
      ...[context.text('zh', `overpass.admission.met_${row.entryMet}`), row.score, row.credits],
      context.text('zh', `overpass.admission.papers_${row.documentsIn}`),
      ...[context.text('zh', `overpass.admission.state.${row.state}`), dayOf(row.submittedAt)],
    ]
}
