import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter, weekdayOf } from '#platform/contract/days.ts'
import { openOn, type Rules, refusalOf, type Taken } from './availability.ts'
import { type Pattern, type Piece, planSeries } from './series.ts'
import { clockOf, instantOf, MINUTE } from './zone.ts'

const MONDAY = '2026-11-30'
const NOW = instantOf(MONDAY, 0)
const day = fc.integer({ min: 0, max: 60 }).map(n => daysAfter(MONDAY, n))
const rules: fc.Arbitrary<Rules> = fc.record({
  units: fc.integer({ min: 1, max: 3 }),
  slotMinutes: fc.constant(60),
  longestMinutes: fc.constantFrom(60, 240),
  bufferMinutes: fc.constantFrom(0, 30),
  leadHours: fc.constantFrom(0, 48),
  outsidePercent: fc.constantFrom(5, 20, 50, 100),
  windows: fc.array(
    fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      fromMinute: fc.constantFrom(480, 540),
      untilMinute: fc.constantFrom(720, 1020),
      fromDate: fc.constantFrom('2026-09-01', '2026-12-10'),
      untilDate: fc.constantFrom(null, '2026-12-31', '2027-01-15'),
    }),
    { maxLength: 10 },
  ),
  exceptions: fc.uniqueArray(fc.record({ day, worksAs: fc.option(fc.integer({ min: 1, max: 7 })) }), {
    maxLength: 8,
    selector: one => one.day,
  }),
})
const taken: fc.Arbitrary<Taken[]> = fc.array(
  fc
    .record({
      day,
      from: fc.integer({ min: 8, max: 16 }),
      hours: fc.integer({ min: 1, max: 3 }),
      outside: fc.boolean(),
    })
    .map(({ day: on, from, hours, outside }) => ({
      ...{ from: instantOf(on, from * 60), until: instantOf(on, (from + hours) * 60) },
      ...{ units: 1, outside, pauseMinutes: 0 },
    })),
  { maxLength: 12 },
)
const piece: fc.Arbitrary<Piece> = fc.record({
  ...{ rules, taken },
  units: fc.integer({ min: 1, max: 2 }),
  outside: fc.boolean(),
})
const set = fc.array(piece, { minLength: 1, maxLength: 3 })
const pattern: fc.Arbitrary<Pattern> = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
    fromDay: day,
    length: fc.integer({ min: 0, max: 40 }),
    from: fc.integer({ min: 8, max: 15 }),
    hours: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ length, from, hours, ...rest }) => ({
    ...rest,
    untilDay: daysAfter(rest.fromDay, length),
    ...{ fromMinute: from * 60, untilMinute: (from + hours) * 60 },
  }))
const nothing = new Set<string>()

test('the free dates of a series can all be booked together, one after another, in any order', () => {
  fc.assert(
    fc.property(set, pattern, fc.boolean(), (pieces, one, backwards) => {
      const free = planSeries(pieces, one, { without: nothing, now: NOW }).filter(
        date => date.verdict.state === 'free',
      )
      const had = pieces.map(({ taken: before }) => [...before])
      for (const { from, until } of backwards ? free.reverse() : free)
        for (const [i, { rules: of, units, outside }] of pieces.entries()) {
          expect(refusalOf(of, had[i] ?? [], { from, until, units, outside }, NOW)).toBe(null)
          const pauseMinutes = of.bufferMinutes
          had[i]?.push({ from, until: until + pauseMinutes * MINUTE, units, outside, pauseMinutes })
        }
    }),
  )
})

test('a refused date is refused by the rule it names, and by nothing before it in the set', () => {
  fc.assert(
    fc.property(set, pattern, (pieces, one) => {
      for (const { verdict, from, until } of planSeries(pieces, one, { without: nothing, now: NOW })) {
        if (verdict.state !== 'refused') continue
        const named = pieces[verdict.piece] as Piece
        if (verdict.refusal.code === 'outside_share' || verdict.refusal.code === 'taken') continue
        const alone = refusalOf(named.rules, named.taken, { ...named, from, until }, NOW)
        const code = verdict.refusal.code.startsWith('term_') ? 'closed' : verdict.refusal.code
        expect(alone?.code).toBe(code)
      }
    }),
  )
})

