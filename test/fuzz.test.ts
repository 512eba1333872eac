import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#app/contract.ts'
import { zh } from '#app/messages.zh.ts'
import { inAudience } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import type { Endpoint } from '#platform/contract/endpoint.ts'
import { startTestApp, type TestApp, type TestClient } from './app.ts'
import { type AnyExample, outcomeOf } from './call.ts'
import { BAD_CURSORS, HOSTILE, shapedLike, withOneReplaced } from './hostile.ts'
import { signInAs } from './sign-in.ts'
import { type Persona, type PreparedWorld, prepareWorld } from './world.ts'

/** Requests of each kind for one endpoint and role. */
const RUNS = 8
/** Of those who are refused at the door. */
const RUNS_OUTSIDE = 2
/** Is sent what is malformed below the schema as well. */
const GENEROUS = 'school_admin of a'
const ROLES = [GENEROUS, 'secretariat of a', 'student of a', 'nobody']

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
  await watchWrites()
})
afterAll(() => app.close())

/** Every table tells its writes, but for what attempts leave behind: sessions and failures counted, reads noted. */
async function watchWrites(): Promise<void> {
  await app.services.ownerPool.query(`
    create table public.writes_seen (id bigint generated always as identity primary key);
    create function public.see_write() returns trigger language plpgsql security definer as
      $$ begin insert into public.writes_seen default values; return null; end $$;
    do $$ declare watched record; begin
      for watched in select table_schema, table_name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker')
          and (table_schema, table_name) not in (('auth', 'sessions'), ('auth', 'two_factors'), ('auth', 'verifications'),
            ('accounts', 'throttles'), ('accounts', 'api_keys'), ('audit', 'reads'), ('audit', 'seals'),
            ('public', 'writes_seen'))
      loop
        execute format('create trigger see_write after insert or update or delete on %I.%I for each row
          execute function public.see_write()', watched.table_schema, watched.table_name);
      end loop;
    end $$`)
}

/** How often a row of the application's tables was written or removed, by what was not taken back. */
async function writes(): Promise<number> {
  const { rows } = await app.services.ownerPool.query('select max(id) as at from public.writes_seen')
  return Number(rows[0].at)
}

type Attempt = { path: string; method: string; headers: Record<string, string>; body?: string | Blob }

/** What `writes` said last, while nothing has been let through since. */
let seen: number | undefined

/** Sends one request and says what is wrong with its answer, if anything is. */
async function attempt(client: TestClient, request: Attempt): Promise<string | undefined> {
  const reads = request.method === 'GET'
  if (!reads) seen ??= await writes()
  const outcome = await outcomeOf(await client.raw(request.path, request as RequestInit))
  const said = `${outcome.status} ${JSON.stringify(outcome.body).slice(0, 200)}`
  if (outcome.status >= 500) return said
  if (outcome.status < 400) {
    seen = undefined
    return undefined
  }
  const { error } = outcome.body as { error?: { requestId?: unknown } }
  if (!outcome.code || !(`error.${outcome.code}` in zh)) return `no words for it: ${said}`
  if (typeof error?.requestId !== 'string') return `no request id: ${said}`
  if (reads) return undefined
  const before = seen
  seen = await writes()
  return seen === before ? undefined : `the database has changed: ${said}`
}

const json = { 'x-overpass': '1', 'content-type': 'application/json' }

function requestOf(endpoint: Endpoint, example: AnyExample): Attempt {
  const { params, query, body, upload } = example
  const headers = { ...json, ...(upload ? { 'content-type': 'application/octet-stream' } : {}) }
  let path: string
  try {
    path = addressOf(endpoint, { params, query } as never)
  } catch {
    // Half a surrogate pair, or an object without a text, cannot stand in an address at all.
    const plain = JSON.parse(JSON.stringify(params ?? {}).replaceAll(/\\ud[89a-f]../gi, ''))
    const texts = Object.entries(plain).map(([name, value]) => [name, JSON.stringify(value)])
    path = addressOf(endpoint, { params: Object.fromEntries(texts) } as never)
  }
  const sent = upload
    ? new Blob([upload as BlobPart])
    : endpoint.body
      ? JSON.stringify(body ?? null)
      : undefined
  return { path, method: endpoint.method, headers, ...(sent === undefined ? {} : { body: sent }) }
}

/** Requests that are malformed below the schema: encodings, types, sizes, addresses. */
function malformed(endpoint: Endpoint, example: AnyExample): Attempt[] {
  const good = requestOf(endpoint, example)
  const attempts: Attempt[] = ['%', '%E0%A4%A', '%00', '%2e%2e%2f', '\u0001', 'x'.repeat(300)].map(text => ({
    ...good,
    path: endpoint.path.includes(':')
      ? endpoint.path.replace(/:\w+/, encodeURI(text).replaceAll('%25', '%'))
      : `${good.path}/${text}`,
  }))
  const mark = good.path.includes('?') ? '&' : '?'
  attempts.push({
    ...good,
    path: `${good.path}${mark}q=a&q=b&limit=1&limit=2&after=x&after=y&__proto__=1&constructor=1`,
  })
  attempts.push({ ...good, path: `${good.path}${mark}q=%00&limit=1e9&q[a]=1` })
  if (endpoint.query && 'after' in endpoint.query.shape)
    for (const after of BAD_CURSORS)
      attempts.push({
        ...good,
        path: addressOf(endpoint, { ...example, query: { ...example.query, after } } as never),
      })
  if (!endpoint.body) return attempts
  const bodies: (string | Blob)[] = [
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '1e999',
    `\ufeff${JSON.stringify(example.body ?? {})}`,
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{"a":1}}}',
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    JSON.stringify({ ...example.body, name: 'x'.repeat(1_000_000) }),
    JSON.stringify({ name: 'x'.repeat(1_200_000) }),
    new Blob([new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])]),
  ]
  for (const body of bodies) attempts.push({ ...good, body })
  for (const type of [
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'x',
  ])
    attempts.push({ ...good, headers: { ...json, 'content-type': type } })
  for (const key of ['x', '\u00e9'.repeat(10), 'k'.repeat(500)])
    attempts.push({ ...good, headers: { ...json, 'idempotency-key': encodeURIComponent(key) } })
  return attempts
}

