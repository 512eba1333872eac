import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#app/contract.ts'
import { routes } from '#app/modules.ts'
import { inAudience } from '#platform/contract/access.ts'
import type { Endpoint } from '#platform/contract/endpoint.ts'
import { startTestApp, type TestApp, type TestClient } from './app.ts'
import { type AnyExample, callExample, type Outcome } from './call.ts'
import { signInAs } from './sign-in.ts'
import { type Persona, type PreparedWorld, prepareWorld } from './world.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

/** What the policy says of this call: 200 stands for every success. */
function expectedStatus(endpoint: Endpoint, persona: Persona, example: AnyExample): number {
  const { permission } = endpoint
  if (!inAudience(permission, persona.viewer)) return persona.viewer ? 403 : 401
  if (!permission.when) return 200
  const input = { params: example.params, query: example.query, body: example.body }
  const subject = example.subject ?? endpoint.subject?.(input as never)
  if (subject === undefined) throw new Error(`the example of ${endpoint.id} names no subject`)
  return persona.viewer && permission.when(persona.viewer, subject) ? 200 : 404
}

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g

/** The same call about something that does not exist. */
function aboutNothing(example: AnyExample): AnyExample {
  const replace = (value: unknown) =>
    value === undefined ? undefined : JSON.parse(JSON.stringify(value).replaceAll(UUID, () => randomUUID()))
  return { ...example, params: replace(example.params), body: replace(example.body) }
}

function withoutRequestId({ status, body }: Outcome): unknown {
  const { requestId: _, ...error } = (body as { error: Record<string, unknown> }).error
  return { status, error }
}

const said = ({ status, body }: Outcome) => `${status} ${JSON.stringify(body).slice(0, 300)}`

/** Sessions with which people are refused at the door: a refusal uses none up, what is done inside may. */
const atTheDoor = new Map<string, Promise<TestClient>>()

type Walked = { status: number; problems: string[] }

/**
 * Calls one endpoint as one persona; gives the answer, and what in it contradicts the policy. Whoever is refused at
 * the door is so whatever they ask for, so they share one call.
 */
async function walk(
  endpoint: Endpoint,
  persona: Persona,
  address: string,
  refused: () => Promise<AnyExample>,
): Promise<Walked> {
  const where = `${endpoint.id} as ${persona.label}`
  const fresh = async () =>
    persona.viewer ? await signInAs(app, persona.viewer, address) : app.client(address)
  const inside = inAudience(endpoint.permission, persona.viewer)
  const example = inside ? await endpoint.example(prepared.worldFor(persona)) : await refused()
  const expected = expectedStatus(endpoint, persona, example)
  // Inside, a session for this call alone: some endpoints end sessions or switch them.
  if (inside && endpoint.method !== 'GET') atTheDoor.delete(persona.label)
  const client = inside ? fresh() : (atTheDoor.get(persona.label) ?? fresh())
  if (!inside) atTheDoor.set(persona.label, client)
  const outcome = await callExample(await client, endpoint, example)
  if (expected === 200) {
    const fine = example.refusal
      ? outcome.code === example.refusal
      : outcome.status >= 200 && outcome.status < 300
    return { status: 200, problems: fine ? [] : [`${where}: may, but was answered ${said(outcome)}`] }
  }
  const { status } = outcome
  if (status !== expected)
    return { status, problems: [`${where}: expected ${expected}, was answered ${said(outcome)}`] }
  if (expected !== 404) return { status, problems: [] }
  const nothing = await callExample(await fresh(), endpoint, aboutNothing(example))
  const [denied, missing] = [withoutRequestId(outcome), withoutRequestId(nothing)].map(said =>
    JSON.stringify(said),
  )
  const alike = denied === missing
  return {
    status,
    problems: alike ? [] : [`${where}: a foreign id answers ${denied}, a missing one ${missing}`],
  }
}

/** Passwords are hashed in threads of their own, so that several who sign in keep all cores at work. */
const PERSONAS_AT_ONCE = 4

async function inParts<T, R>(all: T[], size: number, work: (item: T, i: number) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let i = 0; i < all.length; i += size)
    done.push(...(await Promise.all(all.slice(i, i + size).map((item, j) => work(item, i + j)))))
  return done
}

/** An example that cannot be made is told like any other problem, and does not hide those of other endpoints. */
const failed =
  ({ id }: Endpoint) =>
  (error: Error): Walked => ({ status: 0, problems: [`${id}: its example failed: ${error.message}`] })

test('every endpoint answers every role as its permission says', {
  timeout: endpoints.length * 900,
}, async () => {
  const problems: string[] = []
  const matrix: string[] = []
  for (const endpoint of endpoints) {
    const answered = new Map<number, string[]>()
    let shared: Promise<AnyExample> | undefined
    const refused = () => {
      shared ??= Promise.resolve(endpoint.example(prepared.world))
      return shared
    }
    const walked = await inParts(prepared.personas, PERSONAS_AT_ONCE, (persona, i) =>
      walk(endpoint, persona, `10.1.0.${i + 1}`, refused).catch(failed(endpoint)),
    )
    for (const [i, { status, problems: found }] of walked.entries()) {
      problems.push(...found)
      answered.set(status, [...(answered.get(status) ?? []), prepared.personas[i]?.label ?? ''])
    }
    matrix.push(endpoint.id, ...lines(answered))
  }
  expect([...new Set(problems)]).toEqual([])
  // The policy is loosened for the server and for this test alike, so who may is also written down apart.
  await expect(`${matrix.join('\n')}\n`).toMatchFileSnapshot('access-matrix.txt')
})

/** Who was let in and for whom the thing does not exist; everyone else was refused at the door. */
function lines(answered: Map<number, string[]>): string[] {
  const [inside, hidden] = [answered.get(200) ?? [], answered.get(404) ?? []]
  return [`  may: ${named(inside)}`, ...(hidden.length ? [`  sees nothing there: ${named(hidden)}`] : [])]
}

function named(labels: string[]): string {
  const people = prepared.personas.length - 1
  if (labels.length === people + 1) return 'everyone'
  if (labels.length === people && !labels.includes('nobody')) return 'everyone signed in'
  return labels.join(', ') || 'nobody'
}

test('ids and addresses of endpoints are their own, and each has its use case', () => {
  const ids = endpoints.map(endpoint => endpoint.id)
  expect(routes.map(({ endpoint }) => endpoint.id).sort()).toEqual(ids.toSorted())
  const addresses = endpoints.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(addresses).size).toBe(addresses.length)
})
