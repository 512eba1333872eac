import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import {
  getImport,
  type ImportSettings,
  type OneImport,
  previewImport,
  uploadRoster,
} from '#modules/members/contract/import.ts'
import { importJobs } from '#modules/members/server/import/jobs.ts'
import { importRoutes } from '#modules/members/server/import/router.ts'
import type { Role, Viewer } from '#platform/contract/access.ts'
import type { Call } from '#platform/contract/client.ts'
import { createClient, RequestError } from '#platform/contract/client.ts'
import { createApp } from '#platform/server/http/app.ts'
import type { Route } from '#platform/server/http/route.ts'
import { type AnyJob, startWorker } from '#platform/server/jobs/worker.ts'
import type { OpenServices } from '#platform/server/services.ts'

export type ImportApp = {
  app: FastifyInstance
  /** A client that acts as a new person in an organisation. */
  as(organisationId: string, role: Role): Call
  close(): Promise<void>
}

const HEADER = 'x-test-viewer'

/** The import's endpoints and jobs, or others, behind the real pipeline, where a header says who asks. */
export async function startImportApp(
  services: OpenServices,
  url: string,
  options: { work?: boolean; routes?: readonly Route[]; jobs?: readonly AnyJob[] } = {},
): Promise<ImportApp> {
  const viewers = new Map<string, Viewer>()
  const readSession = async (request: FastifyRequest) => {
    const viewer = viewers.get(String(request.headers[HEADER]))
    return viewer ? { sessionId: viewer.personId, viewer } : null
  }
  const app = await createApp({
    services,
    routes: options.routes ?? importRoutes,
    readSession,
    requestsAMinute: 1_000_000,
  })
  await app.ready()
  const worker =
    options.work === false
      ? null
      : await startWorker(services, { url, ownerPool: services.ownerPool }, options.jobs ?? importJobs)
  return {
    app,
    as(organisationId, role) {
      const personId = randomUUID()
      // Limits are counted by address.
      const remoteAddress = `10.0.${viewers.size >> 8}.${viewers.size & 255}`
      viewers.set(personId, { personId, affiliationId: null, role, organisationId, groupId: null })
      return createClient(async (path, init) => {
        const body = init.body instanceof Blob ? Buffer.from(await init.body.arrayBuffer()) : init.body
        const headers = { ...(init.headers as Record<string, string>), [HEADER]: personId }
        const answer = await app.inject({
          method: (init.method ?? 'GET') as 'GET',
          url: path,
          headers,
          remoteAddress,
          payload: body as string | Buffer | undefined,
        })
        return new Response(answer.statusCode === 204 ? null : (answer.rawPayload as BodyInit), {
          status: answer.statusCode,
        })
      })
    },
    async close() {
      await worker?.stop()
      await app.close()
    },
  }
}

let made = 0

/** An organisation with nobody in it. */
export async function insertOrganisation(pool: pg.Pool, kind = 'secondary_school'): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into members.organisations (kind, code, name_zh, sort_key, grams)
     values ($1, $2, '示例单位', 'shi', '{}') returning id`,
    [kind, `IMP${++made}${process.pid}`],
  )
  return rows[0]?.id ?? ''
}

/** The import once nothing works on it any more. */
export async function settledImport(call: Call, id: string, seconds = 10): Promise<OneImport> {
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    const one = await call(getImport, { params: { id } })
    if (one.state !== 'previewing' && one.state !== 'applying') return one
    await sleep(25)
  }
  throw new Error('the import did not settle')
}

/** Uploads a file and has its preview made, with the proposed settings but for `settings`. */
export async function previewOf(
  call: Call,
  upload: Blob,
  settings: Partial<ImportSettings> = {},
  seconds?: number,
): Promise<OneImport> {
  const one = await call(uploadRoster, { query: { name: '名册.csv' }, upload })
  await call(previewImport, { params: { id: one.id }, body: { settings: { ...one.settings, ...settings } } })
  return settledImport(call, one.id, seconds)
}

/** How a request was refused. */
export async function refusalOf(work: Promise<unknown>): Promise<{ status: number; code: string }> {
  try {
    await work
  } catch (error) {
    if (error instanceof RequestError) return { status: error.status, code: error.code }
    throw error
  }
  throw new Error('it was not refused')
}
