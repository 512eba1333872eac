import type { Context } from '#platform/server/context.ts'
import { type TableCell, writeCsv, writeXlsx } from '#platform/server/documents/write-table.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/audit.ts'
import type { AuditEntry, AuditFilters } from '../contract/audit.ts'
import { type AuditPage, selectAudit } from './audit-queries.ts'

const BATCH = 1000
const MEDIA_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

export const listAudit: Handler<typeof contract.listAudit> = async (context, { query }) => {
  const page = await selectAudit(context.db, query, query)
  noteActors(context, page)
  return { rows: page.rows, next: page.next }
}

export const exportAudit: Handler<typeof contract.exportAudit> = async (context, { query }) => {
  const { language, text } = context
  const word = (key: string) => text(language, key)
  const name = word('house.audit.title')
  const table = {
    columns: [
      { header: word('house.audit.at'), width: 22 },
      { header: word('house.audit.actor'), width: 16 },
      { header: word('house.audit.action'), width: 40 },
      { header: word('house.audit.subject'), width: 40 },
      { header: word('house.audit.facts'), width: 60 },
      { header: word('house.audit.number'), width: 10 },
      { header: word('house.audit.seal'), width: 10 },
    ],
    rows: rows(context, query),
  }
  return {
    name: `${name}.${query.format}`,
    mediaType: MEDIA_TYPES[query.format],
    content: query.format === 'csv' ? writeCsv(table) : writeXlsx({ sheetName: name, ...table }),
  }
}

/** The file leaves after the request's own transaction has ended, so each batch reads as the viewer anew. */
async function* rows(context: Context, filters: AuditFilters): AsyncGenerator<TableCell[]> {
  for (let after: string | undefined, more = true; more; ) {
    const page = await context.reread(({ db }) => selectAudit(db, filters, { after, limit: BATCH }))
    noteActors(context, page)
    for (const row of page.rows) yield cells(context, row)
    more = page.next !== null
    after = page.next ?? undefined
  }
}

function cells({ language, text }: Context, row: AuditEntry): TableCell[] {
  return [
    row.at,
    row.actor && (row.actor.name ?? text(language, 'house.audit.out_of_sight')),
    text(language, `audit.${row.action}`),
    [row.subject.kind, row.subject.id].filter(Boolean).join(' '),
    row.facts.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    row.id,
    row.seal,
  ]
}

/** Whose names were shown, the viewer's own left out. */
function noteActors(context: Context, { actors }: AuditPage): void {
  const { affiliationId, organisationId } = context.signedIn()
  const others = [...actors.keys()].filter(id => id !== affiliationId)
  if (others.length) context.noteReading(organisationId, others)
}
