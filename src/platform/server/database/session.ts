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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const WORD = /^[a-z_]{1,40}$/

function setting(name: string, value: string | null, pattern: RegExp): string {
  if (value !== null && !pattern.test(value)) throw new Error(`not a viewer's ${name}`)
  return `set local overpass."${name}" = '${value ?? ''}'`
}

/** The statements that begin a viewer's transaction; values are checked, since they stand in the text. */
export function beginAs(viewer: Viewer | null): string {
  if (!viewer) return 'begin'
  return [
    'begin',
    setting('person', viewer.personId, UUID),
    setting('affiliation', viewer.affiliationId, UUID),
    setting('organisation', viewer.organisationId, UUID),
    setting('group', viewer.groupId, UUID),
    setting('role', viewer.role, WORD),
  ].join('; ')
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
  const begin = beginAs(viewer)
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const begun = client.query(begin)
    begun.catch(() => {})
    const result = await work(new Transaction(client))
    await begun
    const ended = client.query('commit')
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
