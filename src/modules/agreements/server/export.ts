import { headed, tableFile } from '#modules/members/server/index.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { AgreementFilters, AgreementRow, exportAgreements as contract } from '../contract/agreements.ts'
import { selectAgreements } from './queries/list.ts'

const BATCH = 500
const EXPORT_MOST = 20_000

const WIDTHS = {
  title: 40,
  kind: 20,
  number: 8,
  status: 14,
  reference: 20,
  parties: 60,
  from: 12,
  until: 12,
  cohorts: 14,
}

/** The list as the viewer has filtered it, in their language. */
export const exportAgreements: Handler<typeof contract> = async (context, { query }) => {
  const { language, text } = context
  const { format, ...filters } = query
  return tableFile(format, {
    name: text(language, 'agreements.title'),
    columns: headed(context, 'agreements.column', WIDTHS),
    rows: cells(context, await allOf(context, filters)),
  })
}

/** Agreements are some hundreds, so they are read before the file begins. */
async function allOf(context: Context, filters: AgreementFilters): Promise<AgreementRow[]> {
  const all: AgreementRow[] = []
  for (let after: string | undefined, more = true; more && all.length < EXPORT_MOST; ) {
    const page = await selectAgreements(context, filters, { after, limit: BATCH })
    all.push(...page.rows)
    more = page.next !== null
    after = page.next ?? undefined
  }
  return all
}

async function* cells({ language, text }: Context, all: AgreementRow[]): AsyncGenerator<TableCell[]> {
  for (const row of all)
    yield [
      ...[inLanguage(row.title, language), inLanguage(row.kind.name, language), row.number],
      ...[text(language, `agreements.status.${row.status}`), row.reference],
      row.parties.map(({ name }) => inLanguage(name, language)).join(language === 'zh' ? '、' : ', '),
      ...[row.fromDate, row.untilDate],
      [row.fromCohort, row.untilCohort].filter(Boolean).join('–') || null,
    ]
}
