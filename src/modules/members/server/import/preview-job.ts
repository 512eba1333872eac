import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import { putTodo } from '#modules/information/server/index.ts'
import { Failure } from '#platform/contract/errors.ts'
import type { Services } from '#platform/server/context.ts'
import { type Db, kyselyOn } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'
import { runTask, type TaskProgress } from '#platform/server/jobs/task.ts'
import { ADMINISTRATORS } from '../../policy.ts'
import { checkNumbers, checkRows } from './checks.ts'
import { countPlan, matchRows, planEndings, planRows, rolesOfRows } from './plan.ts'
import { type ImportRecord, selectBase, selectImport } from './records.ts'
import { refreshTerms } from './refresh-terms.ts'
import { settle } from './settle.ts'
import { withLocalFile } from './spool.ts'
import { stageRows } from './stage.ts'
import { takeTurn, withSystemTransaction } from './transaction.ts'

const payload = z.object({ importId: z.uuid(), taskId: z.uuid() })

/**
 * Reads the file into the staging tables and says what it would do. All of it in one transaction: a preview is
 * there as a whole or not at all, and may be made again at any time.
 */
export const previewRoster = job({
  name: 'members.preview_roster',
  payload,
  async run({ importId, taskId }, run) {
    const { services } = run
    await runTask(taskId, run, async progress => {
      const roster = await selectImport(services.system, importId)
      await withLocalFile(services, roster.fileHash, path =>
        withSystemTransaction(services, client =>
          preview(client, services, roster, path, progress, run.signal),
        ),
      )
    }).finally(() => settle(services, importId, taskId))
  },
})

async function preview(
  client: pg.PoolClient,
  services: Services,
  roster: ImportRecord,
  path: string,
  progress: TaskProgress,
  signal: AbortSignal,
): Promise<void> {
  const db = kyselyOn(client)
  await takeTurn(db, roster.id)
  await clearStage(client, roster.id)
  const staged = await stageRows(client, services, roster, path, progress, signal)
  if (staged.rows === 0) throw new Failure('unprocessable', 'import.no_rows')
  const checking = { total: staged.rows, message: 'members.import.checking' }
  await progress.advance(staged.rows, checking)
  await sql`analyze members.import_rows`.execute(db)
  await checkRows(db, roster)
  const roles = await rolesOfRows(db, roster)
  const base = await selectBase(db, roster.organisationId, roles)
  const matched = await matchRows(db, roster)
  await progress.advance(staged.rows, checking)
  await planRows(db, roster, matched)
  const inScope = await planEndings(db, roster, roles)
  if (inScope > 0 || matched > 0) await checkNumbers(db, roster)
  await sql`analyze members.import_plan`.execute(db)
  if (matched > 0) await refreshTerms(db, roster)
  await progress.advance(staged.rows, checking)
  const counts = await countPlan(db, roster, inScope)
  const { rows } =
    await sql`update members.imports set state = 'ready', counts = ${JSON.stringify(counts)}::jsonb,
      base = ${base}, error = null, error_data = '{}', updated_at = now()
    where id = ${roster.id} and state = 'previewing' returning id`.execute(db)
  // Somebody has cancelled it meanwhile: then nothing of this stays.
  if (!rows[0]) throw new Failure('conflict', 'import.not_now')
  await putOnDesk(db, roster)
  await progress.finish(db, { rows: counts.rows, problems: counts.problems })
}

/** Confirming waits for whoever handed the file in; for their role where a key of the organisation did. */
async function putOnDesk(db: Db, roster: ImportRecord): Promise<void> {
  const { affiliationId, organisationId } = roster
  const role = ADMINISTRATORS.find(one => one === roster.viewerRole)
  const desk = affiliationId ? { affiliationId } : role && { organisationId, role }
  if (!desk) return
  await putTodo(db, {
    desk,
    kind: 'members.import_ready',
    data: { file: roster.fileName },
    path: `/people/imports/${roster.id}`,
    subject: { kind: 'import', id: roster.id },
  })
}

async function clearStage(client: pg.PoolClient, id: string): Promise<void> {
  for (const table of ['import_rows', 'import_problems', 'import_plan'])
    await client.query(`delete from members.${table} where import_id = $1`, [id])
}
