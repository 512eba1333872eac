import { headed, tableFile } from '#modules/members/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/write-table.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportApplicants as contract } from '../contract/intakes.ts'
import { readApplicants } from '../policy.ts'
import type { ApplicationState } from '../rules/admission.ts'
import { inOrder } from './intakes.ts'
import { selectApplicants } from './queries/admissions.ts'
import { type IntakeRow, selectOptionalIntake } from './queries/intakes.ts'

const COLUMNS = {
  place: { width: 8, kind: 'number' },
  ...{ learner: 14, school: 28, met: 14 },
  score: { width: 10, kind: 'number' },
  credits: { width: 12, kind: 'number' },
  ...{ papers: 10, state: 12 },
  submitted: { width: 12, kind: 'date' },
} as const

export const exportApplicants: Handler<typeof contract> = async (context, { params, query }) => {
  const intake = (await selectOptionalIntake(context.db, params.id)) ?? missing()
  context.require(readApplicants, { receivingOrganisationId: intake.organisation.id })
  return tableFile(query.format, {
    name: context.text(context.language, 'overpass.intake.applicants'),
    columns: headed(context, 'overpass.column', COLUMNS),
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
  const { language, text } = context
  for (const row of list)
    yield [
      ...[row.place, row.learner.name, inLanguage(row.learner.organisation, language)],
      ...[text(language, `overpass.admission.met_${row.entryMet}`), row.score, row.credits],
      text(language, `overpass.admission.papers_${row.documentsIn}`),
      ...[text(language, `overpass.admission.state.${row.state}`), dayOf(row.submittedAt)],
    ]
}
