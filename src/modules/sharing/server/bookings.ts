import type { Permission } from '#platform/contract/access.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/bookings.ts'
import {
  answerBooking as answerPermission,
  type BookingFacts,
  endBooking as endPermission,
  readBooking,
} from '../policy.ts'
import { isLate } from '../rules/booking.ts'
import { holdInTurn, moveUp } from './line.ts'
import {
  agreeToOwn,
  confirmIfAgreed,
  endBookingRow,
  lockBooking,
  type StoredBooking,
  selectOptionalBooking,
  updateAttended,
} from './queries/bookings.ts'
import { selectBookingCounts, selectBookings } from './queries/list-bookings.ts'
import { closeAsked, closePresence, closeSeries } from './todos.ts'
import { fail } from './values.ts'

export const listBookings: Handler<typeof contract.listBookings> = (context, { query }) =>
  selectBookings(context, query, query)

export const countBookings: Handler<typeof contract.countBookings> = (context, { query }) =>
  selectBookingCounts(context, query)

const factsOf = ({ organisationId, affiliationId, ownerIds }: StoredBooking) => ({
  ...{ organisationId, affiliationId, ownerIds },
})

/** A booking with which the viewer may do so. */
export async function bookingFor(
  { db, require }: Context,
  permission: Permission<BookingFacts>,
  id: string,
): Promise<StoredBooking> {
  const booking = (await selectOptionalBooking(db, id)) ?? missing()
  require(permission, factsOf(booking))
  return booking
}

export const getBooking: Handler<typeof contract.getBooking> = async (context, { params }) => {
  const booking = await bookingFor(context, readBooking, params.id)
  const { organisationId, organisation, from, until, holdUntil, createdAt, parts, ...rest } = booking
  return {
    ...rest,
    organisation: { id: organisationId, name: organisation },
    ...{ from: from.toISOString(), until: until.toISOString(), createdAt: createdAt.toISOString() },
    holdUntil: holdUntil?.toISOString() ?? null,
    parts,
    facts: factsOf(booking),
  }
}

/** The booking as it is once its offers are held: whoever was faster has been so before this. */
async function held(context: Context, seen: StoredBooking): Promise<StoredBooking> {
  const { db } = context
  await holdInTurn(context, offersOf(seen))
  await lockBooking(db, seen.id)
  return (await selectOptionalBooking(db, seen.id)) ?? missing()
}

const offersOf = ({ parts }: StoredBooking) => parts.map(({ offerId }) => offerId)
const note = (context: Context, action: string, id: string, data?: Record<string, unknown>) =>
  context.audit({ action: `sharing.booking_${action}`, subject: { kind: 'booking', id }, data })

export const answerBooking: Handler<typeof contract.answerBooking> = async (context, { params, body }) => {
  const { db } = context
  const own = context.signedIn().organisationId ?? missing()
  const seen = await bookingFor(context, answerPermission, params.id)
  const booking = await held(context, seen)
  const asked = booking.parts.some(part => part.state === 'asked' && part.owner.id === own)
  if (booking.state !== 'requested' || !asked) fail('conflict', 'sharing.not_asked')
  if (booking.version !== body.version) stale(booking.version)
  if (body.answer === 'refuse') {
    const reason = body.reason ?? noReason()
    await endBookingRow(db, booking.id, { state: 'refused', reason, by: own, late: false })
    await closeAsked(db, booking.id, booking.ownerIds)
    await closeSeries(db, booking.seriesId)
    await note(context, 'refused', booking.id)
    await context.enqueue(moveUp, { offerIds: offersOf(booking) })
    return { state: 'refused' }
  }
  await agreeToOwn(db, booking.id)
  await closeAsked(db, booking.id, [own])
  await closeSeries(db, booking.seriesId)
  const confirmed = await confirmIfAgreed(db, booking.id)
  await note(context, confirmed ? 'confirmed' : 'agreed', booking.id)
  return { state: confirmed ? 'confirmed' : 'requested' }
}

const noReason = () =>
  fail('unprocessable', 'sharing.reason_needed', undefined, [{ path: 'body.reason', code: 'required' }])

export const endBooking: Handler<typeof contract.endBooking> = async (context, { params, body }) => {
  const { db } = context
  const own = context.signedIn().organisationId ?? missing()
  const seen = await bookingFor(context, endPermission, params.id)
  const booking = await held(context, seen)
  const taker = booking.organisationId === own
  const { state, id } = booking
  const open = state === 'requested' || state === 'waiting'
  if (!open && state !== 'confirmed') fail('conflict', 'sharing.wrong_state')
  if (open && !taker) fail('conflict', 'sharing.refuse_instead')
  const now = Date.now()
  if (booking.from.getTime() <= now) fail('conflict', 'sharing.begun')
  if (booking.version !== body.version) stale(booking.version)
  const reason = open ? null : (body.reason ?? noReason())
  const hours = booking.parts.map(({ lateHours }) => lateHours)
  // Who gives and cancels has not used it; only who takes can be late.
  const late = !open && taker && isLate(booking.from.getTime(), hours, now)
  const end = open ? 'withdrawn' : 'cancelled'
  await endBookingRow(db, id, { state: end, reason, by: own, late })
  await closeAsked(db, id, booking.ownerIds)
  await closeSeries(db, booking.seriesId)
  await closePresence(db, id)
  await note(context, end, id, { late })
  await context.enqueue(moveUp, { offerIds: offersOf(booking) })
  return { state: end, late }
}

export const recordAttendance: Handler<typeof contract.recordAttendance> = async (
  context,
  { params, body },
) => {
  const { db } = context
  const booking = await bookingFor(context, answerPermission, params.id)
  if (booking.status !== 'done') fail('conflict', 'sharing.not_over')
  if (booking.counted) fail('conflict', 'sharing.counted')
  if (booking.version !== body.version) stale(booking.version)
  await updateAttended(db, booking.id, body.attended)
  await note(context, 'attended', booking.id, { attended: body.attended })
  return undefined
}
