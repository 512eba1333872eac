import { dayOf } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/series.ts'
import { answerBooking as answerPermission, endBooking as endPermission, readBooking } from '../policy.ts'
import { isLate } from '../rules/booking.ts'
import { minuteText } from '../rules/zone.ts'
import { holdInTurn, moveUp } from './line.ts'
import { agreeToOwn, confirmIfAgreed, endBookingRow } from './queries/bookings.ts'
import { lockDates, type StoredDate, type StoredSeries, selectOptionalSeries } from './queries/series.ts'
import { closeAsked, closePresence, closeSeries } from './todos.ts'
import { fail } from './values.ts'

const factsOf = ({ organisationId, affiliationId, ownerIds }: StoredSeries) => ({
  ...{ organisationId, affiliationId, ownerIds },
})

export const getSeries: Handler<typeof contract.getSeries> = async (context, { params }) => {
  const series = (await selectOptionalSeries(context.db, params.id)) ?? missing()
  context.require(readBooking, factsOf(series))
  const { organisationId, organisation, fromMinute, untilMinute, dates, weekdays, ...rest } = series
  return {
    ...rest,
    weekdays: [...weekdays],
    organisation: { id: organisationId, name: organisation },
    ...{ from: minuteText(fromMinute), until: minuteText(untilMinute) },
    dates: dates.map(({ from, until, ...date }) => ({
      ...date,
      ...{ from: from.toISOString(), until: until.toISOString() },
    })),
    facts: factsOf(series),
  }
}

/** The series as it is once its offers are held: whoever was faster has been so before this. */
async function held(context: Context, seen: StoredSeries): Promise<StoredSeries> {
  await holdInTurn(
    context,
    seen.offers.map(({ id }) => id),
  )
  await lockDates(context.db, seen.id)
  return (await selectOptionalSeries(context.db, seen.id)) ?? missing()
}

const note = (context: Context, action: string, id: string, data: Record<string, unknown>) =>
  context.audit({ action: `sharing.series_${action}`, subject: { kind: 'series', id }, data })
const offersOf = ({ offers }: StoredSeries) => ({ offerIds: offers.map(({ id }) => id) })
const noReason = () =>
  fail('unprocessable', 'sharing.reason_needed', undefined, [{ path: 'body.reason', code: 'required' }])

export const answerSeries: Handler<typeof contract.answerSeries> = async (context, { params, body }) => {
  const { db } = context
  const own = context.signedIn().organisationId ?? missing()
  const seen = (await selectOptionalSeries(db, params.id)) ?? missing()
  context.require(answerPermission, factsOf(seen))
  const series = await held(context, seen)
  const waiting = series.dates.filter(({ toAnswer }) => toAnswer)
  if (waiting.length === 0) fail('conflict', 'sharing.not_asked')
  const agrees = body.answer === 'agree'
  const reason = agrees ? null : (body.reason ?? noReason())
  for (const { id } of waiting)
    if (agrees) {
      await agreeToOwn(db, id)
      await confirmIfAgreed(db, id)
    } else await endBookingRow(db, id, { state: 'refused', reason, by: own, late: false })
  await closeSeries(db, series.id)
  await note(context, agrees ? 'agreed' : 'refused', series.id, { dates: waiting.length })
  if (!agrees) await context.enqueue(moveUp, offersOf(series))
  return { dates: waiting.length }
}

/** What giving a date back makes of it for the side that does so; null where there is nothing to give back. */
function endOf({ state, from }: StoredDate, taker: boolean, now: number): 'withdrawn' | 'cancelled' | null {
  if (from.getTime() <= now) return null
  if (state === 'confirmed') return 'cancelled'
  return taker && (state === 'requested' || state === 'waiting') ? 'withdrawn' : null
}

export const endSeries: Handler<typeof contract.endSeries> = async (context, { params, body }) => {
  const { db } = context
  const own = context.signedIn().organisationId ?? missing()
  const seen = (await selectOptionalSeries(db, params.id)) ?? missing()
  context.require(endPermission, factsOf(seen))
  const series = await held(context, seen)
  const taker = series.organisationId === own
  const now = Date.now()
  const hours = series.offers.map(({ lateHours }) => lateHours)
  const ends = series.dates.flatMap(date => {
    const end = dayOf(date.from) >= body.fromDay ? endOf(date, taker, now) : null
    // Who gives and cancels has not used it; only who takes can be late.
    return end
      ? [{ id: date.id, end, late: end === 'cancelled' && taker && isLate(date.from.getTime(), hours, now) }]
      : []
  })
  if (ends.length === 0) fail('conflict', 'sharing.series_nothing')
  const cancelled = ends.filter(({ end }) => end === 'cancelled').length
  const reason = cancelled ? (body.reason ?? noReason()) : null
  for (const { id, end, late } of ends) {
    await endBookingRow(db, id, { state: end, reason: end === 'cancelled' ? reason : null, by: own, late })
    await closeAsked(db, id, series.ownerIds)
    await closePresence(db, id)
  }
  await closeSeries(db, series.id)
  const counts = {
    ...{ withdrawn: ends.length - cancelled, cancelled },
    late: ends.filter(({ late }) => late).length,
  }
  await note(context, 'ended', series.id, { ...counts, fromDay: body.fromDay })
  await context.enqueue(moveUp, offersOf(series))
  return counts
}
