import { sql } from 'kysely'
import { closeTodos } from '#modules/information/server/index.ts'
import type { InputOf } from '#platform/contract/endpoint.ts'
import type { Context } from '#platform/server/context.ts'
import { cancelTask, startTask } from '#platform/server/jobs/task.ts'
import type {
  cancelImport as cancelEndpoint,
  confirmImport as confirmEndpoint,
} from '../../contract/import.ts'
import { changeImport } from '../../policy.ts'
import { endsMany } from '../../rules/roster/endings.ts'
import { applyRoster } from './apply-job.ts'
import { cleanImports } from './clean-job.ts'
import { fail } from './fail.ts'
import { isCurrent, selectImport } from './records.ts'

/** Has the preview applied, if it is still true and the person has answered what it asks. */
export async function confirmImport(
  context: Context,
  { params, body }: InputOf<typeof confirmEndpoint>,
): Promise<{ taskId: string }> {
  const roster = await selectImport(context.db, params.id, true)
  context.require(changeImport, roster)
  const { counts } = roster
  if (roster.state !== 'ready' || !counts) return fail('conflict', 'import.not_now')
  if (counts.bad > 0 && !body.leaveOutBad) return fail('conflict', 'import.problems', { rows: counts.bad })
  if (counts.added + counts.changed + counts.back + counts.ended === 0)
    return fail('conflict', 'import.nothing_changes')
  if (endsMany(counts) && !body.endMany)
    return fail('conflict', 'import.ends_many', {
      count: counts.ended,
      percent: Math.round((100 * counts.ended) / counts.inScope),
    })
  if (!(await isCurrent(context.db, roster))) return fail('conflict', 'import.stale')
  const viewer = context.signedIn()
  const total = counts.added + counts.changed + counts.back + counts.ended
  const taskId = await startTask(context, 'members.apply_roster', {
    total,
    message: 'members.import.writing',
  })
  await sql`update members.imports set state = 'applying', leave_out_bad = ${counts.bad > 0}, task_id = ${taskId},
      person_id = ${viewer.personId}, affiliation_id = ${viewer.affiliationId}, viewer_role = ${viewer.role},
      updated_at = now() where id = ${roster.id}`.execute(context.db)
  await closeTodos(context.db, { subject: { kind: 'import', id: roster.id } })
  await context.enqueue(applyRoster, { importId: roster.id, taskId }, { key: taskId })
  return { taskId }
}

/** Gives an import up. What is being written at this moment is undone when it finds out. */
export async function cancelImport(
  context: Context,
  { params }: InputOf<typeof cancelEndpoint>,
): Promise<undefined> {
  const roster = await selectImport(context.db, params.id, true)
  context.require(changeImport, roster)
  if (roster.state === 'done') return fail('conflict', 'import.not_now')
  if (roster.state === 'cancelled') return undefined
  await sql`update members.imports set state = 'cancelled', sample = null, finished_at = now(), updated_at = now()
    where id = ${roster.id}`.execute(context.db)
  await closeTodos(context.db, { subject: { kind: 'import', id: roster.id } })
  if (roster.taskId && (roster.state === 'previewing' || roster.state === 'applying'))
    await cancelTask(context.db, roster.taskId).catch(() => {})
  await context.enqueue(cleanImports, {})
  return undefined
}
