import { sql } from 'kysely'
import { z } from 'zod'
import { Failure } from '#platform/contract/errors.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Db } from '#platform/server/database/session.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { enqueueIn } from '#platform/server/jobs/enqueue.ts'
import { job } from '#platform/server/jobs/job.ts'
import { runTask, type TaskProgress } from '#platform/server/jobs/task.ts'
import type { ImportCounts } from '../../contract/import.ts'
import { createClasses, endMissing, insertAdded, lockPeople, noteChanges, updateFound } from './apply.ts'
import { cleanImports, KEPT_MINUTES } from './clean-job.ts'
import { type ImportRecord, isCurrent, selectImport } from './records.ts'
import { settle } from './settle.ts'
import { takeTurn, withSystemTransaction } from './transaction.ts'

/** Rows written between two reports; a cancellation is heeded there. */
const PART = 10_000

/** Writes what the preview planned, in one transaction, or nothing. */
export const applyRoster = job({
  name: 'members.apply_roster',
  payload: z.object({ importId: z.uuid(), taskId: z.uuid() }),
  async run({ importId, taskId }, run) {
    const { services } = run
    await runTask(taskId, run, progress =>
      withSystemTransaction(services, async client => {
        const db = kyselyOn(client)
        await takeTurn(db, importId)
        await apply(db, await selectImport(db, importId), progress)
      }),
    ).finally(() => settle(services, importId, taskId))
  },
})

async function apply(db: Db, roster: ImportRecord, progress: TaskProgress): Promise<void> {
  if (roster.state !== 'applying' || !roster.counts) throw new Failure('conflict', 'import.not_now')
  await lockPeople(db, roster)
  if (!(await isCurrent(db, roster))) throw new Failure('conflict', 'import.stale')
  const { counts } = roster
  const total = counts.added + counts.changed + counts.back + counts.ended
  const about = { total, message: 'members.import.writing' }
  await progress.advance(0, about)
  await endMissing(db, roster)
  await createClasses(db, roster)
  await updateFound(db, roster)
  let done = total - counts.added
  await progress.advance(done, about)
  if (counts.added > 0)
    for await (const added of insertAdded(db, roster, PART)) {
      done += added
      await progress.advance(done, about)
    }
  await noteChanges(db, roster)
  await recordAudit(db, factOf(roster, counts), { viewer: viewerOf(roster), requestId: null })
  const { rows } =
    await sql`update members.imports set state = 'done', sample = null, finished_at = clock_timestamp(),
      updated_at = now() where id = ${roster.id} and state = 'applying' returning id`.execute(db)
  if (!rows[0]) throw new Failure('conflict', 'import.not_now')
  const runAt = new Date(Date.now() + (KEPT_MINUTES + 1) * 60_000)
  await enqueueIn(db, cleanImports, {}, { runAt })
  await progress.finish(db, {
    added: counts.added,
    changed: counts.changed + counts.back,
    ended: counts.ended,
  })
}

function factOf(roster: ImportRecord, counts: ImportCounts) {
  const { added, changed, back, ended, unchanged, newClasses } = counts
  return {
    action: 'members.import_people',
    subject: { kind: 'import', id: roster.id },
    organisationId: roster.organisationId,
    data: {
      fileName: roster.fileName,
      sha256: roster.fileHash,
      role: roster.settings.role,
      endMissingOn: roster.settings.endMissingOn,
      ...{ added, changed, back, ended, unchanged, newClasses },
      leftOut: roster.leaveOutBad ? counts.bad : 0,
    },
  }
}

/** Who confirmed it; nobody when the operator did so without an account. */
function viewerOf(roster: ImportRecord) {
  const { personId, affiliationId, organisationId, viewerRole } = roster
  if (viewerRole === 'operator') return null
  const role = z.enum(['school_admin', 'company_hr', 'association_staff']).parse(viewerRole)
  return { personId, affiliationId, organisationId, role, groupId: null }
}
