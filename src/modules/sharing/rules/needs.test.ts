import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter, weekdayOf } from '#platform/contract/days.ts'
import { refusalOf, type Taken } from './availability.ts'
import { byWorth, type Offered, REASONS, type Sought, verdictOf } from './needs.ts'
import { OFFER_KINDS } from './vocabulary.ts'
import { instantOf, MINUTE } from './zone.ts'

const MONDAY = '2026-11-30'
const NOW = instantOf(MONDAY, 0)
const day = fc.integer({ min: 0, max: 20 }).map(n => daysAfter(MONDAY, n))
const languages = fc.constantFrom<('zh' | 'en')[]>(['zh'], ['en'], ['zh', 'en'])
const word = fc.constantFrom('动捕', '渲染', '录音')

const taken: fc.Arbitrary<Taken[]> = fc.array(
  fc.record({ day, from: fc.integer({ min: 8, max: 18 }) }).map(({ day: on, from }) => ({
    ...{ from: instantOf(on, from * 60), until: instantOf(on, (from + 3) * 60) },
    ...{ units: 1, outside: true, pauseMinutes: 0 },
  })),
  { maxLength: 6 },
)
const offered: fc.Arbitrary<Offered> = fc.record({
  id: fc.uuid(),
  rules: fc.record({
    units: fc.integer({ min: 1, max: 3 }),
    ...{ slotMinutes: fc.constant(60), longestMinutes: fc.constantFrom(60, 240) },
    ...{ bufferMinutes: fc.constantFrom(0, 30), leadHours: fc.constantFrom(0, 48) },
    outsidePercent: fc.constantFrom(10, 100),
    windows: fc.array(
      fc.record({
        weekday: fc.integer({ min: 1, max: 7 }),
        ...{ fromMinute: fc.constant(480), untilMinute: fc.constantFrom(720, 1080) },
        ...{ fromDate: fc.constant('2026-09-01'), untilDate: fc.constantFrom(null, '2026-12-10') },
      }),
      { maxLength: 6 },
    ),
    exceptions: fc.constant([]),
  }),
  taken,
  ...{ units: fc.integer({ min: 1, max: 3 }), outside: fc.constant(true), asks: fc.boolean() },
  km: fc.option(fc.integer({ min: 0, max: 90 })),
  ...{ feeBasis: fc.constantFrom('free', 'hour', 'points'), feeAmount: fc.constant(100) },
  kind: fc.constantFrom(...OFFER_KINDS),
  capacity: fc.option(fc.integer({ min: 1, max: 60 })),
  languages,
  grams: fc.uniqueArray(word).map(words => new Set(words)),
})
const sought: fc.Arbitrary<Sought> = fc
  .record({
    kind: fc.constantFrom(...OFFER_KINDS),
    people: fc.integer({ min: 1, max: 60 }),
    words: fc.uniqueArray(word).map(words => words.map(one => ({ word: one, terms: [one] }))),
    languages,
    pays: fc.subarray(['hour', 'points'] as const),
    mostKm: fc.option(fc.integer({ min: 1, max: 90 })),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
    ...{ fromDay: day, length: fc.integer({ min: 0, max: 14 }), minutes: fc.constantFrom(60, 120) },
    part: fc.constantFrom([480, 720], [720, 1080], [480, 1080]),
  })
  .map(({ length, part, ...rest }) => ({
    ...{ ...rest, untilDay: daysAfter(rest.fromDay, length) },
    ...{ fromMinute: part[0] ?? 0, untilMinute: part[1] ?? 0 },
  }))
/** One that lacks nothing but perhaps a time, so that what fits is met often. */
const willing = fc.tuple(sought, offered).map(([need, offer]): [Sought, Offered] => [
  { ...need, people: 1, words: [], mostKm: null, pays: ['hour', 'points'], languages: ['zh', 'en'] },
  { ...offer, kind: need.kind, units: 1, capacity: null },
])
const pair = fc.oneof(fc.tuple(sought, offered), willing)

