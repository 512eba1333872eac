import type { FastifyInstance } from 'fastify'
import { createSessionReader } from '#modules/accounts/server/index.ts'
import { routes as accounts } from '#modules/accounts/server/router.ts'
import { informationPublic } from '#modules/information/server/public.ts'
import { addUploads } from '#modules/library/server/index.ts'
import { createSite } from '#modules/site/server/site.ts'
import type { Endpoint } from '#platform/contract/endpoint.ts'
import type { Config } from '#platform/server/config.ts'
import { createApp } from '#platform/server/http/app.ts'
import type { Route } from '#platform/server/http/route.ts'
import { addWeb, type WebBundle } from '#platform/server/http/web.ts'
import { type AnyJob, startWorker } from '#platform/server/jobs/worker.ts'
import { addLiveEvents } from '#platform/server/live/events.ts'
import { createLog } from '#platform/server/log.ts'
import { type OpenServices, openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'
import { endpoints } from './contract.ts'
import { openDatabase } from './database.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'

let reading: Promise<typeof import('./modules.ts')> | undefined
const modules = () => {
  reading ??= import('./modules.ts')
  return reading
}

/** A route whose use case is read when it is first asked for, or when `startJobs` has read them all. */
function later(endpoint: Endpoint): Route {
  let known: Route | undefined
  const found = async () => {
    known ??= (await modules()).routeOf(endpoint)
    return known
  }
  const route: Route = { endpoint, handle: async (...asked) => (known ?? (await found())).handle(...asked) }
  if (!endpoint.upload) return route
  return { ...route, gate: async (...asked) => (await found()).gate?.(...asked) }
}

/** Whoever opens the platform chooses a person or signs in; what they then do is read meanwhile. */
const atOnce = new Set(accounts.map(route => route.endpoint))
const routes = [...accounts, ...endpoints.filter(endpoint => !atOnce.has(endpoint)).map(later)]

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
  const site = createSite(services, { sources: [informationPublic], stylesheet: web?.siteStyles ?? null })
  return createApp({
    services,
    routes,
    readSession,
    requestsAMinute,
    missingPage: site.missingPage,
    extend: async (app, read) => {
      addLiveEvents(app, services.live, read)
      await addUploads(app, services, read)
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
export async function startJobs(services: OpenServices, more: readonly AnyJob[] = []) {
  const { jobs } = await modules()
  return startWorker(services, services, [...jobs, ...more])
}
