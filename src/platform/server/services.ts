import type pg from 'pg'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Services } from './context.ts'
import { openPool } from './database/pool.ts'
import { kyselyOver } from './database/session.ts'
import { createFileStore } from './files/create.ts'
import { Live } from './live/live.ts'
import { createMailer } from './mail/smtp.ts'
import type { Text } from './text.ts'

/** `url` and `ownerPool` belong to the owner of the tables: for the job queue and commands alone. */
export type OpenServices = Services & { url: string; ownerPool: pg.Pool; close(): Promise<void> }

/** Opens everything one process needs on a database that is there and migrated. */
export async function openServices(
  config: Config,
  url: string,
  text: Text,
  log: Logger,
): Promise<OpenServices> {
  let closing = false
  const onError = (error: Error) => {
    if (!closing) log.warn({ error: error.message }, 'database connection lost')
  }
  const appPool = openPool(url, 'overpass_app', { max: 20, onError })
  const systemPool = openPool(url, 'overpass_system', { max: 6, onError })
  const ownerPool = openPool(url, 'owner', { max: 6, onError })
  const live = new Live(url, log)
  await live.start()
  return {
    config,
    log,
    appPool,
    app: kyselyOver(appPool),
    systemPool,
    system: kyselyOver(systemPool),
    url,
    ownerPool,
    files: await createFileStore(config),
    mail: createMailer(config, log),
    live,
    text,
    async close() {
      closing = true
      await live.stop()
      await Promise.all([appPool.end(), systemPool.end(), ownerPool.end()])
    },
  }
}
