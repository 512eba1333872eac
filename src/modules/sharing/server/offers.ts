import { missing, stale } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/offers.ts'
import type { OfferInput } from '../contract/offers.ts'
import { editOffer, readOffer } from '../policy.ts'
import type { Window } from '../rules/availability.ts'
import { minuteOf, minuteText } from '../rules/zone.ts'
import { moveUp } from './line.ts'
import { matchOffer } from './match.ts'
import { selectOfferCounts, selectOffers } from './queries/list-offers.ts'
import {
  insertOffer,
  replaceTimes,
  type StoredOffer,
  selectName,
  selectOptionalOffer,
  updateOfferRow,
  updateOfferState,
} from './queries/offers.ts'
import { gramsOf } from './text.ts'
import { fail } from './values.ts'

export const listOffers: Handler<typeof contract.listOffers> = (context, { query }) =>
  selectOffers(context, query, query)

export const countOffers: Handler<typeof contract.countOffers> = (context, { query }) =>
  selectOfferCounts(context, query)

export const getOffer: Handler<typeof contract.getOffer> = async (context, { params }) => {
  const offer = (await selectOptionalOffer(context.db, params.id)) ?? missing()
  context.require(readOffer, offer.facts)
  return shown(offer)
}

function shown(offer: StoredOffer): contract.Offer {
  const { windows, titleZh, titleEn, textZh, textEn, nameZh, nameEn, addressZh, ...rest } = offer
  return {
    ...rest,
    title: { zh: titleZh, en: titleEn },
    text: { zh: textZh, en: textEn },
    organisation: {
      ...{ id: offer.organisationId, name: { zh: nameZh, en: nameEn } },
      address: addressZh === null ? null : { zh: addressZh, en: offer.addressEn },
      ...{ latitude: offer.latitude, longitude: offer.longitude },
    },
    windows: windows.map(({ fromMinute, untilMinute, ...window }) => ({
      ...window,
      ...{ from: minuteText(fromMinute), until: minuteText(untilMinute) },
    })),
    exceptions: [...offer.exceptions],
  }
}

export const createOffer: Handler<typeof contract.createOffer> = async (context, { body }) => {
  const { db } = context
  const organisationId = context.signedIn().organisationId ?? missing()
  const windows = checked(body)
  const id = await insertOffer(db, organisationId, body, gramsOf(body, await selectName(db, organisationId)))
  await replaceTimes(db, id, windows, body.exceptions)
  await context.audit({
    action: 'sharing.offer_created',
    subject: { kind: 'offer', id },
    data: { kind: body.kind, title: body.title.zh },
  })
  return { id }
}

export const updateOffer: Handler<typeof contract.updateOffer> = async (context, { params, body }) => {
  const { db } = context
  const offer = (await selectOptionalOffer(db, params.id)) ?? missing()
  context.require(editOffer, offer)
  const windows = checked(body)
  const grams = gramsOf(body, { zh: offer.nameZh, en: offer.nameEn })
  if (!(await updateOfferRow(db, offer.id, body.version, body, grams))) stale(offer.version)
  await replaceTimes(db, offer.id, windows, body.exceptions)
  await context.audit({
    action: 'sharing.offer_updated',
    subject: { kind: 'offer', id: offer.id },
    data: { units: body.units, atOnce: body.atOnce, outsidePercent: body.outsidePercent },
  })
  // More of it, or open longer, may be what somebody waits for.
  await context.enqueue(moveUp, { offerIds: [offer.id] })
  if (offer.state === 'published') await context.enqueue(matchOffer, { offerId: offer.id })
  return { version: body.version + 1 }
}

/** Refuses rules that contradict themselves; the windows in minutes. */
function checked(input: OfferInput): Window[] {
  const at = (path: string) => [{ path, code: 'invalid' }]
  if ((input.feeBasis === 'free') !== (input.feeAmount === 0))
    fail('unprocessable', 'sharing.fee', undefined, at('body.feeAmount'))
  if (input.longestMinutes < input.slotMinutes)
    fail('unprocessable', 'sharing.longest', undefined, at('body.longestMinutes'))
  const days = input.exceptions.map(({ day }) => day)
  const twice = days.findIndex((day, i) => days.indexOf(day) !== i)
  if (twice >= 0) fail('unprocessable', 'sharing.exception_twice', undefined, at(`body.exceptions.${twice}`))
  return input.windows.map(({ weekday, from, until, fromDate, untilDate }, i) => {
    const [fromMinute, untilMinute] = [minuteOf(from), minuteOf(until)]
    if (untilMinute <= fromMinute)
      fail('unprocessable', 'sharing.window_reversed', undefined, at(`body.windows.${i}.until`))
    if (untilDate !== null && untilDate < fromDate)
      fail('unprocessable', 'sharing.window_days', undefined, at(`body.windows.${i}.untilDate`))
    return { weekday, fromMinute, untilMinute, fromDate, untilDate }
  })
}

export const moveOffer: Handler<typeof contract.moveOffer> = async (context, { params, body }) => {
  const { db } = context
  const offer = (await selectOptionalOffer(db, params.id)) ?? missing()
  context.require(editOffer, offer)
  const publishes = body.step === 'publish'
  if (publishes === (offer.state === 'published')) fail('conflict', 'sharing.wrong_state')
  if (publishes && offer.windows.length === 0) fail('unprocessable', 'sharing.no_windows')
  if (!publishes && offer.state === 'draft') fail('conflict', 'sharing.wrong_state')
  const state = publishes ? 'published' : 'withdrawn'
  if (!(await updateOfferState(db, offer.id, body.version, state))) stale(offer.version)
  await context.audit({ action: `sharing.offer_${state}`, subject: { kind: 'offer', id: offer.id } })
  if (publishes) {
    await context.enqueue(moveUp, { offerIds: [offer.id] })
    await context.enqueue(matchOffer, { offerId: offer.id })
  }
  return { version: body.version + 1 }
}
