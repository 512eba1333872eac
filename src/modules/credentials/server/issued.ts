import { z } from 'zod'
import { closeTodos } from '#modules/information/server/index.ts'
import { headed, tableFile } from '#modules/members/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import { inLanguage, instant } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/issued.ts'
import { keeps, readCredential } from '../policy.ts'
import { verifyAddress } from './places.ts'
import {
  type After,
  type Filters,
  type Listed,
  type OneRow,
  selectCounts,
  selectIssued,
  selectMine,
  selectOptionalIssued,
  selectSteps,
} from './queries/issued.ts'
import { ownerOf } from './templates.ts'

const KEY = z.tuple([instant, z.uuid()])
const afterOf = (after: string | undefined) => readKey(after, KEY) as After | null

function paged(found: Listed[], limit: number, at: 'createdAt' | 'deliverAt') {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const next = found.length > limit && last ? writeKey([last[at], last.id]) : null
  return { rows: rows.map(({ createdAt: _, ...row }) => row), next }
}

export const listIssued: Handler<typeof contract.listIssued> = async (context, { query }) => {
  const { after, limit, ...filters } = query
  const found = await selectIssued(context.db, ownerOf(context), filters, {
    after: afterOf(after),
    limit: limit + 1,
  })
  return paged(found, limit, 'createdAt')
}

export const countIssued: Handler<typeof contract.countIssued> = async (context, { query }) => {
  const states = await selectCounts(context.db, ownerOf(context), query)
  const counted = query.state ? states.filter(one => one.state === query.state) : states
  return { total: counted.reduce((sum, one) => sum + one.count, 0), states }
}

export const listMine: Handler<typeof contract.listMine> = async (context, { query }) =>
  paged(
    await selectMine(context.db, { after: afterOf(query.after), limit: query.limit + 1 }),
    query.limit,
    'deliverAt',
  )

/** A credential that the viewer may read; any other is missing. */
export async function readableCredential(context: Context, id: string): Promise<OneRow> {
  const found = (await selectOptionalIssued(context.db, id)) ?? missing()
  context.require(readCredential, found)
  return found
}

export const getIssued: Handler<typeof contract.getIssued> = async (context, { params }) => {
  const found = await readableCredential(context, params.id)
  const { personId } = context.signedIn()
  const own = found.personId === personId
  const { organisationId, groupId } = found
  if (!own) context.noteReading(organisationId, [found.affiliationId])
  return {
    ...found,
    review: keeps(context.signedIn(), found) ? found.review : null,
    steps: await selectSteps(context.db, params.id),
    address: verifyAddress(context.config, params.id),
    own,
    owner: { organisationId, groupId },
  }
}

/** What lay on the learner's desk about a credential is done when they open it. */
export const openIssued: Handler<typeof contract.openIssued> = async (context, { params }) => {
  const found = await readableCredential(context, params.id)
  if (found.personId === context.signedIn().personId)
    await closeTodos(context.db, { subject: { kind: 'credential', id: params.id } })
  return undefined
}

const COLUMNS = { id: 40, learner: 14, name: 36, kind: 12, level: 12, awarded: 14, until: 14, state: 12 }
const BATCH = 500

export const exportIssued: Handler<typeof contract.exportIssued> = async (context, { query }) => {
  const { format, ...filters } = query
  return tableFile(format, {
    name: context.text(context.language, 'credentials.issued.nav'),
    columns: headed(context, 'credentials.column', COLUMNS),
    rows: rowsOf(context, filters),
  })
}

async function* rowsOf(context: Context, filters: Filters): AsyncGenerator<TableCell[]> {
  const { language, text } = context
  const owner = ownerOf(context)
  for (let after: After | null = null, more = true; more; ) {
    const page: Listed[] = await context.reread(({ db }) =>
      selectIssued(db, owner, filters, { after, limit: BATCH }),
    )
    for (const row of page)
      yield [
        row.id,
        row.learner,
        inLanguage(row.name, language),
        text(language, `credentials.kind.${row.kind}`),
        row.level,
        row.awardedOn,
        row.validUntil,
        text(language, `credentials.state.${row.state}`),
      ]
    const last = page.at(-1)
    more = page.length === BATCH && last !== undefined
    after = last ? [last.createdAt, last.id] : null
  }
}
