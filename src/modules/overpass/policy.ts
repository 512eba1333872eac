import { permission } from '#platform/contract/access.ts'

/** Staff of a school who look at claims and give their voice. */
export const COMMITTEE = ['school_admin', 'teacher'] as const
/** Who writes the clauses of agreements. */
export const DRAFTERS = ['school_admin', 'teacher', 'company_hr', 'association_staff', 'secretariat'] as const

/** A claim, as far as reading and changing it depends on it. */
export type ClaimFacts = {
  personId: string
  receivingOrganisationId: string
  groupId: string | null
  appealed: boolean
}

/** What signed agreements promise is open to whoever is signed in. */
export const browseBridges = permission('overpass.browseBridges', 'signed_in')
/** A bridge is drafted, checked and read back by those who write agreements. */
export const draftBridge = permission('overpass.draftBridge', DRAFTERS)
/** A rule is tried on the own school's learners, by its staff. */
export const tryBridge = permission('overpass.tryBridge', COMMITTEE)
/** Who of the own school could go along a bridge, and what they lack, is seen by its staff. */
export const seeReadiness = permission('overpass.seeReadiness', COMMITTEE)

/** Everybody has their own account; the database knows which it is. */
export const readAccount = permission('overpass.readAccount', 'signed_in')
/** Credit is claimed by learners, for themselves. */
export const claimCredit = permission('overpass.claimCredit', ['student', 'resident'])

/** A claim is read by the learner, by the staff of the receiving school, and once appealed by the group's secretariat. */
export const readClaim = permission<ClaimFacts>(
  'overpass.readClaim',
  'signed_in',
  (viewer, claim) =>
    viewer.personId === claim.personId ||
    (viewer.organisationId === claim.receivingOrganisationId &&
      (COMMITTEE as readonly string[]).includes(viewer.role)) ||
    (claim.appealed && viewer.role === 'secretariat' && viewer.groupId === claim.groupId),
)
export const ownClaim = permission<{ personId: string }>(
  'overpass.ownClaim',
  'signed_in',
  (viewer, claim) => viewer.personId === claim.personId,
)

/** Claims at a school are listed and voted on by its staff, and decided by its administrators. */
export const listAtSchool = permission('overpass.listAtSchool', COMMITTEE)
export const voteOnClaim = permission<{ receivingOrganisationId: string }>(
  'overpass.voteOnClaim',
  COMMITTEE,
  (viewer, claim) => viewer.organisationId === claim.receivingOrganisationId,
)
export const decideClaim = permission<{ receivingOrganisationId: string }>(
  'overpass.decideClaim',
  ['school_admin'],
  (viewer, claim) => viewer.organisationId === claim.receivingOrganisationId,
)
/** What was recognised is written to the record by the school where the learner has arrived. */
export const useCredit = permission<{ receivingOrganisationId: string }>(
  'overpass.useCredit',
  COMMITTEE,
  (viewer, claim) => viewer.organisationId === claim.receivingOrganisationId,
)

/** Appeals go to the committee of the group, whose decision its secretariat enters. */
export const listAppeals = permission('overpass.listAppeals', ['secretariat'])
export const decideAppeal = permission<{ groupId: string }>(
  'overpass.decideAppeal',
  ['secretariat'],
  (viewer, appeal) => viewer.groupId === appeal.groupId,
)

/** What becomes of claims is counted for a school and for a group. */
export const readConversion = permission('overpass.readConversion', [...COMMITTEE, 'secretariat'])

/** Whoever is signed in may ask for ways from where they stand, or from a programme they name; the map holds no people. */
export const planAWay = permission('overpass.planAWay', 'signed_in')
