import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { sql } from 'kysely'
import { Failure } from '#platform/contract/errors.ts'
import type { Services } from '#platform/server/context.ts'
import type { Job } from '#platform/server/jobs/job.ts'
import { type ImportCounts, ROSTER_BYTES } from '../../contract/import.ts'
import { endsMany } from '../../rules/roster/endings.ts'
import type { RosterRole } from '../../rules/roster/roles.ts'
import { applyRoster } from './apply-job.ts'
import { previewRoster } from './preview-job.ts'
import { selectImport } from './records.ts'
import { takeIn } from './take-in.ts'

/** Stands for the operator of the installation, who acts without an account. */
const OPERATOR = '00000000-0000-0000-0000-000000000000'

export type FileImport = {
  organisationCode: string
  path: string
  role?: RosterRole
  /** Writes it; otherwise the answer says what it would do. */
  confirm?: boolean
  /** Imports without the rows that have problems. */
  leaveOutBad?: boolean
  /** Even though more than a fifth of the people would be ended. */
  endMany?: boolean
  /** People whom the file lacks stay as they are. */
  keepMissing?: boolean
}
export type FileImportResult = {
  id: string
  state: 'ready' | 'done'
  counts: ImportCounts
  problems: { row: number; field: string; code: string }[]
}

/**
 * Imports a roster for an organisation from the operator's command line, in this process.
 * Throws Failure: what the file or the organisation code has wrong, or what has to be answered first.
 */
export async function importFile(services: Services, options: FileImport): Promise<FileImportResult> {
  const { rows } = await sql<{ id: string }>`select id from members.organisations
    where code = ${options.organisationCode}`.execute(services.system)
  const organisationId = rows[0]?.id
  if (!organisationId) throw new Failure('missing', 'missing')
  const stored = await services.files.put(createReadStream(options.path), { maxBytes: ROSTER_BYTES })
  if (stored.size === 0) throw new Failure('invalid', 'file.empty')
  const id = await services.system.transaction().execute(db =>
    takeIn(services, db, {
      ...{ organisationId, personId: OPERATOR, affiliationId: null, viewerRole: 'operator' },
      file: { ...stored, name: basename(options.path).slice(0, 255) },
      ...{ role: options.role, sheet: undefined },
    }),
  )
  if (options.keepMissing)
    await sql`update members.imports set settings = settings || '{"endMissingOn": null}' where id = ${id}`.execute(
      services.system,
    )
  await work(services, id, 'previewing', previewRoster)
  const ready = await selectImport(services.system, id)
  const { counts } = ready
  if (ready.state !== 'ready' || !counts)
    throw new Failure('unprocessable', ready.error ?? 'unexpected', ready.errorData)
  const problems = await sql<FileImportResult['problems'][number]>`select row, field, code
    from members.import_problems where import_id = ${id} order by row, field limit 1000`.execute(
    services.system,
  )
  const result = { id, counts, problems: problems.rows }
  const changes = counts.added + counts.changed + counts.back + counts.ended
  if (!options.confirm || changes === 0) return { ...result, state: 'ready' }
  if (counts.bad > 0 && !options.leaveOutBad)
    throw new Failure('conflict', 'import.problems', { rows: counts.bad })
  if (endsMany(counts) && !options.endMany)
    throw new Failure('conflict', 'import.ends_many', {
      count: counts.ended,
      percent: Math.round((100 * counts.ended) / counts.inScope),
    })
  await sql`update members.imports set leave_out_bad = ${counts.bad > 0} where id = ${id}`.execute(
    services.system,
  )
  await work(services, id, 'applying', applyRoster)
  const done = await selectImport(services.system, id)
  if (done.state !== 'done') throw new Failure('conflict', done.error ?? 'unexpected', done.errorData)
  return { ...result, state: 'done' }
}

async function work(
  services: Services,
  importId: string,
  state: 'previewing' | 'applying',
  job: Job<{ importId: string; taskId: string }>,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`insert into platform.tasks (kind, person_id)
    values (${state === 'applying' ? 'members.apply_roster' : 'members.preview_roster'}, ${OPERATOR})
    returning id`.execute(services.system)
  const taskId = rows[0]?.id ?? ''
  await sql`update members.imports set state = ${state}, task_id = ${taskId} where id = ${importId}`.execute(
    services.system,
  )
  const { signal } = new AbortController()
  await job.run({ importId, taskId }, { services, signal, attempt: 1, lastAttempt: true })
}
