import { sql } from 'kysely'
import { type ErrorData, Failure } from '../../contract/errors.ts'
import { TASK_TOPIC, type TaskState, type TaskView } from '../../contract/task.ts'
import type { Context, Services } from '../context.ts'
import type { Db } from '../database/session.ts'
import { publishStatement } from '../live/live.ts'
import type { JobRun } from './job.ts'
import { TaskProgress } from './task-progress.ts'
import { TaskCancelled, TaskPaused } from './task-stop.ts'

/*
 * Long work that a person waits for, in three steps:
 *
 * 1. The use case, in its transaction:
 *      const taskId = await startTask(context, 'members.import', { total: rows })
 *      await context.enqueue(importRoster, { taskId, ... }, { key: taskId })
 *    and answers with `taskId`. The page reads GET /api/tasks/:id, again whenever the live topic
 *    `task.changed` names the id, and may POST /api/tasks/:id/cancel.
 *
 * 2. The job:
 *      run: ({ taskId }, run) => runTask(taskId, run, async progress => {
 *        await progress.advance(done, { total, message: 'members.import.checking' })   // often is fine
 *        await run.services.system.transaction().execute(async db => {
 *          ... writes ...                          // `progress.advance` may be called here too
 *          await progress.finish(db, { added: 12, changed: 3 })   // with the work, or not at all
 *        })
 *      })
 *    `advance` writes and publishes at most four times a second, and throws when the work is to stop:
 *    TaskCancelled (the person asked) or TaskPaused (the process ends; the job runs again elsewhere).
 *    `finish` marks the task done in the caller's transaction, and throws TaskCancelled if a cancellation
 *    came first, so that what was cancelled is never written.
 *
 * 3. A Failure thrown by the work ends the task as `failed` with message `error.<code>`; any other error
 *    is retried by the queue and fails the task (`error.unexpected`) when the attempts are used up.
 */

export type { TaskProgress } from './task-progress.ts'
export { TaskPaused } from './task-stop.ts'

/** Begins a task of the viewer in the caller's transaction and returns its id. */
export async function startTask(
  context: Pick<Context, 'db' | 'signedIn'>,
  kind: string,
  options: { total?: number; message?: string } = {},
): Promise<string> {
  const viewer = context.signedIn()
  const { rows } = await sql<{ id: string }>`
    insert into platform.tasks (kind, person_id, organisation_id, total, message)
    values (${kind}, ${viewer.personId}, ${viewer.organisationId}, ${options.total ?? null}, ${options.message ?? null})
    returning id`.execute(context.db)
  return (rows[0] as { id: string }).id
}

/** The viewer's task. Throws Failure `missing` when it is not theirs or not there. */
export async function readTask(db: Db, id: string): Promise<TaskView> {
  const { rows } = await sql<TaskView & { createdAt: Date; finishedAt: Date | null }>`
    select id, kind, state, done, total, message, message_data, cancel_requested, result, created_at, finished_at
    from platform.tasks where id = ${id}`.execute(db)
  const [row] = rows
  if (!row) throw new Failure('missing', 'missing')
  const finishedAt = row.finishedAt ? new Date(row.finishedAt).toISOString() : null
  return { ...row, createdAt: new Date(row.createdAt).toISOString(), finishedAt }
}

/** Asks the viewer's task to stop. One that has ended already is left as it is. */
export async function cancelTask(db: Db, id: string): Promise<TaskView> {
  await sql`update platform.tasks set cancel_requested = true, updated_at = now()
    where id = ${id} and finished_at is null`.execute(db)
  return readTask(db, id)
}

/** Runs a task's work in a job. Returns without working when the task has ended already. */
export async function runTask(
  id: string,
  run: JobRun,
  work: (progress: TaskProgress) => Promise<void>,
): Promise<void> {
  const { services } = run
  const { rows } = await sql<{ cancelRequested: boolean; done: number }>`
    update platform.tasks set state = 'running', updated_at = now() where id = ${id} and finished_at is null
    returning cancel_requested, done`.execute(services.system)
  if (!rows[0]) return
  if (rows[0].cancelRequested) return end(services, id, 'cancelled')
  const progress = new TaskProgress(services, id, run.signal)
  try {
    await work(progress)
    // Work that writes nothing in one piece may leave finishing to us.
    if (!progress.finished) await services.system.transaction().execute(db => progress.finish(db, null))
  } catch (error) {
    if (error instanceof TaskCancelled) return end(services, id, 'cancelled')
    if (error instanceof Failure && error.kind !== 'unavailable')
      return end(services, id, 'failed', `error.${error.code}`, error.data)
    if (run.lastAttempt && !(error instanceof TaskPaused))
      await end(services, id, 'failed', 'error.unexpected', { requestId: id })
    throw error
  }
}

async function end(
  services: Services,
  id: string,
  state: TaskState,
  message: string | null = null,
  data: ErrorData = {},
): Promise<void> {
  await services.system.transaction().execute(async db => {
    const { rows } = await sql<{ personId: string; done: number; total: number | null }>`
      update platform.tasks set state = ${state}, message = ${message}, message_data = ${JSON.stringify(data)}::jsonb,
        finished_at = now(), updated_at = now()
      where id = ${id} and finished_at is null returning person_id, done, total`.execute(db)
    const [row] = rows
    if (!row) return
    const { personId, done, total } = row
    await publishStatement({ topic: TASK_TOPIC, data: { personId, taskId: id, state, done, total } }).execute(
      db,
    )
  })
}
