import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/handouts.ts'
import { answerBooking, readBooking } from '../policy.ts'
import { problem } from './asked.ts'
import { bookingFor } from './bookings.ts'
import type { StoredBooking } from './queries/bookings.ts'
import { insertHandout, type StoredHandout, selectHandouts, updateBack } from './queries/handouts.ts'
import { selectOptionalOffer } from './queries/offers.ts'
import { insertOutage } from './queries/outages.ts'
import { askToLook, closeOverdue } from './todos.ts'
import { fail } from './values.ts'

export const listHandouts: Handler<typeof contract.listHandouts> = async (context, { params }) => {
  const booking = await bookingFor(context, readBooking, params.id)
  const rows = await selectHandouts(context.db, booking.id)
  return {
    rows: rows.map(({ offerId: _, outAt, backAt, ...row }) => ({
      ...{ ...row, outAt: outAt?.toISOString() ?? null, backAt: backAt?.toISOString() ?? null },
    })),
  }
}

/** The viewer's own equipment in a booking that was confirmed. */
async function ownOf(
  context: Context,
  id: string,
  partId: string,
): Promise<{ booking: StoredBooking; handout: StoredHandout }> {
  const booking = await bookingFor(context, answerBooking, id)
  if (booking.state !== 'confirmed') fail('conflict', 'sharing.wrong_state')
  const all = await selectHandouts(context.db, booking.id)
  const handout = all.find(one => one.partId === partId && one.ownerId === context.viewer?.organisationId)
  return { booking, handout: handout ?? fail('conflict', 'sharing.no_equipment') }
}

export const handOut: Handler<typeof contract.handOut> = async (context, { params, body }) => {
  const { booking, handout } = await ownOf(context, params.id, body.partId)
  if (handout.outAt) fail('conflict', 'sharing.handed_out')
  await insertHandout(context.db, { bookingId: booking.id, ...body })
  await context.audit({
    action: 'sharing.handed_out',
    subject: { kind: 'booking', id: booking.id },
    data: { offer: handout.offerId, units: handout.units },
  })
  return undefined
}

export const takeBack: Handler<typeof contract.takeBack> = async (context, { params, body }) => {
  const { db } = context
  const { booking, handout } = await ownOf(context, params.id, params.partId)
  if (!handout.outAt || handout.backAt) fail('conflict', 'sharing.not_out')
  if (body.units > handout.units)
    fail('unprocessable', 'sharing.outage_units', { units: handout.units }, problem('units'))
  if (body.state !== 'whole' && !body.note)
    fail('unprocessable', 'sharing.back_note', undefined, [{ path: 'body.note', code: 'required' }])
  if (!(await updateBack(db, handout.partId, body))) stale(handout.version)
  await closeOverdue(db, handout.partId)
  await context.audit({
    action: 'sharing.taken_back',
    subject: { kind: 'booking', id: booking.id },
    data: { offer: handout.offerId, state: body.state, units: body.units },
  })
  const broken = body.state === 'damaged' || body.state === 'missing' || body.units < handout.units
  return { outageId: broken ? await reportBroken(context, booking, handout, body) : null }
}

/** What came back damaged, or did not, is a fault of the offer: its owner says from when until when it is out of use. */
async function reportBroken(
  context: Context,
  { id: bookingId }: StoredBooking,
  { offerId, units }: StoredHandout,
  back: { state: string; units: number; note: string },
): Promise<string> {
  const { organisationId, affiliationId } = context.signedIn()
  const offer = (await selectOptionalOffer(context.db, offerId)) ?? missing()
  const lost = units - back.units
  const id = await insertOutage(context.db, {
    ...{ offerId, organisationId: offer.organisationId, kind: 'fault', state: 'reported', bookingId },
    words: back.note || context.text(context.language, 'sharing.handout.not_back'),
    ...{ units: back.state === 'damaged' ? Math.max(1, lost) : Math.max(1, lost || units) },
    ...{ from: Date.now(), until: null },
    ...{ byOrganisationId: organisationId ?? missing(), affiliationId: affiliationId ?? missing() },
  })
  await askToLook(context.db, offer, id)
  return id
}
