import { z } from 'zod'
import { job } from './job.ts'

/** What has done its duty: table, and from when on a row may go. */
const EXPIRED = [
  `platform.idempotency_keys where created_at < now() - interval '1 day'`,
  `platform.tasks where finished_at < now() - interval '30 days'`,
]
const BATCH = 5000

/** Clears away, in small bites, what nobody needs any more. */
export const housekeeping = job({
  name: 'platform.housekeeping',
  payload: z.unknown(),
  cron: '17 * * * *',
  run: async (_, { services, signal }) => {
    for (const expired of EXPIRED) {
      const table = expired.split(' ')[0]
      const statement = `delete from ${table} where ctid = any (array(select ctid from ${expired} limit ${BATCH}))`
      let gone = 0
      do gone = (await services.systemPool.query(statement)).rowCount ?? 0
      while (gone === BATCH && !signal.aborted)
    }
  },
})
