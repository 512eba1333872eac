import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { MigrationError } from './migration-error.ts'
import { MIGRATIONS_DIR, type MigrationFile, readMigrationFiles } from './migration-files.ts'

export { MigrationError } from './migration-error.ts'

export type MigrateOptions = {
  /** Folder of the SQL files; the project's `migrations/` when left out. */
  dir?: string
  /** Gets a line per applied file. */
  log?: (line: string) => void
  /** Work under the same lock before the first file, such as the tables of a library. */
  before?: () => Promise<void>
}

/** An arbitrary number that is locked by whoever changes the tables: this function, and a restore. */
export const MIGRATION_LOCK = '7310582946125'

/** Where the applied files are noted. */
export const MIGRATIONS_TABLE = `
    create schema if not exists platform;
    create table if not exists platform.migrations (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`

/**
 * Brings the database at `url` up to date and returns the names of the files applied now, in order. The files
 * are applied by name, each in a transaction together with its record in `platform.migrations`; one that begins
 * with `-- no-transaction` runs outside (it holds a single statement that may be repeated). Processes that start
 * at once take turns.
 * @throws MigrationError when a file fails, was edited after it had been applied, or is not known here
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const files = await readMigrationFiles(options.dir ?? MIGRATIONS_DIR)
  const client = new pg.Client({ connectionString: url, application_name: 'overpass migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    await takeLock(client)
    await options.before?.()
    const pending = await findPending(client, files)
    for (const file of pending) {
      await apply(client, file)
      options.log?.(`Applied ${file.name}`)
    }
    return pending.map(file => file.name)
  } finally {
    // Ending the session gives the lock back.
    await client.end()
  }
}

/** Asks again and again: a session that waits for the lock would block CREATE INDEX CONCURRENTLY of its holder. */
async function takeLock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(${MIGRATION_LOCK}) as taken`,
    )
    if (rows[0]?.taken) return
    await sleep(100)
  }
}

async function findPending(client: pg.Client, files: MigrationFile[]): Promise<MigrationFile[]> {
  await client.query(MIGRATIONS_TABLE)
  const applied = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from platform.migrations order by name',
  )
  const known = new Map(files.map(file => [file.name, file]))
  for (const { name, checksum } of applied.rows) {
    const file = known.get(name)
    if (!file) {
      throw new MigrationError(
        `The database has the migration ${name}, which is not part of this version of Overpass: use the version that applied it, or a newer one.`,
      )
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        `The migration ${name} was edited after it had been applied to this database: restore the file and put the change into a new one.`,
      )
    }
    known.delete(name)
  }
  return [...known.values()]
}

async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    if (file.inTransaction) await applyInTransaction(client, file)
    else {
      await client.query(file.sql)
      await record(client, file)
    }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw describeFailure(file, error)
  }
  // What a file has set for its own session is not to reach the next one.
  await client.query('reset all; reset role')
}

async function applyInTransaction(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query('begin')
  const before = await transactionId(client)
  await client.query(file.sql)
  if ((await transactionId(client)) !== before) {
    throw new MigrationError(`${file.name}: a migration must not end its transaction itself.`)
  }
  await client.query('reset role')
  await record(client, file)
  await client.query('commit')
}

async function transactionId(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>('select pg_current_xact_id()::text as id')
  return rows[0]?.id
}

async function record(client: pg.Client, file: MigrationFile): Promise<void> {
  const values = [file.name, file.checksum]
  await client.query('insert into platform.migrations (name, checksum) values ($1, $2)', values)
}

function describeFailure(file: MigrationFile, error: unknown): Error {
  if (error instanceof MigrationError) return error
  const message = error instanceof Error ? error.message : String(error)
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN
  const line = Number.isNaN(position) ? '' : `:${file.sql.slice(0, position).split('\n').length}`
  return new MigrationError(`${file.name}${line}: ${message}`, { cause: error })
}
