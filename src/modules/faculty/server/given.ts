import { headed, tableFile } from '#modules/members/server/index.ts'
import { type HoursGiven, selectHoursGiven, selectHoursUses } from '#modules/sharing/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/given.ts'

export const readGiven: Handler<typeof contract.readGiven> = async ({ db }, { query }) => ({
  rows: await selectHoursGiven(db, query),
})

const WIDTHS = { organisation: 40, kind: 20, people: 14, hours: 12, bookings: 12, takers: 14 }

export const exportGiven: Handler<typeof contract.exportGiven> = async (context, { query }) => {
  const { language, text, db } = context
  const { format, ...period } = query
  return tableFile(format, {
    name: text(language, 'faculty.given.title'),
    columns: headed(context, 'faculty.given.column', WIDTHS),
    rows: cells(context, await selectHoursGiven(db, period)),
  })
}

async function* cells({ language, text }: Context, rows: readonly HoursGiven[]): AsyncGenerator<TableCell[]> {
  for (const { organisation, people, hours, bookings, takers } of rows)
    yield [
      inLanguage(organisation.name, language),
      text(language, `members.kind.${organisation.kind}`),
      ...[people, hours, bookings, takers],
    ]
}

export const listGivenBookings: Handler<typeof contract.listGivenBookings> = async (context, { query }) => {
  const { after, limit, ...period } = query
  const own = context.signedIn().organisationId ?? missing()
  return selectHoursUses(context.db, own, period, { after, limit })
}
