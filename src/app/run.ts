import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Config } from '#platform/server/config.ts'
import { readWebBundle } from '#platform/server/http/web.ts'
import { ensureWebBundle } from '#platform/server/http/web-bundle.ts'
import type { AnyJob } from '#platform/server/jobs/worker.ts'
import { createLog } from '#platform/server/log.ts'
import type { OpenServices } from '#platform/server/services.ts'
import type { Database } from './database.ts'
import { buildApp, openPlatform, startJobs } from './platform.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type Running = {
  /** Where it listens; null for a process that only does jobs. */
  address: string | null
  services: OpenServices
  /** Finishes requests and jobs under way, then closes everything. May be called twice. */
  close(): Promise<void>
}

export type RunOptions = {
  /** Serves requests; a process without only does jobs. */
  http: boolean
  /** Serves the page beside the endpoints. */
  web?: boolean
  /** Work on the open services before anybody is let in. */
  prepare?: (services: OpenServices) => Promise<void>
  jobs?: readonly AnyJob[]
  /** Where it is being opened already. */
  database?: Promise<Database>
}

type Jobs = { stop(): Promise<void> }

/** Half a second in which whoever waits for the platform gets its first page. */
const FIRST_PAGE_MS = 500
const AGAIN_MS = 5_000

/**
 * Jobs hang on most files of the platform, and reading those holds up everything else. Should the database be lost
 * meanwhile, they begin when it is back.
 */
async function jobsAfterFirstPage(
  services: OpenServices,
  jobs: RunOptions['jobs'],
  signal: AbortSignal,
): Promise<Jobs | undefined> {
  for (let wait = FIRST_PAGE_MS; ; wait = AGAIN_MS) {
    await sleep(wait, undefined, { signal }).catch(() => {})
    if (signal.aborted) return undefined
    try {
      return await startJobs(services, jobs)
    } catch (error) {
      services.log.error({ error: String(error) }, 'jobs cannot begin yet')
    }
  }
}

/** Starts one process of the platform: database, services, jobs and, where asked for, HTTP. */
export async function run(config: Config, options: RunOptions): Promise<Running> {
  const bundle = options.web
    ? ensureWebBundle({ root: ROOT, dataDir: config.dataDir, log: createLog(config.LOG_LEVEL) })
    : undefined
  // Heard below; until then a failed build must not end the process.
  bundle?.catch(() => {})
  const platform = await openPlatform(config, options.database)
  const { services } = platform
  const steps: (() => Promise<void>)[] = [() => platform.close()]
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= (async () => {
      for (const step of steps.reverse()) await step()
    })()
    return closing
  }
  try {
    await options.prepare?.(services)
    const web = await bundle
    const app = options.http
      ? await buildApp(services, { web: web ? await readWebBundle(web) : undefined })
      : undefined
    let working: Promise<Jobs | undefined> | undefined
    const closed = new AbortController()
    // Together: a page may be waiting for a job.
    steps.push(async () => {
      closed.abort()
      await Promise.all([app?.close(), working?.then(found => found?.stop())])
    })
    const address = app ? await app.listen({ host: config.HOST, port: config.PORT }) : null
    if (app) working = jobsAfterFirstPage(services, options.jobs, closed.signal)
    else working = Promise.resolve(await startJobs(services, options.jobs))
    services.log.info({ address }, 'ready')
    return { address, services, close }
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
}
