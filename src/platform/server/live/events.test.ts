import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'

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
    'update members.affiliations set ends_on = current_date where id = $1',
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
