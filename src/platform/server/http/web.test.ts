import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerErrors } from './errors.ts'
import { secure } from './security.ts'
import { addWeb, readWebBundle } from './web.ts'

let dir: string
let app: FastifyInstance

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'overpass-web-'))
  await mkdir(join(dir, 'assets'))
  await mkdir(join(dir, '.vite'))
  await writeFile(
    join(dir, 'index.html'),
    '<html lang="zh-CN"><head><title>立交桥</title><script nonce="__NONCE__"></script></head></html>',
  )
  await writeFile(join(dir, 'robots.txt'), 'User-agent: *')
  await writeFile(join(dir, '.vite', 'manifest.json'), '{"src/app/messages.en.ts":{"file":"assets/en-1.js"}}')
  await writeFile(join(dir, 'assets', 'a-1.js'), 'export {}')
  await writeFile(join(dir, 'assets', 'a-1.js.br'), 'compressed')
  app = Fastify()
  answerErrors(app)
  await secure(app, { https: false, origin: null })
  await addWeb(app, await readWebBundle(dir))
})
afterAll(async () => {
  await app.close()
  await rm(dir, { recursive: true, force: true })
})

const get = (url: string, headers = {}) => app.inject({ url, headers })

test('every address outside /api is the page, with the nonce that its policy names, another each time', async () => {
  const nonces = new Set<string>()
  for (const url of ['/', '/people/1?q=x', '/apis']) {
    const { body, headers, statusCode } = await get(url)
    const nonce = /nonce="([^"]{22,})"/.exec(body)?.[1] ?? ''
    expect(statusCode).toBe(200)
    expect(headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}'`)
    expect(headers['cache-control']).toBe('no-store')
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(3)
})

test('whoever comes without a session is led to the public site, where there is one', async () => {
  const own = Fastify()
  let open = true
  await addWeb(own, await readWebBundle(dir), {
    publicSite: async request => (open && !request.headers.cookie ? '/site' : null),
  })
  const { headers, statusCode } = await own.inject('/')
  expect([statusCode, headers.location, headers['cache-control']]).toEqual([302, '/site', 'no-store'])
  expect((await own.inject({ url: '/', headers: { cookie: 'a=b' } })).statusCode).toBe(200)
  expect((await own.inject('/people')).statusCode).toBe(200)
  open = false
  expect((await own.inject('/')).statusCode).toBe(200)
  await own.close()
})

test('the page is in the language of the reader, whose words load beside the script', async () => {
  expect((await get('/')).body).toContain('lang="zh-CN"')
  const { body } = await get('/', { cookie: 'language=en' })
  expect(body).toContain('lang="en"')
  expect(body).toContain('<title>Overpass</title>')
  expect(body).toContain('href="/assets/en-1.js"')
})

test('an unknown address below /api or /assets is a 404 in JSON, never the page', async () => {
  for (const url of ['/api/nothing', '/api', '/assets/gone-2.js']) {
    const { statusCode, headers } = await get(url)
    expect(statusCode).toBe(404)
    expect(headers['content-type']).toContain('application/json')
  }
  expect((await get('/assets/..%2findex.html')).statusCode).toBe(400)
})

test('assets are kept for ever and sent as they were compressed', async () => {
  const { headers, body } = await get('/assets/a-1.js', { 'accept-encoding': 'br' })
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(headers['content-encoding']).toBe('br')
  expect(body).toBe('compressed')
  expect((await get('/assets/a-1.js')).body).toBe('export {}')
})
