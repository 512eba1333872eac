import { sql } from 'kysely'
import type { ErrorData } from '../../contract/errors.ts'
import { TASK_TOPIC } from '../../contract/task.ts'
import type { Services } from '../context.ts'
import type { Db } from '../database/session.ts'
import { publishStatement } from '../live/live.ts'
import { TaskCancelled, TaskPaused } from './task-stop.ts'

const INTERVAL_MS = 250

type Row = { personId: string; cancelRequested: boolean; done: number; total: number | null }

/** What long work tells about itself while it runs; see task.ts. */
export class TaskProgress {
  finished = false
  private told = 0
  private readonly services: Services
  private readonly id: string
  private readonly signal: AbortSignal

  constructor(services: Services, id: string, signal: AbortSignal) {
    this.services = services
    this.id = id
    this.signal = signal
  }

  /**
   * Says how far the work is, on a connection of its own, so that it is seen before the work commits.
   * @throws TaskCancelled, TaskPaused when the work is to stop
   */
  async advance(
    done: number,
    about: { total?: number; message?: string; messageData?: ErrorData } = {},
  ): Promise<void> {
    if (this.signal.aborted) throw new TaskPaused()
    const now = performance.now()
    if (now - this.told < INTERVAL_MS) return
    this.told = now
    const { rows } = await sql<Row>`update platform.tasks set state = 'running', done = ${done},
        total = coalesce(${about.total ?? null}, total), message = coalesce(${about.message ?? null}, message),
        message_data = coalesce(${about.messageData ? JSON.stringify(about.messageData) : null}::jsonb, message_data),
        updated_at = now()
      where id = ${this.id} and finished_at is null
      returning person_id, cancel_requested, done, total`.execute(this.services.system)
    const [row] = rows
    if (!row || row.cancelRequested) throw new TaskCancelled()
    await publishStatement(this.event('running', row)).execute(this.services.system)
  }

  /**
   * Ends the task as done, in the transaction that does the work. Call it last and once, and do not call
   * `advance` after it in the same transaction.
   * @throws TaskCancelled when the person has asked to stop before
   */
  async finish(db: Db, result: ErrorData | null): Promise<void> {
    const { rows } =
      await sql<Row>`update platform.tasks set state = 'done', message = null, message_data = '{}',
        done = coalesce(total, done), result = ${result && JSON.stringify(result)}::jsonb,
        finished_at = clock_timestamp(), updated_at = now()
      where id = ${this.id} and finished_at is null and not cancel_requested
      returning person_id, cancel_requested, done, total`.execute(db)
    const [row] = rows
    if (!row) throw new TaskCancelled()
    await publishStatement(this.event('done', row)).execute(db)
    this.finished = true
  }

  private event(state: string, { personId, done, total }: Row) {
    return { topic: TASK_TOPIC, data: { personId, taskId: this.id, state, done, total } }
  }
}
