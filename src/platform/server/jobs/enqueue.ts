import { sql } from 'kysely'
import type { Db } from '../database/session.ts'
import type { Job, JobOptions } from './job.ts'

/** Puts a job into the caller's transaction: it runs if and only if that commits. */
export async function enqueueIn<P>(db: Db, job: Job<P>, payload: P, options: JobOptions = {}): Promise<void> {
  await sql`select platform.enqueue(${job.name}, ${JSON.stringify(payload)}::json, ${options.queue ?? null},
    ${options.runAt ?? null}, ${options.maxAttempts ?? 5}, ${options.key ?? null})`.execute(db)
}
