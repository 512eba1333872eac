import { permission, type Viewer } from '#platform/contract/access.ts'
import type { State } from './rules/vocabulary.ts'

/** Who acts for a party: drafts, comments, signs and ends. */
export const SIGNERS = ['school_admin', 'company_hr', 'association_staff'] as const
/** Who carries out at a party what was signed. */
export const CARRIERS = [...SIGNERS, 'teacher', 'mentor'] as const

/** A version, as far as reading it and acting on it depends on it. */
export type VersionFacts = {
  state: State
  /** Whether it was ever sent to its parties. */
  sent: boolean
  /** Whether its signed text is open to whoever is signed in. */
  open: boolean
  draftedBy: string
  groupId: string | null
  partyIds: readonly string[]
  /** Parties that must sign. */
  signerIds: readonly string[]
}

const isOneOf = (list: readonly string[], value: string | null) => value !== null && list.includes(value)
const isSigned = ({ state }: { state: State }) => state === 'signed' || state === 'ended'

/** What agreements there are is seen by whoever is signed in, each as far as they may read it. */
export const browse = permission('agreements.browse', 'signed_in')

/**
 * A draft is read by the administrators of the party that drafts it; what was sent, by the administrators of all
 * parties; what is signed, also by teachers and mentors of a party, by the secretariat it is registered with and, where
 * it is open, by whoever is signed in.
 */
export function mayReadVersion(viewer: Viewer, version: VersionFacts): boolean {
  const party = isOneOf(version.partyIds, viewer.organisationId)
  if (
    isSigned(version) &&
    (version.open ||
      (viewer.role === 'secretariat' && version.groupId !== null && viewer.groupId === version.groupId) ||
      (party && isOneOf(CARRIERS, viewer.role)))
  )
    return true
  if (!isOneOf(SIGNERS, viewer.role)) return false
  const sent = version.state === 'review' || (version.state === 'withdrawn' && version.sent)
  return viewer.organisationId === version.draftedBy || (party && sent)
}
export const readVersion = permission<VersionFacts>('agreements.readVersion', 'signed_in', mayReadVersion)

/** What the parties say to one another, who signed and the scans stay with the parties' administrators. */
export const mayReadPapers = (viewer: Viewer, version: VersionFacts) =>
  mayReadVersion(viewer, version) &&
  isOneOf(SIGNERS, viewer.role) &&
  isOneOf(version.partyIds, viewer.organisationId)
export const readPapers = permission<VersionFacts>('agreements.readPapers', SIGNERS, mayReadPapers)

/** An agreement is begun by an organisation's administrators, and kept by them until its parties have it. */
export const createAgreement = permission('agreements.createAgreement', SIGNERS)
export const editVersion = permission<VersionFacts>(
  'agreements.editVersion',
  SIGNERS,
  (viewer, version) => viewer.organisationId === version.draftedBy,
)

const isSigner = (viewer: Viewer, version: VersionFacts) =>
  mayReadVersion(viewer, version) && isOneOf(version.signerIds, viewer.organisationId)

/** Who signed a version may draft the next one and propose to end it. */
export const followVersion = permission<VersionFacts>('agreements.followVersion', SIGNERS, isSigner)

/** Administrators of a party comment on what was sent to them. */
export const commentVersion = permission<VersionFacts>('agreements.commentVersion', SIGNERS, mayReadPapers)

/** A party signs through its own administrators, and nobody in its place. */
export const signVersion = permission<VersionFacts>('agreements.signVersion', SIGNERS, isSigner)

/** A proposal to end is answered by each other signer for itself, and taken back by who made it. */
export const answerEnding = permission<VersionFacts & { proposedBy: string }>(
  'agreements.answerEnding',
  SIGNERS,
  (viewer, ending) => isSigner(viewer, ending) && viewer.organisationId !== ending.proposedBy,
)
export const withdrawEnding = permission<{ proposedBy: string }>(
  'agreements.withdrawEnding',
  SIGNERS,
  (viewer, ending) => viewer.organisationId === ending.proposedBy,
)
