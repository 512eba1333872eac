import { headed, tableFile } from '#modules/members/server/index.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/exchange.ts'
import { selectBalances, selectOwnGroups } from './queries/exchange.ts'

/** Of the viewer's own groups the one asked for, or else the first; a foreign one is none of them. */
async function balancesOf({ db }: Context, asked: string | undefined) {
  const groups = await selectOwnGroups(db)
  const groupId = groups.find(({ id }) => id === asked)?.id ?? groups[0]?.id ?? null
  return { groups, groupId, rows: groupId ? await selectBalances(db, groupId) : [] }
}

export const listBalances: Handler<typeof contract.listBalances> = (context, { query }) =>
  balancesOf(context, query.groupId)

const WIDTHS = { member: 40, shared: 12, given: 12, taken: 12 }

export const exportBalances: Handler<typeof contract.exportBalances> = async (context, { query }) => {
  const { language, text } = context
  const { rows } = await balancesOf(context, query.groupId)
  async function* cells(): AsyncGenerator<TableCell[]> {
    for (const row of rows) yield [inLanguage(row.name, language), row.shared, row.given, row.taken]
  }
  return tableFile(query.format, {
    name: text(language, 'library.balance.title'),
    columns: headed(context, 'library.balance', WIDTHS),
    rows: cells(),
  })
}
