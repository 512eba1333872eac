import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import compress from '@fastify/compress'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { z } from 'zod'
import { Failure } from '../../contract/errors.ts'
import { ReadingLog } from '../audit/reads.ts'
import type { Services } from '../context.ts'
import { answerErrors } from './errors.ts'
import { refuseForeignHosts } from './hosts.ts'
import { addDocumentation } from './openapi.ts'
import { type SessionReader, serve } from './pipeline.ts'
import { addProbes } from './probes.ts'
import type { Route } from './route.ts'
import { serializerOf } from './schema.ts'
import { endpointRoute, secure } from './security.ts'
import { answerClientError, answerUnreadable, type MissingPage } from './unreadable.ts'

const BODY_BYTES = 1_048_576
/** A file of 50 MB over a line of 2 Mbit/s arrives in time; headers get 20 seconds. */
const REQUEST_MS = 300_000
const HEADERS_MS = 20_000

export type AppOptions = {
  services: Services
  routes: readonly Route[]
  readSession: SessionReader
  requestsAMinute?: number
  missingPage?: MissingPage
  /** Adds what is not an endpoint: the page, live events. */
  extend?: (app: FastifyInstance, readSession: SessionReader) => Promise<void>
}

/** Builds the HTTP application; the caller listens and closes. Closing finishes requests under way. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { services, routes, readSession } = options
  const { config, log } = services
  const publicUrl = config.PUBLIC_URL ? new URL(config.PUBLIC_URL) : null
  const app = Fastify({
    loggerInstance: log as never,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: config.demo ? false : config.TRUSTED_PROXIES,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: HEADERS_MS },
    connectionTimeout: 0,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    frameworkErrors: answerUnreadable(options.missingPage),
    clientErrorHandler: answerClientError(options.missingPage),
  } as never) as unknown as FastifyInstance
  const state = { closing: false }
  app.addHook('preClose', async () => {
    state.closing = true
  })
  app.setValidatorCompiler(() => value => ({ value }))
  app.setSerializerCompiler<z.ZodType>(({ schema }) => serializerOf(schema))
  answerErrors(app)
  app.addContentTypeParser(
    'application/octet-stream',
    (_request: unknown, payload: Readable, done: (e: Error | null, b: unknown) => void) =>
      done(null, payload),
  )
  if (config.demo) refuseForeignHosts(app, config)
  await secure(app, {
    https: publicUrl?.protocol === 'https:',
    origin: publicUrl?.origin ?? null,
    requestsAMinute: options.requestsAMinute,
  })
  await app.register(compress, { global: true, threshold: 2048, encodings: ['br', 'gzip'] })
  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, not the address: addresses hold names people searched for.
    const route = request.routeOptions.url ?? 'unknown'
    request.log.info(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
    done()
  })
  addProbes(app, services, state)

  const readings = new ReadingLog(services.systemPool, log)
  app.addHook('onClose', () => readings.close())
  for (const route of routes) addRoute(app, route, { services, readSession, readings })
  addDocumentation(
    app,
    routes.map(route => route.endpoint),
  )
  await options.extend?.(app, readSession)
  app.setNotFoundHandler(() => {
    throw new Failure('missing', 'missing')
  })
  return app
}

function addRoute(app: FastifyInstance, route: Route, pipeline: Parameters<typeof serve>[1]): void {
  const { endpoint } = route
  const https = pipeline.services.config.PUBLIC_URL?.startsWith('https:') ?? false
  app.route({
    ...endpointRoute(https),
    method: endpoint.method,
    url: endpoint.path,
    config: {
      endpointId: endpoint.id,
      ...(endpoint.limit ? { rateLimit: { max: endpoint.limit, timeWindow: 60_000 } } : {}),
    },
    ...(endpoint.upload ? { bodyLimit: endpoint.upload.maxBytes } : {}),
    ...(endpoint.answer instanceof z.ZodType ? { schema: { response: { 200: endpoint.answer } } } : {}),
    handler: serve(route, pipeline),
  })
}
