import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#app/contract.ts'
import { inAudience } from '#platform/contract/access.ts'
import type { Endpoint } from '#platform/contract/endpoint.ts'
import { startTestApp, type TestApp } from './app.ts'
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

type Walked = { status: number; problems: string[] }

/** Calls one endpoint as one persona; gives the answer, and what in it contradicts the policy. */
async function walk(endpoint: Endpoint, persona: Persona, address: string): Promise<Walked> {
  const where = `${endpoint.id} as ${persona.label}`
  // A session for this call alone: some endpoints end sessions or switch them.
  const fresh = () =>
    persona.viewer
      ? signInAs(app, { ...persona.viewer, affiliationId: persona.viewer.affiliationId }, address)
      : Promise.resolve(app.client(address))
  const example: AnyExample = await endpoint.example(prepared.worldFor(persona))
  const expected = expectedStatus(endpoint, persona, example)
  const outcome = await callExample(await fresh(), endpoint, example)
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

test('every endpoint answers every role as its permission says', { timeout: 120_000 }, async () => {
  const problems: string[] = []
  const matrix: string[] = []
  for (const endpoint of endpoints) {
    const answered = new Map<number, string[]>()
    for (const [i, persona] of prepared.personas.entries()) {
      const walked = await walk(endpoint, persona, `10.1.0.${i + 1}`)
      problems.push(...walked.problems)
      answered.set(walked.status, [...(answered.get(walked.status) ?? []), persona.label])
    }
    matrix.push(endpoint.id, ...lines(answered))
  }
  expect(problems).toEqual([])
  // The policy is loosened for the server and for this test alike, so who may is also written down apart.
  await expect(`${matrix.join('\n')}\n`).toMatchFileSnapshot('access-matrix.txt')
})

/** "200 a, b" line by line; the largest share of the refused is left to be inferred. */
function lines(answered: Map<number, string[]>): string[] {
  const known = answered.get(200) ?? []
  const hidden = answered.get(404) ?? []
  return [
    `  may: ${known.length === prepared.personas.length ? 'everyone' : known.join(', ') || 'nobody'}`,
    ...(hidden.length ? [`  sees nothing there: ${hidden.join(', ')}`] : []),
  ]
}

test('ids and addresses of endpoints are their own', () => {
  const ids = endpoints.map(endpoint => endpoint.id)
  const addresses = endpoints.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(addresses).size).toBe(addresses.length)
})
