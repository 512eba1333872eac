import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ImportsWorld } from '#modules/members/contract/import-world.ts'
import { recogniseColumns } from '#modules/members/rules/roster/columns.ts'
import { selectBase } from '#modules/members/server/import/records.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { insert } from './rows.ts'

/** Imports of one school in every state that an example needs, written past the flow that makes them. */
export function prepareImports(
  services: OpenServices,
  {
    organisationId,
    affiliationId,
    personId,
  }: { organisationId: string; affiliationId: string; personId: string },
): ImportsWorld {
  return {
    async freshImport(state) {
      const bad = state === 'ready_with_problems'
      const text = `工号,姓名\nW-${randomUUID()},${bad ? '' : '示例人员'}\n`
      const { sha256, size } = await services.files.put(Readable.from([Buffer.from(text)]), {
        maxBytes: 1000,
      })
      const header = ['工号', '姓名']
      const source = {
        ...{ format: 'csv', encoding: 'utf-8', sheet: null, sheets: [], headerRow: 1 },
        columns: recogniseColumns(header),
      }
      const columns = [
        { column: 1, field: 'number' },
        { column: 2, field: 'name' },
      ]
      const settings = { columns, role: 'teacher', endMissingOn: null, scope: { classIds: [], cohorts: [] } }
      const good = bad ? 0 : 1
      const counts = {
        ...{
          rows: 1,
          added: good,
          changed: 0,
          back: 0,
          unchanged: 0,
          ended: 0,
          bad: 1 - good,
          problems: 1 - good,
        },
        ...{ newClasses: 0, newClassNames: [], inScope: 0 },
      }
      const id = await insert(services, 'members.imports', {
        ...{ organisation_id: organisationId, person_id: personId, affiliation_id: affiliationId },
        ...{ viewer_role: 'school_admin', file_name: '名册.csv', file_sha256: Buffer.from(sha256, 'hex') },
        ...{ file_size: size, state: bad ? 'ready' : state, source, settings, sample: JSON.stringify([]) },
        ...(state === 'uploaded'
          ? {}
          : { counts, base: await selectBase(services.system, organisationId, ['teacher']) }),
        finished_at: state === 'done' ? new Date() : null,
      })
      const row = { import_id: id, organisation_id: organisationId, row: 2 }
      const staged = { ...row, bad, role: 'teacher', name: bad ? '' : '示例人员', sort_key: 'shi', grams: [] }
      if (state === 'ready' || bad)
        await insertAll(services, [
          ['members.import_rows', staged],
          bad
            ? ['members.import_problems', { ...row, field: 'name', code: 'missing_name' }]
            : ['members.import_plan', { ...row, outcome: 'added', affiliation_id: randomUUID() }],
        ])
      return { id, organisationId }
    },
  }
}

async function insertAll(services: OpenServices, rows: [string, Record<string, unknown>][]): Promise<void> {
  for (const [table, values] of rows) {
    const names = Object.keys(values)
    const places = names.map((_, i) => `$${i + 1}`).join(', ')
    const statement = `insert into ${table} (${names.join(', ')}) values (${places})`
    await services.systemPool.query(statement, Object.values(values))
  }
}
