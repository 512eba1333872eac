import { headed, tableFile } from '#modules/members/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { BookingFilters, exportBookings as contract } from '../contract/bookings.ts'
import { clockOf } from '../rules/zone.ts'
import { selectBookings } from './queries/list-bookings.ts'

const BATCH = 500
const EXPORT_MOST = 50_000
const WIDTHS = { title: 40, organisation: 30, day: 12, from: 8, until: 8, come: 8, status: 14 }

/** The list of bookings as the viewer has filtered it, in their language. */
export const exportBookings: Handler<typeof contract> = async (context, { query }) => {
  const { language, text } = context
  const { format, ...filters } = query
  return tableFile(format, {
    name: text(language, 'sharing.bookings.title'),
    columns: headed(context, 'sharing.column', WIDTHS),
    rows: cells(context, await allOf(context, filters)),
  })
}

/** A school's bookings are some thousands a year, so they are read before the file begins. */
async function allOf(context: Context, filters: BookingFilters) {
  const all = []
  for (let after: string | undefined, more = true; more && all.length < EXPORT_MOST; ) {
    const page = await selectBookings(context, filters, { after, limit: BATCH })
    all.push(...page.rows)
    more = page.next !== null
    after = page.next ?? undefined
  }
  return all
}

async function* cells(
  { language, text }: Context,
  all: Awaited<ReturnType<typeof allOf>>,
): AsyncGenerator<TableCell[]> {
  for (const row of all)
    yield [
      ...[inLanguage(row.title, language), inLanguage(row.organisation.name, language), dayOf(row.from)],
      ...[clockOf(Date.parse(row.from)), clockOf(Date.parse(row.until)), row.people],
      text(language, `sharing.status.${row.status}`),
    ]
}
