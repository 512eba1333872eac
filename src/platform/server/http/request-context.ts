import type { FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { may, type Permission, type Viewer } from '../../contract/access.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import { Failure } from '../../contract/errors.ts'
import type { Language } from '../../contract/fields.ts'
import type { ReadingLog } from '../audit/reads.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context, Services } from '../context.ts'
import { asViewer, type Db } from '../database/session.ts'
import { enqueueIn } from '../jobs/enqueue.ts'
import { publishStatement } from '../live/live.ts'

/** How a request reaches the database: a viewer's transaction, or the pool for what is not personal. */
export type Reach = {
  readonly db: Db
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>>
}
export type Asking = { viewer: Viewer | null; sessionId: string | null }

/** The reader's language: the page's choice, else the browser's. */
export function languageOf(request: FastifyRequest): Language {
  const chosen = /(?:^|;\s*)language=(zh|en)/.exec(request.headers.cookie ?? '')?.[1]
  if (chosen) return chosen as Language
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

export function refuse(viewer: Viewer | null): never {
  throw viewer ? new Failure('forbidden', 'forbidden') : new Failure('unauthenticated', 'unauthenticated')
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(name, value)
  return headers
}

/** Makes the contexts of one request and remembers whether its permission was checked. */
export class RequestContexts {
  private checked: boolean
  private readonly endpoint: Endpoint
  private readonly services: Services
  private readonly readings: ReadingLog
  private readonly asking: Asking

  constructor(endpoint: Endpoint, services: Services, readings: ReadingLog, asking: Asking) {
    this.endpoint = endpoint
    this.services = services
    this.readings = readings
    this.asking = asking
    this.checked = !endpoint.permission.when
  }

  check<S>(permission: Permission<S>, subject: S): void {
    if (permission.name === this.endpoint.permission.name) this.checked = true
    if (!may(permission, this.asking.viewer, subject)) throw new Failure('missing', 'missing')
  }

  /** A use case that forgets its own permission must not answer. */
  assertChecked(): void {
    if (!this.checked) throw new Error(`${this.endpoint.id} did not check its permission`)
  }

  over(reach: Reach, request: FastifyRequest, reply: FastifyReply): Context {
    const { viewer, sessionId } = this.asking
    return {
      ...this.services,
      viewer,
      sessionId,
      language: languageOf(request),
      requestId: request.id,
      request: {
        get headers() {
          return headersOf(request)
        },
        address: request.ip,
      },
      reply: { header: (name, value) => void reply.header(name, value) },
      get db() {
        return reach.db
      },
      query: async <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) =>
        (await reach.query<Row>(statement)).rows,
      reread: work => asViewer(this.services.appPool, viewer, true, work),
      require: (permission, subject) => this.check(permission, subject),
      signedIn: () => viewer ?? refuse(null),
      audit: fact => recordAudit(reach.db, fact, { viewer, requestId: request.id }),
      enqueue: (job, payload, options) => enqueueIn(reach.db, job, payload, options),
      publish: async (topic, data) => void (await publishStatement({ topic, data }).execute(reach.db)),
      noteReading: (organisationId, subjectIds) =>
        viewer &&
        this.readings.note({
          viewer,
          organisationId,
          subjectIds,
          endpoint: this.endpoint.id,
          requestId: request.id,
        }),
    }
  }
}
