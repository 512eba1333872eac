import { sql } from 'kysely'
import type { Role } from '#platform/contract/access.ts'
import type { Context } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import { COUNTED_MOST } from '../../contract/todos.ts'

export type TodoRow = {
  id: string
  kind: string
  data: Record<string, string | number>
  path: string
  due_on: string | null
  created_at: Date
  sort_day: string
  affiliation_id: string
  role: Role
  handed_by_name: string | null
  handed_to_name: string | null
  handed_note: string | null
  handed_at: Date | null
}

export type After = readonly [day: string, id: string]
const FIRST: After = ['0001-01-01', '00000000-0000-0000-0000-000000000000']

// Desk by desk, so that each is read in the order of its index and no further than one page.
const listBy = (
  desk: 'desk' | 'handed_from',
) => `select t.*, own.affiliation_id, own.role from members.viewer_desks() own
  cross join lateral (
    select id, kind, data, path, due_on, created_at, sort_day, handed_by_name, handed_to_name, handed_note, handed_at
    from information.todos where ${desk} = own.desk and done_at is null and (sort_day, id) > ($1::date, $2::uuid)
    order by sort_day, id limit $3) t
  order by t.sort_day, t.id limit $3`

/** The statement of the open list; parameters: the day and id after which it goes on, and how many rows. */
export const OPEN_LIST = { name: 'todos-open', text: listBy('desk') }
const HANDED_LIST = { name: 'todos-handed', text: listBy('handed_from') }

/** Items on the viewer's desks, or handed on from them, after a key and by due day. */
export function selectTodos(
  { query }: Pick<Context, 'query'>,
  show: 'open' | 'handed_on',
  after: After | null,
  limit: number,
): Promise<TodoRow[]> {
  const list = show === 'open' ? OPEN_LIST : HANDED_LIST
  return query<TodoRow>({ ...list, values: [...(after ?? FIRST), limit] })
}

const COUNTS = `with own as materialized (select desk from members.viewer_desks())
  select
    (select count(*) from (select from own cross join lateral (select from information.todos t
      where t.desk = own.desk and t.done_at is null limit $1) open limit $1) least)::int as open,
    (select count(*) from (select from own cross join lateral (select from information.todos t
      where t.desk = own.desk and t.done_at is null and t.sort_day < $2::date limit $1) late limit $1) least)::int
      as overdue,
    (select count(*) from (select from own cross join lateral (select from information.todos t
      where t.handed_from = own.desk and t.done_at is null limit $1) handed limit $1) least)::int as handed`

/** Open, overdue (due before `today`) and handed on, each counted up to `COUNTED_MOST`. */
export async function selectTodoCounts({ query }: Pick<Context, 'query'>, today: string) {
  const rows = await query<{ open: number; overdue: number; handed: number }>({
    name: 'todos-count',
    text: COUNTS,
    values: [COUNTED_MOST, today],
  })
  return rows[0] ?? { open: 0, overdue: 0, handed: 0 }
}

export type Colleague = { affiliationId: string; name: string; role: Exclude<Role, 'person'> }

export async function selectColleagues(db: Db, todo: string, q: string | undefined): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`select affiliation_id, name, role from information.colleagues(${todo})
    where ${q ?? ''} = '' or strpos(lower(name), lower(${q ?? ''})) > 0 limit 50`.execute(db)
  return rows
}

/** Hands an item on; the organisation it stays in, or null when it cannot be. */
export async function handOn(db: Db, todo: string, to: string, note: string | null): Promise<string | null> {
  const { rows } = await sql<{
    at: string | null
  }>`select information.hand_on(${todo}, ${to}, ${note}) as at`.execute(db)
  return rows[0]?.at ?? null
}

export async function takeBack(db: Db, todo: string): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`select information.take_back(${todo}) as at`.execute(db)
  return rows[0]?.at ?? null
}
