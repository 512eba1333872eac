import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Db } from '#platform/server/database/session.ts'

export type Commenter = { name: string; role: Exclude<Role, 'person'> }

export async function selectCommenter(db: Db, notice: string): Promise<Commenter | null> {
  const { rows } = await sql<Commenter>`select name, role from information.commenter(${notice})`.execute(db)
  return rows[0] ?? null
}

export type CommentRow = {
  id: string
  author: string
  role: Commenter['role']
  text: string | null
  removedBy: 'writer' | 'keeper' | null
  at: Date
  own: boolean
}

const columns = sql`id, author_name as author, author_role as role, text, removed_by, created_at as at,
  person_id = platform.viewer_person() as own`

export async function selectComments(
  db: Db,
  notice: string,
  after: string | null,
  limit: number,
): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`select ${columns} from information.notice_comments
    where notice_id = ${notice} and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`.execute(db)
  return rows
}

export async function selectOptionalComment(
  db: Db,
  notice: string,
  id: string,
): Promise<CommentRow | undefined> {
  const { rows } = await sql<CommentRow>`select ${columns} from information.notice_comments
    where notice_id = ${notice} and id = ${id}`.execute(db)
  return rows[0]
}

export async function insertComment(
  db: Db,
  entry: { notice: string; personId: string; commenter: Commenter; text: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into information.notice_comments
      (notice_id, person_id, author_name, author_role, text)
    values (${entry.notice}, ${entry.personId}, ${entry.commenter.name}, ${entry.commenter.role}, ${entry.text})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export async function removeCommentText(db: Db, id: string, by: 'writer' | 'keeper'): Promise<void> {
  await sql`update information.notice_comments set text = null, removed_at = now(), removed_by = ${by}
    where id = ${id} and removed_at is null`.execute(db)
}
