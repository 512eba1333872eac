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
  return `set local overpass.${name} = '${value ?? ''}'`
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

/**
 * Runs `work` in one transaction as the viewer. Commits when it returns, rolls back when it throws.
 * @param keep false rolls back in the end all the same (the access walk leaves no trace)
 */
export async function asViewer<T>(
  pool: pg.Pool,
  viewer: Viewer | null,
  work: (db: Db, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(beginAs(viewer))
    const result = await work(kyselyOn(client), client)
    await client.query('commit')
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
