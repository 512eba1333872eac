// npm run bench -- start: how long a person waits for the platform, first and second time, and what it weighs.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '..')
const GOAL_FIRST_S = 20
const GOAL_SECOND_S = 2
const GOAL_RSS_MB = 250
const SECOND_STARTS = 3

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}

/** Starts the demo as `npm start` does; answers once the sign-in page and its people are there. */
async function start(dataDir: string): Promise<{ seconds: number; child: ChildProcess; address: string }> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, OVERPASS_DATA: dataDir, PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: '' },
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error('the platform ended while starting')
    const usable = await Promise.all(
      ['/readyz', '/sign-in', '/api/accounts/personas'].map(path => answers(address + path)),
    )
    if (usable.every(Boolean)) return { seconds: (performance.now() - began) / 1000, child, address }
    await sleep(25)
  }
}

const answers = (url: string) =>
  fetch(url).then(
    r => r.ok,
    () => false,
  )

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => child.once('exit', resolve))
  process.kill(-(child.pid as number), 'SIGTERM')
  await ended
}

/** Resident memory of the process that listens, in MB, as its own metrics say. */
async function memory(address: string): Promise<number> {
  const metrics = await (await fetch(`${address}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]) / 1_048_576
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function lists(address: string): Promise<void> {
  const people = (await (await fetch(`${address}/api/accounts/personas`)).json()) as {
    rows: { affiliationId: string; role: string }[]
  }
  const administrator = people.rows.find(person => person.role === 'school_admin')
  const signedIn = await fetch(`${address}/api/accounts/personas/sign-in`, {
    method: 'POST',
    headers: { 'x-overpass': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ affiliationId: administrator?.affiliationId }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map(c => c.split(';')[0])
    .join('; ')
  for (let i = 0; i < 1000; i += 1) {
    const answer = await fetch(`${address}/api/people?limit=25`, { headers: { cookie } })
    if (!answer.ok) throw new Error(`the people list answered ${answer.status}`)
    await answer.arrayBuffer()
  }
}

const bundles = join(ROOT, '.cache', 'web')
const aside = join(ROOT, '.cache', 'web-set-aside')
const dataDir = await mkdtemp(join(tmpdir(), 'overpass-start-'))
if (existsSync(bundles)) await rename(bundles, aside)
try {
  const first = await start(dataDir)
  await stop(first.child)
  const seconds: number[] = []
  let rss = 0
  for (let i = 0; i < SECOND_STARTS; i += 1) {
    const again = await start(dataDir)
    seconds.push(again.seconds)
    if (i === SECOND_STARTS - 1) {
      await lists(again.address)
      rss = await memory(again.address)
    }
    await stop(again.child)
  }
  const second = median(seconds)
  console.log(
    `first start, nothing built, empty data folder: ${first.seconds.toFixed(1)} s (goal ${GOAL_FIRST_S})`,
  )
  console.log(
    `second start: median ${second.toFixed(2)} s of ${seconds.map(s => s.toFixed(2)).join(', ')} (goal ${GOAL_SECOND_S})`,
  )
  console.log(`memory after 1,000 people lists: ${rss.toFixed(0)} MB (goal ${GOAL_RSS_MB})`)
  const ratio = Math.max(first.seconds / GOAL_FIRST_S, second / GOAL_SECOND_S, rss / GOAL_RSS_MB)
  console.log(`start ratio=${ratio.toFixed(2)} goal=1`)
  process.exitCode = ratio <= 1 ? 0 : 1
} finally {
  await rm(dataDir, { recursive: true, force: true })
  if (existsSync(aside)) {
    await rm(bundles, { recursive: true, force: true })
    await rename(aside, bundles)
  }
}
