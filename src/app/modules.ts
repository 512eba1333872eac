import { accountsHome } from '#modules/accounts/server/home.ts'
import { jobs as accountsJobs } from '#modules/accounts/server/jobs.ts'
import { leavingOf } from '#modules/accounts/server/leaving.ts'
import { accountsPersonalData } from '#modules/accounts/server/personal-data.ts'
import { accountsProcessing } from '#modules/accounts/server/processing.ts'
import { routes as accounts } from '#modules/accounts/server/router.ts'
import { searchSources as agreementsSearch } from '#modules/agreements/server/index.ts'
import { parameters as agreementsParameters } from '#modules/agreements/server/parameters.ts'
import { agreementsPersonalData } from '#modules/agreements/server/personal-data.ts'
import { agreementsProcessing } from '#modules/agreements/server/processing.ts'
import { remindNightly as agreementsRemind } from '#modules/agreements/server/remind.ts'
import { agreementsOf } from '#modules/agreements/server/router.ts'
import { jobs as credentialsJobs } from '#modules/credentials/server/jobs.ts'
import { credentialsPersonalData, credentialsProcessing } from '#modules/credentials/server/personal-data.ts'
import { routes as credentials } from '#modules/credentials/server/router.ts'
import { facultyHome } from '#modules/faculty/server/home.ts'
import { parameters as facultyParameters } from '#modules/faculty/server/parameters.ts'
import { facultyPersonalData, facultyProcessing } from '#modules/faculty/server/personal-data.ts'
import { routes as faculty } from '#modules/faculty/server/router.ts'
import { watchNightly as watchFaculty, watchPractice } from '#modules/faculty/server/watch.ts'
import { houseRoutes } from '#modules/house/server/router.ts'
import { jobs as informationJobs } from '#modules/information/server/jobs.ts'
import { informationPersonalData } from '#modules/information/server/personal-data.ts'
import { informationProcessing } from '#modules/information/server/processing.ts'
import { routes as information } from '#modules/information/server/router.ts'
import { searchSources as librarySearch } from '#modules/library/server/index.ts'
import { jobs as libraryJobs } from '#modules/library/server/jobs.ts'
import { parameters as libraryParameters } from '#modules/library/server/parameters.ts'
import { libraryPersonalData, libraryProcessing } from '#modules/library/server/personal-data.ts'
import { routes as library } from '#modules/library/server/router.ts'
import { cycleJobs } from '#modules/members/server/applications/letters.ts'
import { duesNightly } from '#modules/members/server/dues-run.ts'
import { familyPersonalData } from '#modules/members/server/guardians/personal-data.ts'
import { tendFamilies } from '#modules/members/server/guardians/tend.ts'
import { membersHome } from '#modules/members/server/home.ts'
import { importJobs } from '#modules/members/server/import/jobs.ts'
import { searchSources as membersSearch } from '#modules/members/server/index.ts'
import { oneRosterJobs } from '#modules/members/server/oneroster/jobs.ts'
import { parameters as membersParameters } from '#modules/members/server/parameters.ts'
import { privacyHome } from '#modules/members/server/privacy/home.ts'
import { membersPersonalData } from '#modules/members/server/privacy/personal-data.ts'
import { membersProcessing } from '#modules/members/server/privacy/processing.ts'
import { privacyOf } from '#modules/members/server/privacy/router.ts'
import { routes as members } from '#modules/members/server/router.ts'
import { overpassHome } from '#modules/overpass/server/home.ts'
import { bridgeClause } from '#modules/overpass/server/index.ts'
import { jobs as overpassJobs } from '#modules/overpass/server/jobs.ts'
import { parameters as overpassParameters } from '#modules/overpass/server/parameters.ts'
import { overpassPersonalData, overpassProcessing } from '#modules/overpass/server/personal-data.ts'
import { routes as overpass } from '#modules/overpass/server/router.ts'
import { programmesHome } from '#modules/programmes/server/home.ts'
import { searchSources as programmesSearch } from '#modules/programmes/server/index.ts'
import { parameters as programmesParameters } from '#modules/programmes/server/parameters.ts'
import { routes as programmes } from '#modules/programmes/server/router.ts'
import { recordsHome } from '#modules/records/server/home.ts'
import { jobs as recordsJobs } from '#modules/records/server/jobs.ts'
import { parameters as recordsParameters } from '#modules/records/server/parameters.ts'
import { recordsPersonalData, recordsProcessing } from '#modules/records/server/personal-data.ts'
import { routes as records } from '#modules/records/server/router.ts'
import { sharingHome } from '#modules/sharing/server/home.ts'
import { searchSources as sharingSearch } from '#modules/sharing/server/index.ts'
import { jobs as sharingJobs } from '#modules/sharing/server/jobs.ts'
import { parameters as sharingParameters } from '#modules/sharing/server/parameters.ts'
import { sharingPersonalData } from '#modules/sharing/server/personal-data.ts'
import { sharingProcessing } from '#modules/sharing/server/processing.ts'
import { routes as sharing } from '#modules/sharing/server/router.ts'
import { routes as site } from '#modules/site/server/router.ts'
import type { Endpoint } from '#platform/contract/endpoint.ts'
import type { Route } from '#platform/server/http/route.ts'
import { platformJobs } from '#platform/server/jobs/platform-jobs.ts'
import type { AnyJob } from '#platform/server/jobs/worker.ts'
import type { Parameter } from '#platform/server/parameters.ts'

