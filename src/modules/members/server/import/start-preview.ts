import { sql } from 'kysely'
import type { InputOf } from '#platform/contract/endpoint.ts'
import type { Context } from '#platform/server/context.ts'
import { startTask } from '#platform/server/jobs/task.ts'
import type { previewImport as endpoint, ImportSettings } from '../../contract/import.ts'
import { changeImport } from '../../policy.ts'
import { plainHeader } from '../../rules/roster/columns.ts'
import { missingFields } from '../../rules/roster/fields.ts'
import { rosterRolesOf } from '../../rules/roster/roles.ts'
import { fail } from './fail.ts'
import { previewRoster } from './preview-job.ts'
import { type ImportRecord, selectImport } from './records.ts'

/** Takes the choice of columns and rules and has the preview made, or made again. */
export async function previewImport(
  context: Context,
  { params, body }: InputOf<typeof endpoint>,
): Promise<{ taskId: string }> {
  const roster = await selectImport(context.db, params.id, true)
  context.require(changeImport, roster)
  if (!['uploaded', 'mapping', 'ready', 'failed'].includes(roster.state))
    return fail('conflict', 'import.not_now')
  const settings = body.settings ?? roster.settings
  checkSettings(roster, settings)
  if (body.settings) await remember(context, roster, settings)
  const taskId = await startTask(context, 'members.preview_roster', { message: 'members.import.reading' })
  await sql`update members.imports set state = 'previewing', settings = ${JSON.stringify(settings)}::jsonb,
      counts = null, base = null, error = null, error_data = '{}', leave_out_bad = false, task_id = ${taskId},
      updated_at = now() where id = ${roster.id}`.execute(context.db)
  await context.enqueue(previewRoster, { importId: roster.id, taskId }, { key: taskId })
  return { taskId }
}

function checkSettings({ source, kind }: ImportRecord, settings: ImportSettings): void {
  const columns = new Set<number>()
  const fields = new Set<string>()
  settings.columns.forEach(({ column, field }, i) => {
    const found = source.columns[column - 1]
    const path = `body.settings.columns.${i}`
    if (!found || columns.has(column) || fields.has(field))
      fail('invalid', 'import.columns', undefined, [{ path, code: 'import.columns' }])
    if (found?.reason === 'sensitive')
      fail('invalid', 'import.sensitive', { column: found.header }, [{ path, code: 'import.sensitive' }])
    columns.add(column)
    fields.add(field)
  })
  const missing = missingFields(settings.columns.map(choice => choice.field))
  if (missing[0]) fail('invalid', missing[0] === 'name' ? 'import.no_name' : 'import.no_key')
  if (!rosterRolesOf(kind).includes(settings.role)) fail('invalid', 'import.role')
}

/** The organisation's next file with these column names is understood at once. */
async function remember(context: Context, roster: ImportRecord, settings: ImportSettings): Promise<void> {
  const chosen = new Map(settings.columns.map(({ column, field }) => [column, field]))
  const columns = new Map<string, string | null>()
  for (const { column, header, field, reason } of roster.source.columns) {
    const plain = plainHeader(header).slice(0, 200)
    const now = chosen.get(column) ?? null
    if (plain === '' || reason === 'sensitive' || (now === field && reason !== 'remembered')) continue
    columns.set(plain, now)
  }
  if (columns.size === 0) return
  await sql`insert into members.import_columns (organisation_id, header, field)
    select ${roster.organisationId}::uuid, * from unnest(${[...columns.keys()]}::text[], ${[...columns.values()]}::text[])
    on conflict (organisation_id, header) do update set field = excluded.field, updated_at = now()`.execute(
    context.db,
  )
}