test('an offer fits when every reason holds; every reason is said, once and in order', () => {
  fc.assert(
    fc.property(pair, ([need, offer]) => {
      const { fits, reasons } = verdictOf(need, offer, NOW)
      expect(reasons.map(({ code }) => code)).toEqual([...REASONS])
      expect(fits).toBe(reasons.every(({ holds }) => holds))
    }),
  )
})

test('on each day that is told, the offer can be had at that time for as long as is needed', () => {
  let told = 0
  fc.assert(
    fc.property(pair, ([need, offer]) => {
      const { days, fromMinute } = verdictOf(need, offer, NOW)
      for (const on of days) {
        const from = instantOf(on, fromMinute ?? Number.NaN)
        const wish = { from, until: from + need.minutes * MINUTE, units: offer.units, outside: true }
        expect(refusalOf(offer.rules, offer.taken, wish, NOW)).toBeNull()
        expect(need.weekdays).toContain(weekdayOf(on))
        expect(need.fromDay <= on && on <= need.untilDay).toBe(true)
        expect((fromMinute ?? 0) >= need.fromMinute).toBe(true)
        expect((fromMinute ?? 0) + need.minutes <= need.untilMinute).toBe(true)
        told += 1
      }
    }),
    { numRuns: 400 },
  )
  expect(told).toBeGreaterThan(10)
})

test('who asks for more is met by no more offers', () => {
  fc.assert(
    fc.property(pair, ([need, offer]) => {
      const fits = verdictOf(need, offer, NOW).fits
      const stricter: Sought[] = [
        { ...need, people: need.people + 10 },
        { ...need, mostKm: Math.min(need.mostKm ?? 20, 20) },
        { ...need, pays: [] },
        { ...need, languages: need.languages.slice(0, 1) },
        { ...need, weekdays: need.weekdays.slice(0, 1) },
        { ...need, minutes: need.minutes + 60 },
      ]
      for (const more of stricter)
        if (more.untilMinute - more.fromMinute >= more.minutes && !fits)
          expect(verdictOf(more, offer, NOW).fits).toBe(false)
    }),
  )
})

test('nothing that speaks against an offer is overlooked', () => {
  fc.assert(
    fc.property(willing, ([need, offer]) => {
      const broken: [Sought, Offered][] = [
        [need, { ...offer, kind: need.kind === 'room' ? 'base' : 'room' }],
        [
          { ...need, people: 2 },
          { ...offer, capacity: 1 },
        ],
        [{ ...need, words: [{ word: '声景', terms: ['声景'] }] }, offer],
        [
          { ...need, languages: ['en'] },
          { ...offer, languages: ['zh'] },
        ],
        [
          { ...need, pays: [] },
          { ...offer, feeBasis: 'hour' },
        ],
        [
          { ...need, mostKm: 5 },
          { ...offer, km: 6 },
        ],
        [need, { ...offer, rules: { ...offer.rules, windows: [] } }],
        [need, { ...offer, units: offer.rules.units + 1 }],
      ]
      for (const [other, thing] of broken) expect(verdictOf(other, thing, NOW).fits).toBe(false)
    }),
  )
})

test('the order is the same however the offers come, the one with more days first', () => {
  fc.assert(
    fc.property(sought, fc.uniqueArray(offered, { maxLength: 5, selector: ({ id }) => id }), (need, all) => {
      const ranked = all.map(one => ({ offered: one, verdict: verdictOf(need, one, NOW) }))
      const sorted = ranked.toSorted(byWorth)
      expect(ranked.toReversed().toSorted(byWorth)).toEqual(sorted)
      const days = sorted.map(({ verdict }) => verdict.days.length)
      expect(days).toEqual(days.toSorted((a, b) => b - a))
    }),
    { numRuns: 40 },
  )
})
