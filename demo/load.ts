import type pg from 'pg'
import { askWhoeverDecides } from '#modules/members/server/guardians/queries/tend.ts'
import { today as presentDay } from '#platform/contract/days.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { writeAgreements } from './agreements/write-agreements.ts'
import { calendarOf } from './calendar.ts'
import { copyRows } from './copy.ts'
import { writeCredentials } from './credentials.ts'
import { generateDemo } from './generate.ts'
import { GROUP_ID } from './groups.ts'
import { writeClaims } from './overpass/write-claims.ts'
import { loadRecords } from './records/load-records.ts'
import type { Batch, DemoRows, HistoryFact } from './rows.ts'

export type LoadDemoOptions = {
  /** A whole number; 1 when left out. */
  scale?: number
  /** A day, `yyyy-mm-dd`; the present one when left out. The group is told as of its school year. */
  today?: string
  /** Gets a line as a large load goes on. */
  log?: (line: string) => void
  /** Stops a load; nothing of it stays. */
  signal?: AbortSignal
}

/** `loaded` is false when the demo group was there already; then nothing was done. */
export type LoadedDemo = {
  loaded: boolean
  rows: Partial<Record<keyof DemoRows | 'outcomes', number>>
  milliseconds: number
}

/** The database holds organisations that are not the demo group's: it is not mixed into them. */
export class DemoRefused extends Error {
  constructor() {
    super('This database has organisations of its own: the demo group is only loaded into an empty one.')
  }
}

/** An arbitrary number that only this function locks. */
const LOCK = '6180339887498'
const ROWS_A_LINE = 100_000

/**
 * Loads the demo group in one transaction: all of it or nothing. A second run, or a second process at the same
 * time, finds it there and does nothing.
 * @param ownerPool connections that own the tables
 * @throws DemoRefused when other organisations are there
 */
export async function loadDemo(ownerPool: pg.Pool, options: LoadDemoOptions = {}): Promise<LoadedDemo> {
  const began = performance.now()
  const client = await ownerPool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(${LOCK})`)
    const rows = (await isLoaded(client)) ? undefined : await write(client, options)
    await client.query('commit')
    // Without it the first lists are planned as if the tables were empty.
    if (rows)
      await client.query(
        'analyze members.organisations, members.memberships, members.classes, members.persons, members.affiliations, members.guardianships, members.capabilities, members.relations, members.dues, information.todos, audit.entries, programmes.programmes, programmes.versions, programmes.courses',
      )
    return { loaded: rows !== undefined, rows: rows ?? {}, milliseconds: performance.now() - began }
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** The group itself is the mark: its id is the same in every demo database. */
async function isLoaded(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ demo: boolean; other: boolean }>(
    `select exists (select from members.groups where id = $1) as demo,
      exists (select from members.organisations) as other`,
    [GROUP_ID],
  )
  if (!rows[0]?.demo && rows[0]?.other) throw new DemoRefused()
  return rows[0]?.demo === true
}

async function write(client: pg.PoolClient, options: LoadDemoOptions): Promise<LoadedDemo['rows']> {
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
  await writeCredentials(client, calendarOf(today))
  await writeAgreements(client, calendarOf(today))
  await writeClaims(client, calendarOf(today), today)
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
