import { sql } from 'kysely'
import { Failure } from '#platform/contract/errors.ts'
import type { Db } from '#platform/server/database/session.ts'
import type {
  OneRosterCounts,
  OneRosterImport,
  OneRosterManifest,
  OneRosterNote,
  OneRosterState,
} from '../../contract/oneroster.ts'
import type { KnownOrg } from '../../rules/oneroster/orgs.ts'

/** One import as the table has it. */
export type OneRosterRecord = {
  id: string
  organisationId: string
  personId: string | null
  affiliationId: string | null
  viewerRole: string
  fileName: string
  fileHash: string
  fileSize: number
  state: OneRosterState
  manifest: OneRosterManifest
  orgs: KnownOrg[]
  counts: OneRosterCounts[] | null
  notes: OneRosterNote[]
  problems: number
  error: string | null
  errorData: Record<string, string | number | boolean | null>
  taskId: string | null
  by: string | null
  createdAt: Date
  finishedAt: Date | null
}

const columns = sql`i.id, i.organisation_id, i.person_id, i.affiliation_id, i.viewer_role, i.file_name,
  encode(i.file_sha256, 'hex') as file_hash, i.file_size, i.state, i.manifest, i.orgs, i.counts, i.notes, i.problems,
  i.error, i.error_data, i.task_id, i.created_at, i.finished_at,
  (select a.name from members.affiliations a where a.id = i.affiliation_id) as by`

/** The import, locked when it is about to change. Throws Failure `missing` when the viewer may not see it. */
export async function selectRoster(db: Db, id: string, lock = false): Promise<OneRosterRecord> {
  const { rows } = await sql<OneRosterRecord>`select ${columns} from members.oneroster_imports i
    where i.id = ${id} ${lock ? sql`for update of i` : sql``}`.execute(db)
  if (!rows[0]) throw new Failure('missing', 'missing')
  return rows[0]
}

export async function selectRosters(
  db: Db,
  organisationId: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<OneRosterRecord[]> {
  const { rows } = await sql<OneRosterRecord>`select ${columns} from members.oneroster_imports i
    where i.organisation_id = ${organisationId} and (${before}::uuid is null or i.id < ${before}::uuid)
    order by i.id desc limit ${limit}`.execute(db)
  return rows
}

export type NewRoster = {
  organisationId: string
  personId: string | null
  affiliationId: string | null
  viewerRole: string
  fileName: string
  sha256: string
  size: number
  manifest: OneRosterManifest
  notes: OneRosterNote[]
  taskId: string | null
}

/** Enters a set that is about to be previewed; its id. */
export async function insertRoster(db: Db, entry: NewRoster): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into members.oneroster_imports (organisation_id, person_id,
      affiliation_id, viewer_role, file_name, file_sha256, file_size, state, manifest, notes, task_id)
    values (${entry.organisationId}, ${entry.personId}, ${entry.affiliationId}, ${entry.viewerRole},
      ${entry.fileName}, decode(${entry.sha256}, 'hex'), ${entry.size}, 'previewing',
      ${JSON.stringify(entry.manifest)}::jsonb, ${JSON.stringify(entry.notes)}::jsonb, ${entry.taskId}) returning id`.execute(
    db,
  )
  return rows[0]?.id ?? ''
}

/** An import as lists show it. */
export function rosterRow(roster: OneRosterRecord) {
  return {
    id: roster.id,
    fileName: roster.fileName,
    state: roster.state,
    version: roster.manifest.version,
    by: roster.by,
    createdAt: new Date(roster.createdAt).toISOString(),
    finishedAt: roster.finishedAt ? new Date(roster.finishedAt).toISOString() : null,
  }
}

/** An import with everything that its page needs. */
export function rosterView(roster: OneRosterRecord): OneRosterImport {
  const { fileSize, fileHash, manifest, counts, notes, problems } = roster
  return {
    ...rosterRow(roster),
    ...{ fileSize, fileHash, manifest, counts, notes, problems },
    error: roster.error ? { code: roster.error, data: roster.errorData } : null,
    taskId: roster.state === 'previewing' || roster.state === 'applying' ? roster.taskId : null,
  }
}
