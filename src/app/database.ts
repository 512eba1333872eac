import type { Config } from '#platform/server/config.ts'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { createLog } from '#platform/server/log.ts'

export type Database = { url: string; stop(): Promise<void> }

/**
 * The database (its own, or DATABASE_URL), brought up to date. Apart from the platform, which is many more files:
 * a command that starts begins with this and reads them meanwhile.
 */
export async function openDatabase(config: Config): Promise<Database> {
  const log = createLog(config.LOG_LEVEL)
  const embedded = config.DATABASE_URL
    ? undefined
    : await startEmbedded({ dataDir: config.dataDir, log: line => log.info(line) })
  const url = config.DATABASE_URL ?? (embedded as { url: string }).url
  const stop = async () => embedded?.stop()
  try {
    await prepareDatabase(url, line => log.info(line))
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
