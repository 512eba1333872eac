import { EventEmitter } from 'node:events'
import { sql } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { ErrorData } from '../../contract/errors.ts'

export type LiveEvent = { topic: string; data?: ErrorData }
type Listener = (event: LiveEvent) => void

const CHANNEL = 'overpass'
const RECONNECT_MS = 500

/**
 * Events between all processes on one database, by NOTIFY. Subscribers get what commits while they listen;
 * after a lost connection a `live.reconnected` event tells them to read again.
 */
export class Live {
  private readonly emitter = new EventEmitter().setMaxListeners(0)
  private client: pg.Client | undefined
  private stopped = false
  private waiting = false
  private readonly url: string
  private readonly log: Logger

  constructor(url: string, log: Logger) {
    this.url = url
    this.log = log
  }

  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      options: '-c role=overpass_system',
      application_name: 'overpass_live',
      keepAlive: true,
    })
    client.on('notification', message => this.receive(message.payload ?? ''))
    client.on('error', error => this.log.warn({ error: error.message }, 'live connection lost'))
    client.on('end', () => this.reconnect())
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    this.client = client
  }

  /** A connection that fails both ends and is refused: two reasons, one new attempt. */
  private reconnect(): void {
    if (this.stopped || this.waiting) return
    this.client = undefined
    this.waiting = true
    setTimeout(() => {
      this.waiting = false
      if (this.stopped) return
      this.start().then(
        () => this.emit({ topic: 'live.reconnected' }),
        () => this.reconnect(),
      )
    }, RECONNECT_MS)
  }

  private receive(payload: string): void {
    try {
      const event = JSON.parse(payload) as LiveEvent
      if (typeof event.topic === 'string') this.emit(event)
    } catch {
      this.log.warn('a notification was not an event')
    }
  }

  private emit(event: LiveEvent): void {
    this.emitter.emit(event.topic, event)
    this.emitter.emit('*', event)
  }

  /** Calls `listener` for each event of a topic (`*` for all) until the returned function is called. */
  on(topic: string, listener: Listener): () => void {
    this.emitter.on(topic, listener)
    return () => this.emitter.off(topic, listener)
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.client?.end().catch(() => {})
  }
}

/** The statement that publishes an event when its transaction commits. At most 8,000 bytes. */
export function publishStatement(event: LiveEvent) {
  return sql`select pg_notify(${CHANNEL}, ${JSON.stringify(event)})`
}
