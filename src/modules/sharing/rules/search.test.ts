import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter, weekdayOf } from '#platform/contract/days.ts'
import { type Rules, refusalOf, type Taken } from './availability.ts'
import { type Candidate, combine, type Question } from './search.ts'
import { instantOf, MINUTE } from './zone.ts'

const MONDAY = '2026-11-30'
const NOW = instantOf(MONDAY, 0)
const day = fc.integer({ min: 0, max: 27 }).map(n => daysAfter(MONDAY, n))
const rules: fc.Arbitrary<Rules> = fc.record({
  units: fc.integer({ min: 1, max: 3 }),
  slotMinutes: fc.constant(60),
  longestMinutes: fc.constantFrom(60, 240),
  bufferMinutes: fc.constantFrom(0, 30),
  leadHours: fc.constantFrom(0, 72),
  outsidePercent: fc.constantFrom(5, 30, 100),
  windows: fc.array(
    fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      fromMinute: fc.constantFrom(480, 780),
      untilMinute: fc.constantFrom(1020, 1260),
      fromDate: fc.constant('2026-09-01'),
      untilDate: fc.constantFrom(null, '2026-12-13'),
    }),
    { maxLength: 8 },
  ),
  exceptions: fc.uniqueArray(fc.record({ day, worksAs: fc.option(fc.integer({ min: 1, max: 7 })) }), {
    ...{ maxLength: 4, selector: one => one.day },
  }),
})
const taken: fc.Arbitrary<Taken[]> = fc.array(
  fc
    .record({
      day,
      from: fc.integer({ min: 8, max: 18 }),
      hours: fc.integer({ min: 1, max: 4 }),
      outside: fc.boolean(),
    })
    .map(({ day: on, from, hours, outside }) => ({
      ...{ from: instantOf(on, from * 60), until: instantOf(on, (from + hours) * 60) },
      ...{ units: 1, outside, pauseMinutes: 0 },
    })),
  { maxLength: 10 },
)
const candidate: fc.Arbitrary<Candidate> = fc.record({
  id: fc.uuid(),
  ...{ rules, taken },
  units: fc.integer({ min: 1, max: 2 }),
  outside: fc.boolean(),
  km: fc.option(fc.integer({ min: 0, max: 90 })),
  feeBasis: fc.constantFrom('free', 'hour', 'points'),
  feeAmount: fc.integer({ min: 0, max: 500 }),
  asks: fc.boolean(),
})
const wishes = fc.array(fc.array(candidate, { maxLength: 4 }), { minLength: 1, maxLength: 3 })
const question: fc.Arbitrary<Question> = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
    fromDay: day,
    length: fc.integer({ min: 0, max: 21 }),
    part: fc.constantFrom([360, 720], [720, 1080], [480, 1320]),
    minutes: fc.constantFrom(60, 90, 180),
  })
  .map(({ length, part, ...rest }) => ({
    ...rest,
    ...{ untilDay: daysAfter(rest.fromDay, length), fromMinute: part[0] ?? 0, untilMinute: part[1] ?? 0 },
  }))

test('what is proposed can be booked: every offer, on every day, one day after another', () => {
  fc.assert(
    fc.property(wishes, question, (asked, one) => {
      for (const { candidates, days, fromMinute } of combine(asked, one, NOW)) {
        expect(candidates).toHaveLength(asked.length)
        expect(new Set(candidates.map(({ id }) => id)).size).toBe(asked.length)
        expect(days.length).toBeGreaterThan(0)
        expect(fromMinute).toBeGreaterThanOrEqual(one.fromMinute)
        expect(fromMinute + one.minutes).toBeLessThanOrEqual(one.untilMinute)
        const had = candidates.map(({ taken: before }) => [...before])
        for (const on of days) {
          const from = instantOf(on, fromMinute)
          const until = from + one.minutes * MINUTE
          for (const [i, { rules: of, units, outside }] of candidates.entries()) {
            expect(refusalOf(of, had[i] ?? [], { from, until, units, outside }, NOW)).toBe(null)
            had[i]?.push({
              from,
              until: until + of.bufferMinutes * MINUTE,
              units,
              outside,
              pauseMinutes: of.bufferMinutes,
            })
          }
        }
      }
    }),
  )
})

test('where something could be had, something is proposed', () => {
  fc.assert(
    fc.property(wishes, question, (asked, one) => {
      const sets = asked.reduce<Candidate[][]>(
        (all, of) => all.flatMap(set => of.map(next => [...set, next])),
        [[]],
      )
      const could = sets.some(set => {
        if (new Set(set.map(({ id }) => id)).size < set.length) return false
        for (let on = one.fromDay; on <= one.untilDay; on = daysAfter(on, 1))
          for (let at = one.fromMinute; at + one.minutes <= one.untilMinute; at += 30) {
            const first = set[0]?.rules.exceptions.find(exception => exception.day === on)
            const worksAs = first ? first.worksAs : weekdayOf(on)
            if (worksAs === null || !one.weekdays.includes(worksAs)) continue
            const span = { from: instantOf(on, at), until: instantOf(on, at + one.minutes) }
            if (set.every(of => refusalOf(of.rules, of.taken, { ...of, ...span }, NOW) === null)) return true
          }
        return false
      })
      const found = combine(asked, one, NOW)
      if (could) expect(found.length).toBeGreaterThan(0)
    }),
    { numRuns: 60 },
  )
})

test('more dates come first, then at once, near and cheap', () => {
  const open: Rules = {
    ...{
      units: 1,
      slotMinutes: 60,
      longestMinutes: 240,
      bufferMinutes: 0,
      leadHours: 0,
      outsidePercent: 100,
    },
    windows: [{ weekday: 2, fromMinute: 480, untilMinute: 1080, fromDate: '2026-09-01', untilDate: null }],
    exceptions: [],
  }
  const lab = (id: string, more: Partial<Candidate>): Candidate => ({
    ...{
      id,
      rules: open,
      taken: [],
      units: 1,
      outside: true,
      km: 10,
      feeBasis: 'free',
      feeAmount: 0,
      asks: false,
    },
    ...more,
  })
  const busy = {
    from: instantOf('2026-12-08', 720),
    until: instantOf('2026-12-08', 1080),
    units: 1,
    outside: true,
    pauseMinutes: 0,
  }
  const labs = [
    lab('busy', { taken: [busy] }),
    lab('asked', { asks: true }),
    lab('far', { km: 25 }),
    lab('near', { km: 3, feeBasis: 'hour', feeAmount: 5000 }),
    lab('unknown', { km: null }),
  ]
  const tuesdays = {
    weekdays: [2],
    fromDay: '2026-12-01',
    untilDay: '2026-12-31',
    fromMinute: 720,
    untilMinute: 1080,
    minutes: 120,
  }
  const found = combine([labs], tuesdays, NOW)
  expect(found.map(({ candidates }) => candidates[0]?.id)).toEqual([
    'near',
    'far',
    'unknown',
    'asked',
    'busy',
  ])
  expect(found[0]).toMatchObject({
    days: ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29'],
    fromMinute: 720,
    fen: 10_000,
    km: 3,
  })
  expect(combine([labs, []], tuesdays, NOW)).toEqual([])
  // The same one is not had twice.
  expect(combine([labs.slice(2, 3), labs.slice(2, 3)], tuesdays, NOW)).toEqual([])
})
