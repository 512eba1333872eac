import { dayOf, daysAfter, weekdayOf } from '#platform/contract/days.ts'
import { type Candidate, combine, type Question } from './search.ts'
import type { FeeBasis, OfferKind } from './vocabulary.ts'

export type Language = 'zh' | 'en'
/** What a member looks for, as far as an offer can meet it. */
export type Sought = Question & {
  kind: OfferKind
  people: number
  /** What it has to be or have, each with the terms by which it is found. */
  words: readonly { word: string; terms: readonly string[] }[]
  languages: readonly Language[]
  pays: readonly FeeBasis[]
  mostKm: number | null
}
/** An offer; `units` is how many of it are asked for. */
export type Offered = Candidate & {
  kind: OfferKind
  capacity: number | null
  languages: readonly Language[]
  grams: ReadonlySet<string>
}

export const REASONS = [
  ...(['kind', 'words', 'people', 'units', 'language', 'fee', 'distance', 'times'] as const),
] as const
/** What speaks for an offer or against it, with what it says. */
export type Reason = {
  code: (typeof REASONS)[number]
  holds: boolean
  values: Readonly<Record<string, string | number>>
}
export type Verdict = {
  /** Every reason holds. */
  fits: boolean
  reasons: readonly Reason[]
  /** The days on which it can be had, all from that minute on. */
  days: readonly string[]
  fromMinute: number | null
  /** Of the words asked for. */
  found: number
}

/** How many days are asked about that are not past. */
export function daysAsked({ weekdays, fromDay, untilDay }: Question, now: number): number {
  const today = dayOf(new Date(now))
  let count = 0
  for (let day = fromDay < today ? today : fromDay; day <= untilDay; day = daysAfter(day, 1))
    if (weekdays.includes(weekdayOf(day))) count += 1
  return count
}

/**
 * Whether an offer meets a need, with every reason for and against: the same kind, one of the words asked for, room for
 * all, a language that both speak, a fee that can be given, near enough, and a time on at least one day, by the rules by
 * which it is booked.
 */
export function verdictOf(sought: Sought, offered: Offered, now: number): Verdict {
  const [best] = combine([[offered]], sought, now)
  const days = best?.days ?? []
  const found = sought.words.filter(
    ({ terms }) => terms.length > 0 && terms.every(term => offered.grams.has(term)),
  )
  const spoken = offered.languages.filter(one => sought.languages.includes(one))
  const { rules, units, capacity, km, feeBasis } = offered
  const { mostKm, people } = sought
  const reasons: Reason[] = [
    { code: 'kind', holds: offered.kind === sought.kind, values: {} },
    {
      code: 'words',
      holds: sought.words.length === 0 || found.length > 0,
      values: {
        found: found.map(({ word }) => word).join(' '),
        count: found.length,
        of: sought.words.length,
      },
    },
    {
      code: 'people',
      holds: capacity === null || people <= capacity,
      values: { people, capacity: capacity ?? 0 },
    },
    { code: 'units', holds: units <= rules.units, values: { asked: units, units: rules.units } },
    { code: 'language', holds: spoken.length > 0, values: {} },
    { code: 'fee', holds: feeBasis === 'free' || sought.pays.includes(feeBasis), values: {} },
    {
      code: 'distance',
      // Where one of the places is not known, nothing speaks against it.
      holds: mostKm === null || km === null || km <= mostKm,
      values: { km: km ?? -1, most: mostKm ?? -1 },
    },
    {
      code: 'times',
      holds: days.length > 0,
      values: { days: days.length, of: Math.max(days.length, daysAsked(sought, now)) },
    },
  ]
  return {
    fits: reasons.every(({ holds }) => holds),
    reasons,
    ...{ days, fromMinute: best?.fromMinute ?? null, found: found.length },
  }
}

type Ranked = { verdict: Verdict; offered: Pick<Offered, 'id' | 'km' | 'asks'> }

/** Those that can be had on more days first, then those with more of the words, the nearer, those that need no asking. */
export const byWorth = (a: Ranked, b: Ranked): number =>
  b.verdict.days.length - a.verdict.days.length ||
  b.verdict.found - a.verdict.found ||
  (a.offered.km ?? Number.MAX_SAFE_INTEGER) - (b.offered.km ?? Number.MAX_SAFE_INTEGER) ||
  Number(a.offered.asks) - Number(b.offered.asks) ||
  (a.offered.id < b.offered.id ? -1 : a.offered.id > b.offered.id ? 1 : 0)
