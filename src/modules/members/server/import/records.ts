import { sql } from 'kysely'
import { Failure } from '#platform/contract/errors.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { ImportCounts, ImportSettings, ImportSource, ImportState } from '../../contract/import.ts'
import type { OrganisationKind } from '../../contract/vocabulary.ts'

/** One import as the table has it. */
export type ImportRecord = {
  id: string
  organisationId: string
  kind: OrganisationKind
  personId: string
  affiliationId: string | null
  viewerRole: string
  fileName: string
  fileHash: string
  fileSize: number
  state: ImportState
  source: ImportSource
  sample: string[][] | null
  settings: ImportSettings
  counts: ImportCounts | null
  base: string | null
  leaveOutBad: boolean
  error: string | null
  errorData: Record<string, string | number | boolean | null>
  taskId: string | null
  by: string | null
  createdAt: Date
  finishedAt: Date | null
}

const columns = sql`i.id, i.organisation_id, o.kind, i.person_id, i.affiliation_id, i.viewer_role, i.file_name,
  encode(i.file_sha256, 'hex') as file_hash, i.file_size, i.state, i.source, i.sample, i.settings, i.counts, i.base,
  i.leave_out_bad, i.error, i.error_data, i.task_id, i.created_at, i.finished_at,
  (select a.name from members.affiliations a where a.id = i.affiliation_id) as by`

/** The import, locked when it is about to change. Throws Failure `missing` when the viewer may not see it. */
export async function selectImport(db: Db, id: string, lock = false): Promise<ImportRecord> {
  const { rows } = await sql<ImportRecord>`select ${columns} from members.imports i
    join members.organisations o on o.id = i.organisation_id where i.id = ${id}
    ${lock ? sql`for update of i` : sql``}`.execute(db)
  if (!rows[0]) throw new Failure('missing', 'missing')
  return rows[0]
}

export async function selectImports(
  db: Db,
  organisationId: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<ImportRecord[]> {
  const { rows } = await sql<ImportRecord>`select ${columns} from members.imports i
    join members.organisations o on o.id = i.organisation_id
    where i.organisation_id = ${organisationId} and (${before}::uuid is null or i.id < ${before}::uuid)
    order by i.id desc limit ${limit}`.execute(db)
  return rows
}

/**
 * What the organisation's people of some roles look like, as one short text: equal as long as nothing that an
 * import compares has changed. Names the roles, so that it can be asked for again.
 */
export async function selectBase(db: Db, organisationId: string, roles: readonly string[]): Promise<string> {
  const names = [...roles].sort()
  const { rows } = await sql<{ print: string }>`select
    (select count(*) || '.' || coalesce(bit_xor(hashtextextended(row(a.id, a.role, a.name, a.name_latin, a.number,
        a.external_id, a.class_id, a.position_zh, a.position_en, a.email, a.phone, a.birth_date, a.starts_on,
        a.ends_on)::text, 0)), 0)
      from members.affiliations a where a.organisation_id = ${organisationId} and a.role = any(${names}::text[]))
    || '.' ||
    (select coalesce(bit_xor(hashtextextended(row(c.id, c.name, c.cohort, c.ends_on)::text, 0)), 0)
      from members.classes c where c.organisation_id = ${organisationId}) as print`.execute(db)
  return `${names.join(',')}|${rows[0]?.print}`
}

/** Whether everything is still as the preview found it: the people, and its own staged rows. */
export async function isCurrent(db: Db, roster: ImportRecord): Promise<boolean> {
  const { base, counts, id, organisationId } = roster
  if (!base || !counts) return false
  const { rows } = await sql<{ planned: number }>`select count(*) as planned from members.import_plan
    where import_id = ${id}`.execute(db)
  const expected = counts.added + counts.changed + counts.back + counts.unchanged + counts.ended
  if (rows[0]?.planned !== expected) return false
  const roles = base.slice(0, base.indexOf('|')).split(',')
  return (await selectBase(db, organisationId, roles)) === base
}
