import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest'
import { sessionCookie } from '#modules/accounts/server/cookies.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { insertPerson } from './rows.ts'
import { openTestServices, TEST_SECRET, type TestServices } from './services.ts'
import { sessionOf } from './sign-in.ts'

type Process = { child: ChildProcess; address: string; pid: number }

let database: TestDatabase
let services: TestServices
let dir: string
let processes: Process[] = []

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'overpass-two-'))
  database = await createTestDatabase()
  services = await openTestServices({ database, env: { PUBLIC_URL: 'http://overpass.example' } })
  await services.ownerPool.query('create table public.ran (number int, pid int)')
  await services.ownerPool.query('grant all on ran to overpass_system')
})
afterAll(async () => {
  await services.close()
  await database.drop()
  await rm(dir, { recursive: true, force: true })
})
afterEach(async () => {
  for (const { child } of processes) child.kill('SIGKILL')
  await Promise.all(processes.map(({ child }) => child.exitCode ?? child.signalCode ?? once(child, 'exit')))
  processes = []
})

async function begin(url = database.url): Promise<Process> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('two-processes-child.ts', import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: url,
      OVERPASS_SECRET: TEST_SECRET,
      OVERPASS_DATA: join(dir, 'data'),
      PUBLIC_URL: 'http://overpass.example',
      PORT: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const { address } = JSON.parse(line) as { address?: string }
    if (!address) continue
    const one = { child, address, pid: child.pid ?? 0 }
    processes.push(one)
    child.stdout.resume()
    return one
  }
  throw new Error(`the process ended: ${errors}`)
}

/** The cookie of a signed-in person. */
async function session(): Promise<{ cookie: string; personId: string }> {
  const personId = await insertPerson(services, '两处都在')
  const value = await sessionOf({ services }, { personId, affiliationId: null })
  return { personId, cookie: `${sessionCookie(services.config)}=${value}` }
}

const get = (one: Process, path: string, cookie?: string) =>
  fetch(one.address + path, { headers: cookie ? { cookie } : {}, signal: AbortSignal.timeout(15_000) })
const enqueue = (task: string, payload: object) =>
  services.ownerPool.query('select graphile_worker.add_job($1, $2::json)', [task, JSON.stringify(payload)])
const ran = async () =>
  (await services.ownerPool.query<{ number: number; pid: number }>('select * from ran order by number')).rows

test('a session, an event and the jobs are shared by two processes', async () => {
  const [one, two] = await Promise.all([begin(), begin()])
  const { cookie, personId } = await session()
  expect((await get(one, '/api/events')).status).toBe(401)
  const streams = await Promise.all([get(one, '/api/events', cookie), get(two, '/api/events', cookie)])
  expect(streams.map(stream => stream.status)).toEqual([200, 200])

  // As a use case in any process does it: a notification in its transaction.
  await services.systemPool.query('select pg_notify($1, $2)', [
    'overpass',
    JSON.stringify({ topic: 'test.happened', data: { personId } }),
  ])
  for (const stream of streams) expect(await firstEvent(stream)).toContain('test.happened')

  await Promise.all(Array.from({ length: 30 }, (_, number) => enqueue('test.note', { number })))
  await vi.waitFor(async () => expect(await ran()).toHaveLength(30), { timeout: 10_000 })
  await sleep(300)
  const rows = await ran()
  expect(rows.map(row => row.number)).toEqual(Array.from({ length: 30 }, (_, number) => number))
  await services.ownerPool.query('truncate ran')
}, 60_000)

async function firstEvent(stream: Response): Promise<string> {
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('data: ')) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: '' }
    if (done) break
    text += value
  }
  await reader?.cancel()
  return text
}

test('one is killed: the other goes on and takes over its job', async () => {
  const both = await Promise.all([begin(), begin()])
  const { cookie } = await session()
  await enqueue('test.linger', {})
  await vi.waitFor(async () => expect(await ran()).toHaveLength(1), { timeout: 10_000 })
  const holder = (await ran())[0]?.pid
  const killed = both.find(one => one.pid === holder)
  const other = both.find(one => one.pid !== holder) as Process
  killed?.child.kill('SIGKILL')
  expect((await get(other, '/api/accounts/security', cookie)).status).toBe(200)
  await vi.waitFor(async () => expect(await ran()).toHaveLength(2), { timeout: 20_000, interval: 200 })
  expect(await ran()).toEqual([
    { number: -2, pid: other.pid },
    { number: -1, pid: holder },
  ])
}, 60_000)

test('several that start at once on an empty database migrate once', async () => {
  const empty = await createTestDatabase({ empty: true })
  try {
    const three = await Promise.all([begin(empty.url), begin(empty.url), begin(empty.url)])
    for (const one of three) expect((await get(one, '/readyz')).status).toBe(200)
    const client = new pg.Client({ connectionString: empty.url })
    await client.connect()
    const { rows } = await client.query('select count(*)::int as n from platform.migrations')
    await client.end()
    expect(rows[0].n).toBeGreaterThan(3)
  } finally {
    await afterEachNow()
    await empty.drop()
  }
}, 60_000)

async function afterEachNow(): Promise<void> {
  await Promise.all(
    processes.map(({ child }) => {
      child.kill('SIGKILL')
      return once(child, 'exit')
    }),
  )
  processes = []
}

test('a lost database is a typed 503, and everything comes back by itself', async () => {
  const gate = await openGate()
  try {
    const one = await begin(gate.url)
    const { cookie } = await session()
    expect((await get(one, '/api/accounts/security', cookie)).status).toBe(200)
    gate.shut()
    await vi.waitFor(async () => expect((await get(one, '/readyz')).status).toBe(503), { timeout: 15_000 })
    const refused = await get(one, '/api/accounts/security', cookie)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ error: { code: 'unavailable' } })
    expect((await get(one, '/healthz')).status).toBe(200)
    gate.open()
    await vi.waitFor(
      async () => expect((await get(one, '/api/accounts/security', cookie)).status).toBe(200),
      {
        timeout: 20_000,
      },
    )
    await services.ownerPool.query('truncate ran')
    await enqueue('test.note', { number: 1 })
    await vi.waitFor(async () => expect(await ran()).toHaveLength(1), { timeout: 20_000 })
  } finally {
    await afterEachNow()
    await gate.close()
  }
}, 90_000)

/** A way to the database that can be cut. */
async function openGate() {
  const real = new URL(inject('databaseServerUrl'))
  const host = real.searchParams.get('host') ?? real.hostname
  const port = real.searchParams.get('port') ?? real.port
  const open = new Set<net.Socket>()
  let shut = false
  const server = net.createServer(near => {
    if (shut) return void near.destroy()
    const far = host.startsWith('/')
      ? net.connect(`${host}/.s.PGSQL.${port}`)
      : net.connect(Number(port), host)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(database.url)
  url.search = ''
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as net.AddressInfo).port)
  return {
    url: url.href,
    shut() {
      shut = true
      for (const socket of open) socket.destroy()
    },
    open() {
      shut = false
    },
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

test('told to end, a process finishes the request under way and then ends', async () => {
  const one = await begin()
  const { cookie } = await session()
  const stream = await get(one, '/api/events', cookie)
  expect(stream.status).toBe(200)
  one.child.kill('SIGTERM')
  const [code] = await once(one.child, 'exit')
  expect(code).toBe(0)
  await stream.body?.cancel().catch(() => {})
}, 40_000)
