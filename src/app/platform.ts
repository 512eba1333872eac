import type { FastifyInstance } from 'fastify'
import { createSessionReader } from '#modules/accounts/server/index.ts'
import type { Config } from '#platform/server/config.ts'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { createApp } from '#platform/server/http/app.ts'
import { type AnyJob, startWorker } from '#platform/server/jobs/worker.ts'
import { addLiveEvents } from '#platform/server/live/events.ts'
import { createLog, type OpenServices, openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { jobs, routes } from './modules.ts'

export type Platform = { config: Config; services: OpenServices; url: string; close(): Promise<void> }

/** Opens the database (its own, or DATABASE_URL), brings it up to date and opens the services on it. */
export async function openPlatform(config: Config): Promise<Platform> {
  const log = createLog(config.LOG_LEVEL)
  const embedded = config.DATABASE_URL
    ? undefined
    : await startEmbedded({ dataDir: config.dataDir, log: line => log.info(line) })
  const url = config.DATABASE_URL ?? (embedded as { url: string }).url
  try {
    await prepareDatabase(url, line => log.info(line))
    const services = await openServices(config, url, await createText({ zh, en }), log)
    return {
      config,
      services,
      url,
      async close() {
        await services.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** The HTTP application on open services. `web` adds the page. */
export async function buildApp(
  services: OpenServices,
  options: { requestsAMinute?: number; web?: (app: FastifyInstance) => Promise<void> } = {},
): Promise<FastifyInstance> {
  const readSession = createSessionReader(services)
  return createApp({
    services,
    routes,
    readSession,
    requestsAMinute: options.requestsAMinute,
    extend: async (app, read) => {
      addLiveEvents(app, services.live, read)
      await options.web?.(app)
    },
  })
}

/** Starts taking jobs, those of every module and `more`. */
export const startJobs = (services: OpenServices, more: readonly AnyJob[] = []) =>
  startWorker(services, services, [...jobs, ...more])
