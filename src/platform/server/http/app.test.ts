import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'

let running: TestApp
beforeAll(async () => {
  running = await startTestApp()
})
afterAll(() => running.close())

test('answers the probes and hides the metrics from other machines', async () => {
  expect((await running.app.inject('/healthz')).json()).toEqual({ ok: true })
  expect((await running.app.inject('/readyz')).json()).toEqual({ ok: true })
  expect((await running.app.inject({ url: '/metrics', remoteAddress: '192.0.2.1' })).statusCode).toBe(404)
  expect((await running.app.inject('/metrics')).body).toContain('overpass_http_requests_total')
})

test('an unknown address answers a typed error with the security headers', async () => {
  const answer = await running.app.inject('/api/nowhere')
  expect(answer.statusCode).toBe(404)
  expect(answer.json().error.code).toBe('missing')
  expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'.*nonce-/)
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
})

test('refuses a change that another origin sends', async () => {
  const forged = await running.app.inject({
    method: 'POST',
    url: '/api/nowhere',
    headers: { 'x-overpass': '1', 'sec-fetch-site': 'cross-site' },
  })
  expect(forged.json().error.code).toBe('forged')
})

test('describes itself as OpenAPI 3.1', async () => {
  const description = (await running.app.inject('/api/openapi.json')).json()
  expect(description.openapi).toBe('3.1.0')
  const docs = await running.app.inject('/api/docs')
  expect([200, 301, 302]).toContain(docs.statusCode)
})
