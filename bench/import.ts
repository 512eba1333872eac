// npm run bench -- import: a roster of 100,000 people from the upload of its bytes to the confirmed import, against
// a COPY of the same rows into the same table with the same constraints, each on a database of its own.
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import * as contract from '#modules/members/contract/import.ts'
import { createClient } from '#platform/contract/client.ts'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { makeRoster } from './import/roster.ts'

const PEOPLE = 100_000
const ROUNDS = 3
const GOAL = 3
const MEMORY_GOAL = 200
const MB = 1_048_576

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

type Measured = { ms: number; previewMs: number; growth: number; gap: number }

/** The whole flow through HTTP against a server process that has just started. */
async function importThrough(url: string, organisationId: string, roster: Buffer): Promise<Measured> {
  const viewer = {
    personId: randomUUID(),
    affiliationId: null,
    role: 'school_admin',
    organisationId,
    groupId: null,
  }
  const child = fork(join(import.meta.dirname, 'import/server-child.ts'), [JSON.stringify(viewer)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: url,
      OVERPASS_DATA: join(dir, 'data'),
      OVERPASS_SECRET: 'a secret of the benchmark, thirty-two characters or more',
    },
  })
  const [{ address }] = (await once(child, 'message')) as [{ address: string }]
  const call = createClient((path, init) => fetch(address + path, init))
  await call(contract.listImports, {})
  const { rss: before } = await ask(child, 'begin')
  const begun = performance.now()
  const one = await call(contract.uploadRoster, {
    query: { name: 'roster.csv' },
    upload: new Blob([new Uint8Array(roster)]),
  })
  const settled = async () => {
    for (;;) {
      const now = await call(contract.getImport, { params: { id: one.id } })
      if (now.state !== 'previewing' && now.state !== 'applying') return now
      await sleep(20)
    }
  }
  await call(contract.previewImport, { params: { id: one.id }, body: {} })
  const ready = await settled()
  const previewMs = performance.now() - begun
  if (ready.state !== 'ready' || ready.counts?.added !== PEOPLE)
    throw new Error(`the preview is ${JSON.stringify(ready)}`)
  await call(contract.confirmImport, { params: { id: one.id }, body: {} })
  const done = await settled()
  const ms = performance.now() - begun
  if (done.state !== 'done') throw new Error(`the import is ${JSON.stringify(done.error)}`)
  const { rss, gap } = await ask(child, 'measure')
  child.send('end')
  await once(child, 'exit')
  return { ms, previewMs, growth: (rss - before) / MB, gap }
}

async function ask(child: ChildProcess, message: string): Promise<{ rss: number; gap: number }> {
  child.send(message)
  const [answer] = (await once(child, 'message')) as [{ rss: number; gap: number }]
  return answer
}

/** The rows that the import made, as COPY writes them. */
async function rowsOf(name: string): Promise<{ classes: Buffer; people: Buffer }> {
  return connected(name, async client => ({
    classes: await buffer(client.query(copyTo('copy members.classes to stdout'))),
    people: await buffer(client.query(copyTo('copy members.affiliations to stdout'))),
  }))
}

async function copyInto(
  name: string,
  { classes, people }: { classes: Buffer; people: Buffer },
): Promise<number> {
  await freshDatabase(name)
  return connected(name, async client => {
    await pipeline(Readable.from([classes]), client.query(copyFrom('copy members.classes from stdin')))
    const begun = performance.now()
    await pipeline(
      Readable.from(parts(people)),
      client.query(copyFrom('copy members.affiliations from stdin')),
    )
    return performance.now() - begun
  })
}

function* parts(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

try {
  await server('create database bench_template')
  await prepareDatabase(urlOf('bench_template'), () => {})
  const organisationId = await connected('bench_template', async client => {
    const { rows } = await client.query<{ id: string }>(
      `insert into members.organisations (kind, code, name_zh, sort_key, grams)
       values ('secondary_school', 'BENCH', '示例学校', 'shi', '{}') returning id`,
    )
    return rows[0]?.id ?? ''
  })
  const roster = makeRoster(PEOPLE)
  console.log(
    `${PEOPLE} people, CSV of ${(roster.length / MB).toFixed(1)} MB, ${ROUNDS} rounds on fresh databases`,
  )
  const measured: Measured[] = []
  const floors: number[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const result = await importThrough(await freshDatabase(`import_${round}`), organisationId, roster)
    const rows = await rowsOf(`import_${round}`)
    await server(`drop database import_${round}`)
    const floor = await copyInto(`copy_${round}`, rows)
    await server(`drop database copy_${round}`)
    measured.push(result)
    floors.push(floor)
    console.log(
      `round ${round}: import ${seconds(result.ms)} s (preview ${seconds(result.previewMs)} s), COPY ${seconds(floor)} s, ` +
        `server memory +${Math.round(result.growth)} MB, longest wait of other requests ${result.gap} ms`,
    )
  }
  const ratio = median(measured.map(one => one.ms)) / median(floors)
  const growth = Math.max(...measured.map(one => one.growth))
  console.log(`server memory +${Math.round(growth)} MB at most, goal ${MEMORY_GOAL} MB`)
  console.log(`import ratio=${ratio.toFixed(2)} goal=${GOAL}`)
  if (ratio > GOAL || growth >= MEMORY_GOAL) process.exitCode = 1
} finally {
  await database.stop()
  await rm(dir, { recursive: true, force: true })
}
