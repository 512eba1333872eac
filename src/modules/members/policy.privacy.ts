import { permission, type Viewer } from '#platform/contract/access.ts'
import { ADMINISTRATORS, type PersonFacts } from './policy.ts'

const actsFor = (viewer: Viewer, organisationId: string) => viewer.organisationId === organisationId

/** Whose an entry or a request is: the person, and the guardians of a minor. */
export type Concerned = { personId: string | null; guardianIds: readonly string[] }
const isConcerned = (viewer: Viewer, entry: Concerned) =>
  entry.personId === viewer.personId || entry.guardianIds.includes(viewer.personId)

/** What is kept about oneself is seen, copied and asked about by oneself alone. */
export const ownData = permission('members.ownData', 'signed_in')
export const ownExport = permission<{ personId: string }>(
  'members.ownExport',
  'signed_in',
  (viewer, copy) => copy.personId === viewer.personId,
)
/** Who read an entry is told to its person and to a minor's guardians, not to the organisation that keeps it. */
export const readReaders = permission<Pick<PersonFacts, 'personId' | 'guardianIds'>>(
  'members.readReaders',
  'signed_in',
  isConcerned,
)

/** A correction is asked for by the person or a minor's guardian, taken back by whoever asked, answered by the organisation's administrators. */
export const askCorrection = permission<Concerned>('members.askCorrection', 'signed_in', isConcerned)
export const ownCorrection = permission<{ personId: string }>(
  'members.ownCorrection',
  'signed_in',
  (viewer, asked) => asked.personId === viewer.personId,
)
export const keepEntries = permission('members.keepEntries', ADMINISTRATORS)
export const answerCorrection = permission<{ organisationId: string }>(
  'members.answerCorrection',
  ADMINISTRATORS,
  (viewer, asked) => actsFor(viewer, asked.organisationId),
)
/** What becomes of an entry whose person is gone is decided by the organisation that keeps it. */
export const decideDuty = permission<{ organisationId: string }>(
  'members.decideDuty',
  ADMINISTRATORS,
  (viewer, duty) => actsFor(viewer, duty.organisationId),
)

/** How data is processed is no secret from those whose data it is. */
export const readRegister = permission('members.readRegister', 'signed_in')
/** Those who answer for it keep it as a document. */
export const printRegister = permission('members.printRegister', [...ADMINISTRATORS, 'secretariat'])

/** A move between schools is the person's, or for a minor the guardian's. */
export const startTransfer = permission<Concerned>('members.startTransfer', 'signed_in', isConcerned)
export const speakForTransfer = permission<Concerned>('members.speakForTransfer', 'signed_in', isConcerned)
/** A school proposes a move for its own learners, and takes in those who asked it. */
export const proposeTransfer = permission<{ organisationId: string }>(
  'members.proposeTransfer',
  ['school_admin'],
  (viewer, person) => actsFor(viewer, person.organisationId),
)
export const receiveTransfers = permission('members.receiveTransfers', ['school_admin'])
export const receiveTransfer = permission<{ toOrganisationId: string }>(
  'members.receiveTransfer',
  ['school_admin'],
  (viewer, transfer) => actsFor(viewer, transfer.toOrganisationId),
)
