import { missing } from '#platform/contract/errors.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { bookOffer } from '../policy.ts'
import type { Taken } from '../rules/availability.ts'
import { MINUTE } from '../rules/zone.ts'
import type { NewPart } from './queries/bookings.ts'
import { type StoredOffer, selectFacts, selectOffersById } from './queries/offers.ts'
import { mayBook, selectOptionalClassName } from './queries/taken.ts'
import { fail } from './values.ts'

/** The offers asked for, each of which the taker may book. */
export async function offersOf(
  context: Context,
  asked: readonly { offerId: string; units: number }[],
  taker: string,
): Promise<StoredOffer[]> {
  const ids = asked.map(({ offerId }) => offerId)
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i)
  const offers = await selectOffersById(context.db, ids)
  const first = offers.find(({ id }) => id === ids[0]) ?? missing()
  context.require(bookOffer, await selectFacts(context.db, first))
  if (twice > 0) fail('unprocessable', 'sharing.offer_twice', undefined, problem(`with.${twice - 1}.offerId`))
  const known = new Set(offers.map(({ id }) => id))
  const unknown = ids.findIndex(id => !known.has(id))
  if (unknown > 0)
    fail('unprocessable', 'sharing.offer_unknown', undefined, problem(`with.${unknown - 1}.offerId`))
  for (const offer of offers) {
    const data = { offer: inLanguage({ zh: offer.titleZh, en: offer.titleEn }, context.language) }
    if (offer.state !== 'published') fail('conflict', 'sharing.not_published', data)
    if (!(await mayBook(context.db, offer.organisationId, taker)))
      fail('conflict', 'sharing.may_not_book', data)
  }
  return offers
}

export const problem = (path: string) => [{ path: `body.${path}`, code: 'invalid' }]

/** Refuses more people than the smallest of the offers has room for. */
export function checkPeople(offers: readonly StoredOffer[], people: number): void {
  const seats = offers.map(({ capacity }) => capacity).filter(capacity => capacity !== null)
  const most = Math.min(...seats)
  if (seats.length && people > most)
    fail('unprocessable', 'sharing.too_many_people', { capacity: most }, problem('people'))
}

export async function classOf({ db }: Context, id: string): Promise<string> {
  return (
    (await selectOptionalClassName(db, id)) ??
    fail('unprocessable', 'sharing.class_unknown', undefined, problem('classId'))
  )
}

/** An offer as it is asked for, with what is taken of it. */
export type AskedPiece = { offer: StoredOffer; units: number; outside: boolean; taken: Taken[] }

export const piecesOf = (
  asked: readonly { offerId: string; units: number }[],
  offers: readonly StoredOffer[],
  taken: ReadonlyMap<string, Taken[]>,
  taker: string,
): AskedPiece[] =>
  asked.map(({ offerId, units }) => {
    const offer = offers.find(({ id }) => id === offerId) as StoredOffer
    return { offer, units, outside: offer.organisationId !== taker, taken: taken.get(offerId) ?? [] }
  })

const isAsked = ({ offer, outside }: AskedPiece) => outside && !offer.atOnce

/** Those whose owners have to answer. */
export const toAsk = (pieces: readonly AskedPiece[]): StoredOffer[] =>
  pieces.filter(isAsked).map(({ offer }) => offer)

/** A piece as a part of a booking until then; null while it waits in line. */
export const partOf = (piece: AskedPiece, until: number | null): NewPart => ({
  ...{ offerId: piece.offer.id, units: piece.units, outside: piece.outside },
  state: isAsked(piece) ? 'asked' : 'agreed',
  until: until === null ? null : until + piece.offer.bufferMinutes * MINUTE,
  pauseMinutes: piece.offer.bufferMinutes,
  ...{ feeBasis: piece.offer.feeBasis, feeAmount: piece.offer.feeAmount },
})
