import { randomBytes } from 'node:crypto'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Failure } from '../../contract/errors.ts'

/** Requests a minute and client address, over everything; single endpoints set narrower limits. */
const REQUESTS_A_MINUTE = 1200

declare module 'fastify' {
  interface FastifyRequest {
    nonce: string
  }
}

const nonceOf = (request: object) => `'nonce-${(request as { nonce?: string }).nonce}'`

/** Headers, limits and the defence against forged requests, for every answer of the application. */
export async function secure(
  app: FastifyInstance,
  options: { https: boolean; origin: string | null; requestsAMinute?: number },
) {
  app.decorateRequest('nonce', '')
  app.addHook('onRequest', async request => {
    request.nonce = randomBytes(16).toString('base64')
    // The policy below is written from the raw request.
    Object.assign(request.raw, { nonce: request.nonce })
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", nonceOf],
        styleSrc: ["'self'", nonceOf],
        // Positions and sizes that components compute; no style element and no script comes in this way.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(options.https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: options.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
  })
  await app.register(rateLimit, {
    max: options.requestsAMinute ?? REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, limit) =>
      new Failure('too_many', 'too_many', { seconds: Math.ceil(limit.ttl / 1000) }),
  })
  app.addHook('onRequest', async request => forgeryCheck(request, options.origin))
}

/**
 * A page of another origin can send neither our header nor a matching `Sec-Fetch-Site`/`Origin`. Requests
 * with an API key carry no cookie, so there is nothing to forge.
 */
function forgeryCheck(request: FastifyRequest, ownOrigin: string | null): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  if (request.headers['x-api-key']) return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const foreign =
    (site !== undefined && site !== 'same-origin') ||
    (origin !== undefined && ownOrigin !== null && origin !== ownOrigin) ||
    (origin !== undefined && ownOrigin === null && URL.parse(origin)?.host !== request.headers.host)
  if (foreign || request.headers['x-overpass'] !== '1') throw new Failure('forbidden', 'forged')
}
