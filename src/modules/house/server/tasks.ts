import type { Handler } from '#platform/server/http/route.ts'
import { cancelTask as cancel, readTask } from '#platform/server/jobs/task.ts'
import type * as contract from '../contract/tasks.ts'

export const getTask: Handler<typeof contract.getTask> = ({ db }, { params }) => readTask(db, params.id)

export const cancelTask: Handler<typeof contract.cancelTask> = ({ db }, { params }) => cancel(db, params.id)
