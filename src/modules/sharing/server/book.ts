import { signatureOf } from '#modules/members/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { book as contract } from '../contract/bookings.ts'
import { nextFree, type Refusal, refusalOf, type Span } from '../rules/availability.ts'
import { holdUntil } from '../rules/booking.ts'
import { clockOf, DAY } from '../rules/zone.ts'
import { type AskedPiece, checkPeople, classOf, offersOf, partOf, piecesOf, problem, toAsk } from './asked.ts'
import { holdInTurn } from './line.ts'
import { checkNeed } from './need-answers.ts'
import { confirmIfAgreed, insertBooking } from './queries/bookings.ts'
import type { StoredOffer } from './queries/offers.ts'
import { selectTaken } from './queries/taken.ts'
import { askOwners } from './todos.ts'
import { fail } from './values.ts'

/** How far a refusal looks for a time that is free. */
const LOOK_AHEAD_DAYS = 28

export const book: Handler<typeof contract> = async (context, { params, body }) => {
  const { db } = context
  const { organisationId, affiliationId } = context.signedIn()
  const taker = organisationId ?? missing()
  const asked = [{ offerId: params.id, units: body.units }, ...body.with]
  const offers = await offersOf(context, asked, taker)
  const wish = { from: Date.parse(body.from), until: Date.parse(body.until) }
  if (wish.until <= wish.from) fail('unprocessable', 'sharing.reversed', undefined, problem('until'))
  checkPeople(offers, body.people)
  const className = body.classId && (await classOf(context, body.classId))
  await checkNeed(context, body.needId)
  // From here on nobody else books or answers for these offers until this is done.
  await holdInTurn(
    context,
    offers.map(({ id }) => id),
  )
  const range = { from: wish.from - 8 * DAY, until: wish.from + LOOK_AHEAD_DAYS * DAY }
  const taken = await selectTaken(
    db,
    offers.map(({ id }) => id),
    range,
  )
  const pieces = piecesOf(asked, offers, taken, taker)
  const waits = refuseOrWait(context, pieces, wish, body.wait)
  const now = Date.now()
  const holds = offers.map(({ holdHours }) => holdHours)
  const until = waits ? null : holdUntil(wish.from, holds, now)
  const by = await signatureOf(context)
  const id = await insertBooking(
    db,
    {
      ...{ organisationId: taker, ownerIds: [...new Set(offers.map(offer => offer.organisationId))] },
      ...{ affiliationId: affiliationId ?? missing(), byName: by.name, classId: body.classId, className },
      ...{ people: body.people, purpose: body.purpose, ...wish, holdUntil: until },
      needId: body.needId,
    },
    pieces.map(piece => partOf(piece, waits ? null : wish.until)),
  )
  const confirmed = !waits && (await confirmIfAgreed(db, id))
  const state = waits ? 'waiting' : confirmed ? 'confirmed' : 'requested'
  await context.audit({
    action: `sharing.booking_${state}`,
    subject: { kind: 'booking', id },
    data: { offers: offers.map(offer => offer.id), from: body.from, until: body.until },
  })
  if (until !== null && !confirmed) {
    await askOwners(db, { id, from: wish.from, holdUntil: until }, toAsk(pieces))
  }
  return { id, state }
}

/** Names the rule by which the time cannot be had; true when it is only taken and whoever asks waits in line. */
function refuseOrWait(context: Context, pieces: readonly AskedPiece[], wish: Span, waits: boolean): boolean {
  const now = Date.now()
  const refused = pieces.flatMap(piece => {
    const { offer, taken, units, outside } = piece
    const refusal = refusalOf(offer, taken, { ...wish, units, outside }, now)
    return refusal ? [{ refusal, offer }] : []
  })
  // What no cancelling can give is said first.
  const other = refused.find(({ refusal }) => !isTaken(refusal))
  if (other) return refuse(context, other)
  const [first] = refused
  if (!first) return false
  if (waits) return true
  const set = pieces.map(({ offer, ...piece }) => ({ rules: offer, ...piece }))
  const next = nextFree(set, wish, { now, days: LOOK_AHEAD_DAYS - 7 })
  return refuse(context, { ...first, next })
}

/** What somebody's cancelling, or a repair, can give. */
const isTaken = ({ code }: Refusal) => code === 'taken' || code === 'out_of_use'

type Refused = { refusal: Refusal; offer: StoredOffer; next?: Span | null }

function refuse({ language }: Context, { refusal, offer, next }: Refused): never {
  const { code, ...values } = refusal
  const data = { offer: inLanguage({ zh: offer.titleZh, en: offer.titleEn }, language), ...values }
  if (!next) return fail('conflict', `sharing.refused.${code}`, data)
  const time = `${dayOf(new Date(next.from))} ${clockOf(next.from)}–${clockOf(next.until)}`
  return fail('conflict', `sharing.refused.${code === 'out_of_use' ? code : 'taken'}_next`, {
    ...data,
    next: time,
  })
}
