import { dayOf } from '#platform/contract/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/write-table.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type {
  exportTransfers as contract,
  TransferFilters,
  TransferRequest,
} from '../../contract/transfers.ts'
import { ownOrganisation } from '../people.ts'
import { tableFile } from '../table-file.ts'
import { selectRequests } from './queries.ts'

const BATCH = 500

export const exportTransfers: Handler<typeof contract> = async (context, { query }) => {
  const word = (key: string) => context.text(context.language, key)
  return tableFile(query.format, {
    name: word('members.transfers.title'),
    columns: [
      { header: word('members.correct.name'), width: 16 },
      { header: word('members.transfer.birth_date'), width: 12, kind: 'date' },
      { header: word('members.transfer.former_school'), width: 30 },
      { header: word('members.transfer.former_class'), width: 18 },
      { header: word('members.transfer.message'), width: 40 },
      { header: word('members.transfers.who_agreed'), width: 16 },
      { header: word('data.field.state'), width: 14 },
      { header: word('members.transfers.sent_on'), width: 12, kind: 'date' },
      { header: word('members.corrections.due_on'), width: 12, kind: 'date' },
      { header: word('members.transfers.reason'), width: 40 },
      { header: word('members.corrections.answered_by'), width: 16 },
    ],
    rows: rows(context, ownOrganisation(context), query),
  })
}

/** The file leaves after the request's own transaction has ended, so each batch reads as the viewer anew. */
async function* rows(
  context: Context,
  organisationId: string,
  filters: TransferFilters,
): AsyncGenerator<TableCell[]> {
  for (let after: string | undefined, more = true; more; ) {
    const page = await context.reread(({ db }) =>
      selectRequests(db, organisationId, filters, { after, limit: BATCH }),
    )
    for (const row of page.rows) yield cells(context, row)
    more = page.next !== null
    after = page.next ?? undefined
  }
}

function cells({ text, language }: Context, row: TransferRequest): TableCell[] {
  return [
    ...[row.name, row.birthDate, row.formerSchool?.[language] ?? row.formerSchool?.zh ?? null],
    ...[row.formerClass, row.message, text(language, `members.transfers.agreed_${row.agreedBy}`)],
    ...[text(language, `members.transfer.${row.state}`), dayOf(row.sentAt), row.dueOn],
    ...[row.reason, row.answeredBy],
  ]
}
