import { permission } from '#platform/contract/access.ts'

/** Those who keep an organisation's own records also decide what it shows of itself. */
const ADMINISTRATORS = ['school_admin', 'company_hr', 'association_staff'] as const

/** Whoever is signed in may learn where a group's public site is. */
export const findSite = permission('site.find', 'signed_in')

/** Whether a group has a public site, and what stands on it, is the decision of its own secretariat. */
export const changeSite = permission<{ groupId: string }>(
  'site.change',
  ['secretariat'],
  (viewer, group) => viewer.groupId === group.groupId,
)

/** Whether it shows more than its name is each member's own decision. */
export const chooseShown = permission<{ organisationId: string }>(
  'site.chooseShown',
  ADMINISTRATORS,
  (viewer, organisation) => viewer.organisationId === organisation.organisationId,
)
