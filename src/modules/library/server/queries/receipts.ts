import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Receipt } from '../../contract/files.ts'
import type { By, StoredItem } from './items.ts'

export async function selectOwnReceiptId(db: Db, versionId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from library.receipts
    where version_id = ${versionId} and affiliation_id = platform.viewer_affiliation() and recalled_at is null`.execute(
    db,
  )
  return rows[0]?.id
}

/** The terms of a receipt are those of the day: later ones do not change it. */
export async function insertReceipt(db: Db, item: StoredItem, versionId: string, by: By): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into library.receipts (item_id, version_id, owner_id, organisation_id,
      affiliation_id, by_name, title_zh, title_en, licence, licence_text, uses)
    values (${item.id}, ${versionId}, ${item.owner.id}, ${by.organisationId}, ${by.affiliationId}, ${by.byName},
      ${item.title.zh}, ${item.title.en}, ${item.licence}, ${item.licenceText}, ${item.uses}) returning id`.execute(
    db,
  )
  return (rows[0] as { id: string }).id
}

type Row = {
  id: string
  item_id: string
  title_zh: string
  title_en: string | null
  number: number
  owner_id: string
  owner_zh: string
  owner_en: string | null
  by_name: string
  licence: Receipt['licence']
  licence_text: string | null
  uses: Receipt['uses']
  at: string
  recalled_at: string | null
  deleted_at: string | null
  place: string
}
const position = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])
const stamp = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** What the viewer took, and as an administrator everybody of the organisation. */
export async function selectReceipts(
  { query }: Pick<Context, 'query'>,
  page: { show: 'all' | 'to_delete'; after?: string; limit: number },
): Promise<{ rows: Receipt[]; next: string | null }> {
  const after = readKey(page.after, position)
  const found = await query<Row>({
    name: 'library:receipts',
    text: `select r.id, r.item_id, r.title_zh, r.title_en, library.version_number(r.version_id) as number, r.owner_id,
        o.name_zh as owner_zh, o.name_en as owner_en, r.by_name,
        r.licence, r.licence_text, r.uses, ${stamp('r.at')} as at,
        ${stamp('r.recalled_at')} as recalled_at, ${stamp('r.deleted_at')} as deleted_at,
        to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
      from library.receipts r join members.organisations o on o.id = r.owner_id
      where ($1 = 'all' or (r.recalled_at is not null and r.deleted_at is null))
        and ($2::timestamptz is null or (r.at, r.id) < ($2::timestamptz, $3::uuid))
      order by r.at desc, r.id desc limit $4`,
    values: [page.show, after?.[0] ?? null, after?.[1] ?? null, page.limit + 1],
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => ({
      ...{
        id: row.id,
        itemId: row.item_id,
        title: { zh: row.title_zh, en: row.title_en },
        number: row.number,
      },
      owner: { id: row.owner_id, name: { zh: row.owner_zh, en: row.owner_en } },
      ...{ byName: row.by_name, licence: row.licence, licenceText: row.licence_text, uses: row.uses },
      ...{ at: row.at, recalledAt: row.recalled_at, deletedAt: row.deleted_at },
    })),
    next: found.length > page.limit && last ? writeKey([last.place, last.id]) : null,
  }
}

export async function selectOptionalReceipt(db: Db, id: string) {
  const { rows } = await sql<{
    id: string
    itemId: string
    organisationId: string
    affiliationId: string | null
    recalled: boolean
  }>`select id, item_id, organisation_id, affiliation_id, recalled_at is not null as recalled
    from library.receipts where id = ${id}`.execute(db)
  return rows[0]
}

export async function updateDeleted(db: Db, id: string): Promise<void> {
  await sql`update library.receipts set deleted_at = coalesce(deleted_at, now()) where id = ${id}`.execute(db)
}
