import { sql } from 'kysely'
import { z } from 'zod'
import { job } from '#platform/server/jobs/job.ts'
import type { AnyJob } from '#platform/server/jobs/worker.ts'
import { sendLetters } from './letter-job.ts'

/** What was handed on to somebody who has left goes back; what was done half a year ago goes. */
export const tidyTodos = job({
  name: 'information.tidy_todos',
  payload: z.unknown(),
  cron: '40 17 * * *',
  run: async (_, { services }) => {
    await sql`select information.return_orphans()`.execute(services.system)
    await sql`delete from information.todos where done_at < now() - interval '180 days'`.execute(
      services.system,
    )
  },
})

export const jobs: readonly AnyJob[] = [tidyTodos, sendLetters]
