import { BadSettings, type Config, readConfig } from '#platform/server/config.ts'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { readSecret } from '#platform/server/secret.ts'
import { openPlatform, type Platform } from '../platform.ts'

/** Settings of a command that works beside the platform: quiet unless LOG_LEVEL says otherwise. */
export const toolConfig = (): Config => readConfig('tool', { LOG_LEVEL: 'warn', ...process.env })

/** Runs work on the database as it is: DATABASE_URL, else the embedded one, started or joined. */
export async function withDatabase<T>(work: (url: string, config: Config) => Promise<T>): Promise<T> {
  const config = toolConfig()
  if (config.DATABASE_URL) return work(config.DATABASE_URL, config)
  const embedded = await startEmbedded({ dataDir: config.dataDir })
  try {
    return await work(embedded.url, config)
  } finally {
    await embedded.stop()
  }
}

/** Runs work on open services over a database that is up to date. */
export async function withPlatform<T>(work: (platform: Platform) => Promise<T>): Promise<T> {
  const platform = await openPlatform(toolConfig())
  try {
    return await work(platform)
  } finally {
    await platform.close()
  }
}

/** The installation's secret. With DATABASE_URL it must be given: one made up here would be another. */
export function secretOf(config: Config): string {
  if (config.DATABASE_URL && !config.OVERPASS_SECRET)
    throw new BadSettings([{ name: 'OVERPASS_SECRET', problem: 'required with DATABASE_URL' }])
  return readSecret(config)
}
