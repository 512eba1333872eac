import { dayOf } from '#platform/contract/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/write-table.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type {
  Correction,
  CorrectionFilters,
  exportCorrections as contract,
} from '../../contract/corrections.ts'
import { ownOrganisation } from '../people.ts'
import { tableFile } from '../table-file.ts'
import { selectCorrections } from './queries/corrections.ts'

const BATCH = 500

export const exportCorrections: Handler<typeof contract> = async (context, { query }) => {
  const word = (key: string) => context.text(context.language, key)
  return tableFile(query.format, {
    name: word('members.corrections.title'),
    columns: [
      { header: word('members.corrections.entry'), width: 18 },
      { header: word('members.correct.field'), width: 16 },
      { header: word('members.corrections.current'), width: 24 },
      { header: word('members.correct.wanted'), width: 24 },
      { header: word('members.correct.reason'), width: 40 },
      { header: word('data.field.state'), width: 14 },
      { header: word('members.corrections.asked_on'), width: 12, kind: 'date' },
      { header: word('members.corrections.due_on'), width: 12, kind: 'date' },
      { header: word('members.corrections.answer'), width: 40 },
      { header: word('members.corrections.answered_by'), width: 16 },
      { header: word('members.corrections.answered_on'), width: 12, kind: 'date' },
    ],
    rows: rows(context, ownOrganisation(context), query),
  })
}

/** The file leaves after the request's own transaction has ended, so each batch reads as the viewer anew. */
async function* rows(
  context: Context,
  organisationId: string,
  filters: CorrectionFilters,
): AsyncGenerator<TableCell[]> {
  for (let after: string | undefined, more = true; more; ) {
    const page = await context.reread(({ db }) =>
      selectCorrections(db, organisationId, filters, { after, limit: BATCH }),
    )
    context.noteReading(organisationId, [...new Set(page.rows.map(row => row.affiliationId))])
    for (const row of page.rows) yield cells(context, row)
    more = page.next !== null
    after = page.next ?? undefined
  }
}

function cells({ text, language }: Context, row: Correction): TableCell[] {
  return [
    ...[row.entry, text(language, `members.correct.${row.field}`), row.current, row.wanted, row.reason],
    ...[text(language, `members.correction.${row.state}`), dayOf(row.createdAt), row.dueOn],
    ...[row.answer, row.answeredBy, row.answeredAt && dayOf(row.answeredAt)],
  ]
}
