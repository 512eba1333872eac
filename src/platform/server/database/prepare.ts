import { Logger, runMigrations } from 'graphile-worker'
import { migrate } from './migrate.ts'

/** Brings the job queue's tables and then the project's own up to date; processes that start at once take turns. */
export async function prepareDatabase(url: string, log?: (line: string) => void): Promise<string[]> {
  const logger = new Logger(() => () => {})
  return migrate(url, { log, before: () => runMigrations({ connectionString: url, logger }) })
}
