import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Db } from '#platform/server/database/session.ts'

/** Where an item lies: with one affiliation, or with whoever acts in a role for an organisation or a group. */
type Desk =
  | { affiliationId: string }
  | { organisationId: string; role: Exclude<Role, 'person'> }
  | { groupId: string; role: Exclude<Role, 'person'> }

export type TodoItem = {
  desk: Desk
  /** Names the text `todo.<kind>`, which lies in the messages of the module that puts the item. */
  kind: `${string}.${string}`
  /** Values of that text: no personal data of third parties. */
  data?: Record<string, string | number>
  /** The page of the step itself, such as `/imports/<id>`. */
  path: `/${string}`
  /** What it is about; `closeTodos` finds it by this. */
  subject: { kind: string; id: string }
  /** Calendar day, `yyyy-mm-dd`. */
  dueOn?: string | null
}

function keyOf(desk: Desk): string {
  if ('affiliationId' in desk) return `a:${desk.affiliationId}`
  if ('organisationId' in desk) return `o:${desk.organisationId}:${desk.role}`
  return `g:${desk.groupId}:${desk.role}`
}

/**
 * Puts an item on a desk, inside the caller's transaction. The same kind about the same subject lies there once:
 * said again, its text, path and day are those said last. Open pages of whoever has the desk are told.
 */
export async function putTodo(db: Db, item: TodoItem): Promise<void> {
  const { kind, path, subject, data = {}, dueOn = null } = item
  await sql`select information.put_todo(${keyOf(item.desk)}, ${kind}, ${JSON.stringify(data)}::jsonb, ${path},
    ${subject.kind}, ${subject.id}, ${dueOn}::date)`.execute(db)
}

/** Puts many items on their desks in one statement. */
export async function putTodos(db: Db, items: readonly TodoItem[]): Promise<void> {
  if (items.length === 0) return
  const rows = items.map(({ desk, kind, path, subject, data = {}, dueOn = null }) => ({
    ...{ desk: keyOf(desk), kind, data, path, about: subject.kind, id: subject.id, due: dueOn },
  }))
  await sql`select information.put_todo(x.desk, x.kind, x.data, x.path, x.about, x.id, x.due)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(desk text, kind text, data jsonb, path text, about text,
      id text, due date)`.execute(db)
}

/** Closes what waits about a subject, of these kinds or of all, on every desk; how many there were. */
export async function closeTodos(
  db: Db,
  about: { subject: { kind: string; id: string }; kinds?: readonly string[] },
): Promise<number> {
  const { subject, kinds } = about
  const { rows } = await sql<{
    closed: number
  }>`select information.close_todos(${subject.kind}, ${subject.id},
    ${kinds ? [...kinds] : null}::text[]) as closed`.execute(db)
  return rows[0]?.closed ?? 0
}
