// npm run bench -- http-list: what session, permission, row-level security, validation and logging cost a list,
// as its share of the requests a second that a bare Fastify route gets from the same SQL.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { openPool } from '#platform/server/database/pool.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import packageJson from '../package.json' with { type: 'json' }
import { PEOPLE, prepareData } from './http/data.ts'
import type { Ready } from './http/server-child.ts'

const CONNECTIONS = 10
const ROUNDS = 5
const SECONDS = 4
const WARM_UP_SECONDS = 3

type Target = { url: string; cookie?: string; rates: number[] }
type Pair = { name: string; goal: number; full: Target; bare: Target }

async function load(target: Target, seconds: number): Promise<number> {
  const result = await autocannon({
    url: target.url,
    connections: CONNECTIONS,
    duration: seconds,
    headers: target.cookie ? { cookie: target.cookie } : {},
  })
  if (result.non2xx || result.errors || result.timeouts)
    throw new Error(`${target.url}: ${result.non2xx} refused, ${result.errors} errors`)
  return result.requests.total / result.duration
}

async function checkRows({ url, cookie }: Target): Promise<void> {
  const response = await fetch(url, { headers: cookie ? { cookie } : {} })
  const { rows } = (await response.json()) as { rows?: unknown[] }
  // A bare list has the row that tells whether there is a next page.
  if (!rows || rows.length < 25)
    throw new Error(`${url} answered ${response.status} with ${rows?.length} rows`)
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
const megabytes = (bytes: number) => Math.round(bytes / 1_048_576)
const dir = await mkdtemp(join(tmpdir(), 'overpass-bench-'))
// Under root the database runs as another account, which has to pass through.
await chmod(dir, 0o711)
const database = await startEmbedded({ dataDir: dir })
let child: ChildProcess | undefined
try {
  await prepareDatabase(database.url, () => {})
  const owner = openPool(database.url, 'owner')
  await prepareData(owner)
  await owner.end()
  console.log(
    `${PEOPLE} people in one school, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s in turn`,
  )
  child = fork(join(import.meta.dirname, 'http/server-child.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: packageJson.scripts.serve.split(' ').filter((word: string) => word.startsWith('--')),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      OVERPASS_DATA: dir,
      OVERPASS_SECRET: 'a secret of the benchmark, thirty-two characters or more',
    },
  })
  const pairs = await pairsOf(child)
  const targets = pairs.flatMap(pair => [pair.full, pair.bare])
  for (const target of targets) await checkRows(target)
  for (const target of targets) await load(target, WARM_UP_SECONDS)
  for (let round = 0; round < ROUNDS; round++)
    for (const target of round % 2 ? targets.toReversed() : targets)
      target.rates.push(await load(target, SECONDS))
  child.send('memory')
  const [{ rss, heapUsed }] = (await once(child, 'message')) as [NodeJS.MemoryUsage]
  console.log(
    `server memory after the load: ${megabytes(rss)} MB, of it in use by the heap ${megabytes(heapUsed)} MB`,
  )
  process.exitCode = report(pairs) ? 0 : 1
  child.send('end')
  await once(child, 'exit')
} finally {
  child?.kill()
  await database.stop()
  await rm(dir, { recursive: true, force: true })
}

async function pairsOf(server: ChildProcess): Promise<Pair[]> {
  const ended = once(server, 'exit').then(() => {
    throw new Error('the server ended before it was ready')
  })
  const [ready] = (await Promise.race([once(server, 'message'), ended])) as [Ready]
  const { full, bare, people, organisations, cookie } = ready
  const pair = (name: string, goal: number, path: string): Pair => ({
    name,
    goal,
    full: { url: full + path, cookie, rates: [] },
    bare: { url: `${bare}/${name}`, rates: [] },
  })
  return [pair('people', 0.4, people), pair('organisations', 0.5, organisations)]
}

/**
 * Prints what was measured; the last line is that of the list that is closer to its goal. A round's two runs stand
 * side by side, so that whatever else the machine does weighs on both: the ratio is the median of the rounds'.
 */
function report(pairs: Pair[]): boolean {
  const results = pairs.map(({ name, goal, full, bare }) => {
    const ratios = full.rates.map((rate, round) => rate / (bare.rates[round] ?? Number.NaN))
    const [whole, floor, ratio] = [median(full.rates), median(bare.rates), median(ratios)]
    const overhead = Math.round(1e6 / whole - 1e6 / floor)
    console.log(
      `${name}: ${Math.round(whole)} of ${Math.round(floor)} requests/s, ratio=${ratio.toFixed(2)} goal=${goal}, ` +
        `${overhead} µs more a request (rounds: ${ratios.map(each => each.toFixed(2)).join(' ')})`,
    )
    return { ratio, goal }
  })
  const [closest] = results.toSorted((a, b) => a.ratio / a.goal - b.ratio / b.goal)
  console.log(`http-list ratio=${closest?.ratio.toFixed(2)} goal=${closest?.goal}`)
  return results.every(({ ratio, goal }) => ratio >= goal)
}
