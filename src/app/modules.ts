import type { Route } from '#platform/server/http/route.ts'
import type { AnyJob } from '#platform/server/jobs/worker.ts'

/** Every endpoint with its use case, and every job, module by module. */
export const routes: readonly Route[] = []
export const jobs: readonly AnyJob[] = []
