import type pg from 'pg'
import { askWhoeverDecides } from '#modules/members/server/guardians/queries/tend.ts'
import { today as presentDay } from '#platform/contract/days.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { writeAgreements } from './agreements/write-agreements.ts'
import { calendarOf } from './calendar.ts'
import { copyRows } from './copy.ts'
import { writeCredentials } from './credentials.ts'
import { writeFaculty } from './faculty/write-faculty.ts'
import { generateDemo } from './generate.ts'
import { writeLibrary } from './library/write-library.ts'
import type { LoadDemoOptions, LoadedDemo } from './load.ts'
import { writeAdmissions } from './overpass/write-admissions.ts'
import { writeClaims } from './overpass/write-claims.ts'
import { writePlans } from './overpass/write-plans.ts'
import { loadRecords } from './records/load-records.ts'
import { writeNamings } from './records/write-namings.ts'
import type { Batch, DemoRows, HistoryFact } from './rows.ts'
import { writeSharing } from './sharing/write-sharing.ts'

const ROWS_A_LINE = 100_000

/** Writes the whole demo group on a connection that has begun a transaction. */
export async function writeDemo(
  client: pg.PoolClient,
  options: LoadDemoOptions,
): Promise<LoadedDemo['rows']> {
  const { scale = 1, today = presentDay(), log, signal } = options
  const written: LoadedDemo['rows'] = {}
  let told = 0
  for (const batch of generateDemo({ scale, today })) {
    signal?.throwIfAborted()
    await writeBatch(client, batch, written)
    const people = written.affiliations ?? 0
    if (people - told < ROWS_A_LINE) continue
    told = people
    log?.(`Demo group: ${people} people written`)
  }
  // What waits for families lies on their lists, as the nightly job would put it there.
  await askWhoeverDecides(kyselyOn(client))
  written.outcomes = await loadRecords(client, today)
  await writeNamings(client, today)
  await writeCredentials(client, calendarOf(today))
  await writeAgreements(client, calendarOf(today))
  await writeClaims(client, calendarOf(today), today)
  await writeAdmissions(client, today)
  await writePlans(client)
  await writeSharing(client, calendarOf(today), today)
  await writeLibrary(client, calendarOf(today))
  await writeFaculty(client, today)
  return written
}

async function writeBatch(client: pg.PoolClient, batch: Batch, written: LoadedDemo['rows']): Promise<void> {
  const { history, ...tables } = batch
  for (const [name, rows] of Object.entries(tables) as [
    keyof typeof tables,
    DemoRows[keyof typeof tables][],
  ][])
    written[name] = (written[name] ?? 0) + (await copyRows(client, name, rows))
  for (const fact of history ?? []) await writeFact(client, fact)
  if (history) written.history = history.length
}

async function writeFact(client: pg.PoolClient, fact: HistoryFact): Promise<void> {
  const { action, subjectKind, subjectId, organisationId, groupId, data, personId, affiliationId } = fact
  await recordAudit(
    kyselyOn(client),
    { action, subject: { kind: subjectKind, id: subjectId }, organisationId, groupId, data },
    {
      viewer: personId
        ? { personId, affiliationId, role: 'person', organisationId: null, groupId: null }
        : null,
      requestId: null,
      at: new Date(fact.at),
    },
  )
}
