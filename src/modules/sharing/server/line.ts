import { z } from 'zod'
import { putTodo } from '#modules/information/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Context } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'
import { refusalOf } from '../rules/availability.ts'
import { holdUntil } from '../rules/booking.ts'
import { DAY } from '../rules/zone.ts'
import { confirmIfAgreed } from './queries/bookings.ts'
import { beginDoors } from './queries/door.ts'
import { remindOverdue } from './queries/handouts.ts'
import { expireWaiting, type InLine, lockInLine, releaseExpired, selectLine, takeUp } from './queries/line.ts'
import { endNeeds } from './queries/needs.ts'
import { type StoredOffer, selectOffersById } from './queries/offers.ts'
import { holdOffers, mayBook, selectTaken } from './queries/taken.ts'
import { askForPresence, askOwners, overdueOnDesk } from './todos.ts'

/** When something is given back: whoever waits for it moves up, the first come first. Run again it does nothing. */
export const moveUp = job({
  name: 'sharing.move_up',
  payload: z.object({ offerIds: z.array(z.uuid()) }),
  async run({ offerIds }, { services, signal }) {
    for (let free = offerIds; free.length; ) {
      // Whoever moves up lets go of what nobody answered in time: that line moves up next.
      const freed: string[] = []
      for (const waiting of await selectLine(services.system, free)) {
        signal.throwIfAborted()
        freed.push(...(await services.system.transaction().execute(db => moveUpOne(db, waiting))))
      }
      free = freed
    }
  },
})

/** Holds offers for whoever books, answers or ends; the line for what became free with it moves up afterwards. */
export async function holdInTurn(context: Context, offerIds: readonly string[]): Promise<void> {
  const freed = await holdOffers(context.db, offerIds)
  if (freed.length) await context.enqueue(moveUp, { offerIds: freed })
}

/**
 * Requests that nobody answered in time let go of what they hold, and whoever waits for it moves up; of what has begun,
 * whoever made it is to say who was there.
 */
export const tendBookings = job({
  name: 'sharing.tend',
  payload: z.unknown(),
  cron: '*/5 * * * *',
  async run(_payload, run) {
    const { system } = run.services
    const freed = await releaseExpired(system)
    await expireWaiting(system)
    await endNeeds(system)
    await system.transaction().execute(async db => {
      for (const { booking, affiliation, title, startsAt } of await beginDoors(db))
        await askForPresence(db, { id: booking, affiliationId: affiliation, title, from: startsAt })
      await askBack(db)
    })
    if (freed.length) await moveUp.run({ offerIds: [...new Set(freed)] }, run)
  },
})

/** Whoever has not brought equipment back in time is asked for it, once. */
async function askBack(db: Db): Promise<void> {
  for (const { partId, bookingId, affiliationId, title, until } of await remindOverdue(db))
    if (affiliationId)
      await putTodo(db, {
        ...{ desk: { affiliationId }, kind: 'sharing.overdue', data: { title, day: dayOf(until) } },
        ...{ path: `/bookings/${bookingId}`, subject: overdueOnDesk(partId), dueOn: dayOf(until) },
      })
}

export const lineJobs = [moveUp, tendBookings]

/** Gives the offers that became free with it. */
async function moveUpOne(db: Db, { id, offerIds }: { id: string; offerIds: string[] }): Promise<string[]> {
  // The offers come first, as for whoever books: two that wait for each other's rows would stop.
  const freed = await holdOffers(db, offerIds)
  const booking = await lockInLine(db, id)
  if (booking) await takeTurn(db, booking, offerIds)
  return freed
}

/** A booking that waits is given its time, if all of it can be had now. */
async function takeTurn(db: Db, booking: InLine, offerIds: readonly string[]): Promise<void> {
  const offers = await selectOffersById(db, offerIds)
  const { id, organisationId } = booking
  for (const offer of offers)
    if (offer.state !== 'published' || !(await mayBook(db, offer.organisationId, organisationId))) return
  const [from, until] = [booking.from.getTime(), booking.until.getTime()]
  const taken = await selectTaken(db, offerIds, { from: from - 8 * DAY, until: until + 8 * DAY })
  const now = Date.now()
  const pauses = new Map<string, number>()
  const asked: StoredOffer[] = []
  for (const { id: partId, offerId, units, outside, state } of booking.parts) {
    const offer = offers.find(one => one.id === offerId)
    if (!offer || refusalOf(offer, taken.get(offerId) ?? [], { from, until, units, outside }, now)) return
    pauses.set(partId, offer.bufferMinutes)
    if (state === 'asked') asked.push(offer)
  }
  const holds = offers.map(({ holdHours }) => holdHours)
  const hold = holdUntil(from, holds, now)
  await takeUp(db, id, { holdUntil: hold, pauses })
  if (!(await confirmIfAgreed(db, id))) await askOwners(db, { id, from, holdUntil: hold }, asked)
  await recordAudit(
    db,
    { action: 'sharing.booking_moved_up', subject: { kind: 'booking', id }, organisationId },
    { viewer: null, requestId: null },
  )
}
