import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

/** A notice as the public reads it: nobody's name, no files, no comments. */
export type PublicNotice = {
  id: string
  groupId: string
  title: Bilingual
  body: Bilingual
  publishedAt: Date
  editedAt: Date | null
  heldOn: string | null
}

const columns = sql`n.id, n.group_id, json_build_object('zh', n.title_zh, 'en', n.title_en) as title,
  json_build_object('zh', n.body_zh, 'en', n.body_en) as body, n.published_at, n.edited_at, n.held_on`

/** What a group tells the public now, the newest first. */
export async function selectPublicNotices(
  db: Db,
  groupId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<PublicNotice[]> {
  const { rows } = await sql<PublicNotice>`select ${columns} from information.public_notices n
    where n.group_id = ${groupId} order by n.published_at desc, n.id desc limit ${limit} offset ${offset}`.execute(
    db,
  )
  return rows
}

/** How much that is, counted up to `most`. */
export async function countPublicNotices(db: Db, groupId: string, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from information.public_notices n where n.group_id = ${groupId} limit ${most}) n`.execute(db)
  return rows[0]?.count ?? 0
}

export async function selectOptionalPublicNotice(
  db: Db,
  groupId: string,
  id: string,
): Promise<PublicNotice | undefined> {
  const { rows } = await sql<PublicNotice>`select ${columns} from information.public_notices n
    where n.group_id = ${groupId} and n.id = ${id}`.execute(db)
  return rows[0]
}

/** Public notices about a day that has not passed, the next one first. */
export async function selectComing(db: Db, groupId: string, limit: number): Promise<PublicNotice[]> {
  const { rows } = await sql<PublicNotice>`select ${columns} from information.public_notices n
    where n.group_id = ${groupId} and n.held_on >= platform.today()
    order by n.held_on, n.id limit ${limit}`.execute(db)
  return rows
}
