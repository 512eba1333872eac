import type pg from 'pg'
import type { FileStore } from '#platform/server/files/store.ts'
import { storeDemoFiles } from './library/store-files.ts'
import { demoId } from './random.ts'
import type { DemoRows } from './rows.ts'

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

/** The demo group with the files of its library: a store may be empty where the database is not. */
export async function setUpDemo(
  { ownerPool, files }: { ownerPool: pg.Pool; files: FileStore },
  options: LoadDemoOptions = {},
): Promise<LoadedDemo> {
  const loaded = await loadDemo(ownerPool, options)
  await storeDemoFiles(ownerPool, files)
  return loaded
}

/** What writes the group is read where there is none: a second start need not know how it came about. */
async function write(client: pg.PoolClient, options: LoadDemoOptions): Promise<LoadedDemo['rows']> {
  const { writeDemo } = await import('./write.ts')
  return writeDemo(client, options)
}

/** The group itself is the mark: its id is the same in every demo database. */
async function isLoaded(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ demo: boolean; other: boolean }>(
    `select exists (select from members.groups where id = $1) as demo,
      exists (select from members.organisations) as other`,
    [demoId('group')],
  )
  if (!rows[0]?.demo && rows[0]?.other) throw new DemoRefused()
  return rows[0]?.demo === true
}
