import { allPages, headed, tableFile } from '#modules/members/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { BookingRow, exportBookings as contract } from '../contract/bookings.ts'
import { clockOf } from '../rules/zone.ts'
import { selectBookings } from './queries/list-bookings.ts'

const WIDTHS = { title: 40, organisation: 30, day: 12, from: 8, until: 8, come: 8, status: 14 }

/** The list of bookings as the viewer has filtered it, in their language. */
export const exportBookings: Handler<typeof contract> = async (context, { query }) => {
  const { language, text } = context
  const { format, ...filters } = query
  return tableFile(format, {
    name: text(language, 'sharing.bookings.title'),
    columns: headed(context, 'sharing.column', WIDTHS),
    rows: cells(context, await allPages(page => selectBookings(context, filters, page))),
  })
}

async function* cells({ language, text }: Context, all: readonly BookingRow[]): AsyncGenerator<TableCell[]> {
  for (const row of all)
    yield [
      ...[inLanguage(row.title, language), inLanguage(row.organisation.name, language), dayOf(row.from)],
      ...[clockOf(Date.parse(row.from)), clockOf(Date.parse(row.until)), row.people],
      text(language, `sharing.status.${row.status}`),
    ]
}
