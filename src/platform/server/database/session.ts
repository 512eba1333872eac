import type { Writable } from 'node:stream'
import { CamelCasePlugin, Kysely, type LogEvent, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Viewer } from '../../contract/access.ts'
import type { DB } from './schema.generated.ts'

export type Db = Kysely<DB>

/** Kysely over a pool, for work outside a viewer's transaction. */
export function kyselyOver(pool: pg.Pool, log?: (event: LogEvent) => void): Db {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()], log })
}

/** Kysely on one connection whose transaction somebody else begins and ends. */
export function kyselyOn(client: pg.PoolClient): Db {
  return kyselyThrough(async () => client)
}

function kyselyThrough(connect: () => Promise<pg.PoolClient>): Db {
  const single = {
    connect: async () => {
      const client = await connect()
      return { query: client.query.bind(client), release() {} }
    },
    end: async () => {},
  } as unknown as pg.Pool
  return kyselyOver(single)
}

/** The statements around a viewer's work: prepared once a connection, so that each costs next to nothing. */
const BEGIN = { name: 'begin', text: 'begin' }
const COMMIT = { name: 'commit', text: 'commit' }
const BECOME = {
  name: 'become',
  text: `select set_config('overpass.person', $1, true), set_config('overpass.affiliation', $2, true),
    set_config('overpass.organisation', $3, true), set_config('overpass.group', $4, true),
    set_config('overpass.role', $5, true)`,
}

/** The statement that makes the rest of a transaction the viewer's; nobody when null. */
export function become(viewer: Viewer | null): pg.QueryConfig {
  const { personId, affiliationId, organisationId, groupId, role } = viewer ?? NOBODY
  return { ...BECOME, values: [personId, affiliationId ?? '', organisationId ?? '', groupId ?? '', role] }
}

const NOBODY = { personId: '', affiliationId: null, organisationId: null, groupId: null, role: '' }

/** What is sent until the end of this tick leaves in one packet. */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/**
 * One viewer's transaction. It takes a connection of the pool when something first reaches for the database, so
 * that hashing a password or looking through an upload before that keeps nobody else waiting. The pool's
 * connections pipeline: the beginning travels with the first statement, and if it fails, so does all that follows.
 */
export class Transaction {
  private readonly pool: pg.Pool
  private readonly viewer: Viewer | null
  private opened: Promise<pg.PoolClient> | undefined
  private begun: Promise<unknown> | undefined
  private kysely: Db | undefined

  constructor(pool: pg.Pool, viewer: Viewer | null) {
    this.pool = pool
    this.viewer = viewer
  }

  private client(): Promise<pg.PoolClient> {
    this.opened ??= this.open()
    return this.opened
  }

  async query<Row extends pg.QueryResultRow>(
    statement: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>> {
    return (await this.client()).query<Row>(statement as pg.QueryConfig, values)
  }

  /** Kysely on the transaction, made when first asked for: hot lists do without. */
  get db(): Db {
    this.kysely ??= kyselyThrough(() => this.client())
    return this.kysely
  }

  private async open(): Promise<pg.PoolClient> {
    const client = await this.pool.connect()
    sendTogether(client)
    this.begun = Promise.all([client.query(BEGIN), client.query(become(this.viewer))])
    this.begun.catch(() => {})
    return client
  }

  /** A reading transaction does not wait for its own end, which is sent once the answer is on its way. */
  async commit(readOnly: boolean): Promise<void> {
    const client = await this.opened
    if (!client) return
    await this.begun
    if (readOnly) {
      setImmediate(() => {
        client.query(COMMIT).catch(() => {})
        client.release()
      })
      return
    }
    // A statement that failed and was not heeded has turned the commit into a rollback.
    if ((await client.query(COMMIT)).command !== 'COMMIT')
      throw new Error('the transaction had failed before its end')
    client.release()
  }

  async rollback(): Promise<void> {
    const client = await this.opened?.catch(() => undefined)
    await client?.query('rollback').then(
      () => client.release(),
      (lost: Error) => client.release(lost),
    )
  }
}

/** Runs `work` in one transaction as the viewer: committed when it returns, rolled back when it throws. */
export async function asViewer<T>(
  pool: pg.Pool,
  viewer: Viewer | null,
  readOnly: boolean,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = new Transaction(pool, viewer)
  try {
    const result = await work(transaction)
    await transaction.commit(readOnly)
    return result
  } catch (error) {
    await transaction.rollback()
    throw error
  }
}
