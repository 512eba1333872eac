import { headed, tableFile } from '#modules/members/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/write-table.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportSchoolClaims as contract } from '../contract/claims.ts'
import { type SchoolFilters, selectSchoolClaims } from './queries/claims.ts'
import { ownOrganisation } from './values.ts'

const COLUMNS = {
  submitted: { width: 12, kind: 'date' },
  ...{ learner: 14, school: 28, programme: 28 },
  outcomes: { width: 8, kind: 'number' },
  claimed: { width: 10, kind: 'number' },
  recognised: { width: 10, kind: 'number' },
  state: 10,
  due: { width: 12, kind: 'date' },
} as const
const BATCH = 500

export const exportSchoolClaims: Handler<typeof contract> = async (context, { query }) =>
  tableFile(query.format, {
    name: context.text(context.language, 'overpass.claims.title'),
    columns: headed(context, 'overpass.column', COLUMNS),
    rows: rows(context, ownOrganisation(context), query),
  })

/** The file leaves after the request's own transaction has ended, so each batch reads as the viewer anew. */
async function* rows(
  context: Context,
  organisationId: string,
  filters: SchoolFilters,
): AsyncGenerator<TableCell[]> {
  for (let after: [string, string] | null = null, more = true; more; ) {
    const page = await context.reread(({ db }) =>
      selectSchoolClaims(db, organisationId, filters, { after, limit: BATCH }),
    )
    context.noteReading(
      organisationId,
      page.map(row => row.learner.id),
    )
    const { language, text } = context
    for (const row of page)
      yield [
        ...[dayOf(row.submittedAt), row.learner.name, inLanguage(row.learner.organisation, language)],
        ...[inLanguage(row.programme.name, language), row.outcomes, row.claimed, row.recognised],
        ...[text(language, `overpass.state.${row.state}`), row.dueOn],
      ]
    const last = page.at(-1)
    after = last ? [last.dueOn, last.id] : null
    more = page.length === BATCH
  }
}
