import type { z } from 'zod'
import type { Services } from '../context.ts'

export type JobOptions = {
  /** A second job with this key replaces the waiting one. */
  key?: string
  runAt?: Date
  maxAttempts?: number
  /** Jobs of one queue run one after another. */
  queue?: string
}

export type JobRun = {
  services: Services
  /** Aborted when the process is to end: long work throws and runs again elsewhere. */
  signal: AbortSignal
  attempt: number
  /** Nobody tries again after this one. */
  lastAttempt: boolean
}

/** Work that runs later, in any process. Must be idempotent: it may run again after a crash. */
export type Job<P> = {
  readonly name: string
  readonly payload: z.ZodType<P>
  /** When it runs by itself, as a crontab line, with an empty payload. */
  readonly cron?: string
  readonly run: (payload: P, run: JobRun) => Promise<void>
}

export function job<P>(spec: Job<P>): Job<P> {
  return spec
}
