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
  const single = {
    connect: async () => ({ query: client.query.bind(client), release() {} }),
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

/** One viewer's transaction. Kysely on it is made when first asked for: hot lists do without. */
export class Transaction {
  readonly client: pg.PoolClient
  private kysely: Db | undefined

  constructor(client: pg.PoolClient) {
    this.client = client
  }

  get db(): Db {
    this.kysely ??= kyselyOn(this.client)
    return this.kysely
  }
}

/**
 * Runs `work` in one transaction as the viewer: committed when it returns, rolled back when it throws. The
 * pool's connections pipeline, so the beginning travels with the first statement; if it fails, so does all
 * that follows. A reading transaction (`readOnly`) does not wait for its own end.
 */
export async function asViewer<T>(
  pool: pg.Pool,
  viewer: Viewer | null,
  readOnly: boolean,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    sendTogether(client)
    const begun = Promise.all([client.query(BEGIN), client.query(become(viewer))])
    begun.catch(() => {})
    const result = await work(new Transaction(client))
    await begun
    const ended = client.query(COMMIT)
    if (readOnly) ended.catch(() => {})
    // A statement that failed and was not heeded has turned the commit into a rollback.
    else if ((await ended).command !== 'COMMIT') throw new Error('the transaction had failed before its end')
    return result
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    client.release(broken)
  }
}
