import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { sql } from 'kysely'
import { Failure } from '#platform/contract/errors.ts'
import type { Services } from '#platform/server/context.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import type { OneRosterImport, OneRosterProblem } from '../../contract/oneroster.ts'
import { withSystemTransaction } from '../import/transaction.ts'
import { openSet } from './open-set.ts'
import { insertRoster, rosterView, selectRoster } from './records.ts'
import { applySet, previewSet, SILENT } from './run.ts'
import { clearStage } from './staging.ts'
import { openingNotes } from './use-cases.ts'

export type ImportOneRoster = {
  /** Code of the school, as people type it when they sign in. */
  organisationCode: string
  path: string
  /** Write it; otherwise only say what it would do. A set with problems is never written. */
  confirm: boolean
  org?: string
  birthDates?: boolean
}
export type ImportedOneRoster = OneRosterImport & { listed: OneRosterProblem[] }

const LISTED = 50

/**
 * Imports a OneRoster set from the command line of the server, past sign-in: for whoever has the machine.
 * Throws Failure when the school is unknown or the set is none; answers what it would do or did otherwise.
 */
export async function importOneRoster(
  services: Services,
  { organisationCode, path, confirm, org, birthDates }: ImportOneRoster,
): Promise<ImportedOneRoster> {
  const { rows } = await sql<{ id: string }>`select id from members.organisations
    where code = upper(${organisationCode})`.execute(services.system)
  const organisationId = rows[0]?.id
  if (!organisationId) throw new Failure('missing', 'oneroster.no_such_school', { code: organisationCode })
  const opened = await openSet(path, { orgSourcedId: org ?? null, birthDates: birthDates ?? false })
  const id = await insertRoster(services.system, {
    ...{ organisationId, personId: null, affiliationId: null, viewerRole: 'operator', taskId: null },
    ...{ fileName: basename(path), sha256: await hashOf(path), size: (await stat(path)).size },
    ...{ manifest: opened.manifest, notes: openingNotes(opened) },
  })
  try {
    await withSystemTransaction(services, async client =>
      previewSet(client, await selectRoster(kyselyOn(client), id), path, SILENT),
    )
    const ready = await selectRoster(services.system, id)
    if (confirm && ready.problems === 0) {
      await sql`update members.oneroster_imports set state = 'applying' where id = ${id}`.execute(
        services.system,
      )
      await withSystemTransaction(services, client => applySet(client, id, SILENT))
    }
    const listed = await sql<OneRosterProblem>`select file, row, field, code, value, data
      from members.oneroster_problems where import_id = ${id}
      order by file_order, row, field limit ${LISTED}`.execute(services.system)
    return { ...rosterView(await selectRoster(services.system, id)), listed: listed.rows }
  } finally {
    await withSystemTransaction(services, client => clearStage(client, id))
    await sql`update members.oneroster_imports set kept = false, finished_at = coalesce(finished_at, now()),
        state = case when state = 'done' then state else 'cancelled' end where id = ${id}`.execute(
      services.system,
    )
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
