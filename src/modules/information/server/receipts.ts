import { sql } from 'kysely'
import { z } from 'zod'
import type { Role } from '#platform/contract/access.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/notice-parts.ts'
import { keepNotice } from '../policy.ts'
import { selectNotice } from './notices.ts'

type Row = {
  affiliationId: string
  name: string
  role: Exclude<Role, 'person'>
  className: string | null
  readAt: Date | null
  current: boolean | null
}

async function selectKept(context: Context, id: string): Promise<void> {
  context.require(keepNotice, await selectNotice(context, id))
}

const KEY = z.tuple([z.boolean(), z.string().max(100), z.uuid()])

export const listReceipts: Handler<typeof contract.listReceipts> = async (context, { params, query }) => {
  await selectKept(context, params.id)
  const [read, name, id] = readKey(query.after, KEY) ?? [null, null, null]
  const { rows: found } = await sql<Row>`select affiliation_id, name, role, class_name, read_at, current
    from information.receipts_named(${params.id}, ${read}, ${name}, ${id}, ${query.limit + 1})`.execute(
    context.db,
  )
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  context.noteReading(
    context.signedIn().organisationId,
    rows.map(row => row.affiliationId),
  )
  return {
    rows: rows.map(row => ({
      ...row,
      readAt: row.readAt?.toISOString() ?? null,
      current: row.current ?? false,
    })),
    next:
      found.length > query.limit && last
        ? writeKey([last.readAt !== null, last.name, last.affiliationId] as never)
        : null,
  }
}

type Count = { id: string; name: { zh: string; en: string | null }; reached: number; read: number }

export const countReceipts: Handler<typeof contract.countReceipts> = async (context, { params }) => {
  await selectKept(context, params.id)
  const { rows } = await sql<Count>`select o.id, json_build_object('zh', o.name_zh, 'en', o.name_en) as name,
      count(*)::int as reached, count(r.read_at)::int as read
    from information.receipts_of(${params.id}) r join members.organisations o on o.id = r.organisation_id
    group by o.id order by o.sort_key, o.id limit 1000`.execute(context.db)
  const sum = (of: 'reached' | 'read') => rows.reduce((total, row) => total + row[of], 0)
  return { reached: sum('reached'), read: sum('read'), organisations: rows }
}
