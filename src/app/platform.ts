import type { FastifyInstance } from 'fastify'
import { createSessionReader } from '#modules/accounts/server/index.ts'
import { createSite } from '#modules/site/server/site.ts'
import type { Config } from '#platform/server/config.ts'
import { createApp } from '#platform/server/http/app.ts'
import { addWeb, type WebBundle } from '#platform/server/http/web.ts'
import { type AnyJob, startWorker } from '#platform/server/jobs/worker.ts'
import { addLiveEvents } from '#platform/server/live/events.ts'
import { createLog } from '#platform/server/log.ts'
import { type OpenServices, openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'
import { openDatabase } from './database.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { jobs, publicSources, routes } from './modules.ts'

export type Platform = { config: Config; services: OpenServices; url: string; close(): Promise<void> }

/** Opens the services on the database. */
export async function openPlatform(config: Config, database = openDatabase(config)): Promise<Platform> {
  const { url, stop } = await database
  try {
    const services = await openServices(
      config,
      url,
      await createText({ zh, en }),
      createLog(config.LOG_LEVEL),
    )
    return {
      config,
      services,
      url,
      async close() {
        await services.close()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The HTTP application on open services. `web` adds the page. */
export async function buildApp(
  services: OpenServices,
  { requestsAMinute, web }: { requestsAMinute?: number; web?: WebBundle } = {},
): Promise<FastifyInstance> {
  const readSession = createSessionReader(services)
  const site = createSite(services, { sources: publicSources, stylesheet: web?.siteStyles ?? null })
  return createApp({
    services,
    routes,
    readSession,
    requestsAMinute,
    missingPage: site.missingPage,
    extend: async (app, read) => {
      addLiveEvents(app, services.live, read)
      site.addTo(app)
      if (!web) return
      await addWeb(app, web, {
        // In the demo the first thing anybody wants is to choose whom to be.
        publicSite: async request =>
          !services.config.demo && !(await readSession(request)) && (await site.isOpen()) ? '/site' : null,
      })
    },
  })
}

/** Starts taking jobs, those of every module and `more`. */
export const startJobs = (services: OpenServices, more: readonly AnyJob[] = []) =>
  startWorker(services, services, [...jobs, ...more])
