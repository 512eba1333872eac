import { jobs as accountsJobs } from '#modules/accounts/server/jobs.ts'
import { routes as accounts } from '#modules/accounts/server/router.ts'
import { jobs as credentialsJobs } from '#modules/credentials/server/jobs.ts'
import { routes as credentials } from '#modules/credentials/server/router.ts'
import { houseRoutes } from '#modules/house/server/router.ts'
import { jobs as informationJobs } from '#modules/information/server/jobs.ts'
import { routes as information } from '#modules/information/server/router.ts'
import { cycleJobs } from '#modules/members/server/applications/letters.ts'
import { membersHome } from '#modules/members/server/home.ts'
import { importJobs } from '#modules/members/server/import/jobs.ts'
import { searchSources as membersSearch } from '#modules/members/server/index.ts'
import { oneRosterJobs } from '#modules/members/server/oneroster/jobs.ts'
import { routes as members } from '#modules/members/server/router.ts'
import type { Route } from '#platform/server/http/route.ts'
import { platformJobs } from '#platform/server/jobs/platform-jobs.ts'
import type { AnyJob } from '#platform/server/jobs/worker.ts'

/** Every endpoint with its use case, and every job, module by module. */
export const routes: readonly Route[] = [
  ...accounts,
  ...members,
  ...information,
  ...credentials,
  ...houseRoutes({ home: [membersHome], search: membersSearch }),
]
export const jobs: readonly AnyJob[] = [
  ...platformJobs,
  ...accountsJobs,
  ...cycleJobs,
  ...importJobs,
  ...oneRosterJobs,
  ...informationJobs,
  ...credentialsJobs,
]
