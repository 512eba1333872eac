import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import { Failure } from '../../contract/errors.ts'

/**
 * Requests a minute and client address, over everything: a whole school may sit behind one address. Endpoints
 * worth guessing at set narrower limits.
 */
const REQUESTS_A_MINUTE = 6000

declare module 'fastify' {
  interface FastifyRequest {
    readonly nonce: string
  }
}

/** `retry-after` on a refusal says all that a client needs; the error handler sets it. */
const NO_HEADERS = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
  'retry-after': false,
}

const nonces = new WeakMap<IncomingMessage, string>()

/** The nonce of one request, made when something first asks: a page or its policy. */
function nonceFor(request: IncomingMessage): string {
  const nonce = nonces.get(request) ?? randomBytes(16).toString('base64')
  nonces.set(request, nonce)
  return nonce
}

const nonceOf = (request: IncomingMessage) => `'nonce-${nonceFor(request)}'`

/** What goes with every answer of an endpoint: data that no browser may take for a page. */
const ENDPOINT_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Options of an endpoint's route: fixed headers instead of a page's policy. */
export function endpointRoute(https: boolean) {
  const headers = https
    ? { ...ENDPOINT_HEADERS, 'strict-transport-security': 'max-age=31536000' }
    : ENDPOINT_HEADERS
  const onRequest: onRequestHookHandler = (_request, reply, done) => {
    reply.headers(headers)
    done()
  }
  return { helmet: false as const, onRequest }
}

/** Headers, limits and the defence against forged requests, for every answer of the application. */
export async function secure(
  app: FastifyInstance,
  options: { https: boolean; origin: string | null; requestsAMinute?: number },
) {
  app.decorateRequest('nonce', {
    getter() {
      return nonceFor((this as FastifyRequest).raw)
    },
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", nonceOf as never],
        styleSrc: ["'self'", nonceOf as never],
        // Positions and sizes that components compute; no style element and no script comes in this way.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'"],
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
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
      'x-request-id': request.id,
    })
    done()
  })
  await app.register(rateLimit, {
    max: options.requestsAMinute ?? REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    addHeaders: NO_HEADERS,
    addHeadersOnExceeding: NO_HEADERS,
    errorResponseBuilder: (_request, limit) =>
      new Failure('too_many', 'too_many', { seconds: Math.ceil(limit.ttl / 1000) }),
  })
  app.addHook('onRequest', (request, _reply, done) => done(forgery(request, options.origin)))
}

/**
 * A page of another origin can send neither our header nor a matching `Sec-Fetch-Site`/`Origin`. Requests
 * with an API key carry no cookie, so there is nothing to forge.
 */
function forgery(request: FastifyRequest, ownOrigin: string | null): Failure | undefined {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return undefined
  if (request.headers['x-api-key']) return undefined
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const foreign =
    (site !== undefined && site !== 'same-origin') ||
    (origin !== undefined && ownOrigin !== null && origin !== ownOrigin) ||
    (origin !== undefined && ownOrigin === null && URL.parse(origin)?.host !== request.headers.host)
  const forged = foreign || request.headers['x-overpass'] !== '1'
  return forged ? new Failure('forbidden', 'forged') : undefined
}
