// npm run bench -- record: a page of a learner's record among five million outcomes (OUTCOMES), through the whole stack
// and as bare SQL; and appending with chain and audit against a bare INSERT, at eight connections.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { buildApp } from '#app/platform.ts'
import { loadDemo } from '#demo/load.ts'
import { ENTRIES_PAGE, LAST } from '#modules/records/server/queries/entries.ts'
import { readConfig } from '#platform/server/config.ts'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { createLog } from '#platform/server/log.ts'
import { type OpenServices, openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'
import { measureAppend } from './record/append.ts'
import { Asker } from './record/asker.ts'
import { fill, type Reader } from './record/fill.ts'

const OUTCOMES = Number(process.env.OUTCOMES ?? 5_000_000)
const ROUNDS = 5
const A_ROUND = 300
const WARM_UP = 400
const PAGE_GOAL = 3
const APPEND_GOAL = 0.3
const ROWS = 25

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const p95 = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN
const ms = (value: number) => `${value.toFixed(2)} ms`

/** How many outcomes there are, and how much their table and its indexes take. */
async function sizeOf(owner: pg.Pool): Promise<{ count: number; bytes: number }> {
  const { rows } = await owner.query<{ count: number; bytes: number }>(
    `select (select count(*)::int from records.outcomes) as count,
      pg_total_relation_size('records.outcomes')::float8 as bytes`,
  )
  return rows[0] as { count: number; bytes: number }
}

async function pageBare(client: pg.PoolClient, reader: Reader): Promise<number> {
  const began = performance.now()
  const values = [[reader.organisationId], [reader.affiliationId], ...LAST, ROWS + 1]
  const { rows } = await client.query({ ...ENTRIES_PAGE, values })
  if (rows.length !== ROWS + 1) throw new Error(`the statement gave ${rows.length} rows`)
  return performance.now() - began
}

async function measurePages(services: OpenServices, reader: Reader): Promise<number> {
  const app = await buildApp(services, { requestsAMinute: 1_000_000_000 })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const url = new URL(`${address}/api/learners/${reader.affiliationId}/record/entries?limit=${ROWS}`)
  const client = await services.ownerPool.connect()
  let asker: Asker | undefined
  try {
    const signIn = await app.inject({
      method: 'POST',
      url: '/api/accounts/personas/sign-in',
      headers: { 'x-overpass': '1' },
      payload: { affiliationId: reader.affiliationId },
    })
    asker = new Asker(url, signIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; '), ROWS)
    for (let i = 0; i < WARM_UP; i++) {
      await asker.list()
      await pageBare(client, reader)
    }
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const [stack, bare]: [number[], number[]] = [[], []]
      // In turn, so that whatever else the machine does weighs on both alike.
      for (let i = 0; i < A_ROUND; i++) {
        stack.push(await asker.list())
        bare.push(await pageBare(client, reader))
      }
      ratios.push(p95(stack) / p95(bare))
      console.log(
        `round ${round + 1}: whole stack p95 ${ms(p95(stack))} (median ${ms(median(stack))}), ` +
          `bare SQL p95 ${ms(p95(bare))} (median ${ms(median(bare))})`,
      )
    }
    return median(ratios)
  } finally {
    client.release()
    asker?.end()
    await app.close()
  }
}

const dir = await mkdtemp(join(tmpdir(), 'overpass-bench-'))
// Under root the database runs as another account, which has to pass through.
await chmod(dir, 0o711)
const database = await startEmbedded({ dataDir: dir })
try {
  await prepareDatabase(database.url, () => {})
  const config = readConfig('demo', { OVERPASS_DATA: dir, LOG_LEVEL: 'error' })
  const services = await openServices(config, database.url, await createText({ zh, en }), createLog('error'))
  try {
    await loadDemo(services.ownerPool)
    const began = performance.now()
    const reader = await fill(services.ownerPool, OUTCOMES)
    const { count, bytes } = await sizeOf(services.ownerPool)
    if (count < OUTCOMES) throw new Error(`${count} of ${OUTCOMES} outcomes are there`)
    const took = ((performance.now() - began) / 1000).toFixed(0)
    console.log(
      `${count} outcomes (${(bytes / 1e6).toFixed(0)} MB, filled in ${took} s); pages of ${ROWS}, one after another`,
    )
    const page = await measurePages(services, reader)
    const append = await measureAppend(services, reader)
    console.log(`record page ratio=${page.toFixed(2)} goal<=${PAGE_GOAL}`)
    console.log(`record append share=${append.toFixed(2)} goal>=${APPEND_GOAL}`)
    process.exitCode = page <= PAGE_GOAL && append >= APPEND_GOAL ? 0 : 1
  } finally {
    await services.close()
  }
} finally {
  await database.stop()
  await rm(dir, { recursive: true, force: true })
}
