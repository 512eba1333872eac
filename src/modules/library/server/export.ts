import { headed, tableFile } from '#modules/members/server/index.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportItems as contract, ItemFilters, ItemRow, ItemSort } from '../contract/items.ts'
import { selectItems } from './queries/list.ts'

const BATCH = 500
const EXPORT_MOST = 20_000
const WIDTHS = { title: 40, kind: 16, owner: 30, software: 24, level: 12, licence: 24, status: 14 }

/** The list as the viewer has filtered it, in their language. */
export const exportItems: Handler<typeof contract> = async (context, { query }) => {
  const { language, text } = context
  const { format, sort, ...filters } = query
  return tableFile(format, {
    name: text(language, 'library.title'),
    columns: headed(context, 'library.column', WIDTHS),
    rows: cells(context, await allOf(context, filters, sort)),
  })
}

/** Read before the file begins, and bounded: the answer streams after the request's transaction has ended. */
async function allOf(context: Context, filters: ItemFilters, sort: ItemSort): Promise<ItemRow[]> {
  const all: ItemRow[] = []
  for (let after: string | undefined, more = true; more && all.length < EXPORT_MOST; ) {
    const page = await selectItems(context, filters, { sort, after, limit: BATCH })
    all.push(...page.rows)
    more = page.next !== null
    after = page.next ?? undefined
  }
  return all
}

async function* cells({ language, text }: Context, all: ItemRow[]): AsyncGenerator<TableCell[]> {
  for (const row of all)
    yield [
      ...[inLanguage(row.title, language), text(language, `library.kind.${row.kind}`)],
      ...[inLanguage(row.owner.name, language), row.software.join(language === 'zh' ? '、' : ', ')],
      row.level && text(language, `library.level.${row.level}`),
      ...[text(language, `library.licence.${row.licence}`), text(language, `library.status.${row.status}`)],
    ]
}
