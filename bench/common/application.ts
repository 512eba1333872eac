import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { buildApp } from '#app/platform.ts'
import { loadDemo } from '#demo/load.ts'
import { signInAsPersona } from '#modules/accounts/contract.ts'
import { readConfig } from '#platform/server/config.ts'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { createLog } from '#platform/server/log.ts'
import { type OpenServices, openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'

const SECRET = 'a secret of the benchmark, thirty-two characters or more'

type Application = {
  services: OpenServices
  app: FastifyInstance
  /** Settings with which another process serves the same. */
  env: { DATABASE_URL: string; OVERPASS_DATA: string; OVERPASS_SECRET: string }
}

/** The demo group and the whole application on a database that is thrown away after `work`. */
export async function withApplication(work: (application: Application) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'overpass-bench-'))
  // Under root the database runs as another account, which has to pass through.
  await chmod(dir, 0o711)
  const database = await startEmbedded({ dataDir: dir })
  try {
    await prepareDatabase(database.url, () => {})
    const env = { DATABASE_URL: database.url, OVERPASS_DATA: dir, OVERPASS_SECRET: SECRET }
    const config = readConfig('demo', { ...env, LOG_LEVEL: 'error' })
    const services = await openServices(
      config,
      database.url,
      await createText({ zh, en }),
      createLog('error'),
    )
    const app = await buildApp(services, { requestsAMinute: 1_000_000_000 })
    try {
      await loadDemo(services.ownerPool)
      await work({ services, app, env })
    } finally {
      await app.close()
      await services.close()
    }
  } finally {
    await database.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

export type Answer = { status: number; body: Record<string, unknown> }
export type Ask = (method: 'GET' | 'POST', path: string, body?: object) => Promise<Answer>

/** Asks as somebody of the cast, from many addresses: an endpoint takes so many a minute from each. */
export async function askAs(app: FastifyInstance, affiliationId: string): Promise<Ask> {
  const headers = { 'x-overpass': '1', 'content-type': 'application/json' }
  const signedIn = await app.inject({
    ...{ method: 'POST', url: signInAsPersona.path, headers },
    payload: JSON.stringify({ affiliationId }),
  })
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  let asked = 0
  return async (method, path, body) => {
    const remoteAddress = `10.${++asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`
    const answer = await app.inject({
      ...{ method, url: path, remoteAddress, headers: { ...headers, cookie } },
      ...(body ? { payload: JSON.stringify(body) } : {}),
    })
    return { status: answer.statusCode, body: JSON.parse(answer.payload || '{}') as Record<string, unknown> }
  }
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
export const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN
export const ms = (value: number): string => `${value.toFixed(1)} ms`