/** What each module keeps about people; what others hang on comes first, and is left or merged last. */
const personalData = [
  membersPersonalData,
  familyPersonalData,
  accountsPersonalData,
  informationPersonalData,
  recordsPersonalData,
  credentialsPersonalData,
  agreementsPersonalData,
  overpassPersonalData,
  sharingPersonalData,
  libraryPersonalData,
  facultyPersonalData,
]
const privacy = privacyOf({
  personalData,
  processing: [
    ...membersProcessing,
    ...accountsProcessing,
    ...informationProcessing,
    ...recordsProcessing,
    ...credentialsProcessing,
    ...agreementsProcessing,
    ...overpassProcessing,
    ...sharingProcessing,
    ...libraryProcessing,
    ...facultyProcessing,
  ],
})
const leaving = leavingOf(personalData)
/** Agreements, over the kinds of clause that other modules bring. */
const agreements = agreementsOf({ clauseKinds: [bridgeClause] })

/** The numbers of the field that rules read, in the order in which they are shown. */
export const parameters: readonly Parameter[] = [
  ...programmesParameters,
  ...recordsParameters,
  ...overpassParameters,
  ...agreementsParameters,
  ...membersParameters,
  ...libraryParameters,
  ...sharingParameters,
  ...facultyParameters,
]

/**
 * Every endpoint with its use case, and every job, module by module. A thousand files hang on this one, so it is read
 * while the platform already listens (platform.ts).
 */
export const routes: readonly Route[] = [
  ...accounts,
  ...members,
  ...information,
  ...privacy.routes,
  ...leaving.routes,
  ...site,
  ...programmes,
  ...records,
  ...credentials,
  ...overpass,
  ...agreements.routes,
  ...sharing,
  ...library,
  ...faculty,
  ...houseRoutes({
    parameters,
    home: [
      accountsHome,
      membersHome,
      privacyHome,
      programmesHome,
      recordsHome,
      overpassHome,
      sharingHome,
      facultyHome,
    ],
    search: [...membersSearch, ...programmesSearch, ...agreementsSearch, ...sharingSearch, ...librarySearch],
  }),
]
const byEndpoint = new Map(routes.map(route => [route.endpoint, route]))

export function routeOf(endpoint: Endpoint): Route {
  const route = byEndpoint.get(endpoint)
  if (!route) throw new Error(`${endpoint.id} has no use case`)
  return route
}

export const jobs: readonly AnyJob[] = [
  ...platformJobs,
  ...accountsJobs,
  ...cycleJobs,
  tendFamilies,
  duesNightly,
  ...importJobs,
  ...oneRosterJobs,
  ...informationJobs,
  ...privacy.jobs,
  ...leaving.jobs,
  ...recordsJobs,
  ...credentialsJobs,
  ...overpassJobs,
  agreementsRemind,
  ...sharingJobs,
  ...libraryJobs,
  watchPractice,
  watchFaculty,
]
