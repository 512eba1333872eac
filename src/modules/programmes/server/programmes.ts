import { headed, signatureOf, tableFile } from '#modules/members/server/index.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/programmes.ts'
import type { ProgrammeFilters, ProgrammeRow } from '../contract/programmes.ts'
import { editProgramme } from '../policy.ts'
import { ownerOf } from './frameworks.ts'
import { selectExistingOccupations, selectOptionalOccupation } from './queries/occupations.ts'
import { selectProgrammeCounts, selectProgrammes } from './queries/programme-list.ts'
import {
  insertProgramme,
  selectClassesOf,
  selectGroupsOf,
  selectOptionalMine,
  selectOptionalProgramme,
  selectVersionRows,
  updateProgrammeRow,
} from './queries/programmes.ts'
import { insertVersion } from './queries/versions.ts'
import { fail } from './values.ts'

export const listProgrammes: Handler<typeof contract.listProgrammes> = (context, { query }) =>
  selectProgrammes(context, query, query)

export const countProgrammes: Handler<typeof contract.countProgrammes> = (context, { query }) =>
  selectProgrammeCounts(context, query)

export const getProgramme: Handler<typeof contract.getProgramme> = async (context, { params }) => {
  const { db } = context
  const found = (await selectOptionalProgramme(db, params.id)) ?? missing()
  const { occupationIds, ...programme } = found
  const occupations = await Promise.all(occupationIds.map(id => selectOptionalOccupation(db, id)))
  return {
    ...programme,
    occupations: occupations.flatMap(one =>
      one ? [{ id: one.id, name: one.name, demand: one.demand }] : [],
    ),
    versions: await selectVersionRows(db, params.id),
    classes: await selectClassesOf(db, found),
    groups: await selectGroupsOf(db, params.id),
  }
}

export const getMine: Handler<typeof contract.getMine> = async context => {
  const found = await selectOptionalMine(context.db)
  if (!found) return { mine: null }
  const { nameZh, nameEn, ...mine } = found
  return { mine: { ...mine, name: { zh: nameZh, en: nameEn } } }
}

export const createProgramme: Handler<typeof contract.createProgramme> = async (context, { body }) => {
  const { fromCohort, semesters, ...input } = body
  const { organisationId } = ownerOf(context)
  await checkOccupations(context, input.occupationIds)
  const id = await insertProgramme(context.db, organisationId, input)
  const by = await signatureOf(context)
  const draft = { programmeId: id, organisationId, semesters, fromCohort, basedOn: null }
  const versionId = await insertVersion(context.db, draft, by)
  await note(context, 'programmes.programme_created', id, { code: input.code, name: input.name.zh })
  return { id, versionId }
}

export const updateProgramme: Handler<typeof contract.updateProgramme> = async (
  context,
  { params, body },
) => {
  const stored = (await selectOptionalProgramme(context.db, params.id)) ?? missing()
  context.require(editProgramme, stored)
  const { version: seen, ...input } = body
  await checkOccupations(context, input.occupationIds)
  const version = (await updateProgrammeRow(context.db, params.id, seen, input)) ?? stale(stored.version)
  await note(context, 'programmes.programme_updated', params.id, { code: input.code, name: input.name.zh })
  return { version }
}

async function checkOccupations({ db }: Context, ids: string[]): Promise<void> {
  const known = await selectExistingOccupations(db, ids)
  if (ids.every(id => known.has(id))) return
  fail('unprocessable', 'programmes.occupation_unknown', undefined, [
    { path: 'body.occupationIds', code: 'invalid' },
  ])
}

const BATCH = 500
const EXPORT_MOST = 20_000

const COLUMNS = {
  ...{ school: 32, catalogue: 12, name_zh: 28, name_en: 36, code: 16, level: 14, form: 16 },
  months: { width: 14, kind: 'number' },
  from: { width: 12, kind: 'number' },
  to: { width: 12, kind: 'number' },
} as const

/** The list as the viewer has filtered it; in Chinese with the column names of the ministry's forms. */
export const exportProgrammes: Handler<typeof contract.exportProgrammes> = async (context, { query }) =>
  tableFile(query.format, {
    name: context.text(context.language, 'programmes.title'),
    columns: headed(context, 'programmes.column', COLUMNS),
    rows: cells(context, await allOf(context, query)),
  })

/** Programmes are some hundreds, so they are read before the file begins. */
async function allOf(context: Context, filters: ProgrammeFilters): Promise<ProgrammeRow[]> {
  const all: ProgrammeRow[] = []
  for (let after: string | undefined, more = true; more && all.length < EXPORT_MOST; ) {
    const page = await selectProgrammes(context, filters, { after, limit: BATCH })
    all.push(...page.rows)
    more = page.next !== null
    after = page.next ?? undefined
  }
  return all
}

async function* cells({ language, text }: Context, all: ProgrammeRow[]): AsyncGenerator<TableCell[]> {
  for (const row of all)
    yield [
      ...[inLanguage(row.organisation.name, language), row.catalogueCode, row.name.zh, row.name.en, row.code],
      ...[text(language, `programmes.level.${row.level}`), text(language, `programmes.form.${row.form}`)],
      ...[row.months, row.cohorts?.from, row.cohorts?.to],
    ]
}

const note = (context: Context, action: string, id: string, data: Record<string, unknown>) =>
  context.audit({ action, subject: { kind: 'programme', id }, data })
