import { sql } from 'kysely'
import { today } from '#platform/contract/days.ts'
import type { Services } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import { inspectTable } from '#platform/server/documents/read-table.ts'
import type { Upload } from '#platform/server/http/route.ts'
import type { ImportSettings, ImportSource } from '../../contract/import.ts'
import type { OrganisationKind } from '../../contract/vocabulary.ts'
import { choicesOf, isRosterField, plainHeader, recogniseColumns } from '../../rules/roster/columns.ts'
import { missingFields, type RosterField } from '../../rules/roster/fields.ts'
import { type RosterRole, rosterRolesOf } from '../../rules/roster/roles.ts'
import { isNationalId } from '../../rules/roster/values.ts'
import { fail } from './fail.ts'
import { withLocalFile } from './spool.ts'
import { holdFile, removeFile } from './stored-files.ts'

/** Looking at the beginning of an honest file takes far less. */
const INSPECT_SECONDS = 15
const SAMPLE_ROWS = 8
const SAMPLE_CHARACTERS = 60

/** A stored file with who hands it in and, where they said so, whose roster it is. */
export type HandedIn = {
  organisationId: string
  personId: string
  affiliationId: string | null
  viewerRole: string
  file: Upload
  role: RosterRole | undefined
  sheet: string | undefined
}

/** Records a file as an import to come, with what its columns mean. A file that cannot be read leaves nothing. */
export async function takeIn(services: Services, db: Db, handed: HandedIn): Promise<string> {
  const { organisationId, file } = handed
  const { source, sample } = await inspect(services, db, handed).catch(async (error: unknown) => {
    await removeFile(services, file.sha256)
    throw error
  })
  await holdFile(services, db, file.sha256)
  const allowed = rosterRolesOf(await selectKind(db, organisationId))
  const role = handed.role ?? likelyRole(source, allowed)
  if (!allowed.includes(role)) return fail('invalid', 'import.role')
  const choice: ImportSettings = {
    columns: choicesOf(source.columns),
    role,
    endMissingOn: today(),
    scope: { classIds: [], cohorts: [] },
  }
  const known = missingFields(choice.columns.map(column => column.field)).length === 0
  const { rows } = await sql<{
    id: string
  }>`insert into members.imports (organisation_id, person_id, affiliation_id,
      viewer_role, file_name, file_sha256, file_size, state, source, sample, settings)
    values (${organisationId}, ${handed.personId}, ${handed.affiliationId}, ${handed.viewerRole}, ${file.name},
      decode(${file.sha256}, 'hex'), ${file.size}, ${known ? 'uploaded' : 'mapping'},
      ${JSON.stringify(source)}::jsonb, ${JSON.stringify(sample)}::jsonb, ${JSON.stringify(choice)}::jsonb)
    returning id`.execute(db)
  return rows[0]?.id ?? ''
}

async function inspect(services: Services, db: Db, { organisationId, file, sheet }: HandedIn) {
  const found = await withLocalFile(services, file.sha256, path =>
    inspectTable(path, { sheet, limits: { seconds: INSPECT_SECONDS } }),
  )
  if (found.header.every(name => name === '')) return fail('unprocessable', 'table.empty')
  const remembered = await selectRemembered(db, organisationId)
  const header = found.header.map(name => name.slice(0, 200))
  const source: ImportSource = {
    format: found.format,
    encoding: found.encoding ?? null,
    sheet: found.sheet ?? null,
    sheets: found.sheets ?? [],
    headerRow: found.headerRow,
    columns: recogniseColumns(header, remembered),
  }
  const sample = found.sample
    .slice(0, SAMPLE_ROWS)
    .map(cells =>
      source.columns.map(({ reason }, i) => (reason === 'sensitive' ? '' : sampleCell(cells[i] ?? ''))),
    )
  return { source, sample }
}

/** Identity numbers stay out of the sample whatever their column is called. */
function sampleCell(cell: string): string {
  if (isNationalId(cell)) return '••••••'
  return cell.length > SAMPLE_CHARACTERS ? `${cell.slice(0, SAMPLE_CHARACTERS)}…` : cell
}

async function selectRemembered(db: Db, organisationId: string): Promise<Map<string, RosterField | null>> {
  const { rows } = await sql<{ header: string; field: string | null }>`select header, field
    from members.import_columns where organisation_id = ${organisationId}`.execute(db)
  return new Map(
    rows.map(({ header, field }) => [header, field !== null && isRosterField(field) ? field : null]),
  )
}

async function selectKind(db: Db, organisationId: string): Promise<OrganisationKind> {
  const { rows } = await sql<{ kind: OrganisationKind }>`select kind from members.organisations
    where id = ${organisationId}`.execute(db)
  return rows[0]?.kind ?? 'association'
}

/** A school's file with staff numbers or posts is about teachers, any other about students. */
function likelyRole(source: ImportSource, allowed: readonly RosterRole[]): RosterRole {
  const staff = source.columns.some(({ header }) =>
    /工号|教师|教工|职工|职务|岗位|入职|staff|employee/i.test(plainHeader(header)),
  )
  return staff && allowed.includes('teacher') ? 'teacher' : (allowed[0] ?? 'mentor')
}
