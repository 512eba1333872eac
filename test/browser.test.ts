import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'

let browser: Browser
let server: Server
let address: string

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<title>立交桥</title><p>Overpass 立交桥</p>')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  address = `http://127.0.0.1:${bound && typeof bound === 'object' ? bound.port : 0}`
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

test('pages open side by side, each in its own context', async () => {
  const titles = await Promise.all(
    [1, 2, 3].map(async () => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.goto(address)
      const title = await page.title()
      await context.close()
      return title
    }),
  )
  expect(titles).toEqual(['立交桥', '立交桥', '立交桥'])
})
