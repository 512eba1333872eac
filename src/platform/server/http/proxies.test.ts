import { afterEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

/** Whether the process takes somebody for its own machine: only that reads `/metrics` without a token. */
async function isTakenForOwn(address: string, forwarded?: string): Promise<boolean> {
  const headers: Record<string, string> = forwarded ? { 'x-forwarded-for': forwarded } : {}
  return (await app?.client(address).raw('/metrics', { headers }))?.status === 200
}

test('nobody in the same network claims another address', async () => {
  app = await startTestApp()
  expect(await isTakenForOwn('127.0.0.1')).toBe(true)
  expect(await isTakenForOwn('10.1.2.3', '127.0.0.1')).toBe(false)
  // As a proxy on this machine passes it on, with what the client sent itself in front.
  expect(await isTakenForOwn('127.0.0.1', '127.0.0.1, 10.1.2.3')).toBe(false)
})

test('a proxy that is named tells who asks', async () => {
  app = await startTestApp({ env: { TRUSTED_PROXIES: '10.9.9.9' } })
  expect(await isTakenForOwn('10.9.9.9', '127.0.0.1')).toBe(true)
  expect(await isTakenForOwn('10.9.9.8', '127.0.0.1')).toBe(false)
})
