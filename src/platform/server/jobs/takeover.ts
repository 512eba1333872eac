import pg from 'pg'
import type { Services } from '../context.ts'

const SWEEP_MS = 5000
const RECONNECT_MS = 1000
const PREFIX = 'overpass jobs '

/**
 * Keeps a connection that says "this pool of workers lives" and gives the jobs of pools that have no such
 * connection any more back to the queue: a killed process's jobs go on elsewhere within ten seconds.
 * A pool must be missing twice in a row, so that a restarted database does not look like dead processes.
 */
export async function guardPool(
  url: string,
  ownerPool: pg.Pool,
  poolId: string,
  log: Services['log'],
): Promise<{ stop(): Promise<void> }> {
  let stopped = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let suspects = new Set<string>()

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: PREFIX + poolId, keepAlive: true })
    next.on('error', () => {})
    next.on('end', () => {
      if (!stopped) retry = setTimeout(() => void connect().catch(() => {}), RECONNECT_MS).unref()
    })
    await next.connect()
    client = next
  }

  const sweep = async (): Promise<void> => {
    const { rows } = await ownerPool.query<{ pool: string }>({
      name: 'lost-pools',
      text: `select distinct locked_by as pool from graphile_worker.jobs
        where locked_by is not null and locked_by <> $1 and not exists (
          select from pg_stat_activity where datname = current_database() and application_name = $2 || locked_by)`,
      values: [poolId, PREFIX],
    })
    const missing = rows.map(row => row.pool)
    const lost = missing.filter(pool => suspects.has(pool))
    suspects = new Set(missing)
    if (lost.length === 0) return
    log.warn({ pools: lost }, 'jobs of a process that is gone are taken over')
    await ownerPool.query('select graphile_worker.force_unlock_workers($1)', [lost])
  }

  const look = () =>
    sweep().catch((error: Error) => log.warn({ error: error.message }, 'lost jobs not looked for'))

  await connect()
  await look()
  const timer = setInterval(look, SWEEP_MS).unref()
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
