import { sql } from 'kysely'
import { z } from 'zod'
import type { AnswerOf, InputOf } from '#platform/contract/endpoint.ts'
import { Failure } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Upload } from '#platform/server/http/route.ts'
import { cancelTask, startTask } from '#platform/server/jobs/task.ts'
import type * as contract from '../../contract/oneroster.ts'
import { changeOneRoster } from '../../policy.ts'
import { endsMany } from '../../rules/oneroster/endings.ts'
import { withLocalFile } from '../import/spool.ts'
import { holdFile, removeFile } from '../import/stored-files.ts'
import { fail } from './fail.ts'
import { applyOneRoster, cleanOneRoster, previewOneRoster } from './jobs.ts'
import { openSet } from './open-set.ts'
import {
  insertRoster,
  type OneRosterRecord,
  rosterRow,
  rosterView,
  selectRoster,
  selectRosters,
} from './records.ts'

/** Takes a set in and has its preview made. A zip that cannot be one leaves nothing. */
export async function uploadOneRoster(
  context: Context,
  { query }: InputOf<typeof contract.uploadOneRoster>,
  upload: Upload,
): Promise<contract.OneRosterImport> {
  const viewer = context.signedIn()
  const organisationId = ownOrganisation(context)
  const choice = { orgSourcedId: query.org ?? null, birthDates: query.birthDates }
  const opened = await withLocalFile(context, upload.sha256, path => openSet(path, choice)).catch(
    async (error: unknown) => {
      await removeFile(context, upload.sha256)
      throw error
    },
  )
  // The same bytes may just have been cleaned away after an earlier import: then they must come again.
  await holdFile(context, context.db, upload.sha256)
  const taskId = await startTask(context, 'members.preview_oneroster', {
    message: 'members.oneroster.reading',
  })
  const id = await insertRoster(context.db, {
    ...{ organisationId, personId: viewer.personId, affiliationId: viewer.affiliationId },
    ...{ viewerRole: viewer.role, fileName: query.name, sha256: upload.sha256, size: upload.size },
    ...{ manifest: opened.manifest, notes: openingNotes(opened), taskId },
  })
  await context.enqueue(previewOneRoster, { importId: id, taskId }, { key: taskId })
  return rosterView(await selectRoster(context.db, id))
}

/** Remarks about files that are in the set and not read. */
export function openingNotes({
  manifest,
  strangers,
}: Awaited<ReturnType<typeof openSet>>): contract.OneRosterNote[] {
  return [
    ...manifest.ignored.map(file => ({ code: 'file_ignored' as const, file, count: 1 })),
    ...strangers.map(file => ({ code: 'file_unknown' as const, file, count: 1 })),
  ]
}

function ownOrganisation(context: Context): string {
  const { organisationId } = context.signedIn()
  if (!organisationId) throw new Failure('missing', 'missing')
  return organisationId
}

export async function listOneRoster(
  context: Context,
  { query }: InputOf<typeof contract.listOneRoster>,
): Promise<AnswerOf<typeof contract.listOneRoster>> {
  const key = readKey(query.after, z.tuple([z.uuid()]))
  const found = await selectRosters(context.db, ownOrganisation(context), {
    before: key?.[0] ?? null,
    limit: query.limit + 1,
  })
  const last = found[query.limit - 1]
  return {
    rows: found.slice(0, query.limit).map(rosterRow),
    next: found.length > query.limit && last ? writeKey([last.id]) : null,
  }
}

async function load(context: Context, id: string, lock = false): Promise<OneRosterRecord> {
  const roster = await selectRoster(context.db, id, lock)
  context.require(changeOneRoster, roster)
  return roster
}

export async function getOneRoster(
  context: Context,
  { params }: InputOf<typeof contract.getOneRoster>,
): Promise<contract.OneRosterImport> {
  return rosterView(await load(context, params.id))
}

export async function listOneRosterProblems(
  context: Context,
  { params, query }: InputOf<typeof contract.listOneRosterProblems>,
): Promise<AnswerOf<typeof contract.listOneRosterProblems>> {
  const roster = await load(context, params.id)
  const key = readKey(query.after, z.tuple([z.int(), z.int(), z.string(), z.string(), z.string()]))
  const [order, row, field, code, value] = key ?? [-1, 0, '', '', '']
  const { rows } = await sql<contract.OneRosterProblem & { fileOrder: number }>`
    select file_order, file, row, field, code, value, data from members.oneroster_problems
    where import_id = ${roster.id}
      and (file_order, row, field, code, value) > (${order}::smallint, ${row}::int, ${field}, ${code}, ${value})
    order by file_order, row, field, code, value limit ${query.limit + 1}`.execute(context.db)
  const last = rows[query.limit - 1]
  const next =
    rows.length > query.limit && last
      ? writeKey([last.fileOrder, last.row, last.field, last.code, last.value])
      : null
  return { rows: rows.slice(0, query.limit), next }
}

/** Has the preview applied. */
export async function confirmOneRoster(
  context: Context,
  { params, body }: InputOf<typeof contract.confirmOneRoster>,
): Promise<{ taskId: string }> {
  const roster = await load(context, params.id, true)
  if (roster.state !== 'ready') return fail('conflict', 'oneroster.not_now')
  if (roster.problems > 0 || !roster.counts)
    return fail('conflict', 'oneroster.problems', { count: roster.problems })
  const many = endsMany(roster.counts)
  if (many && !body.endMany) return fail('conflict', 'oneroster.ends_many', many)
  const viewer = context.signedIn()
  const taskId = await startTask(context, 'members.apply_oneroster', { message: 'members.oneroster.writing' })
  await sql`update members.oneroster_imports set state = 'applying', task_id = ${taskId},
      person_id = ${viewer.personId}, affiliation_id = ${viewer.affiliationId}, viewer_role = ${viewer.role},
      updated_at = now() where id = ${roster.id}`.execute(context.db)
  await context.enqueue(applyOneRoster, { importId: roster.id, taskId }, { key: taskId })
  return { taskId }
}

/** Gives an import up. What is being written at this moment is undone when it finds out. */
export async function cancelOneRoster(
  context: Context,
  { params }: InputOf<typeof contract.cancelOneRoster>,
): Promise<undefined> {
  const seen = await load(context, params.id)
  // Asked before the row is waited for: the work that holds it then stops by itself.
  if (seen.taskId && (seen.state === 'previewing' || seen.state === 'applying'))
    await cancelTask(context.db, seen.taskId).catch(() => {})
  const roster = await load(context, params.id, seen.state !== 'applying')
  if (roster.state === 'done') return fail('conflict', 'oneroster.not_now')
  if (roster.state === 'cancelled' || roster.state === 'applying') return undefined
  await sql`update members.oneroster_imports set state = 'cancelled', finished_at = now(), updated_at = now()
    where id = ${roster.id} and state not in ('done', 'cancelled')`.execute(context.db)
  await context.enqueue(cleanOneRoster, {})
  return undefined
}
