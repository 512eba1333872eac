import { zh as account } from '#modules/accounts/messages.account.zh.ts'
import { zh as leaving } from '#modules/accounts/messages.leaving.zh.ts'
import { zh as agreementsWeb } from '#modules/agreements/messages.web.zh.ts'
import { zh as agreements } from '#modules/agreements/messages.zh.ts'
import { zh as credentialData } from '#modules/credentials/messages.data.zh.ts'
import { zh as credentialPages } from '#modules/credentials/messages.pages.zh.ts'
import { zh as credentials } from '#modules/credentials/messages.zh.ts'
import { zh as facultyPages } from '#modules/faculty/messages.pages.zh.ts'
import { zh as faculty } from '#modules/faculty/messages.zh.ts'
import { zh as audit } from '#modules/house/messages.audit.zh.ts'
import { zh as parameters } from '#modules/house/messages.parameters.zh.ts'
import { zh as house } from '#modules/house/messages.zh.ts'
import { zh as informationProcessing } from '#modules/information/messages.processing.zh.ts'
import { zh as information } from '#modules/information/messages.zh.ts'
import { zh as libraryFilms } from '#modules/library/messages.films.zh.ts'
import { zh as libraryModels } from '#modules/library/messages.models.zh.ts'
import { zh as libraryPackages } from '#modules/library/messages.packages.zh.ts'
import { zh as libraryWeb } from '#modules/library/messages.web.zh.ts'
import { zh as library } from '#modules/library/messages.zh.ts'
import { zh as consents } from '#modules/members/messages.consents.zh.ts'
import { zh as cycle } from '#modules/members/messages.cycle.zh.ts'
import { zh as guardians } from '#modules/members/messages.guardians.zh.ts'
import { zh as imports } from '#modules/members/messages.import.zh.ts'
import { zh as network } from '#modules/members/messages.network.zh.ts'
import { zh as oneroster } from '#modules/members/messages.oneroster.zh.ts'
import { zh as organs } from '#modules/members/messages.organs.zh.ts'
import { zh as privacy } from '#modules/members/messages.privacy.zh.ts'
import { zh as processing } from '#modules/members/messages.processing.zh.ts'
import { zh as members } from '#modules/members/messages.zh.ts'
import { zh as overpassAdmissions } from '#modules/overpass/messages.admissions.zh.ts'
import { zh as overpassEditor } from '#modules/overpass/messages.editor.zh.ts'
import { zh as overpassGaps } from '#modules/overpass/messages.gaps.zh.ts'
import { zh as overpassPages } from '#modules/overpass/messages.pages.zh.ts'
import { zh as overpassPlanner } from '#modules/overpass/messages.planner.zh.ts'
import { zh as overpassPlans } from '#modules/overpass/messages.plans.zh.ts'
import { zh as overpassTowards } from '#modules/overpass/messages.towards.zh.ts'
import { zh as overpass } from '#modules/overpass/messages.zh.ts'
import { zh as programmePages } from '#modules/programmes/messages.pages.zh.ts'
import { zh as programmeWeb } from '#modules/programmes/messages.web.zh.ts'
import { zh as programmes } from '#modules/programmes/messages.zh.ts'
import { zh as recordData } from '#modules/records/messages.data.zh.ts'
import { zh as recordNamed } from '#modules/records/messages.named.zh.ts'
import { zh as recordPages } from '#modules/records/messages.pages.zh.ts'
import { zh as records } from '#modules/records/messages.zh.ts'
import { zh as sharingCalendars } from '#modules/sharing/messages.calendars.zh.ts'
import { zh as sharingDoor } from '#modules/sharing/messages.door.zh.ts'
import { zh as sharingFind } from '#modules/sharing/messages.find.zh.ts'
import { zh as sharingNeeds } from '#modules/sharing/messages.needs.zh.ts'
import { zh as sharingOutages } from '#modules/sharing/messages.outages.zh.ts'
import { zh as sharingSeries } from '#modules/sharing/messages.series.zh.ts'
import { zh as sharingSettlement } from '#modules/sharing/messages.settlement.zh.ts'
import { zh as sharingWeb } from '#modules/sharing/messages.web.zh.ts'
import { zh as sharing } from '#modules/sharing/messages.zh.ts'
import { zh as site } from '#modules/site/messages.zh.ts'
import { early } from './messages.early.zh.ts'

/** Every module's words in Chinese. */
export const zh = {
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
