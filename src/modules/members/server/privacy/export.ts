import type { Readable } from 'node:stream'
import { z } from 'zod'
import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import { id, language } from '#platform/contract/fields.ts'
import type { Services } from '#platform/server/context.ts'
import { asViewer } from '#platform/server/database/session.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { type Job, job } from '#platform/server/jobs/job.ts'
import { runTask, startTask } from '#platform/server/jobs/task.ts'
import type { DataPart, PersonalDataSource } from '#platform/server/personal-data.ts'
import type * as contract from '../../contract/privacy.ts'
import { ownExport } from '../../policy.privacy.ts'
import { fail } from './fail.ts'
import {
  insertExport,
  selectExports,
  selectIsExporting,
  selectOptionalExport,
  updateReady,
} from './queries/exports.ts'
import { zipOf } from './zip.ts'

const MOST_BYTES = 500_000_000
/** More rows of one kind than anybody has. */
const EVERYTHING = 1_000_000

type Payload = { exportId: string; taskId: string; personId: string; language: 'zh' | 'en' }

/** Gathers everything as the person would see it, and stores it as one zip. */
export const exportJobOf = (sources: readonly PersonalDataSource[]): Job<Payload> =>
  job({
    name: 'members.export_data',
    payload: z.object({ exportId: id, taskId: id, personId: id, language }),
    run: (payload, run) =>
      runTask(payload.taskId, run, async progress => {
        const { services } = run
        const parts: DataPart[] = []
        for (const [i, source] of sources.entries()) {
          await progress.advance(i, { total: sources.length + 1, message: 'members.export.gathering' })
          parts.push(...(await collectAs(services, payload.personId, source)))
        }
        const shown = parts.filter(part => part.rows.length > 0)
        const zip = zipOf(shown, payload.language, services.text) as Readable
        const stored = await services.files.put(zip, { maxBytes: MOST_BYTES })
        await services.system.transaction().execute(async db => {
          const name = `${services.text(payload.language, 'members.export.file')} ${today()}.zip`
          await updateReady(db, payload.exportId, { ...stored, name, personId: payload.personId })
          await progress.finish(db, { parts: shown.length })
        })
      }),
  })

/** Reads what the person themselves would be shown: row-level security applies. */
function collectAs(services: Services, personId: string, source: PersonalDataSource): Promise<DataPart[]> {
  const none = { affiliationId: null, role: 'person', organisationId: null, groupId: null } as const
  return asViewer(services.appPool, { personId, ...none }, true, ({ db }) =>
    source.collect({ db, system: services.system, personId, most: EVERYTHING }),
  )
}

export const listDataExports: Handler<typeof contract.listDataExports> = async ({ db }) => ({
  rows: await selectExports(db),
})

export const startDataExportWith =
  (work: Job<Payload>): Handler<typeof contract.startDataExport> =>
  async context => {
    const { personId } = context.signedIn()
    if (await selectIsExporting(context.db)) fail('conflict', 'members.export_running')
    const taskId = await startTask(context, 'members.export_data', { message: 'members.export.gathering' })
    const exportId = await insertExport(context.db, personId, taskId)
    const payload = { exportId, taskId, personId, language: context.language }
    await context.enqueue(work, payload, { key: taskId })
    await context.audit({
      action: 'members.data_exported',
      subject: { kind: 'person', id: personId },
      organisationId: null,
    })
    return { id: exportId, taskId }
  }

export const getDataExport: Handler<typeof contract.getDataExport> = async (context, { params }) => {
  const copy = (await selectOptionalExport(context.db, params.id)) ?? missing()
  context.require(ownExport, copy)
  if (copy.over) fail('gone', 'members.export_gone')
  if (!copy.sha256) return fail('conflict', 'members.export_not_ready')
  const name = `${context.text(context.language, 'members.export.file')} ${today()}.zip`
  return { name, mediaType: 'application/zip', content: await context.files.read(copy.sha256) }
}
