import { sql } from 'kysely'
import { z } from 'zod'
import type { Services } from '#platform/server/context.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'
import { runTask } from '#platform/server/jobs/task.ts'
import type { AnyJob } from '#platform/server/jobs/worker.ts'
import { withLocalFile } from '../import/spool.ts'
import { removeFile } from '../import/stored-files.ts'
import { takeTurn, withSystemTransaction } from '../import/transaction.ts'
import { selectRoster } from './records.ts'
import { applySet, previewSet } from './run.ts'
import { settleRoster } from './settle.ts'
import { clearStage } from './staging.ts'

const payload = z.object({ importId: z.uuid(), taskId: z.uuid() })
const KEPT_DAYS = 30

/** Reads a set and says what it would do. May run again at any time. */
export const previewOneRoster = job({
  name: 'members.preview_oneroster',
  payload,
  async run({ importId, taskId }, run) {
    const { services } = run
    await runTask(taskId, run, async progress => {
      const roster = await selectRoster(services.system, importId)
      await withLocalFile(services, roster.fileHash, path =>
        withSystemTransaction(services, async client => {
          await takeTurn(kyselyOn(client), importId)
          await previewSet(client, roster, path, progress, run.signal)
        }),
      )
    }).finally(() => settleRoster(services, importId, taskId))
  },
})

/** Writes what the preview showed, in one transaction, or nothing. */
export const applyOneRoster = job({
  name: 'members.apply_oneroster',
  payload,
  async run({ importId, taskId }, run) {
    const { services } = run
    await runTask(taskId, run, progress =>
      withSystemTransaction(services, async client => {
        await takeTurn(kyselyOn(client), importId)
        await applySet(client, importId, progress)
      }),
    ).finally(() => settleRoster(services, importId, taskId))
  },
})

/** Removes files and staged rows of imports that have ended, or that nobody has touched for a month. */
export const cleanOneRoster = job({
  name: 'members.clean_oneroster',
  payload: z.object({}),
  cron: '37 3 * * *',
  async run(_, { services, signal }) {
    const { rows } = await sql<{ id: string; hash: string }>`select id, encode(file_sha256, 'hex') as hash
      from members.oneroster_imports where kept and (state in ('done', 'cancelled')
        or (state not in ('previewing', 'applying') and updated_at < now() - make_interval(days => ${KEPT_DAYS})))
      limit 1000`.execute(services.system)
    for (const { id, hash } of rows) {
      if (signal.aborted) return
      if (await forget(services, id)) await removeFile(services, hash)
    }
  },
})

async function forget(services: Services, id: string): Promise<boolean> {
  return withSystemTransaction(services, async client => {
    await clearStage(client, id)
    const { rowCount } = await client.query(
      `update members.oneroster_imports set kept = false,
         state = case when state = 'done' then state else 'cancelled' end, finished_at = coalesce(finished_at, now())
       where id = $1 and kept and state not in ('previewing', 'applying')`,
      [id],
    )
    return rowCount === 1
  })
}

export const oneRosterJobs: readonly AnyJob[] = [previewOneRoster, applyOneRoster, cleanOneRoster]
