import { permission, ROLES, type Viewer } from '#platform/contract/access.ts'
import type { OfferState } from './rules/vocabulary.ts'

/** Who keeps what an organisation shares and answers those who ask for it. */
export const KEEPERS = ['school_admin', 'company_hr', 'association_staff'] as const
/** Who books for a class or a number of people. */
export const BOOKERS = [...KEEPERS, 'teacher', 'mentor'] as const

/** An offer, as far as reading it depends on it. */
export type OfferFacts = {
  organisationId: string
  state: OfferState
  /** Organisations that share a group with its owner or have booked it, and the owner's groups. */
  readerIds: readonly string[]
  groupIds: readonly string[]
}
/** A booking, as far as reading it and acting on it depends on it. */
export type BookingFacts = {
  organisationId: string
  /** Who made it; null once that account has left. */
  affiliationId: string | null
  ownerIds: readonly string[]
}

export const isOneOf = (list: readonly string[], value: string | null) =>
  value !== null && list.includes(value)
const keeps = (viewer: Viewer, organisationId: string) =>
  viewer.organisationId === organisationId && isOneOf(KEEPERS, viewer.role)

/** What is shared is looked through by whoever is signed in, each as far as they may read it. */
export const browse = permission('sharing.browse', 'signed_in')

/**
 * A draft is read by its owner's administrators; what was published, by the members of the owner's groups and by those
 * who have booked it.
 */
export function mayReadOffer(viewer: Viewer, offer: OfferFacts): boolean {
  if (keeps(viewer, offer.organisationId)) return true
  return (
    offer.state !== 'draft' &&
    (isOneOf(offer.readerIds, viewer.organisationId) || isOneOf(offer.groupIds, viewer.groupId))
  )
}
export const readOffer = permission<OfferFacts>('sharing.readOffer', 'signed_in', mayReadOffer)

/** An organisation's administrators offer what it has, and keep it. */
export const createOffer = permission('sharing.createOffer', KEEPERS)
export const editOffer = permission<Pick<OfferFacts, 'organisationId'>>(
  'sharing.editOffer',
  KEEPERS,
  (viewer, offer) => keeps(viewer, offer.organisationId),
)

/** Administrators, teachers and mentors book what they may read, in the name of their organisation. */
export const bookOffer = permission<OfferFacts>('sharing.bookOffer', BOOKERS, mayReadOffer)
export const listBookings = permission('sharing.listBookings', BOOKERS)

/** Whoever books may look for a time at which all that they need is free. */
export const findSets = permission('sharing.findSets', BOOKERS)

/** A booking is read and ended by whoever made it, their administrators and those of the offers' owners. */
export const mayReadBooking = (viewer: Viewer, booking: BookingFacts) =>
  (booking.affiliationId !== null && booking.affiliationId === viewer.affiliationId) ||
  keeps(viewer, booking.organisationId) ||
  (isOneOf(KEEPERS, viewer.role) && isOneOf(booking.ownerIds, viewer.organisationId))
export const readBooking = permission<BookingFacts>('sharing.readBooking', BOOKERS, mayReadBooking)
export const endBooking = permission<BookingFacts>('sharing.endBooking', BOOKERS, mayReadBooking)

/** A request is answered, and attendance confirmed, by the administrators of the offers' owners, each for their own. */
export const answerBooking = permission<BookingFacts>('sharing.answerBooking', KEEPERS, (viewer, booking) =>
  isOneOf(booking.ownerIds, viewer.organisationId),
)

/**
 * Who comes to a booking is seen to by the teacher or administrator who made it and by their administrators; the owner
 * of the offer is told a number, never names.
 */
export const SUPERVISORS = [...KEEPERS, 'teacher'] as const
export const superviseBooking = permission<BookingFacts>(
  'sharing.superviseBooking',
  SUPERVISORS,
  (viewer, booking) =>
    keeps(viewer, booking.organisationId) ||
    (viewer.role === 'teacher' &&
      viewer.organisationId === booking.organisationId &&
      viewer.affiliationId === booking.affiliationId),
)
/** Whoever is signed in says that they have arrived, where they are expected, and sees where that is. */
export const arrive = permission('sharing.arrive', 'signed_in')

/** Whoever acts in a role may follow what they may read in a calendar of their own. */
export const followBookings = permission('sharing.followBookings', ROLES)
/** An address with a secret in it speaks for itself. */
export const bySecret = permission('sharing.bySecret', 'anyone')

/** Who gave and who took is open to the administrators of the members, the secretariat and the authority. */
export const readBalance = permission('sharing.readBalance', [
  ...KEEPERS,
  'secretariat',
  'authority_observer',
])

/** A need, as far as reading it and acting on it depends on it. */
export type NeedFacts = {
  organisationId: string
  /** Who said so; null once that account has left. */
  affiliationId: string | null
  /** Organisations that share a group with its own, and the groups. */
  readerIds: readonly string[]
  groupIds: readonly string[]
}
/** What a member looks for is read by the members of its groups. */
export const mayReadNeed = (viewer: Viewer, need: NeedFacts) =>
  viewer.organisationId === need.organisationId ||
  isOneOf(need.readerIds, viewer.organisationId) ||
  isOneOf(need.groupIds, viewer.groupId)
export const readNeed = permission<NeedFacts>('sharing.readNeed', 'signed_in', mayReadNeed)
/** Whoever books says what their organisation looks for. */
export const createNeed = permission('sharing.createNeed', BOOKERS)
/** A need is changed and closed by whoever made it and by their administrators. */
export const keepNeed = permission<Pick<NeedFacts, 'organisationId' | 'affiliationId'>>(
  'sharing.keepNeed',
  BOOKERS,
  (viewer, need) =>
    keeps(viewer, need.organisationId) ||
    (viewer.organisationId === need.organisationId && viewer.affiliationId === need.affiliationId),
)
/** A need is answered by the administrators of other members who may read it. */
export const answerNeed = permission<NeedFacts>(
  'sharing.answerNeed',
  KEEPERS,
  (viewer, need) => viewer.organisationId !== need.organisationId && mayReadNeed(viewer, need),
)

/** Whoever acts for the owner, or for an organisation that has used it, reports a fault. */
export const reportFault = permission<{ organisationId: string; userIds: readonly string[] }>(
  'sharing.reportFault',
  BOOKERS,
  (viewer, { organisationId, userIds }) => isOneOf([organisationId, ...userIds], viewer.organisationId),
)
/** The pictures of a fault are for whoever reported it and for the owner's administrators. */
export const seePictures = permission<{ organisationId: string; affiliationId: string | null }>(
  'sharing.seePictures',
  BOOKERS,
  (viewer, { organisationId, affiliationId }) =>
    keeps(viewer, organisationId) || (affiliationId !== null && viewer.affiliationId === affiliationId),
)

/** An organisation's administrators settle with other members what was given and taken. */
export const settle = permission('sharing.settle', KEEPERS)
/** What two members settle is for the administrators of the two. */
export const settleOne = permission<{ sideIds: readonly string[] }>(
  'sharing.settleOne',
  KEEPERS,
  (viewer, { sideIds }) => isOneOf(sideIds, viewer.organisationId),
)
