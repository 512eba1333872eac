import type pg from 'pg'
import type { Logger } from 'pino'
import type { Permission, Viewer } from '../contract/access.ts'
import type { ErrorData } from '../contract/errors.ts'
import type { Language } from '../contract/fields.ts'
import type { Config } from './config.ts'
import type { Db } from './database/session.ts'
import type { FileStore } from './files/store.ts'
import type { Job, JobOptions } from './jobs/job.ts'
import type { Live } from './live/live.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Text } from './text.ts'

/** What one process has; the same for every request and job. */
export type Services = {
  config: Config
  log: Logger
  /** Acts for viewers: row-level security applies. */
  appPool: pg.Pool
  app: Db
  /** Acts for the system: jobs, sign-in, sealing. Never on a viewer's word alone. */
  system: Db
  systemPool: pg.Pool
  files: FileStore
  mail: Mailer
  live: Live
  text: Text
}

/** One change for the audit trail. `data` holds facts, never secrets. */
export type AuditFact = {
  action: string
  subject: { kind: string; id?: string | null }
  organisationId?: string | null
  groupId?: string | null
  data?: Record<string, unknown>
}

/** What a use case has at hand: who asks, one transaction, and the ways to leave a trace. */
export type Context = Services & {
  viewer: Viewer | null
  language: Language
  requestId: string
  /** The session the request came with, for the endpoints that manage sessions. */
  sessionId: string | null
  /** Headers and address of the request, for sign-in. */
  request: { headers: Headers; address: string }
  /** Cookies or other headers to answer with. */
  reply: { header(name: string, value: string | string[]): void }
  db: Db
  /** The same transaction for hot, named statements. */
  query: <Row extends pg.QueryResultRow>(statement: {
    name: string
    text: string
    values: unknown[]
  }) => Promise<Row[]>
  /**
   * Runs `work` in a reading transaction of its own as the same viewer. For answers that stream: their rows are
   * read page by page after the request's own transaction has ended.
   */
  reread<T>(work: (reach: { db: Db }) => Promise<T>): Promise<T>
  /** Refuses (404) unless the permission's sentence holds for the subject. */
  require<S>(permission: Permission<S>, subject: S): void
  /** The viewer; refuses (401) when nobody is signed in. */
  signedIn(): Viewer
  audit(fact: AuditFact): Promise<void>
  enqueue<P>(job: Job<P>, payload: P, options?: JobOptions): Promise<void>
  /** Tells every process, once the transaction has committed. */
  publish(topic: string, data?: ErrorData): Promise<void>
  /** Notes that the viewer read these people's data, where they are not their own. */
  noteReading(organisationId: string | null, subjectIds: string[]): void
}
