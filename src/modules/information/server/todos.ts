import { z } from 'zod'
import { today } from '#platform/contract/days.ts'
import { Failure } from '#platform/contract/errors.ts'
import { day } from '#platform/contract/fields.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/todos.ts'
import type { Todo } from '../contract/todos.ts'
import { STAFF } from '../policy.ts'
import {
  handOn,
  selectColleagues,
  selectTodoCounts,
  selectTodos,
  type TodoRow,
  takeBack,
} from './queries/todos.ts'

const KEY = z.tuple([day, z.uuid()])

export const listTodos: Handler<typeof contract.listTodos> = async (context, { query }) => {
  const { show, limit } = query
  const found = await selectTodos(context, show, readKey(query.after, KEY), limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => toTodo(row, show === 'handed_on')),
    next: found.length > limit && last ? writeKey([last.sort_day, last.id]) : null,
  }
}

export const countTodos: Handler<typeof contract.countTodos> = async context => {
  const { open, overdue, handed } = await selectTodoCounts(context, today())
  return { open, overdue, handedOn: handed }
}

export const listColleagues: Handler<typeof contract.listColleagues> = async (
  context,
  { params, query },
) => ({
  rows: await selectColleagues(context.db, params.id, query.q),
})

export const handOnTodo: Handler<typeof contract.handOnTodo> = async (context, { params, body }) => {
  const note = body.note || null
  const organisationId = await handOn(context.db, params.id, body.affiliationId, note)
  if (!organisationId) throw new Failure('missing', 'missing')
  await context.audit({
    action: 'information.todo_handed_on',
    subject: { kind: 'todo', id: params.id },
    organisationId,
    data: { to: body.affiliationId, note: note !== null },
  })
  return undefined
}

export const takeBackTodo: Handler<typeof contract.takeBackTodo> = async (context, { params }) => {
  const organisationId = await takeBack(context.db, params.id)
  if (!organisationId) throw new Failure('missing', 'missing')
  await context.audit({
    action: 'information.todo_taken_back',
    subject: { kind: 'todo', id: params.id },
    organisationId,
  })
  return undefined
}

function toTodo(row: TodoRow, byMe: boolean): Todo {
  const { handed_at: at } = row
  return {
    id: row.id,
    kind: row.kind,
    data: row.data,
    path: row.path,
    dueOn: row.due_on,
    createdAt: row.created_at.toISOString(),
    affiliationId: row.affiliation_id,
    handed: at && {
      by: row.handed_by_name ?? '',
      to: row.handed_to_name ?? '',
      note: row.handed_note,
      at: at.toISOString(),
      byMe,
    },
    mayHandOn: (STAFF as readonly string[]).includes(row.role),
  }
}
