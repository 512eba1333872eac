import { readlink, realpath, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { runAs } from './account.ts'
import { EmbeddedDatabaseError } from './errors.ts'
import { readText, writePrivate } from './files.ts'
import type { Home } from './home.ts'
import { processLives } from './lock.ts'
import { USER } from './settings.ts'

/** The note a process leaves about the server that it has started. `host` is a folder or an address. */
export type Running = { owner: number; machine: string; host: string; port: number }

const noteOf = (home: Home): string => join(home.dir, 'running.json')

export async function readRunning(home: Home): Promise<Running | undefined> {
  try {
    const note: Partial<Running> = JSON.parse((await readText(noteOf(home))) ?? '{}')
    const { owner, machine, host, port } = note
    if (typeof owner !== 'number' || typeof port !== 'number') return undefined
    if (typeof machine !== 'string' || typeof host !== 'string') return undefined
    return { owner, machine, host, port }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw new EmbeddedDatabaseError(`The database of ${home.dir} belongs to another account of this machine.`)
  }
}

export async function writeRunning(home: Home, host: string, port: number): Promise<void> {
  const note: Running = { owner: process.pid, machine: hostname(), host, port }
  await writePrivate(noteOf(home), `${JSON.stringify(note)}\n`)
}

export async function removeRunning(home: Home, host: string): Promise<void> {
  if ((await readRunning(home))?.host === host) await rm(noteOf(home), { force: true })
}

/**
 * Returns the server that another living process runs on this cluster, or undefined when the cluster is free.
 * A server whose process has died ends by itself; it is waited for, and told to end when it does not.
 */
export async function findRunning(home: Home, waitMs = 60_000): Promise<Running | undefined> {
  const started = Date.now()
  let toldToEnd = false
  for (;;) {
    const pid = await livePostmaster(home)
    if (pid === undefined) return undefined
    const note = await readRunning(home)
    const owned = note !== undefined && note.machine === hostname() && processLives(note.owner)
    if (note && owned && (await answers(home, note))) return note
    const waited = Date.now() - started
    if (waited > waitMs) {
      throw new EmbeddedDatabaseError(
        `Process ${pid} holds the database in ${home.cluster} and does not answer.`,
      )
    }
    if (!owned && !toldToEnd && waited > 3_000) {
      toldToEnd = true
      interrupt(pid)
    }
    await sleep(50)
  }
}

async function answers(home: Home, { host, port }: Running): Promise<boolean> {
  const password = (await readText(join(home.dir, 'password')))?.trim()
  const client = new pg.Client({
    host,
    port,
    user: USER,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 3_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('show data_directory')
    return (await realpath(String(rows[0]?.data_directory))) === (await realpath(home.cluster))
  } catch (error) {
    // 53300: too many connections, which only a running server says.
    return error instanceof pg.DatabaseError && error.code === '53300'
  } finally {
    await client.end().catch(() => {})
  }
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    // It has ended in the meantime.
  }
}

/**
 * The process that serves this cluster according to its postmaster.pid. A file left by a crash is no obstacle
 * to PostgreSQL unless its number now belongs to another process (usual in containers): then it is removed.
 */
async function livePostmaster(home: Home): Promise<number | undefined> {
  const file = join(home.cluster, 'postmaster.pid')
  const pid = Number.parseInt((await readText(file)) ?? '', 10)
  if (!Number.isInteger(pid) || pid <= 1 || !processLives(pid)) return undefined
  if (await isPostmasterOf(pid, home)) return pid
  await rm(file, { force: true })
  return undefined
}

async function isPostmasterOf(pid: number, home: Home): Promise<boolean> {
  if (process.platform === 'win32') return true
  if (process.platform === 'linux') {
    // A server works in its data folder. Somebody else's process cannot be looked at, so it is not ours.
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
    return folder !== undefined && folder === (await realpath(home.cluster))
  }
  const { output } = await runAs(undefined, '/bin/ps', ['-p', String(pid), '-o', 'command='])
  return output.includes('postgres')
}
