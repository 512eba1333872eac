import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdtemp, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, isRoot, postgresEnvironment, runAs, tethered } from './account.ts'
import type { Binaries } from './binaries.ts'
import { EmbeddedDatabaseError } from './errors.ts'
import { readText } from './files.ts'
import type { Home, Log } from './home.ts'
import { type Listen, SOCKET_PORT, serverArguments } from './settings.ts'

/** A PostgreSQL server that this process has started. `host` is its socket folder, on Windows an address. */
export type Server = { host: string; port: number; stop(): Promise<void> }

const READY_MS = 600_000
const MAX_LOG_BYTES = 5_000_000
const SOCKET_PREFIX = 'overpass-'

/**
 * Starts the server on `home.cluster` and returns when it accepts connections (crash recovery included).
 * `announce` is told the address before anything runs there, so that a crash leaves no unknown trace.
 */
export async function startServer(
  home: Home,
  binaries: Binaries,
  disposable: boolean,
  announce: (host: string, port: number) => Promise<void>,
  log: Log,
): Promise<Server> {
  const listen: Listen =
    process.platform === 'win32'
      ? { port: await freePort() }
      : { socketDir: await makeSocketDir(home.account) }
  const host = 'socketDir' in listen ? listen.socketDir : '127.0.0.1'
  const port = 'port' in listen ? listen.port : SOCKET_PORT
  await announce(host, port)
  const args = ['-D', home.cluster, ...serverArguments(listen, disposable)]
  const logPath = join(home.dir, 'postgres.log')
  const output = await openLog(logPath)
  const logStart = (await output.stat()).size
  const windows = process.platform === 'win32'
  const child = spawn(
    windows ? binaries.postgres : '/bin/sh',
    windows ? args : tethered(binaries.postgres, args),
    {
      ...home.account,
      cwd: home.cluster,
      env: postgresEnvironment(),
      stdio: ['pipe', output.fd, output.fd],
      // A session of its own: Ctrl+C in the terminal is for the application, which stops its database last.
      detached: !windows,
    },
  )
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  child.stdin?.on('error', () => {})
  // A process with nothing left to do may end without stopping the server, which then follows it.
  child.unref()
  if (child.stdin && 'unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
  await output.close()
  const stop = async (): Promise<void> => {
    await endServer(child, ended, home, binaries)
    if ('socketDir' in listen) await removeSocketDir(listen.socketDir)
  }
  try {
    await becomeReady(child, home, log)
  } catch (error) {
    await stop()
    const said = (await readText(logPath))?.slice(logStart).trim().slice(-800)
    const reason = error instanceof Error ? error.message : ''
    throw new EmbeddedDatabaseError(`The embedded database did not start (${reason}). ${said}`)
  }
  return { host, port, stop }
}

/** PostgreSQL writes its state into the last line of postmaster.pid. */
async function becomeReady(child: ChildProcess, home: Home, log: Log): Promise<void> {
  const started = Date.now()
  let saidSo = false
  for (;;) {
    if (child.pid === undefined) throw new Error('cannot be run')
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('ended')
    const lines = ((await readText(join(home.cluster, 'postmaster.pid'))) ?? '').split('\n')
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return
    const waited = Date.now() - started
    if (waited > READY_MS) throw new Error('no answer in 10 minutes')
    if (waited > 5_000 && !saidSo) {
      saidSo = true
      log('The database is recovering from an interruption; this can take a while.')
    }
    await sleep(10)
  }
}

/** Fast shutdown first; each stronger way after a bounded wait. */
async function endServer(
  child: ChildProcess,
  ended: Promise<void>,
  home: Home,
  binaries: Binaries,
): Promise<void> {
  const gone = (): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  child.ref()
  if (!gone() && process.platform === 'win32') {
    const args = ['stop', '-D', home.cluster, '-m', 'fast', '-w', '-t', '20']
    await runAs(undefined, binaries.pgCtl, args, { timeoutMs: 25_000 })
  }
  for (const [signal, waitMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (gone()) break
    child.kill(signal)
    await Promise.race([ended, sleep(waitMs, undefined, { ref: false })])
  }
  child.stdin?.destroy()
}

/** A fresh folder that only the account of the server may enter, with a path far below the limit of 107 bytes. */
async function makeSocketDir(account: Account): Promise<string> {
  for (const base of [...(isRoot() ? ['/run'] : []), '/tmp', tmpdir()]) {
    if (Buffer.byteLength(base) > 70) continue
    const dir = await mkdtemp(join(base, SOCKET_PREFIX)).catch(() => undefined)
    if (!dir) continue
    if (account) await chown(dir, account.uid, account.gid)
    const { code } = await runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', dir])
    if (code === 0) return dir
    await rmdir(dir)
  }
  throw new EmbeddedDatabaseError('No folder for temporary files can be used for the socket of the database.')
}

/** Removes a socket folder made by makeSocketDir (also one that a crash left), and never anything else. */
export async function removeSocketDir(dir: string): Promise<void> {
  if (!dir.split('/').at(-1)?.startsWith(SOCKET_PREFIX)) return
  for (const name of await readdir(dir).catch(() => [])) {
    if (name.startsWith('.s.PGSQL.')) await rm(join(dir, name), { force: true })
  }
  await rmdir(dir).catch(() => {})
}

async function openLog(path: string): Promise<Awaited<ReturnType<typeof open>>> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  if (size > MAX_LOG_BYTES) await rename(path, `${path}.1`)
  const file = await open(path, 'a', 0o600)
  if (isRoot()) {
    const folder = await stat(join(path, '..'))
    await file.chown(folder.uid, folder.gid)
  }
  return file
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise<void>(resolve => server.close(() => resolve()))
  if (!address || typeof address === 'string') throw new Error('no free port')
  return address.port
}
