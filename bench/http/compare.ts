// What session, permission, row-level security, validation and logging cost a list, as its share of the requests a second
// that a bare Fastify route gets from the same SQL.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import type pg from 'pg'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { openPool } from '#platform/server/database/pool.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import packageJson from '../../package.json' with { type: 'json' }
import type { List, Ready } from './server-child.ts'

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

type Comparison = {
  /** The benchmark's own, for its last line. */
  name: string
  /** What is in the database, said before it is measured. */
  data: { told: string; prepare(owner: pg.Pool): Promise<void> }
  /** The lists, each with the least share of the bare route's requests. */
  goals: Partial<Record<List, number>>
}

/** Measures the application's lists beside bare routes, prints the ratios and ends the process with 1 when one is short. */
export async function compareLists({ name, data, goals }: Comparison): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'overpass-bench-'))
  // Under root the database runs as another account, which has to pass through.
  await chmod(dir, 0o711)
  const database = await startEmbedded({ dataDir: dir })
  let child: ChildProcess | undefined
  try {
    await prepareDatabase(database.url, () => {})
    const owner = openPool(database.url, 'owner')
    await data.prepare(owner)
    await owner.end()
    console.log(`${data.told}, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s in turn`)
    child = fork(join(import.meta.dirname, 'server-child.ts'), {
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
    const pairs = await pairsOf(child, goals)
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
    process.exitCode = report(name, pairs) ? 0 : 1
    child.send('end')
    await once(child, 'exit')
  } finally {
    child?.kill()
    await database.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

async function pairsOf(server: ChildProcess, goals: Comparison['goals']): Promise<Pair[]> {
  const ended = once(server, 'exit').then(() => {
    throw new Error('the server ended before it was ready')
  })
  const [ready] = (await Promise.race([once(server, 'message'), ended])) as [Ready]
  const { full, bare, paths, cookie } = ready
  return (Object.entries(goals) as [List, number][]).map(([name, goal]) => ({
    name,
    goal,
    full: { url: full + paths[name], cookie, rates: [] },
    bare: { url: `${bare}/${name}`, rates: [] },
  }))
}

/**
 * Prints what was measured; the last line is that of the list that is closer to its goal. A round's two runs stand
 * side by side, so that whatever else the machine does weighs on both: the ratio is the median of the rounds'.
 */
function report(bench: string, pairs: Pair[]): boolean {
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
  console.log(`${bench} ratio=${closest?.ratio.toFixed(2)} goal=${closest?.goal}`)
  return results.every(({ ratio, goal }) => ratio >= goal)
}
