import type pg from 'pg'
import type { Logger } from 'pino'
import type { Viewer } from '../../contract/access.ts'

export type Reading = {
  viewer: Viewer
  organisationId: string | null
  subjectIds: string[]
  endpoint: string
  requestId: string
}

const FLUSH_MS = 1000
const FLUSH_ROWS = 500

/**
 * The access log: one row for each request that read others' personal data, written in batches so that a
 * read costs no write of its own. A crash loses at most the last second; `close` loses nothing.
 */
export class ReadingLog {
  private waiting: (Reading & { at: Date })[] = []
  private timer: NodeJS.Timeout | undefined
  private readonly pool: pg.Pool
  private readonly log: Logger

  constructor(systemPool: pg.Pool, log: Logger) {
    this.pool = systemPool
    this.log = log
  }

  note(reading: Reading): void {
    this.waiting.push({ ...reading, at: new Date() })
    if (this.waiting.length >= FLUSH_ROWS) void this.flush()
    else this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref()
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const batch = this.waiting.splice(0)
    if (batch.length === 0) return
    const column = <T>(of: (reading: (typeof batch)[number]) => T) => batch.map(of)
    try {
      await this.pool.query({
        name: 'insert-readings',
        text: `insert into audit.reads (at, person_id, affiliation_id, organisation_id, endpoint,
            subject_organisation_id, subject_ids, request_id)
          select at, person, affiliation, organisation, endpoint, subjects_of, subjects::uuid[], request
          from unnest($1::timestamptz[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[],
            $8::text[]) as r(at, person, affiliation, organisation, endpoint, subjects_of, subjects, request)`,
        values: [
          column(r => r.at),
          column(r => r.viewer.personId),
          column(r => r.viewer.affiliationId),
          column(r => r.viewer.organisationId),
          column(r => r.endpoint),
          column(r => r.organisationId),
          column(r => `{${r.subjectIds.join(',')}}`),
          column(r => r.requestId),
        ],
      })
    } catch (error) {
      this.waiting = [...batch, ...this.waiting].slice(0, 20_000)
      this.log.error({ error: (error as Error).message, rows: batch.length }, 'access log not written, kept')
      this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref()
    }
  }

  async close(): Promise<void> {
    await this.flush()
  }
}
