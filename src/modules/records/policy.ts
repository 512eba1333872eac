import { may, permission, type Viewer } from '#platform/contract/access.ts'

/** Staff of a school who read and enter what its learners achieve. */
export const SCHOOL_STAFF = ['school_admin', 'teacher'] as const
/** Those who may vouch for what an organisation or a group recorded, correct and revoke it. */
export const VOUCHERS = ['school_admin', 'teacher', 'company_hr', 'association_staff', 'secretariat'] as const
/** Those who answer for an organisation or a group when an entry is contested. */
export const ANSWERERS = ['school_admin', 'company_hr', 'association_staff', 'secretariat'] as const
/** Staff to whose organisation a learner may show their record. */
export const SHARED_READERS = [
  'company_hr',
  'mentor',
  'school_admin',
  'teacher',
  'association_staff',
] as const

/** A learner: an organisation's entry, the account holder it is joined to, and a minor's guardians today. */
export type LearnerFacts = { organisationId: string; personId: string | null; guardianIds: readonly string[] }
/** Who stands for an entry: an organisation, or its secretariat for a group. */
export type VouchFacts = { confirmingOrganisationId: string; confirmingGroupId: string | null }

const isGuardian = (viewer: Viewer, learner: LearnerFacts) => learner.guardianIds.includes(viewer.personId)
const isSelf = (viewer: Viewer, learner: LearnerFacts) => learner.personId === viewer.personId
const staffOf = (viewer: Viewer, organisationId: string) =>
  viewer.organisationId === organisationId && (SCHOOL_STAFF as readonly string[]).includes(viewer.role)

/** Whoever recorded something for an organisation stands for it there; a secretariat stands for its group alone. */
export const vouches = (viewer: Viewer, entry: VouchFacts): boolean =>
  entry.confirmingGroupId === null
    ? viewer.role !== 'secretariat' && viewer.organisationId === entry.confirmingOrganisationId
    : viewer.role === 'secretariat' && viewer.groupId === entry.confirmingGroupId

/** A record is read by the learner, by a minor's guardians and by the staff of the school whose learner it is. */
export const readRecord = permission<LearnerFacts>(
  'records.readRecord',
  'signed_in',
  (viewer, learner) =>
    staffOf(viewer, learner.organisationId) || isSelf(viewer, learner) || isGuardian(viewer, learner),
)
/** One outcome is also read by those who stand for it. */
export const readOutcome = permission<VouchFacts & { learner: LearnerFacts | null }>(
  'records.readOutcome',
  'signed_in',
  (viewer, outcome) =>
    ((VOUCHERS as readonly string[]).includes(viewer.role) && vouches(viewer, outcome)) ||
    (outcome.learner !== null && may(readRecord, viewer, outcome.learner)),
)
/** Everybody asks for their own records and their children's; the database knows which these are. */
export const readMine = permission('records.readMine', 'signed_in')

/** What frameworks name is no secret; which of it a learner's programme teaches is shown to those who see the learner. */
export const readCompetencies = permission('records.readCompetencies', 'signed_in')

/** What a learner of the school achieved is recorded by its own staff. */
export const recordOutcome = permission<{ organisationId: string }>(
  'records.recordOutcome',
  SCHOOL_STAFF,
  (viewer, learner) => viewer.organisationId === learner.organisationId,
)
/** A learner says what else they achieved, and asks an organisation to confirm it. */
export const claimOutcome = permission('records.claimOutcome', ['student', 'resident'])
export const withdrawClaim = permission<{ personId: string | null }>(
  'records.withdrawClaim',
  ['student', 'resident'],
  (viewer, claim) => viewer.personId === claim.personId,
)
/** An entry is confirmed, corrected and revoked by those who stand for it. */
export const vouchFor = permission<VouchFacts>('records.vouchFor', VOUCHERS, vouches)
/** A learner names themself to whom they took part with in something, and ends it. */
export const nameOneself = permission('records.nameOneself', ['student', 'resident'])
export const endNaming = permission<{ personId: string }>(
  'records.endNaming',
  'signed_in',
  (viewer, naming) => viewer.personId === naming.personId,
)
/** Those who answer for an organisation or a group read who has named themselves to it, and record what came of it. */
export const listNamed = permission('records.listNamed', ANSWERERS)
export const recordNamed = permission<{ organisationId: string | null; groupId: string | null }>(
  'records.recordNamed',
  ANSWERERS,
  (viewer, to) =>
    viewer.role === 'secretariat'
      ? to.groupId !== null && viewer.groupId === to.groupId
      : to.organisationId !== null && viewer.organisationId === to.organisationId,
)
/** Evidence is brought by learners and by those who record. */
export const addEvidence = permission('records.addEvidence', [
  'student',
  'resident',
  ...SCHOOL_STAFF,
  'company_hr',
  'association_staff',
  'secretariat',
])

/** An entry is contested by the learner or a minor's guardian, and answered by the administrators of who stands for it. */
export const contest = permission<LearnerFacts>(
  'records.contest',
  'signed_in',
  (viewer, learner) => isSelf(viewer, learner) || isGuardian(viewer, learner),
)
export const withdrawDispute = permission<{ byPersonId: string }>(
  'records.withdrawDispute',
  'signed_in',
  (viewer, dispute) => viewer.personId === dispute.byPersonId,
)
export const answerDispute = permission<VouchFacts>('records.answerDispute', ANSWERERS, vouches)
export const listDisputes = permission('records.listDisputes', ANSWERERS)

/** Results are listed and entered by a school's own staff, for its own learners. */
export const enterResults = permission('records.enterResults', SCHOOL_STAFF)
export const keepSheet = permission<{ organisationId: string }>(
  'records.keepSheet',
  SCHOOL_STAFF,
  (viewer, sheet) => viewer.organisationId === sheet.organisationId,
)

/** What one shows of one's record is one's own choice, and ends when one says so. */
export const shareRecord = permission('records.shareRecord', 'signed_in')
export const keepShare = permission<{ personId: string }>(
  'records.keepShare',
  'signed_in',
  (viewer, share) => viewer.personId === share.personId,
)
/** A link speaks for itself; what was shown to an organisation is opened by those who work for it. */
export const openLink = permission('records.openLink', 'anyone')
export const listShared = permission('records.listShared', SHARED_READERS)
export const openShared = permission<{ organisationId: string | null }>(
  'records.openShared',
  SHARED_READERS,
  (viewer, share) => viewer.organisationId === share.organisationId,
)

export const readTranscript = permission<{ byPersonId: string }>(
  'records.readTranscript',
  'signed_in',
  (viewer, transcript) => viewer.personId === transcript.byPersonId,
)
/** Whoever holds a transcript may ask whether it still holds. */
export const verifyTranscript = permission('records.verifyTranscript', 'anyone')
