import { Logger, type Runner, run } from 'graphile-worker'
import type pg from 'pg'
import type { Services } from '../context.ts'
import type { Job } from './job.ts'

// biome-ignore lint/suspicious/noExplicitAny: a list of jobs has many payloads
export type AnyJob = Job<any>

function quiet(services?: Services): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') services?.log.error({ queue: message }, 'job queue')
    else if (level === 'warning') services?.log.warn({ queue: message }, 'job queue')
  })
}

/** Starts taking jobs. `stop` finishes the jobs under way, and aborts their signal so that long ones yield. */
export async function startWorker(
  services: Services,
  ownerPool: pg.Pool,
  jobs: readonly AnyJob[],
  concurrency = 2,
): Promise<{ stop(): Promise<void> }> {
  const abort = new AbortController()
  const taskList = Object.fromEntries(jobs.map(job => [job.name, taskOf(job, services, abort.signal)]))
  const crontab = jobs.flatMap(job => (job.cron ? [`${job.cron} ${job.name} ?fill=0`] : [])).join('\n')
  const runner: Runner = await run({
    pgPool: ownerPool,
    taskList,
    crontab,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quiet(services),
  })
  runner.promise.catch(error => services.log.error({ error: String(error) }, 'job runner stopped'))
  return {
    async stop() {
      abort.abort()
      await runner.stop()
    },
  }
}

function taskOf(job: AnyJob, services: Services, signal: AbortSignal) {
  return async (payload: unknown, helpers: { job: { attempts: number } }) => {
    const input = job.cron ? {} : job.payload.parse(payload)
    const begun = performance.now()
    try {
      await job.run(input, { services, signal, attempt: helpers.job.attempts })
      services.log.info({ job: job.name, ms: Math.round(performance.now() - begun) }, 'job done')
    } catch (error) {
      services.log.error(
        { job: job.name, error: (error as Error).message, attempt: helpers.job.attempts },
        'job failed',
      )
      throw error
    }
  }
}