test('leaving a date out never takes another away', () => {
  fc.assert(
    fc.property(set, pattern, fc.nat(), (pieces, one, n) => {
      const all = planSeries(pieces, one, { without: nothing, now: NOW })
      const left = all[n % Math.max(1, all.length)]?.day ?? ''
      const fewer = planSeries(pieces, one, { without: new Set([left]), now: NOW })
      for (const [i, { day: of, verdict }] of all.entries())
        if (of !== left && verdict.state === 'free') {
          // What was free stays so, or a date before it that is free now took its share of the week.
          const now = fewer[i]?.verdict.state
          const gained = fewer.some(
            (date, j) => j < i && date.verdict.state === 'free' && all[j]?.verdict.state !== 'free',
          )
          expect(now === 'free' || gained).toBe(true)
        }
    }),
  )
})

test('dates are those of the weekdays as the working days were moved, at the same hour of the clock', () => {
  fc.assert(
    fc.property(piece, pattern, (only, one) => {
      const dates = planSeries([only], one, { without: nothing, now: NOW })
      for (const { day: of, from, until, standsFor, verdict } of dates) {
        expect(of >= one.fromDay && of <= one.untilDay).toBe(true)
        expect(clockOf(from)).toBe(clockOf(instantOf(MONDAY, one.fromMinute)))
        expect(until - from).toBe((one.untilMinute - one.fromMinute) * MINUTE)
        if (standsFor !== null) expect(one.weekdays).toContain(standsFor)
        else expect(one.weekdays).toContain(weekdayOf(of))
        if (verdict.state === 'holiday') expect(openOn(only.rules, of)).toEqual([])
        if (verdict.state === 'free') expect(openOn(only.rules, of).length).toBeGreaterThan(0)
      }
      expect(new Set(dates.map(date => date.day)).size).toBe(dates.length)
    }),
  )
})

test('a term’s end, a holiday and the day moved for it are each named', () => {
  const open: Rules = {
    ...{
      units: 1,
      slotMinutes: 60,
      longestMinutes: 240,
      bufferMinutes: 0,
      leadHours: 0,
      outsidePercent: 100,
    },
    windows: [
      { weekday: 2, fromMinute: 480, untilMinute: 1020, fromDate: '2026-12-08', untilDate: '2027-01-15' },
    ],
    exceptions: [
      { day: '2026-12-15', worksAs: null },
      { day: '2026-12-19', worksAs: 2 },
      { day: '2026-12-29', worksAs: 4 },
    ],
  }
  const tuesdays = {
    weekdays: [2],
    fromDay: '2026-12-01',
    untilDay: '2027-01-20',
    fromMinute: 540,
    untilMinute: 660,
  }
  const told = planSeries([{ rules: open, taken: [], units: 1, outside: true }], tuesdays, {
    ...{ without: new Set(['2026-12-22']), now: NOW },
  }).map(({ day: of, standsFor, verdict }) => [
    of,
    verdict.state === 'refused' ? verdict.refusal : verdict.state,
    standsFor,
  ])
  expect(told).toEqual([
    ['2026-12-01', { code: 'term_ahead', day: '2026-12-08' }, null],
    ['2026-12-08', 'free', null],
    ['2026-12-15', 'holiday', null],
    ['2026-12-19', 'free', 2],
    ['2026-12-22', 'left_out', null],
    ['2026-12-29', 'moved_away', null],
    ['2027-01-05', 'free', null],
    ['2027-01-12', 'free', null],
    ['2027-01-19', { code: 'term_over', day: '2027-01-15' }, null],
  ])
})
