import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#platform/contract/access.ts'
import type { SessionReader } from '#platform/server/http/pipeline.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import { addLiveEvents } from './events.ts'

let app: TestApp
let world: PreparedWorld

beforeAll(async () => {
  app = await startTestApp({ listen: true })
  world = await prepareWorld(app)
})
afterAll(() => app.close())

/** All a persona's page hears until its stream ends, or for as long as it takes to hear `last`. */
async function open(label: string): Promise<(last: string) => Promise<string>> {
  const cookie = [...world.as(label).client.cookies].map(pair => pair.join('=')).join('; ')
  const signal = AbortSignal.timeout(10_000)
  const { body } = await fetch(`${app.address}/api/events`, { headers: { cookie }, signal })
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  return async last => {
    let heard = ''
    while (!heard.includes(last)) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: '' }
      if (done) return heard
      heard += value
    }
    await reader?.cancel()
    return heard
  }
}

const tell = (topic: string, organisationId: string) =>
  app.services.systemPool.query('select pg_notify($1, $2)', [
    'overpass',
    JSON.stringify({ topic, data: { organisationId } }),
  ])

test('whoever no longer belongs to an organisation hears nothing more of it', async () => {
  const heard = await open('mentor of c')
  await tell('test.before', world.ids.c)
  const { affiliationId } = world.as('mentor of c').account
  await app.services.systemPool.query(
    'update members.affiliations set ends_on = platform.today() where id = $1',
    [affiliationId],
  )
  await tell('test.after', world.ids.c)
  const all = await heard('test.after')
  expect(all).toContain('test.before')
  expect(all).not.toContain('test.after')
})

test('an organisation’s events reach those who act for it, and nobody else', async () => {
  const [own, foreign] = await Promise.all([open('teacher of b'), open('teacher of x')])
  await tell('test.ours', world.ids.b)
  await tell('test.theirs', world.ids.x)
  expect(await own('test.ours')).toContain('test.ours')
  expect(await foreign('test.theirs')).not.toContain('test.ours')
})

test('a stream ends within a heartbeat of a day that nobody announces', async () => {
  const own = Fastify()
  const { viewer } = world.as('mentor of c')
  const first = { sessionId: 's', viewer: viewer as Viewer }
  let now: Awaited<ReturnType<SessionReader>> = first
  const looks: unknown[] = []
  addLiveEvents(
    own,
    app.services.live,
    async (_, options) => {
      looks.push(options)
      return now
    },
    30,
  )
  const address = await own.listen({ port: 0, host: '127.0.0.1' })
  try {
    for (const later of [
      null,
      { ...first, viewer: { ...first.viewer, affiliationId: null, role: 'person' as const } },
    ]) {
      const { body } = await fetch(`${address}/api/events`, { signal: AbortSignal.timeout(10_000) })
      const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
      let heard = ''
      while (!heard.includes('still here')) heard += (await reader?.read())?.value ?? ''
      now = later
      while (!(await reader?.read())?.done);
      now = first
    }
  } finally {
    await own.close()
  }
  // Waiting for news is no use of a session.
  expect(looks).toContainEqual({ seen: false })
})
