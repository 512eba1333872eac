import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { Failure } from '../../contract/errors.ts'
import type { Services } from '../context.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    endpointId?: string
  }
}

/** `/healthz` (the process answers), `/readyz` (its database does too) and `/metrics` (own machine or token). */
export function addProbes(app: FastifyInstance, services: Services, state: { closing: boolean }): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'overpass_http_requests_total',
    help: 'Requests by endpoint and status',
    labelNames: ['endpoint', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'overpass_http_request_seconds',
    help: 'Time to answer by endpoint',
    labelNames: ['endpoint'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  app.addHook('onResponse', (request, reply, done) => {
    const endpoint = request.routeOptions.config.endpointId ?? 'other'
    requests.inc({ endpoint, status: reply.statusCode })
    seconds.observe({ endpoint }, reply.elapsedTime / 1000)
    done()
  })

  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    if (state.closing) return reply.code(503).send({ ok: false })
    try {
      await services.appPool.query('select 1')
      return { ok: true }
    } catch {
      return reply.code(503).send({ ok: false })
    }
  })
  app.get('/metrics', async (request, reply) => {
    if (!allowed(request.ip, request.headers.authorization, services.config.METRICS_TOKEN))
      throw new Failure('missing', 'missing')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function allowed(address: string, authorization: string | undefined, token: string | undefined): boolean {
  if (!token) return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
  const given = Buffer.from(authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
