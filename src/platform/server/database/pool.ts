import pg from 'pg'

// Counts and sums arrive as numbers, days as the text they are: a Date would carry a time zone.
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return Number
    if (oid === pg.types.builtins.DATE) return (value: string) => value
    return pg.types.getTypeParser(oid, format)
  },
} as pg.CustomTypesConfig

/** Who a connection acts as: the application (row-level security applies) or the system. */
export type DatabaseRole = 'overpass_app' | 'overpass_system' | 'owner'

export type PoolOptions = { max?: number; onError?: (error: Error) => void }

/** A pool whose connections have dropped the owner's rights before the first statement. */
export function openPool(url: string, role: DatabaseRole, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: role,
    statement_timeout: role === 'overpass_app' ? 30_000 : 0,
    types,
    // Statements of one request travel together. COPY and cursors need a pool of their own (owner, system).
    pipeline: role === 'overpass_app',
    ...(role === 'owner' ? {} : { options: `-c role=${role}` }),
  })
  pool.on('error', error => options.onError?.(error))
  // A connection lost while it is in use fails its statements; without a listener it would end the process.
  pool.on('connect', client => void client.on('error', () => {}))
  return pool
}
