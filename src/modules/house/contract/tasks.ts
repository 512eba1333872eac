import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id } from '#platform/contract/fields.ts'
import { taskView } from '#platform/contract/task.ts'
import { ownTasks } from '../policy.ts'

export const getTask = endpoint({
  id: 'house.getTask',
  method: 'GET',
  path: '/api/tasks/:id',
  summary: 'How far long work is, and what came of it',
  permission: ownTasks,
  params: z.object({ id }),
  answer: taskView,
  example: async ({ house }) => ({ params: { id: await house.freshTask() } }),
})

export const cancelTask = endpoint({
  id: 'house.cancelTask',
  method: 'POST',
  path: '/api/tasks/:id/cancel',
  summary: 'Asks long work to stop; what has ended already stays as it is',
  permission: ownTasks,
  params: z.object({ id }),
  answer: taskView,
  example: async ({ house }) => ({ params: { id: await house.freshTask() } }),
})

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly house: {
      /** Work that the asking person has begun. */
      freshTask(): Promise<string>
    }
  }
}
