import { z } from 'zod'
import { id, instant } from './fields.ts'

export const TASK_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type TaskState = (typeof TASK_STATES)[number]

/** Long work as a page sees it. `total` null: it is not known yet how much there is. */
export const taskView = z.object({
  id,
  /** `module.noun`, such as `members.import`. */
  kind: z.string(),
  state: z.enum(TASK_STATES),
  done: z.number().int(),
  total: z.number().int().nullable(),
  /** A message key with its values: what is being done, or why it failed (`error.<code>`). */
  message: z.string().nullable(),
  messageData: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  cancelRequested: z.boolean(),
  /** What came of it, as its kind says; ids and counts, never personal data. */
  result: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
})
export type TaskView = z.infer<typeof taskView>

/** Live topic that tells the task's owner to look again; data `{ taskId, state, done, total }`. */
export const TASK_TOPIC = 'task.changed'
