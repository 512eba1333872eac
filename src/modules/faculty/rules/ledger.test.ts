import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter } from '#platform/contract/days.ts'
import { daysWithin, leavesOn, ledgerOf, lengthOf, merged, type Span, yearsBefore } from './ledger.ts'
import { termOf, termsUntil } from './terms.ts'

const day = fc.integer({ min: 0, max: 4000 }).map(count => daysAfter('2018-01-01', count))
const span = fc
  .tuple(day, fc.integer({ min: 0, max: 90 }))
  .map(([from, length]): Span => ({ from, until: daysAfter(from, length) }))
const spans = fc.array(span, { maxLength: 8 })

/** The definition, written plainly: the days themselves. */
const daysOf = (all: readonly Span[]) =>
  new Set(all.flatMap(one => Array.from({ length: lengthOf(one) }, (_, i) => daysAfter(one.from, i))))
const countOn = (all: readonly Span[], on: string, years: number) =>
  [...daysOf(all)].filter(one => one > yearsBefore(on, years) && one <= on).length

test('overlapping days count once, whatever their order', () => {
  fc.assert(
    fc.property(spans, span, (all, between) => {
      const days = [...daysOf(all)].filter(one => one >= between.from && one <= between.until)
      expect(daysWithin(all, between)).toBe(days.length)
      expect(daysWithin([...all].reverse(), between)).toBe(days.length)
      expect(daysWithin([...all, ...all], between)).toBe(days.length)
      const runs = merged(all)
      for (const [i, run] of runs.entries())
        if (i > 0) expect(run.from > daysAfter(runs[i - 1]?.until ?? '', 1)).toBe(true)
    }),
  )
})

test('a day counts until the very day on which it leaves, leap years included', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 10 }), (one, years) => {
      const leaves = leavesOn(one, years)
      expect(one > yearsBefore(leaves, years)).toBe(false)
      expect(one > yearsBefore(daysAfter(leaves, -1), years)).toBe(true)
    }),
  )
  expect(leavesOn('2024-02-29', 5)).toBe('2029-03-01')
  expect(yearsBefore('2028-02-29', 5)).toBe('2023-02-28')
})

test('the countdown says the truth of every day to come, if there is no further stay', () => {
  fc.assert(
    fc.property(spans, day, fc.integer({ min: 1, max: 200 }), (all, on, needed) => {
      const rule = { years: 5, needed, yearly: 30 }
      // What is still to come on that day is not practice yet.
      const past = all.filter(one => one.until <= on)
      const ledger = ledgerOf(past, rule, on)
      expect(ledger.days).toBe(countOn(past, on, 5))
      expect(ledger.missing).toBe(Math.max(0, needed - ledger.days))
      expect(ledger.state).toBe(ledger.days >= needed ? 'enough' : ledger.days > 0 ? 'short' : 'none')
      expect(ledger.enoughUntil === null).toBe(ledger.state !== 'enough')
      if (ledger.enoughUntil) {
        expect(countOn(past, ledger.enoughUntil, 5)).toBeGreaterThanOrEqual(needed)
        expect(countOn(past, daysAfter(ledger.enoughUntil, 1), 5)).toBeLessThan(needed)
      }
      if (ledger.keptUntil) {
        expect(countOn(past, ledger.keptUntil, 5)).toBe(ledger.days)
        expect(countOn(past, daysAfter(ledger.keptUntil, 1), 5)).toBeLessThan(ledger.days)
      } else expect(ledger.days).toBe(0)
      for (const fall of ledger.falls) expect(countOn(past, fall.until, 5)).toBe(fall.left)
      expect(ledger.falls.reduce((sum, fall) => sum + fall.days, 0)).toBe(ledger.days)
    }),
    { numRuns: 60 },
  )
})

test('the years are told each by itself, with what is common in a year', () => {
  const ledger = ledgerOf(
    [
      { from: '2025-12-20', until: '2026-01-10' },
      { from: '2026-01-05', until: '2026-01-31' },
    ],
    { years: 5, needed: 180, yearly: 30 },
    '2026-11-27',
  )
  expect(ledger).toMatchObject({ days: 43, missing: 137, state: 'short', countsFrom: '2021-11-28' })
  expect(ledger.years.slice(0, 2)).toEqual([
    { year: 2026, days: 31, enough: true },
    { year: 2025, days: 12, enough: false },
  ])
  expect(ledger.falls).toEqual([{ from: '2030-12-20', until: '2031-01-31', days: 43, left: 0 }])
})

test('terms follow one another without a gap, and each day has one', () => {
  fc.assert(
    fc.property(day, one => {
      const term = termOf(one)
      expect(term.from <= one && one <= term.until).toBe(true)
      const terms = termsUntil(one, 6)
      for (const [i, later] of terms.slice(0, -1).entries())
        expect(daysAfter(terms[i + 1]?.until ?? '', 1)).toBe(later.from)
    }),
  )
  expect(termOf('2027-01-10')).toMatchObject({ key: '2026-1', until: '2027-01-31' })
})
