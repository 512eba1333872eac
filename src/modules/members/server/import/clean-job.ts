import { sql } from 'kysely'
import { z } from 'zod'
import { closeTodos } from '#modules/information/server/index.ts'
import { job } from '#platform/server/jobs/job.ts'
import { clearSpool } from './spool.ts'
import { removeFile } from './stored-files.ts'

const KEPT_DAYS = 30
/** An import that is done keeps its file so long, since the same file is often handed in again to see what it says. */
export const KEPT_MINUTES = 5

/**
 * Removes files and staged rows of imports that have ended, or that nobody has touched for a month. What an
 * import did stays in its list of changes.
 */
export const cleanImports = job({
  name: 'members.clean_imports',
  payload: z.object({}),
  cron: '17 3 * * *',
  async run(_, { services, signal }) {
    const { rows } = await sql<{ id: string; hash: string }>`select id, encode(file_sha256, 'hex') as hash
      from members.imports where kept and (state = 'cancelled'
        or (state = 'done' and finished_at < now() - make_interval(mins => ${KEPT_MINUTES}))
        or (state not in ('previewing', 'applying') and updated_at < now() - make_interval(days => ${KEPT_DAYS})))
      limit 1000`.execute(services.system)
    for (const { id, hash } of rows) {
      if (signal.aborted) return
      await services.system.transaction().execute(async db => {
        for (const table of ['import_rows', 'import_problems', 'import_plan'])
          await sql`delete from ${sql.ref(`members.${table}`)} where import_id = ${id}`.execute(db)
        await sql`update members.imports set kept = false, sample = null,
            state = case when state = 'done' then state else 'cancelled' end,
            finished_at = coalesce(finished_at, now())
          where id = ${id} and state not in ('previewing', 'applying')`.execute(db)
        await closeTodos(db, { subject: { kind: 'import', id } })
      })
      await removeFile(services, hash)
    }
    await clearSpool(services)
  },
})
