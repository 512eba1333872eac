import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, parseCronItems, type Runner, run, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Services } from '../context.ts'
import type { Job } from './job.ts'
import { guardPool } from './takeover.ts'

// biome-ignore lint/suspicious/noExplicitAny: a list of jobs has many payloads
export type AnyJob = Job<any>

function quiet(services?: Services): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') services?.log.error({ queue: message }, 'job queue')
    else if (level === 'warning') services?.log.warn({ queue: message }, 'job queue')
  })
}

/**
 * Jobs of one process at a time. Films and other previews take as long as they take, each kind one after another, and
 * so does a batch of credentials: what somebody waits for, an import or a letter, finds a place beside them.
 */
const AT_ONCE = 4

/** How long jobs under way may still run when the process is told to end; then they go back to the queue. */
const STOP_MS = 15_000

/**
 * Starts taking jobs. `stop` takes no more, aborts the signal of those under way so that long ones yield, and
 * waits for them; what yielded runs again elsewhere, without having used up an attempt.
 */
export async function startWorker(
  services: Services,
  { url, ownerPool }: { url: string; ownerPool: pg.Pool },
  jobs: readonly AnyJob[],
  concurrency = AT_ONCE,
): Promise<{ stop(): Promise<void> }> {
  const abort = new AbortController()
  const yielded: { id: string; attempts: number }[] = []
  const taskList = Object.fromEntries(
    jobs.map(job => [job.name, taskOf(job, services, abort.signal, yielded)]),
  )
  // Parsed here: the text form of a crontab knows no dots in names.
  const parsedCronItems = parseCronItems(
    jobs.flatMap(job => (job.cron ? [{ task: job.name, match: job.cron }] : [])),
  )
  const events: WorkerEvents = new EventEmitter()
  const poolId = new Promise<string>(resolve =>
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)),
  )
  const runner: Runner = await run({
    pgPool: ownerPool,
    taskList,
    parsedCronItems,
    concurrency,
    events,
    noHandleSignals: true,
    pollInterval: 2000,
    gracefulShutdownAbortTimeout: STOP_MS,
    logger: quiet(services),
  })
  runner.promise.catch(error => services.log.error({ error: String(error) }, 'job runner stopped'))
  const guard = await guardPool(url, ownerPool, await poolId, services.log).catch(async error => {
    await runner.stop()
    throw error
  })
  return {
    async stop() {
      abort.abort()
      await runner.stop()
      for (const one of yielded) await giveBack(ownerPool, one)
      await guard.stop()
    },
  }
}

/** The queue notes a failure behind the job's back, and only a job that is noted can be put to now. */
async function giveBack(
  ownerPool: pg.Pool,
  { id, attempts }: { id: string; attempts: number },
): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const { rowCount } = await ownerPool.query(
      'select from graphile_worker.reschedule_jobs(array[$1::bigint], now(), null, $2)',
      [id, attempts - 1],
    )
    if (rowCount) return
    await sleep(50)
  }
}

type Helpers = { job: { id: string; attempts: number; max_attempts: number } }

function taskOf(
  job: AnyJob,
  services: Services,
  signal: AbortSignal,
  yielded: { id: string; attempts: number }[],
) {
  return async (payload: unknown, { job: row }: Helpers) => {
    const begun = performance.now()
    try {
      const input = job.cron ? {} : job.payload.parse(payload)
      const lastAttempt = row.attempts >= row.max_attempts
      await job.run(input, { services, signal, attempt: row.attempts, lastAttempt })
      services.log.info({ job: job.name, ms: Math.round(performance.now() - begun) }, 'job done')
    } catch (error) {
      const { message } = error as Error
      if (signal.aborted) {
        yielded.push({ id: row.id, attempts: row.attempts })
        services.log.info({ job: job.name }, 'job gave way and runs again later')
      } else services.log.error({ job: job.name, error: message, attempt: row.attempts }, 'job failed')
      throw error
    }
  }
}
