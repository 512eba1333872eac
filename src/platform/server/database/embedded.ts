import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './embedded/binaries.ts'
import { ensureCluster } from './embedded/cluster.ts'
import { EmbeddedDatabaseError } from './embedded/errors.ts'
import { readText } from './embedded/files.ts'
import { type Home, type Log, makeHomeDir, openHome } from './embedded/home.ts'
import { withLock } from './embedded/lock.ts'
import { findRunning, readRunning, removeRunning, writeRunning } from './embedded/running.ts'
import { removeSocketDir, type Server, startServer } from './embedded/server.ts'
import { DATABASE, USER } from './embedded/settings.ts'
import { SHARED_DIR } from './embedded/shared-dir.ts'

export type EmbeddedOptions = {
  /** The data folder of the application; the database keeps everything in its subfolder `database`. */
  dataDir: string
  /** Gets a line for what an operator should know. */
  log?: Log
  /** No safety against a crash, for clusters that are thrown away. */
  disposable?: boolean
  /** Where root keeps what the database's account cannot reach otherwise. */
  sharedDir?: string
}

/** `host` is a socket folder (Linux, macOS) or 127.0.0.1 (Windows); `user` may do everything in the cluster. */
export type EmbeddedConnection = {
  host: string
  port: number
  user: string
  password: string
  database: string
}

export type EmbeddedDatabase = {
  url: string
  connection: EmbeddedConnection
  /** False when another living process runs the server and this one has only joined it. */
  owned: boolean
  /** Ends the server if this process has started it (fast shutdown, at most 30 s). May be called twice. */
  stop(): Promise<void>
}

/**
 * Starts the native PostgreSQL of node_modules on the cluster of `dataDir`, which is made when it is missing,
 * or joins the server that another process already runs on it. The server ends with this process, however that
 * ends, and the next start recovers what was committed.
 * @throws UnsupportedPlatform, EmbeddedDatabaseError
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log = () => {}, disposable = false, sharedDir = SHARED_DIR } = options
  const dir = await makeHomeDir(options.dataDir, disposable)
  return withLock(join(dir, 'starting.lock'), async () => {
    const home = await openHome(dir, sharedDir, log)
    const other = await findRunning(home)
    if (other) {
      const password = (await readText(join(dir, 'password')))?.trim() ?? ''
      return describe(other.host, other.port, password, false, async () => {})
    }
    await clearTraces(home)
    const binaries = await findBinaries(home.account, sharedDir)
    const password = await ensureCluster(home, binaries, disposable)
    const announce = (host: string, port: number): Promise<void> => writeRunning(home, host, port)
    const server = await startServer(home, binaries, disposable, announce, log)
    let stopping: Promise<void> | undefined
    const stop = (): Promise<void> => {
      stopping ??= end(home, server)
      return stopping
    }
    try {
      const database = describe(server.host, server.port, password, true, stop)
      await ensureDatabase(database.connection)
      return database
    } catch (error) {
      await stop()
      throw error
    }
  })
}

async function end(home: Home, server: Server): Promise<void> {
  await server.stop()
  await removeRunning(home, server.host)
}

/** What a process that was killed has left behind. */
async function clearTraces(home: Home): Promise<void> {
  const note = await readRunning(home)
  if (!note) return
  await removeSocketDir(note.host)
  await removeRunning(home, note.host)
}

function describe(
  host: string,
  port: number,
  password: string,
  owned: boolean,
  stop: () => Promise<void>,
): EmbeddedDatabase {
  const address = host.startsWith('/')
    ? `localhost/${DATABASE}?host=${encodeURIComponent(host)}&port=${port}`
    : `${host}:${port}/${DATABASE}`
  return {
    url: `postgresql://${USER}:${encodeURIComponent(password)}@${address}`,
    connection: { host, port, user: USER, password, database: DATABASE },
    owned,
    stop,
  }
}

async function ensureDatabase(connection: EmbeddedConnection): Promise<void> {
  const client = await connect({ ...connection, database: 'postgres' })
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(DATABASE)}`)
  } finally {
    await client.end()
  }
}

async function connect(connection: EmbeddedConnection): Promise<pg.Client> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => {})
      if (error instanceof pg.DatabaseError && error.code === '28P01') {
        throw new EmbeddedDatabaseError(
          'The password file does not fit the database: put the right one back.',
        )
      }
      if (attempt >= 5) throw error
      await sleep(100 * attempt)
    }
  }
}