/** The schema's own shape filled at random, and the valid example with one thing replaced. */
function generated(endpoint: Endpoint, example: AnyExample): fc.Arbitrary<AnyExample> {
  const part = (name: 'params' | 'query' | 'body') => {
    const schema = endpoint[name]
    const keep = fc.constant(example[name])
    if (!schema) return keep
    const wild = fc.oneof(shapedLike(schema), withOneReplaced(example[name] ?? {}))
    // Where ids stay valid, what is behind them is reached.
    return name === 'params' ? fc.oneof({ weight: 4, arbitrary: keep }, { weight: 1, arbitrary: wild }) : wild
  }
  return fc.record({ params: part('params'), query: part('query'), body: part('body') }).map(parts => ({
    ...example,
    ...parts,
    params: typeof parts.params === 'object' ? parts.params : example.params,
    query: typeof parts.query === 'object' ? parts.query : example.query,
  }))
}

const shortened = ({ path, method, body }: Attempt) =>
  `${method} ${path.slice(0, 200)} ${typeof body === 'string' ? body.slice(0, 300) : ''}`

/** Reading the same thing again tells nothing new. */
const unlike = (attempts: Attempt[]): Attempt[] =>
  attempts.filter(
    ({ method, path }, i) => method !== 'GET' || attempts.findIndex(one => one.path === path) === i,
  )

async function attack(
  endpoint: Endpoint,
  persona: Persona,
  { address, example, runs }: { address: string; example: AnyExample; runs: number },
): Promise<string[]> {
  const attempts = [
    ...(persona.label === GENEROUS ? malformed(endpoint, example) : []),
    ...unlike(fc.sample(generated(endpoint, example), { numRuns: runs }).map(e => requestOf(endpoint, e))),
  ]
  const client = persona.viewer ? await signInAs(app, persona.viewer, address) : app.client(address)
  // The example and the session have written rows of their own.
  seen = undefined
  const problems: string[] = []
  for (const request of attempts) {
    const problem = await attempt(client, request)
    if (problem) problems.push(`${endpoint.id} as ${persona.label}: ${shortened(request)} -> ${problem}`)
  }
  return problems
}

/** Whoever is refused at the door is refused before anything they send is read: they share one example. */
async function attackAll(endpoint: Endpoint, i: number): Promise<string[]> {
  const problems: string[] = []
  let shared: AnyExample | undefined
  for (const [j, label] of ROLES.entries()) {
    const persona = prepared.as(label)
    const address = `10.${j}.${i}.1`
    if (inAudience(endpoint.permission, persona.viewer)) {
      const example: AnyExample = await endpoint.example(prepared.worldFor(persona))
      const runs = label === GENEROUS ? RUNS * 3 : RUNS
      problems.push(...(await attack(endpoint, persona, { address, example, runs })))
    } else {
      shared ??= (await endpoint.example(prepared.world)) as AnyExample
      problems.push(...(await attack(endpoint, persona, { address, example: shared, runs: RUNS_OUTSIDE })))
    }
  }
  return problems
}

test('nothing sent to any endpoint breaks it, and what is refused has changed nothing', {
  timeout: endpoints.length * 1_000,
}, async () => {
  const problems: string[] = []
  for (const [i, endpoint] of endpoints.entries()) problems.push(...(await attackAll(endpoint, i)))
  expect(problems).toEqual([])
})

test('every field of every example survives each hostile value', {
  timeout: 60_000,
}, async () => {
  const problems: string[] = []
  const persona = prepared.as('school_admin of a')
  for (const [i, endpoint] of endpoints.entries()) {
    if (!endpoint.body || endpoint.limit) continue
    const client = await signInAs(
      app,
      { personId: persona.account.personId, affiliationId: persona.account.affiliationId },
      `10.9.${i}.1`,
    )
    const example: AnyExample = await endpoint.example(prepared.worldFor(persona))
    for (const field of Object.keys(example.body ?? {}))
      for (const value of HOSTILE) {
        const request = requestOf(endpoint, { ...example, body: { ...example.body, [field]: value } })
        const { status, body } = await outcomeOf(await client.raw(request.path, request as RequestInit))
        if (status >= 500)
          problems.push(
            `${endpoint.id} ${field}=${JSON.stringify(value)?.slice(0, 60)} -> ${status} ${JSON.stringify(body)}`,
          )
      }
  }
  expect(problems).toEqual([])
})
