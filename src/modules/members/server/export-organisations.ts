import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportOrganisations as contract, ListedOrganisation } from '../contract/organisations.ts'
import { selectOrganisations } from './queries/organisation-list.ts'
import { headed, tableFile } from './table-file.ts'

const COLUMNS = {
  code: 14,
  name_zh: 36,
  name_en: 44,
  kind: 20,
  region: 16,
  fields: 48,
  offers: 36,
  seeks: 36,
}
const BATCH = 500

export const exportOrganisations: Handler<typeof contract> = async (context, { query }) =>
  tableFile(query.format, {
    name: context.text(context.language, 'members.organisations.nav'),
    columns: headed(context, 'members.organisation.column', COLUMNS),
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

function cells({ language, text }: Context, row: ListedOrganisation): TableCell[] {
  const comma = language === 'zh' ? '、' : ', '
  const kinds = (list: ListedOrganisation['offers']) =>
    list.map(kind => text(language, `members.capability.${kind}`)).join(comma)
  return [
    row.code,
    row.name.zh,
    row.name.en,
    text(language, `members.kind.${row.kind}`),
    row.region && inLanguage(row.region, language),
    row.fields[language].join(comma),
    kinds(row.offers),
    kinds(row.seeks),
  ]
}
