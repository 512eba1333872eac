import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { inAudience, inScope, type Viewer } from '../../contract/access.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import { Failure } from '../../contract/errors.ts'
import type { ReadingLog } from '../audit/reads.ts'
import type { Services } from '../context.ts'
import { asViewer } from '../database/session.ts'
import { characterProblems } from './characters.ts'
import { once } from './idempotency.ts'
import { fieldProblems } from './problems.ts'
import { rangeOf } from './range.ts'
import { type Reach, RequestContexts, refuse } from './request-context.ts'
import type { ContentInParts, FileAnswer, Route, Upload } from './route.ts'

/**
 * The session behind a request, as the sign-in module reads it; null when nobody is signed in. With `seen: false`
 * nobody has done anything: the session is looked at and grows no younger.
 */
export type SessionReader = (
  request: FastifyRequest,
  options?: { seen: boolean },
) => Promise<{ sessionId: string; viewer: Viewer } | null>

export type Pipeline = { services: Services; readSession: SessionReader; readings: ReadingLog }

type Input = { params: unknown; query: unknown; body: unknown }

function parsePart(part: string, schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined
  const problems = characterProblems(part, value)
  if (problems.length) throw new Failure('invalid', 'input.invalid', undefined, problems)
  const parsed = schema.safeParse(value ?? {}, { reportInput: true })
  if (parsed.success) return parsed.data
  throw new Failure('invalid', 'input.invalid', undefined, fieldProblems(part, parsed.error))
}

function parseInput(endpoint: Endpoint, request: FastifyRequest): Input {
  return {
    params: parsePart('params', endpoint.params, request.params),
    query: parsePart('query', endpoint.query, request.query),
    body: endpoint.upload ? undefined : parsePart('body', endpoint.body, request.body),
  }
}

const IN_TESTS = process.env.NODE_ENV === 'test'

/** Serves one route: session, audience, input, permission, one transaction, answer. */
export function serve(route: Route, { services, readSession, readings }: Pipeline) {
  const { endpoint } = route
  const writes = endpoint.method !== 'GET'

  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const session = await readSession(request)
    const viewer = session?.viewer ?? null
    if (!inAudience(endpoint.permission, viewer)) refuse(viewer)
    if (!inScope(endpoint.scope, viewer)) throw new Failure('forbidden', 'scope')
    const input = parseInput(endpoint, request)
    const contexts = new RequestContexts(endpoint, services, readings, {
      viewer,
      sessionId: session?.sessionId ?? null,
    })
    if (endpoint.subject) contexts.check(endpoint.permission, endpoint.subject(input as never))

    await route.gate?.(services, input as never)
    // Received before the transaction begins: a slow line must not hold a connection of the pool.
    const upload = await receive(endpoint, request, services)
    const run = async (transaction: Reach) => {
      const answer = await route.handle(contexts.over(transaction, request, reply), input as never, upload)
      contexts.assertChecked()
      return answer
    }
    if (endpoint.impersonal && !writes)
      return send(
        endpoint,
        await run({ db: services.app, query: statement => services.appPool.query(statement) }),
        reply,
      )

    const key = request.headers['idempotency-key']
    const answer = await asViewer(services.appPool, viewer, !writes, transaction =>
      typeof key === 'string' && viewer && isRepeatable(endpoint)
        ? once(transaction.db, { ...whose(viewer), key, endpoint: endpoint.id, input }, () =>
            run(transaction),
          )
        : run(transaction),
    )
    if (endpoint.secret) reply.header('cache-control', 'no-store')
    return send(endpoint, answer, reply)
  }
}

const whose = ({ personId, affiliationId }: Viewer) => ({ personId, affiliationId })

/** Whether a retry with the same key may be given the first answer, which is then kept for a day. */
function isRepeatable({ method, upload, answer, secret }: Endpoint): boolean {
  return method !== 'GET' && !upload && answer !== 'file' && !secret
}

const NO_UPLOAD: Upload = { sha256: '', size: 0, name: '' }

async function receive(endpoint: Endpoint, request: FastifyRequest, services: Services): Promise<Upload> {
  if (!endpoint.upload) return NO_UPLOAD
  if (!(request.body instanceof Readable)) throw new Failure('invalid', 'file.empty')
  const stored = await services.files.put(request.body, endpoint.upload)
  if (stored.size === 0) throw new Failure('invalid', 'file.empty')
  const name = (request.query as { name?: unknown }).name
  return { ...stored, name: typeof name === 'string' && name.trim() ? name.trim().slice(0, 255) : 'upload' }
}

function send(endpoint: Endpoint, answer: unknown, reply: FastifyReply): unknown {
  if (endpoint.answer === 'nothing') return reply.code(204).send()
  if (endpoint.answer !== 'file') {
    // The serializer drops undeclared fields; a value of a wrong kind is our own mistake, caught here in tests.
    if (IN_TESTS) endpoint.answer.parse(answer)
    return reply.send(answer)
  }
  return sendFile(answer as FileAnswer, reply)
}

function sendFile(file: FileAnswer, reply: FastifyReply): unknown {
  const name = encodeURIComponent(file.name).replace(/['()*]/g, c => `%${c.charCodeAt(0).toString(16)}`)
  reply.header('content-type', file.mediaType)
  reply.header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
  reply.header('cache-control', 'private, no-store')
  const { content } = file
  if ('size' in content) return sendPart(content, reply)
  return reply.send(content instanceof Uint8Array ? Buffer.from(content) : content)
}

/** The part that was asked for, or the whole. */
async function sendPart({ size, open }: ContentInParts, reply: FastifyReply): Promise<unknown> {
  reply.header('accept-ranges', 'bytes')
  const range = rangeOf(reply.request.headers.range, size)
  if (range === 'unsatisfiable') {
    reply.removeHeader('content-disposition')
    return reply.code(416).header('content-range', `bytes */${size}`).send()
  }
  if (!range) return reply.header('content-length', size).send(await open())
  reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`)
  return reply.header('content-length', range.end - range.start + 1).send(await open(range))
}
