import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { answerErrors } from './errors.ts'
import { refuseForeignHosts } from './hosts.ts'

async function statusUnder(host: string, settings: { HOST: string; PUBLIC_URL?: string }): Promise<number> {
  const app = Fastify()
  answerErrors(app)
  refuseForeignHosts(app, settings)
  app.get('/', () => 'in')
  return (await app.inject({ url: '/', headers: { host } })).statusCode
}

test('the demo answers under names of this machine alone', async () => {
  const settings = { HOST: '127.0.0.1', PUBLIC_URL: 'https://demo.example.org' }
  for (const host of [
    ...[
      'localhost',
      'localhost:4000',
      'LOCALHOST:4000',
      'localhost.',
      '127.0.0.1:4000',
      '127.1.2.3',
      '[::1]:4000',
    ],
    ...['demo.example.org', 'demo.example.org:443', 'a.localhost:4000'],
  ])
    expect(await statusUnder(host, settings), host).toBe(200)
  for (const host of [
    ...['evil.example', 'evil.example:4000', '127.0.0.1.evil.example', 'localhost.evil.example', 'x y'],
    ...['192.168.1.5:4000', '0.0.0.0:4000', '127.0.0.1@evil.example', 'notlocalhost'],
  ])
    expect(await statusUnder(host, settings), host).toBe(403)
  expect(await statusUnder('[::1]:4000', { HOST: '::1' })).toBe(200)
})
