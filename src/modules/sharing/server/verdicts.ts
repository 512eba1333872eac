import type { Db } from '#platform/server/database/session.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import { byWorth, type Offered, type Sought, type Verdict, verdictOf } from '../rules/needs.ts'
import { DAY, instantOf } from '../rules/zone.ts'
import type { StoredNeed } from './queries/needs.ts'
import { type StoredOffer, selectOffersById } from './queries/offers.ts'
import { selectTaken } from './queries/taken.ts'

export type Found = { offer: StoredOffer; offered: Offered; verdict: Verdict }
type Candidate = { id: string; km: number | null; grams: readonly string[] }

const soughtOf = (need: StoredNeed): Sought => ({
  ...need,
  words: need.words.map(word => ({ word, terms: queryTerms(word) })),
})

/** What becomes of each candidate, the best first; those that may not be read are left out. */
export async function verdictsFor(
  db: Db,
  need: StoredNeed,
  candidates: readonly Candidate[],
): Promise<Found[]> {
  const ids = candidates.map(({ id }) => id)
  const offers = new Map((await selectOffersById(db, ids)).map(offer => [offer.id, offer]))
  const taken = await selectTaken(db, ids, {
    from: instantOf(need.fromDay, 0) - 8 * DAY,
    until: instantOf(need.untilDay, 0) + 9 * DAY,
  })
  const [sought, now] = [soughtOf(need), Date.now()]
  return candidates
    .flatMap(({ id, km, grams }): Found[] => {
      const offer = offers.get(id)
      if (!offer) return []
      const offered: Offered = {
        ...{ id, rules: offer, taken: taken.get(id) ?? [], units: need.units, outside: true },
        km: km === null ? null : Math.round(km),
        ...{ feeBasis: offer.feeBasis, feeAmount: offer.feeAmount, asks: !offer.atOnce },
        ...{ kind: offer.kind, capacity: offer.capacity, languages: offer.languages, grams: new Set(grams) },
      }
      return [{ offer, offered, verdict: verdictOf(sought, offered, now) }]
    })
    .sort(byWorth)
}
