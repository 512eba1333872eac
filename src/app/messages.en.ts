import { en as account } from '#modules/accounts/messages.account.en.ts'
import { en as leaving } from '#modules/accounts/messages.leaving.en.ts'
import { en as agreements } from '#modules/agreements/messages.en.ts'
import { en as agreementsWeb } from '#modules/agreements/messages.web.en.ts'
import { en as credentialData } from '#modules/credentials/messages.data.en.ts'
import { en as credentials } from '#modules/credentials/messages.en.ts'
import { en as credentialPages } from '#modules/credentials/messages.pages.en.ts'
import { en as faculty } from '#modules/faculty/messages.en.ts'
import { en as facultyPages } from '#modules/faculty/messages.pages.en.ts'
import { en as audit } from '#modules/house/messages.audit.en.ts'
import { en as house } from '#modules/house/messages.en.ts'
import { en as parameters } from '#modules/house/messages.parameters.en.ts'
import { en as information } from '#modules/information/messages.en.ts'
import { en as informationProcessing } from '#modules/information/messages.processing.en.ts'
import { en as library } from '#modules/library/messages.en.ts'
import { en as libraryFilms } from '#modules/library/messages.films.en.ts'
import { en as libraryModels } from '#modules/library/messages.models.en.ts'
import { en as libraryPackages } from '#modules/library/messages.packages.en.ts'
import { en as libraryWeb } from '#modules/library/messages.web.en.ts'
import { en as consents } from '#modules/members/messages.consents.en.ts'
import { en as cycle } from '#modules/members/messages.cycle.en.ts'
import { en as members } from '#modules/members/messages.en.ts'
import { en as guardians } from '#modules/members/messages.guardians.en.ts'
import { en as imports } from '#modules/members/messages.import.en.ts'
import { en as network } from '#modules/members/messages.network.en.ts'
import { en as oneroster } from '#modules/members/messages.oneroster.en.ts'
import { en as organs } from '#modules/members/messages.organs.en.ts'
import { en as privacy } from '#modules/members/messages.privacy.en.ts'
import { en as processing } from '#modules/members/messages.processing.en.ts'
import { en as overpassAdmissions } from '#modules/overpass/messages.admissions.en.ts'
import { en as overpassEditor } from '#modules/overpass/messages.editor.en.ts'
import { en as overpass } from '#modules/overpass/messages.en.ts'
import { en as overpassGaps } from '#modules/overpass/messages.gaps.en.ts'
import { en as overpassPages } from '#modules/overpass/messages.pages.en.ts'
import { en as overpassPlanner } from '#modules/overpass/messages.planner.en.ts'
import { en as overpassPlans } from '#modules/overpass/messages.plans.en.ts'
import { en as overpassTowards } from '#modules/overpass/messages.towards.en.ts'
import { en as programmes } from '#modules/programmes/messages.en.ts'
import { en as programmePages } from '#modules/programmes/messages.pages.en.ts'
import { en as programmeWeb } from '#modules/programmes/messages.web.en.ts'
import { en as recordData } from '#modules/records/messages.data.en.ts'
import { en as records } from '#modules/records/messages.en.ts'
import { en as recordNamed } from '#modules/records/messages.named.en.ts'
import { en as recordPages } from '#modules/records/messages.pages.en.ts'
import { en as sharingCalendars } from '#modules/sharing/messages.calendars.en.ts'
import { en as sharingDoor } from '#modules/sharing/messages.door.en.ts'
import { en as sharing } from '#modules/sharing/messages.en.ts'
import { en as sharingFind } from '#modules/sharing/messages.find.en.ts'
import { en as sharingNeeds } from '#modules/sharing/messages.needs.en.ts'
import { en as sharingOutages } from '#modules/sharing/messages.outages.en.ts'
import { en as sharingSeries } from '#modules/sharing/messages.series.en.ts'
import { en as sharingSettlement } from '#modules/sharing/messages.settlement.en.ts'
import { en as sharingWeb } from '#modules/sharing/messages.web.en.ts'
import { en as site } from '#modules/site/messages.en.ts'
import { early } from './messages.early.en.ts'
import type { zh } from './messages.zh.ts'

/** Every module's words in English. */
export const en: Record<keyof typeof zh, string> = {
  ...early,
  ...house,
  ...audit,
  ...parameters,
  ...members,
  ...cycle,
  ...organs,
  ...guardians,
  ...consents,
  ...network,
  ...imports,
  ...oneroster,
  ...information,
  ...account,
  ...leaving,
  ...privacy,
  ...processing,
  ...informationProcessing,
  ...site,
  ...programmes,
  ...programmePages,
  ...programmeWeb,
  ...records,
  ...recordNamed,
  ...recordPages,
  ...recordData,
  ...credentials,
  ...credentialPages,
  ...credentialData,
  ...overpass,
  ...overpassPages,
  ...overpassPlanner,
  ...overpassPlans,
  ...overpassTowards,
  ...overpassGaps,
  ...overpassEditor,
  ...overpassAdmissions,
  ...agreements,
  ...agreementsWeb,
  ...sharing,
  ...sharingWeb,
  ...sharingDoor,
  ...sharingSeries,
  ...sharingCalendars,
  ...sharingFind,
  ...sharingNeeds,
  ...sharingOutages,
  ...sharingSettlement,
  ...library,
  ...libraryFilms,
  ...libraryModels,
  ...libraryPackages,
  ...libraryWeb,
  ...faculty,
  ...facultyPages,
}
