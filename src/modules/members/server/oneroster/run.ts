import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import { today } from '#platform/contract/days.ts'
import type { ErrorData } from '#platform/contract/errors.ts'
import { Failure } from '#platform/contract/errors.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Db } from '#platform/server/database/session.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import type { OneRosterCounts } from '../../contract/oneroster.ts'
import { applyEnrolments, applyPeople, applyTeaching } from './apply.ts'
import { saveChanges, savePlan } from './changes.ts'
import { examine } from './examine.ts'
import { Findings } from './findings.ts'
import { type OneRosterRecord, selectRoster } from './records.ts'
import { stageSet } from './stage.ts'
import { clearStage, STAGES } from './staging.ts'

/** Rows written between two reports; a cancellation is heeded there. */
const PART = 100_000
/** After so many rows the planner's picture of the tables is wrong until somebody looks again. */
const ANALYSED_FROM = 10_000

/** Where long work tells how far it is; throws when it is to stop. */
export type Progress = {
  advance(done: number, about?: { total?: number; message?: string }): Promise<void>
  finish(db: Db, result: ErrorData | null): Promise<void>
}
export const SILENT: Progress = { async advance() {}, async finish() {} }

/**
 * Reads the set at `path` into the staging tables and says what it would do, in the caller's transaction: a
 * preview is there as a whole or not at all.
 */
export async function previewSet(
  client: pg.PoolClient,
  roster: OneRosterRecord,
  path: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const db = kyselyOn(client)
  const findings = new Findings()
  await clearStage(client, roster.id)
  let total = 0
  const staged = await stageSet(
    client,
    roster,
    path,
    findings,
    async rows => {
      total = rows
      await progress.advance(rows, { message: 'members.oneroster.reading' })
    },
    signal,
  )
  await findings.save(db, roster.id, roster.organisationId)
  for (const { table } of Object.values(STAGES)) await client.query(`analyze ${table}`)
  const examined = await examine(db, { ...roster, orgs: staged.orgs }, () =>
    progress.advance(total, { total, message: 'members.oneroster.checking' }),
  )
  // Whoever imports from the command line sees the numbers alone.
  if (examined.counts && roster.personId) await savePlan(db, roster)
  for (const [code, file, count] of examined.notes) findings.note(code, file, count)
  const notes = [...roster.notes, ...findings.listNotes()]
  const { rows } = await sql`update members.oneroster_imports set state = 'ready',
      counts = ${examined.counts && JSON.stringify(examined.counts)}::jsonb, orgs = ${JSON.stringify(staged.orgs)}::jsonb,
      notes = ${JSON.stringify(notes)}::jsonb, problems = ${examined.problems}, error = null, error_data = '{}',
      updated_at = now()
    where id = ${roster.id} and state = 'previewing' returning id`.execute(db)
  // Somebody has cancelled it meanwhile: then nothing of this stays.
  if (!rows[0]) throw new Failure('conflict', 'oneroster.not_now')
  await progress.finish(db, { rows: total, problems: examined.problems })
}

/** Writes what the preview showed, in the caller's transaction, or throws. */
export async function applySet(client: pg.PoolClient, id: string, progress: Progress): Promise<void> {
  const db = kyselyOn(client)
  const roster = await selectRoster(db, id, true)
  if (roster.state !== 'applying' || !roster.counts || roster.problems > 0)
    throw new Failure('conflict', 'oneroster.not_now')
  // A second import of the same school waits here, and then sees what the first has written.
  await sql`select pg_advisory_xact_lock(hashtextextended('members.oneroster ' || ${roster.organisationId}::text, 0))`.execute(
    db,
  )
  const total = roster.counts.reduce(
    (sum, { added, changed, back, ended }) => sum + added + changed + back + ended,
    0,
  )
  const about = { total, message: 'members.oneroster.writing' }
  const examined = await examine(db, roster, () => progress.advance(0, about))
  if (!sameCounts(examined.counts, roster.counts)) throw new Failure('conflict', 'oneroster.stale')
  await write(db, roster, progress, about)
  if (total > ANALYSED_FROM)
    await sql`analyze members.affiliations, members.oneroster_users, members.guardianships, members.enrolments,
      members.course_classes, members.course_class_sessions`.execute(db)
  await recordAudit(db, factOf(roster), { viewer: viewerOf(roster), requestId: null })
  const { rows } =
    await sql`update members.oneroster_imports set state = 'done', finished_at = clock_timestamp(),
      updated_at = now() where id = ${id} and state = 'applying' returning id`.execute(db)
  if (!rows[0]) throw new Failure('conflict', 'oneroster.not_now')
  await progress.finish(db, Object.fromEntries(roster.counts.map(count => [count.file, count.added])))
}

async function write(
  db: Db,
  roster: OneRosterRecord,
  progress: Progress,
  about: { total: number; message: string },
) {
  const day = today()
  await saveChanges(db, roster, day)
  try {
    await applyTeaching(db, roster, day)
    await progress.advance(0, about)
    await applyPeople(db, roster, day)
    const enrolments = roster.counts?.find(count => count.file === 'enrollments')
    let done =
      about.total -
      (enrolments ? enrolments.added + enrolments.changed + enrolments.back + enrolments.ended : 0)
    await progress.advance(done, about)
    for await (const part of applyEnrolments(db, roster, day, PART)) {
      done += part
      await progress.advance(done, about)
    }
  } catch (error) {
    // Somebody has entered the same key or number by hand since the last look.
    if (error instanceof Error && 'code' in error && error.code === '23505')
      throw new Failure('conflict', 'oneroster.stale')
    throw error
  }
}

function sameCounts(now: OneRosterCounts[] | null, before: OneRosterCounts[]): boolean {
  const plain = (counts: OneRosterCounts[]) =>
    counts
      .map(c => [c.file, c.mode, c.rows, c.added, c.changed, c.back, c.unchanged, c.ended].join())
      .join('|')
  return now !== null && plain(now) === plain(before)
}

function factOf(roster: OneRosterRecord) {
  const { organisationId, fileName, fileHash: sha256, manifest, counts } = roster
  return {
    action: 'members.import_oneroster',
    subject: { kind: 'oneroster_import', id: roster.id },
    organisationId,
    data: { fileName, sha256, version: manifest.version, files: manifest.files, counts },
  }
}

function viewerOf({ personId, affiliationId, organisationId, viewerRole }: OneRosterRecord) {
  if (!personId) return null
  const role = z.enum(['school_admin']).parse(viewerRole)
  return { personId, affiliationId, organisationId, role, groupId: null }
}
