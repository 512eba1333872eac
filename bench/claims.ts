// npm run bench -- claims: 200 claims at once on one capped account (CLAIMS) never overspend it; how many decisions a
// second the whole application takes, one by one with eight at once and for whole classes; and the books agree after it.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { buildApp } from '#app/platform.ts'
import { loadDemo } from '#demo/load.ts'
import { readConfig } from '#platform/server/config.ts'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { createLog } from '#platform/server/log.ts'
import { type OpenServices, openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'
import { capped, castOf, type Person, waiting } from './claims/fill.ts'

const CLAIMS = Number(process.env.CLAIMS ?? 200)
const DECISIONS = Number(process.env.DECISIONS ?? 3000)
const CAP = 20
const AT_ONCE = 8
const A_CLASS = 50
const GOAL = 300

type Send = (path: string, body: object) => Promise<{ status: number; body: Record<string, unknown> }>

async function signIn(app: FastifyInstance, { affiliationId }: Person): Promise<Send> {
  const headers = { 'x-overpass': '1', 'content-type': 'application/json' }
  const signedIn = await app.inject({
    ...{ method: 'POST', url: '/api/accounts/personas/sign-in', headers },
    payload: JSON.stringify({ affiliationId }),
  })
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  let sent = 0
  return async (path, body) => {
    // From many addresses: an endpoint takes so many a minute from each.
    const remoteAddress = `10.${++sent >> 16}.${(sent >> 8) & 255}.${sent & 255}`
    const answer = await app.inject({
      remoteAddress,
      ...{ method: 'POST', url: path, headers: { ...headers, cookie } },
      payload: JSON.stringify(body),
    })
    return { status: answer.statusCode, body: JSON.parse(answer.payload || '{}') as Record<string, unknown> }
  }
}

/** All at once; what was given is never more than the cap. */
async function overspend(services: OpenServices, app: FastifyInstance): Promise<number> {
  const learner = await castOf(services, 'student')
  const { clauseId, outcomeIds } = await capped(services, learner, CAP, CLAIMS)
  const send = await signIn(app, learner)
  const began = performance.now()
  const answers = await Promise.all(
    outcomeIds.map(id => send('/api/claims', { clauseId, outcomeIds: [id], note: null })),
  )
  const took = performance.now() - began
  const given = answers.reduce(
    (sum, { status, body }) => sum + (status === 200 ? Number(body.credits) : 0),
    0,
  )
  const refused = answers.filter(({ status }) => status === 409).length
  const other = answers.filter(({ status }) => status !== 200 && status !== 409)
  console.log(
    `${CLAIMS} claims at once in ${(took / 1000).toFixed(1)} s: ${answers.length - refused - other.length} went through, ` +
      `${refused} were refused, ${given} credits of a cap of ${CAP}`,
  )
  if (other.length) throw new Error(`${other.length} were answered otherwise: ${JSON.stringify(other[0])}`)
  return given
}

const DECISION = { opinion: 'approve', reasonCode: 'as_the_rule', reason: '符合规则。' }

async function rate(count: number, work: (n: number) => Promise<void>): Promise<number> {
  let next = 0
  const began = performance.now()
  const worker = async () => {
    for (let n = next++; n < count; n = next++) await work(n)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return (count / (performance.now() - began)) * 1000
}

async function decisions(services: OpenServices, app: FastifyInstance) {
  const school = await castOf(services, 'school_admin')
  const send = await signIn(app, school)
  const must = async (path: string, body: object) => {
    const answer = await send(path, body)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer))
  }
  const single = await waiting(services, school, DECISIONS)
  const one = await rate(single.length, n =>
    must(`/api/claims/${single[n]}/decide`, { ...DECISION, lines: [], version: 1 }),
  )
  const many = await waiting(services, school, DECISIONS)
  const classes = Array.from({ length: Math.ceil(many.length / A_CLASS) }, (_, i) =>
    many.slice(i * A_CLASS, (i + 1) * A_CLASS),
  )
  const inClasses = await rate(classes.length, n =>
    must('/api/claims/decide', { ...DECISION, claims: (classes[n] ?? []).map(id => ({ id, version: 1 })) }),
  )
  return { one, many: inClasses * A_CLASS }
}

/** Balances are what the postings sum up to, and what one side of the books gives the other has. */
async function wrong({ ownerPool }: OpenServices): Promise<number> {
  const { rows } = await ownerPool.query<{ count: number }>(
    `select count(*)::int as count from (
      select person_id from overpass.accounts group by person_id having sum(balance) <> 0
      union all select a.person_id from overpass.accounts a where a.balance < a.least or a.balance <> coalesce((
        select sum(case when p.to_account = a.account then p.amount else -p.amount end) from overpass.postings p
        where p.person_id = a.person_id and p.programme_id is not distinct from a.programme_id
          and a.account in (p.from_account, p.to_account)), 0)) wrong`,
  )
  return rows[0]?.count ?? -1
}

const dir = await mkdtemp(join(tmpdir(), 'overpass-bench-'))
// Under root the database runs as another account, which has to pass through.
await chmod(dir, 0o711)
const database = await startEmbedded({ dataDir: dir })
try {
  await prepareDatabase(database.url, () => {})
  const config = readConfig('demo', { OVERPASS_DATA: dir, LOG_LEVEL: 'error' })
  const services = await openServices(config, database.url, await createText({ zh, en }), createLog('error'))
  const app = await buildApp(services, { requestsAMinute: 1_000_000_000 })
  try {
    await loadDemo(services.ownerPool)
    const given = await overspend(services, app)
    const { one, many } = await decisions(services, app)
    const off = await wrong(services)
    console.log(`claims given=${given} cap=${CAP} books wrong=${off}`)
    console.log(`claims decided one by one=${one.toFixed(0)}/s in classes=${many.toFixed(0)}/s goal>=${GOAL}`)
    process.exitCode = given <= CAP && off === 0 && many >= GOAL ? 0 : 1
  } finally {
    await app.close()
    await services.close()
  }
} finally {
  await database.stop()
  await rm(dir, { recursive: true, force: true })
}
