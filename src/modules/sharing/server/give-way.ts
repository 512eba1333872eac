import { z } from 'zod'
import { putTodo } from '#modules/information/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { job } from '#platform/server/jobs/job.ts'
import type * as contract from '../contract/outages.ts'
import { readBooking } from '../policy.ts'
import { nextFree, refusalOf, type Taken } from '../rules/availability.ts'
import { givingWay, type Hold } from '../rules/outages.ts'
import { DAY } from '../rules/zone.ts'
import { bookingFor } from './bookings.ts'
import { moveUp } from './line.ts'
import {
  type Hit,
  noteAffectedRow,
  selectAlike,
  selectOptionalAffected,
  selectUntold,
  writeInstead,
} from './queries/affected.ts'
import { endBookingRow, selectOptionalBooking } from './queries/bookings.ts'
import { type StoredOffer, selectOffersById } from './queries/offers.ts'
import { insertAffected, selectHolds } from './queries/outages.ts'
import { selectTaken } from './queries/taken.ts'
import { closeAffected, closeAsked, closePresence, closeSeries, hitOnDesk } from './todos.ts'

type Stop = { from: number; until: number; units: number | null }

/** Who would have to give way, and who is there now and is not sent away. */
export async function foresee(
  { db }: Context,
  offer: StoredOffer,
  stop: Stop,
): Promise<{ gives: Hold[]; running: Hold[] }> {
  const holds = await selectHolds(db, offer.id, stop)
  return { gives: givingWay(offer.units, holds, stop), running: holds.filter(({ begun }) => begun) }
}

/** Ends the bookings that no longer fit beside what is out of use, the last made first; the offer is held. */
export async function giveWay(
  context: Context,
  offer: StoredOffer,
  { id, words, ...stop }: Stop & { id: string; words: string },
): Promise<number> {
  const { db } = context
  const { gives } = await foresee(context, offer, stop)
  const freed = new Set<string>()
  for (const { id: bookingId } of gives) {
    const booking = (await selectOptionalBooking(db, bookingId)) ?? missing()
    const state = booking.state === 'confirmed' ? 'cancelled' : 'refused'
    await endBookingRow(db, bookingId, { state, reason: words, by: offer.organisationId, late: false })
    await closeAsked(db, bookingId, booking.ownerIds)
    await closeSeries(db, booking.seriesId)
    await closePresence(db, bookingId)
    await insertAffected(db, bookingId, id)
    await context.audit({
      action: `sharing.booking_${state}`,
      subject: { kind: 'booking', id: bookingId },
      data: { outage: id },
    })
    for (const { offerId } of booking.parts) if (offerId !== offer.id) freed.add(offerId)
  }
  if (gives.length) await context.enqueue(tellAffected, { outageId: id })
  // What was booked together with it is free for others.
  if (freed.size) await context.enqueue(moveUp, { offerIds: [...freed] })
  return gives.length
}

/** Offers that are looked at for something free instead, and how far ahead. */
const LOOKED_AT = 20
const LOOK_AHEAD_DAYS = 28

/** Tells whoever had booked what happened and what else is free. Run again it does nothing. */
export const tellAffected = job({
  name: 'sharing.tell_affected',
  payload: z.object({ outageId: z.uuid() }),
  async run({ outageId }, { services, signal }) {
    for (const hit of await selectUntold(services.system, outageId)) {
      signal.throwIfAborted()
      await services.system.transaction().execute(async db => {
        const ids = await selectAlike(db, hit, LOOKED_AT)
        const range = {
          from: hit.from.getTime() - 8 * DAY,
          until: hit.from.getTime() + (LOOK_AHEAD_DAYS + 8) * DAY,
        }
        const offers = await selectOffersById(db, ids)
        const inOrder = ids.flatMap(id => offers.find(offer => offer.id === id) ?? [])
        const instead = nextBest(hit, inOrder, await selectTaken(db, ids, range))
        if (!(await writeInstead(db, hit.bookingId, instead)) || !hit.affiliationId) return
        await putTodo(db, {
          ...{ desk: { affiliationId: hit.affiliationId }, kind: 'sharing.outage_hit' },
          data: { title: hit.title, day: dayOf(hit.from) },
          ...{
            path: `/bookings/${hit.bookingId}`,
            subject: hitOnDesk(hit.bookingId),
            dueOn: dayOf(hit.from),
          },
        })
      })
    }
  },
})

/** Another offer at the same time; else the first time after it at which one of them is free. */
function nextBest(hit: Hit, offers: readonly StoredOffer[], taken: ReadonlyMap<string, Taken[]>) {
  const span = { from: hit.from.getTime(), until: hit.until.getTime() }
  const now = Date.now()
  const asked = offers.map(offer => ({
    ...{ offer, rules: offer, units: hit.units, outside: offer.organisationId !== hit.organisationId },
    taken: taken.get(offer.id) ?? [],
  }))
  const same = asked.find(one => refusalOf(one.rules, one.taken, { ...span, ...one }, now) === null)
  if (same) return { offerId: same.offer.id, ...span }
  const later = asked.flatMap(one => {
    const next = nextFree([one], span, { now, days: LOOK_AHEAD_DAYS })
    return next ? [{ offerId: one.offer.id, ...next }] : []
  })
  return later.toSorted((a, b) => a.from - b.from)[0] ?? null
}

export const getAffected: Handler<typeof contract.getAffected> = async (context, { params }) => {
  await bookingFor(context, readBooking, params.id)
  return { affected: (await selectOptionalAffected(context.db, params.id)) ?? null }
}

export const noteAffected: Handler<typeof contract.noteAffected> = async (context, { params }) => {
  const booking = await bookingFor(context, readBooking, params.id)
  if (booking.organisationId !== context.viewer?.organisationId) return undefined
  await noteAffectedRow(context.db, params.id)
  await closeAffected(context.db, params.id)
  await context.audit({ action: 'sharing.outage_noted', subject: { kind: 'booking', id: params.id } })
  return undefined
}
