// npm run bench -- oneroster: a bulk set of 100,000 users, 4,000 classes and 500,000 enrolments from the zip to the
// confirmed import, against a COPY of the same rows into the same tables; then a delta of one row in a hundred. Each
// on a database of its own.
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { importOneRoster } from '#modules/members/server/oneroster/import-one-roster.ts'
import { readConfig } from '#platform/server/config.ts'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { createLog } from '#platform/server/log.ts'
import { openServices } from '#platform/server/services.ts'
import { bulkSet, CLASSES, deltaSet, ENROLMENTS, USERS } from './oneroster/make-set.ts'

const ROUNDS = 3
const GOAL = 3
const DELTA_GOAL = 0.15
const MB = 1_048_576
/** In the order in which they refer to each other. */
const TABLES = [
  'academic_sessions',
  'courses',
  'course_classes',
  'course_class_sessions',
  'affiliations',
  'oneroster_orgs',
  'oneroster_users',
  'guardianships',
  'enrolments',
]

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const seconds = (ms: number) => (ms / 1000).toFixed(2)
const dir = await mkdtemp(join(tmpdir(), 'overpass-bench-'))
// Under root the database runs as another account, which has to pass through.
await chmod(dir, 0o711)
const database = await startEmbedded({ dataDir: dir })
const urlOf = (name: string) => {
  const url = new URL(database.url)
  url.pathname = `/${name}`
  return url.href
}

async function connected<T>(name: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf(name) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
const server = (statement: string) => connected('postgres', client => client.query(statement))

async function freshDatabase(name: string): Promise<string> {
  await server(`create database ${name} template bench_template`)
  await server('checkpoint')
  return urlOf(name)
}

/** From the zip to the written rows; milliseconds. Fails unless exactly what was meant has been written. */
async function importInto(url: string, path: string, expected: Record<string, number[]>): Promise<number> {
  const config = readConfig('test', {
    ...{ OVERPASS_SECRET: 'a secret of the benchmark, thirty-two characters or more' },
    ...{ OVERPASS_DATA: join(dir, 'data'), LOG_LEVEL: 'silent', DATABASE_URL: url },
  })
  const services = await openServices(config, url, (_, key) => key, createLog('silent'))
  try {
    const begun = performance.now()
    const done = await importOneRoster(services, { organisationCode: 'BENCH', path, confirm: true })
    const ms = performance.now() - begun
    if (done.state !== 'done') throw new Error(`the import is ${JSON.stringify(done)}`)
    for (const [file, [added, changed, ended]] of Object.entries(expected)) {
      const found = done.counts?.find(count => count.file === file)
      if (found?.added !== added || found?.changed !== changed || found?.ended !== ended)
        throw new Error(`not what was meant: ${JSON.stringify(done.counts)}`)
    }
    return ms
  } finally {
    await services.close()
  }
}

async function rowsOf(name: string): Promise<Map<string, Buffer>> {
  const rows = new Map<string, Buffer>()
  await connected(name, async client => {
    for (const table of TABLES)
      rows.set(table, await buffer(client.query(copyTo(`copy members.${table} to stdout`))))
  })
  return rows
}

async function copyInto(name: string, rows: Map<string, Buffer>): Promise<number> {
  await freshDatabase(name)
  return connected(name, async client => {
    const begun = performance.now()
    await client.query('begin')
    for (const [table, bytes] of rows)
      await pipeline(Readable.from(parts(bytes)), client.query(copyFrom(`copy members.${table} from stdin`)))
    await client.query('commit')
    return performance.now() - begun
  })
}

function* parts(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

try {
  await server('create database bench_template')
  await prepareDatabase(urlOf('bench_template'), () => {})
  await connected('bench_template', client =>
    client.query(`insert into members.organisations (kind, code, name_zh, sort_key, grams)
      values ('secondary_school', 'BENCH', '示例学校', 'shi', '{}')`),
  )
  const [bulk, delta] = [join(dir, 'bulk.zip'), join(dir, 'delta.zip')]
  await bulkSet(bulk)
  await deltaSet(delta)
  console.log(
    `${USERS} users, ${CLASSES} classes, ${ENROLMENTS} enrolments, zip of ${((await stat(bulk)).size / MB).toFixed(1)} MB, ` +
      `${ROUNDS} rounds on fresh databases`,
  )
  const whole: number[] = []
  const changes: number[] = []
  const floors: number[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const url = await freshDatabase(`ours_${round}`)
    whole.push(
      await importInto(url, bulk, {
        users: [USERS, 0, 0],
        classes: [CLASSES, 0, 0],
        enrollments: [ENROLMENTS, 0, 0],
      }),
    )
    const rows = await rowsOf(`ours_${round}`)
    changes.push(
      await importInto(url, delta, {
        users: [334, 333, 333],
        classes: [0, 40, 0],
        enrollments: [0, 2500, 2500],
      }),
    )
    await server(`drop database ours_${round}`)
    floors.push(await copyInto(`copy_${round}`, rows))
    await server(`drop database copy_${round}`)
    console.log(
      `round ${round}: import ${seconds(whole.at(-1) ?? 0)} s, COPY ${seconds(floors.at(-1) ?? 0)} s, ` +
        `delta ${seconds(changes.at(-1) ?? 0)} s`,
    )
  }
  const ratio = median(whole) / median(floors)
  const share = median(changes) / median(whole)
  console.log(`delta share=${share.toFixed(3)} goal=${DELTA_GOAL}`)
  console.log(`oneroster ratio=${ratio.toFixed(2)} goal=${GOAL}`)
  if (ratio > GOAL || share > DELTA_GOAL) process.exitCode = 1
} finally {
  await database.stop()
  await rm(dir, { recursive: true, force: true })
}
