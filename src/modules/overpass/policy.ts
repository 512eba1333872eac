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
  /** Account holders, while the learner is a minor. */
  guardianIds: readonly string[]
}

/** What signed agreements promise is open to whoever is signed in. */
export const browseBridges = permission('overpass.browseBridges', 'signed_in')
/** What the map of a group lacks, and for how many learners, is seen by those who look after the group. */
export const GAP_READERS = ['secretariat', 'authority_observer'] as const
export const seeGaps = permission('overpass.seeGaps', GAP_READERS)
/** A bridge is drafted, checked and read back by those who write agreements. */
export const draftBridge = permission('overpass.draftBridge', DRAFTERS)
/** A rule is tried on the own school's learners, by its staff. */
export const tryBridge = permission('overpass.tryBridge', COMMITTEE)
/** Who of the own school could go along a bridge, and what they lack, is seen by its staff. */
export const seeReadiness = permission('overpass.seeReadiness', COMMITTEE)

/** A school's staff see along which bridges learners come to its programmes, and how many could; nobody's name. */
export const listEntrances = permission('overpass.listEntrances', COMMITTEE)
export const seeEntrants = permission<{ receivingOrganisationId: string }>(
  'overpass.seeEntrants',
  COMMITTEE,
  (viewer, bridge) => viewer.organisationId === bridge.receivingOrganisationId,
)
/** A company's staff see what leads to its occupations, in counts that tell of nobody. */
export const WORK_READERS = ['company_hr', 'mentor'] as const
export const seeWaysToWork = permission('overpass.seeWaysToWork', WORK_READERS)

/** Everybody has their own account, and reads that of their child; the database knows which it is. */
export const readAccount = permission('overpass.readAccount', 'signed_in')
/** Credit is claimed by learners, for themselves. */
export const claimCredit = permission('overpass.claimCredit', ['student', 'resident'])

/**
 * A claim is read by the learner, by a minor's guardians, by the staff of the receiving school, and once appealed by the
 * group's secretariat.
 */
export const readClaim = permission<ClaimFacts>(
  'overpass.readClaim',
  'signed_in',
  (viewer, claim) =>
    viewer.personId === claim.personId ||
    claim.guardianIds.includes(viewer.personId) ||
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

/** A way on is kept by learners, for themselves; whom of their school they ask for advice is for them to say. */
export const keepWay = permission('overpass.keepWay', ['student', 'resident'])
/** Everybody sees the ways they follow themselves, those of their children, and those they were asked to advise on. */
export const listPlans = permission('overpass.listPlans', 'signed_in')
/** A followed way, as far as reading and changing it depends on it; `guardianIds`: account holders, while a minor's. */
export type PlanFacts = { personId: string; adviserId: string | null; guardianIds: readonly string[] }
const worksOn = (
  viewer: { personId: string; affiliationId: string | null },
  plan: Pick<PlanFacts, 'personId' | 'adviserId'>,
) => viewer.personId === plan.personId || (plan.adviserId !== null && plan.adviserId === viewer.affiliationId)
/** A followed way is read by the learner, by the adviser they asked, and by a minor's guardians. */
export const readPlan = permission<PlanFacts>(
  'overpass.readPlan',
  'signed_in',
  (viewer, plan) => worksOn(viewer, plan) || plan.guardianIds.includes(viewer.personId),
)
/** Learner and adviser work on the same way. */
export const workOnPlan = permission<Omit<PlanFacts, 'guardianIds'>>(
  'overpass.workOnPlan',
  ['student', 'resident', ...COMMITTEE],
  worksOn,
)
/** Whom to ask, and when to leave a way, only the learner says. */
export const ownPlan = permission<{ personId: string }>(
  'overpass.ownPlan',
  'signed_in',
  (viewer, plan) => viewer.personId === plan.personId,
)

/** Intakes are published to whoever is signed in. */
export const browseIntakes = permission('overpass.browseIntakes', 'signed_in')
type AtSchool = { receivingOrganisationId: string }
const isAtSchool = (viewer: { organisationId: string | null }, at: AtSchool) =>
  viewer.organisationId === at.receivingOrganisationId
/** A school's administrators open its intakes, rank them and enrol; its staff read who applied and take papers in. */
export const openIntake = permission<AtSchool>('overpass.openIntake', ['school_admin'], isAtSchool)
export const rankIntake = permission<AtSchool>('overpass.rankIntake', ['school_admin'], isAtSchool)
export const enrol = permission<AtSchool>('overpass.enrol', ['school_admin'], isAtSchool)
export const readApplicants = permission<AtSchool>('overpass.readApplicants', COMMITTEE, isAtSchool)
export const receiveDocuments = permission<AtSchool>('overpass.receiveDocuments', COMMITTEE, isAtSchool)

/** Learners apply, for themselves. */
export const applyAlong = permission('overpass.applyAlong', ['student', 'resident'])
/** Everybody sees their own applications, and those of their children. */
export const listAdmissions = permission('overpass.listAdmissions', 'signed_in')

/** An application, as far as reading it depends on it; `guardianIds`: account holders, while the learner is a minor. */
export type AdmissionFacts = {
  personId: string
  receivingOrganisationId: string
  guardianIds: readonly string[]
}
/** An application is read by the learner, by a minor's guardians and by the staff of the school applied to. */
export const readAdmission = permission<AdmissionFacts>(
  'overpass.readAdmission',
  'signed_in',
  (viewer, one) =>
    viewer.personId === one.personId ||
    one.guardianIds.includes(viewer.personId) ||
    (isAtSchool(viewer, one) && (COMMITTEE as readonly string[]).includes(viewer.role)),
)
export const ownAdmission = permission<{ personId: string }>(
  'overpass.ownAdmission',
  'signed_in',
  (viewer, one) => viewer.personId === one.personId,
)
/** A minor's acceptance is consented to by a guardian. */
export const consentToSeat = permission<{ guardianIds: readonly string[] }>(
  'overpass.consentToSeat',
  ['guardian'],
  (viewer, one) => one.guardianIds.includes(viewer.personId),
)
