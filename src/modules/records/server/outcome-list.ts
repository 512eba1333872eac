import { z } from 'zod'
import { headed, tableFile } from '#modules/members/server/index.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportRecord as exportRecordContract } from '../contract/record.ts'
import type * as contract from '../contract/results.ts'
import { writeScore } from '../rules/score.ts'
import { toEntry } from './entry.ts'
import { type After, type Scope, selectEntries } from './queries/entries.ts'
import { type ListedOutcome, reading, selectOutcomeCounts, selectOutcomes } from './queries/outcome-list.ts'
import { erasedTitle, openRecord } from './record.ts'
import { ownOrganisation } from './values.ts'

export const listOutcomes: Handler<typeof contract.listOutcomes> = async (context, { query }) => {
  const organisationId = ownOrganisation(context)
  const after = readKey(query.after, z.tuple([z.uuid()]))?.[0] ?? null
  const found = await selectOutcomes(context, organisationId, query, { after, limit: query.limit + 1 })
  const rows = found.slice(0, query.limit)
  context.noteReading(organisationId, [...new Set(rows.map(row => row.learner.id))])
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.id]) : null }
}

export const countOutcomes: Handler<typeof contract.countOutcomes> = (context, { query }) =>
  selectOutcomeCounts(context, ownOrganisation(context), query)

const COLUMNS = {
  ...{
    number: 16,
    learner: 14,
    class: 18,
    kind: 12,
    course: 14,
    title: 28,
    term: 14,
    sitting: 12,
    score: 10,
  },
  credits: { width: 8, kind: 'number' },
  day: { width: 12, kind: 'date' },
  state: 10,
} as const
const BATCH = 500

/** The file leaves after the request's own transaction has ended, so each batch reads as the viewer anew. */
export const exportOutcomes: Handler<typeof contract.exportOutcomes> = async (context, { query }) => {
  const organisationId = ownOrganisation(context)
  return tableFile(query.format, {
    name: context.text(context.language, 'records.results.title'),
    columns: headed(context, 'records.column', COLUMNS),
    rows: rows(),
  })

  async function* rows(): AsyncGenerator<TableCell[]> {
    for (let after: string | null = null, more = true; more; ) {
      const page: ListedOutcome[] = await context.reread(reach =>
        selectOutcomes(reading(reach.db), organisationId, query, { after, limit: BATCH }),
      )
      context.noteReading(organisationId, [...new Set(page.map(row => row.learner.id))])
      for (const row of page) yield cells(context, row)
      more = page.length === BATCH
      after = page.at(-1)?.id ?? null
    }
  }
}

function cells({ language, text }: Context, row: ListedOutcome): TableCell[] {
  const { learner } = row
  return [
    ...[
      learner.number,
      learner.name,
      learner.class,
      text(language, `records.kind.${row.kind}`),
      row.courseCode,
    ],
    ...[
      inLanguage(row.title, language),
      row.term,
      row.sitting && text(language, `records.sitting.${row.sitting}`),
    ],
    ...[
      row.score && writeScore(row.score),
      row.credits,
      row.day,
      text(language, `records.state.${row.state}`),
    ],
  ]
}

const RECORD_COLUMNS = {
  day: { width: 12, kind: 'date' },
  ...{ kind: 12, title_zh: 32, title_en: 32, course: 14, term: 14, score: 10 },
  credits: { width: 8, kind: 'number' },
  ...{ certificate: 20, confirmed: 28, state: 10 },
} as const
const RECORD_MOST = 5000

export const exportRecord: Handler<typeof exportRecordContract> = async (context, { params, query }) => {
  const { scope } = await openRecord(context, params.id)
  const { language, text } = context
  const rows: TableCell[][] = []
  for await (const entry of allEntries(context, scope))
    rows.push([
      ...[entry.day, text(language, `records.kind.${entry.kind}`), entry.title.zh, entry.title.en],
      ...[entry.course?.code, entry.term, entry.score && writeScore(entry.score), entry.credits],
      entry.certificate?.number,
      ...[
        inLanguage(entry.confirmedBy.organisation.name, language),
        text(language, `records.state.${entry.state}`),
      ],
    ])
  return tableFile(query.format, {
    name: text(language, 'records.nav'),
    columns: headed(context, 'records.column', RECORD_COLUMNS),
    rows: (async function* () {
      yield* rows
    })(),
  })
}

/** Every entry of a record, the latest first. */
export async function* allEntries(context: Context, scope: Scope) {
  let count = 0
  for (let after: After | null = null, more = true; more && count < RECORD_MOST; ) {
    const rows = await selectEntries(context, scope, { after, limit: BATCH })
    for (const row of rows) yield toEntry(row, erasedTitle(context))
    count += rows.length
    more = rows.length === BATCH
    const last = rows.at(-1)
    after = last ? [last.held_on, last.id] : null
  }
}
