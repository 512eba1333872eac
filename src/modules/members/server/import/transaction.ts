import { sql } from 'kysely'
import type pg from 'pg'
import { Failure } from '#platform/contract/errors.ts'
import type { Services } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'

/** Runs `work` in one transaction of the system, on a bare connection that can also COPY. */
export async function withSystemTransaction<T>(
  services: Pick<Services, 'systemPool'>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await services.systemPool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    // A COPY that was broken off leaves a connection that nobody should use again; ending it rolls back.
    broken = error as Error
    throw error
  } finally {
    client.release(broken)
  }
}

/** One process at a time works on an import; a second one that got the same job gives up. */
export async function takeTurn(db: Db, importId: string): Promise<void> {
  const { rows } = await sql<{ taken: boolean }>`select
    pg_try_advisory_xact_lock(hashtextextended('members.import ' || ${importId}, 0)) as taken`.execute(db)
  if (!rows[0]?.taken) throw new Failure('unavailable', 'unavailable')
}
