import { permission, type Viewer } from '#platform/contract/access.ts'
import type { Access, Audience } from './rules/vocabulary.ts'

/** Who acts for an organisation in everything, and who also brings what they made. */
export const ADMINISTRATORS = ['school_admin', 'company_hr', 'association_staff'] as const
export const KEEPERS = [...ADMINISTRATORS, 'teacher', 'mentor'] as const
/** Who may take something along for their organisation. */
export const TAKERS = [...KEEPERS, 'expert', 'student', 'secretariat'] as const

/** An item, as far as seeing it and acting on it depends on it. */
export type ItemFacts = {
  organisationId: string
  /** Whose it is within the owner: who brought it. */
  affiliationId: string | null
  /** Whether others may see it today. */
  offered: boolean
  audience: Audience
  access: Access
  /** Whether the viewer's organisation is in the group it is for; true where it is for no group. */
  inAudience: boolean
  /** Whether the viewer's organisation was granted what it asked for. */
  granted: boolean
}

const isOneOf = (list: readonly string[], value: string) => list.includes(value)
const isOwners = (viewer: Viewer, item: Pick<ItemFacts, 'organisationId'>) =>
  viewer.organisationId === item.organisationId

/** What there is, is seen by whoever is signed in, each as far as they may. */
export const browse = permission('library.browse', 'signed_in')

/** The owner's teachers and staff see all that is theirs; others what is offered, if it is for them. */
export function mayReadItem(viewer: Viewer, item: ItemFacts): boolean {
  if (isOwners(viewer, item) && isOneOf(KEEPERS, viewer.role)) return true
  if (!item.offered) return false
  return (
    item.audience === 'public' || isOwners(viewer, item) || (item.audience === 'group' && item.inAudience)
  )
}
export const readItem = permission<ItemFacts>('library.readItem', 'signed_in', mayReadItem)

/** Something is brought by teachers, mentors and administrators, for their organisation. */
export const bringItem = permission('library.bringItem', KEEPERS)

/** It is kept by who brought it and by the owner's administrators. */
export const mayKeepItem = (viewer: Viewer, item: ItemFacts) =>
  isOwners(viewer, item) &&
  (isOneOf(ADMINISTRATORS, viewer.role) ||
    (isOneOf(KEEPERS, viewer.role) &&
      viewer.affiliationId !== null &&
      viewer.affiliationId === item.affiliationId))
export const keepItem = permission<ItemFacts>('library.keepItem', KEEPERS, mayKeepItem)

/** Where the owner wants to be asked, another organisation's teachers and staff ask. */
export const askToUse = permission<ItemFacts>(
  'library.askToUse',
  KEEPERS,
  (viewer, item) => mayReadItem(viewer, item) && !isOwners(viewer, item) && item.access === 'request',
)

/** What is open, or was granted to their organisation, is taken along under its licence; the owner's own people need none. */
export const takeItem = permission<ItemFacts>(
  'library.takeItem',
  TAKERS,
  (viewer, item) =>
    mayReadItem(viewer, item) && !isOwners(viewer, item) && (item.access === 'open' || item.granted),
)

/** A file is handed to the owner's own people, and to others with a receipt for its version as long as it is offered. */
export const readFile = permission<ItemFacts & { receipt: boolean }>(
  'library.readFile',
  TAKERS,
  (viewer, item) =>
    mayReadItem(viewer, item) &&
    (isOwners(viewer, item) || (item.receipt && (item.access === 'open' || item.granted))),
)

/** Requests are read by the teachers and staff of both sides. */
export const readRequests = permission('library.readRequests', KEEPERS)

/** A request is answered by the keepers of what it is about, and taken back by who asked. */
export const answerRequest = permission<ItemFacts>('library.answerRequest', KEEPERS, mayKeepItem)
export const withdrawRequest = permission<{ affiliationId: string | null }>(
  'library.withdrawRequest',
  KEEPERS,
  (viewer, request) => viewer.affiliationId !== null && viewer.affiliationId === request.affiliationId,
)

/** What one took is seen by oneself, and by the administrators of one's organisation. */
export const readReceipts = permission('library.readReceipts', TAKERS)
type ReceiptFacts = { organisationId: string; affiliationId: string | null }
export const confirmDeletion = permission<ReceiptFacts>(
  'library.confirmDeletion',
  TAKERS,
  (viewer, receipt) =>
    viewer.organisationId === receipt.organisationId &&
    (isOneOf(ADMINISTRATORS, viewer.role) || viewer.affiliationId === receipt.affiliationId),
)

/** What members give and take is seen by the members' own teachers and staff, and by the secretariat. */
export const readBalances = permission('library.readBalances', [...KEEPERS, 'secretariat'])
