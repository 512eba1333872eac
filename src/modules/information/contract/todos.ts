import './world.ts'
import { z } from 'zod'
import { ROLES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, instant, line, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { handOn as handOnPermission, readTodos } from '../policy.ts'

/** More than this is not counted: nobody needs to know whether it is 150 or 160. */
export const COUNTED_MOST = 100

export const todo = z.object({
  id,
  /** Names the text `todo.<kind>`, told with `data`. */
  kind: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The page of the step itself. */
  path: z.string(),
  dueOn: day.nullable(),
  createdAt: instant,
  /** The affiliation one has it by: whoever acts in another switches before following `path`. */
  affiliationId: id,
  /** Set when it was handed on: by whom, to whom, with which word. */
  handed: z
    .object({ by: z.string(), to: z.string(), note: z.string().nullable(), at: instant, byMe: z.boolean() })
    .nullable(),
  /** Whether the viewer can give it to a colleague. */
  mayHandOn: z.boolean(),
})
export type Todo = z.infer<typeof todo>

export const listTodos = endpoint({
  id: 'information.listTodos',
  method: 'GET',
  path: '/api/todos',
  summary: 'What waits for the person over all their roles, the most urgent first',
  permission: readTodos,
  query: z.object({ ...pageQuery, show: z.enum(['open', 'handed_on']).default('open') }),
  answer: page(todo),
  example: () => ({ query: { show: 'open' } }),
})

export const countTodos = endpoint({
  id: 'information.countTodos',
  method: 'GET',
  path: '/api/todos/count',
  summary: 'How many items are open, overdue and handed on, each counted up to a hundred',
  permission: readTodos,
  answer: z.object({ open: z.int(), overdue: z.int(), handedOn: z.int() }),
  example: () => ({}),
})

const params = z.object({ id })

export const listColleagues = endpoint({
  id: 'information.listColleagues',
  method: 'GET',
  path: '/api/todos/:id/colleagues',
  summary: 'Who may take an item over: at most fifty, found by their name',
  permission: handOnPermission,
  params,
  query: z.object({ q: line(100).optional() }),
  answer: z.object({ rows: z.array(z.object({ affiliationId: id, name: z.string(), role: z.enum(ROLES) })) }),
  example: async ({ information }) => ({ params: { id: await information.freshTodo() } }),
})

export const handOnTodo = endpoint({
  id: 'information.handOnTodo',
  method: 'POST',
  path: '/api/todos/:id/hand-on',
  summary: 'Hands an item on to a colleague of the same organisation',
  permission: handOnPermission,
  params,
  body: z.object({ affiliationId: id, note: text(500).optional() }),
  answer: 'nothing',
  example: async ({ information }) => ({
    params: { id: await information.freshTodo() },
    body: { affiliationId: await information.colleague(), note: '请在周五前处理' },
  }),
})

export const takeBackTodo = endpoint({
  id: 'information.takeBackTodo',
  method: 'POST',
  path: '/api/todos/:id/take-back',
  summary: 'Puts an item that was handed on back to where it came from',
  permission: handOnPermission,
  params,
  answer: 'nothing',
  example: async ({ information }) => ({ params: { id: await information.handedOn() } }),
})
