import { routes as accounts } from '#modules/accounts/server/router.ts'
import type { Route } from '#platform/server/http/route.ts'
import type { AnyJob } from '#platform/server/jobs/worker.ts'

/** Every endpoint with its use case, and every job, module by module. */
export const routes: readonly Route[] = [...accounts]
export const jobs: readonly AnyJob[] = []
