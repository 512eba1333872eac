import { allPages, headed, tableFile } from '#modules/members/server/index.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportNeeds as contract, NeedRow } from '../contract/needs.ts'
import { selectNeeds } from './queries/list-needs.ts'

const WIDTHS = {
  ...{ title: 40, organisation: 30, come: 8, first_day: 12, last_day: 12, from: 8, until: 8 },
  ...{ matches: 12, answers: 12, status: 14 },
}

/** The list of needs as the viewer has filtered it, in their language. */
export const exportNeeds: Handler<typeof contract> = async (context, { query }) => {
  const { format, ...filters } = query
  return tableFile(format, {
    name: context.text(context.language, 'sharing.needs.title'),
    columns: headed(context, 'sharing.column', WIDTHS),
    rows: cells(context, await allPages(page => selectNeeds(context, filters, page))),
  })
}

async function* cells({ language, text }: Context, all: readonly NeedRow[]): AsyncGenerator<TableCell[]> {
  for (const row of all)
    yield [
      ...[inLanguage(row.title, language), inLanguage(row.organisation.name, language), row.people],
      ...[row.fromDay, row.untilDay, row.from, row.until, row.matches, row.answers],
      text(language, `sharing.needs.state.${row.state}`),
    ]
}
