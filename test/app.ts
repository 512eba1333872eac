import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { buildApp } from '#app/platform.ts'
import { type Call, createClient } from '#platform/contract/client.ts'
import { readConfig } from '#platform/server/config.ts'
import { createLog } from '#platform/server/log.ts'
import { type OpenServices, openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export type TestApp = {
  app: FastifyInstance
  services: OpenServices
  database: TestDatabase
  /** Where it listens, when `listen` was asked for. */
  address: string
  /** A client with a cookie jar of its own: nobody until it signs in. Limits are counted by its address. */
  client(address?: string): TestClient
  close(): Promise<void>
}

export type TestClient = Call & {
  cookies: Map<string, string>
  raw(path: string, init?: RequestInit): Promise<Response>
}

type Options = {
  env?: Record<string, string>
  listen?: boolean
  database?: TestDatabase
  requestsAMinute?: number
}

/** The whole application on a database of its own. Once per test file; `close` in `afterAll`. */
export async function startTestApp(options: Options = {}): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase())
  const dataDir = await mkdtemp(join(tmpdir(), 'overpass-data-'))
  const config = readConfig('test', {
    OVERPASS_SECRET: 'a secret of the tests, thirty-two characters or more',
    OVERPASS_DATA: dataDir,
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
    ...options.env,
  })
  const services = await openServices(
    config,
    database.url,
    await createText({ zh, en }),
    createLog(config.LOG_LEVEL),
  )
  const app = await buildApp(services, { requestsAMinute: options.requestsAMinute ?? 1_000_000 })
  await app.ready()
  const address = options.listen ? await app.listen({ port: 0, host: '127.0.0.1' }) : ''
  return {
    app,
    services,
    database,
    address,
    client: from => clientOf(app, from),
    async close() {
      await app.close()
      await services.close()
      if (!options.database) await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function clientOf(app: FastifyInstance, remoteAddress = '127.0.0.1'): TestClient {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (cookies.size)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const payload =
      init.body instanceof Blob
        ? Buffer.from(await init.body.arrayBuffer())
        : (init.body as string | undefined)
    const answer = await app.inject({
      method: (init.method ?? 'GET') as 'GET',
      url: path,
      headers: Object.fromEntries(headers),
      payload,
      remoteAddress,
    })
    for (const cookie of answer.cookies)
      if (cookie.maxAge === 0 || cookie.value === '') cookies.delete(cookie.name)
      else cookies.set(cookie.name, cookie.value)
    const body = [204, 304].includes(answer.statusCode) ? null : answer.rawPayload
    return new Response(body as BodyInit | null, {
      status: answer.statusCode,
      headers: answer.headers as HeadersInit,
    })
  }
  return Object.assign(createClient(send), { cookies, raw: send })
}
