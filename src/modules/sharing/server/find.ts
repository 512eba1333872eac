import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { findSets as contract, FoundSet } from '../contract/search.ts'
import { type Candidate, type Combination, combine } from '../rules/search.ts'
import { MOST_SEARCH_DAYS, OFFER_KINDS, PARTS_OF_DAY } from '../rules/vocabulary.ts'
import { DAY, instantOf, minuteText } from '../rules/zone.ts'
import { selectOwnPlace, selectServing, type Wish } from './queries/find-offers.ts'
import { type StoredOffer, selectOffersById } from './queries/offers.ts'
import { selectTaken } from './queries/taken.ts'
import { fail } from './values.ts'

/** Offers that are looked at for each wish, the nearest of those that fit. */
const LOOKED_AT = 25

const at = (path: string) => [{ path: `query.${path}`, code: 'invalid' }]

export const findSets: Handler<typeof contract> = async (context, { query }) => {
  const { db } = context
  const taker = context.signedIn().organisationId ?? missing()
  const { people, km, fromDay, untilDay } = query
  const days = (Date.parse(untilDay) - Date.parse(fromDay)) / DAY
  if (days < 0) fail('unprocessable', 'sharing.series_days', undefined, at('untilDay'))
  if (days > MOST_SEARCH_DAYS)
    fail('unprocessable', 'sharing.series_long', { days: MOST_SEARCH_DAYS }, at('untilDay'))
  if (km !== undefined && !(await selectOwnPlace(db)))
    fail('unprocessable', 'sharing.no_place', undefined, at('km'))
  const wishes = wishesOf(query.wishes)
  const serving = await Promise.all(
    wishes.map(wish => selectServing(db, wish, { people, km, most: LOOKED_AT })),
  )
  const ids = [...new Set(serving.flat().map(({ id }) => id))]
  const offers = new Map((await selectOffersById(db, ids)).map(offer => [offer.id, offer]))
  const span = { from: instantOf(fromDay, 0) - 8 * DAY, until: instantOf(untilDay, 0) + 9 * DAY }
  const taken = await selectTaken(db, ids, span)
  const candidates = serving.map((found, i) =>
    found.flatMap(({ id, km: distance }): Candidate[] => {
      const offer = offers.get(id)
      if (!offer) return []
      const outside = offer.organisationId !== taker
      return [
        {
          ...{ id, rules: offer, taken: taken.get(id) ?? [], units: wishes[i]?.units ?? 1, outside },
          km: distance === null ? null : Math.round(distance),
          ...{ feeBasis: offer.feeBasis, feeAmount: offer.feeAmount, asks: outside && !offer.atOnce },
        },
      ]
    }),
  )
  const [fromMinute, untilMinute] = PARTS_OF_DAY[query.part]
  const weekdays = query.weekdays.split(',').map(Number)
  const question = { weekdays, fromDay, untilDay, fromMinute, untilMinute, minutes: query.minutes }
  return {
    sets: combine(candidates, question, Date.now()).map(set => told(set, query.minutes, offers)),
    candidates: candidates.map(({ length }) => length),
  }
}

function wishesOf(text: string): Wish[] {
  return text.split('|').map(one => {
    const [kind = '', units = '1', words = ''] = one.split('*')
    return {
      kind: OFFER_KINDS.find(known => known === kind) ?? null,
      units: Number(units),
      terms: words.trim() ? queryTerms(words) : null,
    }
  })
}

function told(set: Combination, minutes: number, offers: ReadonlyMap<string, StoredOffer>): FoundSet {
  const { candidates, fromMinute, days, ...sum } = set
  return {
    ...sum,
    ...{ from: minuteText(fromMinute), until: minuteText(fromMinute + minutes), days: [...days] },
    offers: candidates.map(({ id, units, asks, km }) => {
      const { titleZh, titleEn, organisationId, nameZh, nameEn } = offers.get(id) as StoredOffer
      return {
        ...{ id, units, atOnce: !asks, km, title: { zh: titleZh, en: titleEn } },
        organisation: { id: organisationId, name: { zh: nameZh, en: nameEn } },
      }
    }),
  }
}
