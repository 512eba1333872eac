import { daysAfter, mondayOf } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { readWeek as contract } from '../contract/offers.ts'
import { readOffer } from '../policy.ts'
import { slotsOf } from '../rules/availability.ts'
import { DAY, instantOf } from '../rules/zone.ts'
import { selectWeekBookings } from './queries/bookings.ts'
import { selectOptionalOffer } from './queries/offers.ts'
import { selectTaken } from './queries/taken.ts'

export const readWeek: Handler<typeof contract> = async (context, { params, query }) => {
  const { db } = context
  const offer = (await selectOptionalOffer(db, params.id)) ?? missing()
  context.require(readOffer, offer.facts)
  const monday = mondayOf(query.day)
  const week = { from: instantOf(monday, 0), until: instantOf(monday, 0) + 7 * DAY }
  // The pause after a booking may reach into the next week.
  const taken = (await selectTaken(db, [offer.id], { from: week.from, until: week.until + DAY })).get(
    offer.id,
  )
  const asks = { outside: offer.organisationId !== context.viewer?.organisationId, now: Date.now() }
  const bookings = await selectWeekBookings(db, offer.id, week)
  return {
    days: Array.from({ length: 7 }, (_, i) => daysAfter(monday, i)).map(day => ({
      day,
      slots: slotsOf(offer, taken ?? [], day, asks).map(({ from, until, ...slot }) => ({
        ...slot,
        ...{ from: new Date(from).toISOString(), until: new Date(until).toISOString() },
      })),
    })),
    bookings: bookings.map(({ from, until, ...booking }) => ({
      ...booking,
      ...{ from: from.toISOString(), until: until.toISOString() },
    })),
  }
}
