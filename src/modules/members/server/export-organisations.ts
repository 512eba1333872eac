import type { Context } from '#platform/server/context.ts'
import type { TableCell, TableColumn } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportOrganisations as contract, ListedOrganisation } from '../contract/organisations.ts'
import { selectOrganisations } from './queries/organisation-list.ts'
import { tableFile } from './table-file.ts'

const COLUMNS: TableColumn[] = [
  { header: '单位代码', width: 14 },
  { header: '单位名称', width: 36 },
  { header: '英文名称', width: 44 },
  { header: '单位类别', width: 16 },
  { header: '所在地区', width: 16 },
  { header: '专业或业务领域', width: 48 },
  { header: '可提供', width: 36 },
  { header: '需求', width: 36 },
]
const BATCH = 500

export const exportOrganisations: Handler<typeof contract> = async (context, { query }) =>
  tableFile(query.format, {
    name: '成员单位',
    columns: COLUMNS,
    rows: rows(context, query),
  })

async function* rows(
  context: Context,
  filters: Parameters<typeof selectOrganisations>[1],
): AsyncGenerator<TableCell[]> {
  for (let after: string | undefined, more = true; more; ) {
    const page = await selectOrganisations(context, filters, { after, limit: BATCH })
    for (const row of page.rows) yield cells(context, row)
    more = page.next !== null
    after = page.next ?? undefined
  }
}

function cells({ text }: Context, row: ListedOrganisation): TableCell[] {
  const kinds = (list: ListedOrganisation['offers']) =>
    list.map(kind => text('zh', `members.capability.${kind}`)).join('、')
  return [
    row.code,
    row.name.zh,
    row.name.en,
    text('zh', `members.kind.${row.kind}`),
    row.region?.zh,
    row.fields.zh.join('、'),
    kinds(row.offers),
    kinds(row.seeks),
  ]
}
