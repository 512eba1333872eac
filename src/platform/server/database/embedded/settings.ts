/** The first user of a cluster; it owns the database of the same name. */
export const USER = 'overpass'
export const DATABASE = 'overpass'

const COMMON = {
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  // Solid-state storage is what small machines have today.
  random_page_cost: '1.1',
  // Compiling a plan costs more than the short queries of an application.
  jit: 'off',
  max_wal_size: '1GB',
  wal_compression: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  // The log is not to hold personal data: neither statements nor the values that a message quotes.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** For clusters that are thrown away: a crash may destroy them. */
const DISPOSABLE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  log_min_messages: 'fatal',
}

/** Where the server listens: a private socket folder, or (Windows) a port of the local address. */
export type Listen = { socketDir: string } | { port: number }

/** The command line of the server. The private socket has the usual port in its name. */
export function serverArguments(listen: Listen, disposable: boolean): string[] {
  const address =
    'socketDir' in listen
      ? {
          listen_addresses: '',
          port: String(SOCKET_PORT),
          unix_socket_directories: listen.socketDir,
          unix_socket_permissions: '0700',
        }
      : { listen_addresses: '127.0.0.1', port: String(listen.port) }
  const settings = { ...COMMON, ...(disposable ? DISPOSABLE : {}), ...address }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

export const SOCKET_PORT = 5432
