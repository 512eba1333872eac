import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, daysAfter, weekdayOf } from '#platform/contract/days.ts'
import {
  nextFree,
  openOn,
  peakOf,
  type Rules,
  refusalOf,
  slotsOf,
  type Taken,
  type Window,
  type Wish,
} from './availability.ts'
import { costOf, holdUntil, isLate, statusOf } from './booking.ts'
import {
  beginOf,
  clockOf,
  dayAt,
  dayNumbered,
  endOf,
  instantOf,
  MINUTE,
  minuteOf,
  minuteText,
  numberAt,
  numberOf,
  typedEnd,
  weekdayNumbered,
} from './zone.ts'

const MONDAY = '2026-11-30'
const day = fc.integer({ min: 0, max: 27 }).map(n => daysAfter(MONDAY, n))
const window: fc.Arbitrary<Window> = fc
  .record({
    weekday: fc.integer({ min: 1, max: 7 }),
    minutes: fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 2 }),
    fromDate: day,
    length: fc.option(fc.integer({ min: 0, max: 20 })),
  })
  .map(({ weekday, minutes, fromDate, length }) => {
    const [from, until] = [...minutes].sort((a, b) => a - b) as [number, number]
    return {
      ...{ weekday, fromMinute: Math.min(from * 15, 1425), untilMinute: until * 15, fromDate },
      untilDate: length === null ? null : daysAfter(fromDate, length),
    }
  })
const rules: fc.Arbitrary<Rules> = fc.record({
  units: fc.integer({ min: 1, max: 5 }),
  slotMinutes: fc.constantFrom(15, 30, 45, 60, 90),
  longestMinutes: fc.constantFrom(60, 120, 480),
  bufferMinutes: fc.constantFrom(0, 10, 30),
  leadHours: fc.constantFrom(0, 24),
  outsidePercent: fc.integer({ min: 0, max: 100 }),
  windows: fc.array(window, { maxLength: 8 }),
  exceptions: fc.array(fc.record({ day, worksAs: fc.option(fc.integer({ min: 1, max: 7 })) }), {
    maxLength: 4,
  }),
})
const wish: fc.Arbitrary<Wish> = fc
  .record({
    day,
    from: fc.integer({ min: 0, max: 95 }),
    length: fc.integer({ min: 1, max: 16 }),
    units: fc.integer({ min: 1, max: 3 }),
    outside: fc.boolean(),
  })
  .map(({ day, from, length, units, outside }) => ({
    ...{ from: instantOf(day, from * 15), until: instantOf(day, (from + length) * 15), units, outside },
  }))
const NOW = instantOf(MONDAY, 0)

/** Books one wish after another as the rules let it. */
function bookAll(set: Rules, wishes: readonly Wish[]): { taken: Taken[]; had: Wish[] } {
  const taken: Taken[] = []
  const had: Wish[] = []
  for (const one of wishes)
    if (refusalOf(set, taken, one, NOW) === null) {
      const pauseMinutes = set.bufferMinutes
      taken.push({ ...one, until: one.until + pauseMinutes * MINUTE, pauseMinutes })
      had.push(one)
    }
  return { taken, had }
}

test('days that are counted are the days of the calendar', () => {
  const instant = fc.integer({ min: Date.UTC(1992, 0), max: Date.UTC(2100, 0) })
  fc.assert(
    fc.property(instant, at => {
      const [n, named] = [numberAt(at), dayOf(new Date(at))]
      expect([dayAt(at), dayNumbered(n), numberOf(named)]).toEqual([named, named, n])
      expect(weekdayNumbered(n)).toBe(weekdayOf(named))
      expect(beginOf(n)).toBe(instantOf(named, 0))
    }),
  )
})

test('nothing is had outside the windows, and every slot lies in one', () => {
  fc.assert(
    fc.property(rules, wish, day, (set, one, on) => {
      const inside = (span: { from: number; until: number }) => {
        // Minute by minute: each lies in a window of its own day.
        for (let at = span.from; at < span.until; at += 15 * MINUTE) {
          const today = dayOf(new Date(at))
          if (!openOn(set, today).some(open => open.from <= at && at < open.until)) return false
        }
        return true
      }
      if (refusalOf(set, [], { ...one, outside: false }, NOW) === null) expect(inside(one)).toBe(true)
      for (const slot of slotsOf(set, [], on, { outside: false, now: NOW })) expect(inside(slot)).toBe(true)
    }),
  )
})

test('no order of bookings takes more than there is, nor lies within the pause after another', () => {
  fc.assert(
    fc.property(rules, fc.array(wish, { maxLength: 30 }), (set, wishes) => {
      const { taken, had } = bookAll(set, wishes)
      for (const one of taken) expect(peakOf(taken, one)).toBeLessThanOrEqual(set.units)
      if (set.units > 1) return
      const inOrder = [...had].sort((a, b) => a.from - b.from)
      for (const [i, one] of inOrder.entries()) {
        const before = inOrder[i - 1]
        if (before) expect(one.from - before.until).toBeGreaterThanOrEqual(set.bufferMinutes * MINUTE)
      }
    }),
  )
})

test('the peak is what counting every moment gives', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 12 }), wish, (taken, during) => {
      let most = 0
      for (let at = during.from; at < during.until; at += 15 * MINUTE) {
        const sum = taken.reduce((n, one) => (one.from <= at && at < one.until ? n + one.units : n), 0)
        most = Math.max(most, sum)
      }
      expect(peakOf(taken, during)).toBe(most)
    }),
  )
})

test('a slot that is shown as free can be had, and one that is not is refused by the rule it names', () => {
  fc.assert(
    fc.property(rules, fc.array(wish, { maxLength: 10 }), day, fc.boolean(), (set, wishes, on, outside) => {
      const { taken } = bookAll(set, wishes)
      for (const { from, until, refused, free } of slotsOf(set, taken, on, { outside, now: NOW })) {
        const answer = refusalOf(set, taken, { from, until, units: 1, outside }, NOW)
        expect(answer?.code ?? null).toBe(refused)
        if (refused === null) expect(free).toBeGreaterThan(0)
      }
    }),
  )
})

test('outsiders never have more of a week than their share', () => {
  fc.assert(
    fc.property(rules, fc.array(wish, { maxLength: 30 }), (set, wishes) => {
      const { had } = bookAll(set, wishes)
      for (let week = 0; week < 4; week += 1) {
        const monday = daysAfter(MONDAY, week * 7)
        const days = Array.from({ length: 7 }, (_, i) => daysAfter(monday, i))
        const open = days.flatMap(on => openOn(set, on)).reduce((sum, one) => sum + one.until - one.from, 0)
        const used = had
          .filter(one => one.outside && days.includes(dayOf(new Date(one.from))))
          .reduce((sum, one) => sum + (one.until - one.from) * one.units, 0)
        expect(used * 100).toBeLessThanOrEqual(open * set.units * set.outsidePercent)
      }
    }),
  )
})

test('the next free time is free for every offer of the set, later and as long', () => {
  fc.assert(
    fc.property(rules, rules, fc.array(wish, { maxLength: 10 }), wish, (a, b, wishes, asked) => {
      const set = [a, b].map(one => ({
        rules: one,
        taken: bookAll(one, wishes).taken,
        units: 1,
        outside: true,
      }))
      const found = nextFree(set, asked, { now: NOW, days: 14 })
      if (!found) return
      expect(found.from).toBeGreaterThan(asked.from)
      expect(found.until - found.from).toBe(asked.until - asked.from)
      for (const one of set)
        expect(refusalOf(one.rules, one.taken, { ...found, units: 1, outside: true }, NOW)).toBe(null)
    }),
    { numRuns: 50 },
  )
})

const OPEN: Rules = {
  ...{ units: 1, slotMinutes: 60, longestMinutes: 240, bufferMinutes: 30, leadHours: 48, outsidePercent: 50 },
  windows: [
    { weekday: 2, fromMinute: 480, untilMinute: 1020, fromDate: '2026-09-01', untilDate: '2027-01-15' },
  ],
  exceptions: [
    { day: '2026-12-08', worksAs: null },
    { day: '2026-12-12', worksAs: 2 },
  ],
}
const at = (on: string, from: string, until: string): Wish => ({
  ...{ from: instantOf(on, minuteOf(from)), until: instantOf(on, minuteOf(until)), units: 1, outside: true },
})

test('closed days are closed, a moved working day is open as the day it stands for, a term ends', () => {
  expect(openOn(OPEN, '2026-12-01')).toHaveLength(1)
  expect(openOn(OPEN, '2026-12-02')).toEqual([])
  expect(openOn(OPEN, '2026-12-08')).toEqual([])
  expect(openOn(OPEN, '2026-12-12')).toEqual([
    { from: Date.parse('2026-12-12T00:00:00Z'), until: Date.parse('2026-12-12T09:00:00Z') },
  ])
  expect(openOn(OPEN, '2027-01-12')).toHaveLength(1)
  expect(openOn(OPEN, '2027-01-19')).toEqual([])
})

test('each refusal names its rule', () => {
  const now = instantOf('2026-11-30', 600)
  const refused = (wish: Wish, taken: Taken[] = []) => refusalOf(OPEN, taken, wish, now)
  expect(refused(at('2026-11-24', '09:00', '10:00'))).toEqual({ code: 'past' })
  expect(refused(at('2026-12-01', '09:00', '10:00'))).toEqual({ code: 'too_soon', hours: 48 })
  expect(refusalOf(OPEN, [], { ...at('2026-12-01', '09:00', '10:00'), outside: false }, now)).toBe(null)
  expect(refused(at('2026-12-15', '07:00', '09:00'))).toEqual({ code: 'closed' })
  expect(refused(at('2026-12-15', '08:00', '13:00'))).toEqual({ code: 'too_long', minutes: 240 })
  expect(refused({ ...at('2026-12-15', '08:00', '09:00'), units: 2 })).toEqual({ code: 'too_many', units: 1 })
  const own = { ...at('2026-12-15', '10:00', '11:30'), outside: false, pauseMinutes: 30 }
  // The pause after 11:00 lasts until 11:30; to the second, half past is free.
  expect(refused(at('2026-12-15', '09:00', '10:00'), [own])).toEqual({ code: 'taken', free: 0 })
  expect(refused(at('2026-12-15', '11:30', '12:00'), [own])).toBe(null)
  expect(refused({ ...at('2026-12-15', '11:30', '12:00'), from: own.until - 1000 }, [own])).toMatchObject({
    code: 'taken',
  })
  // Nine open hours, half of them for others: four hours are had, and half an hour is left.
  const half = { ...at('2026-12-15', '08:00', '12:30'), pauseMinutes: 30 }
  expect(refused(at('2026-12-15', '13:00', '14:00'), [half])).toEqual({ code: 'outside_share', percent: 50 })
  expect(refused(at('2026-12-15', '13:00', '13:30'), [half])).toBe(null)
})

test('what a booking is follows from its days', () => {
  const time = { from: 1000, until: 2000 }
  expect(statusOf('confirmed', time, 1500)).toBe('confirmed')
  expect(statusOf('confirmed', time, 2000)).toBe('done')
  expect(statusOf('requested', time, 1000)).toBe('expired')
  expect(statusOf('waiting', time, 999)).toBe('waiting')
  expect(statusOf('cancelled', time, 5000)).toBe('cancelled')
})

test('late, held and paid for as the strictest offer of the set says', () => {
  const from = instantOf('2026-12-15', 480)
  const hours = (n: number) => n * 60 * MINUTE
  expect(isLate(from, [0, 24], from - hours(24))).toBe(false)
  expect(isLate(from, [0, 24], from - hours(24) + 1)).toBe(true)
  expect(isLate(from, [0], from - 1)).toBe(false)
  expect(holdUntil(from, [72, 48], from - hours(100))).toBe(from - hours(52))
  expect(holdUntil(from, [72], from - hours(10))).toBe(from)
  const fees = [
    { feeBasis: 'hour' as const, feeAmount: 5000, units: 1 },
    { feeBasis: 'points' as const, feeAmount: 3, units: 10 },
    { feeBasis: 'free' as const, feeAmount: 0, units: 1 },
  ]
  expect(costOf(fees, { from, until: from + hours(1.5) })).toEqual({ fen: 7500, points: 45 })
})

test('minutes and clocks are said as they are read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1440 }), minute => {
      expect(minuteOf(minuteText(minute))).toBe(minute)
      if (minute < 1440) expect(clockOf(instantOf(MONDAY, minute))).toBe(minuteText(minute))
    }),
  )
  // The end of a day, which a field for times knows as its beginning.
  expect([typedEnd('24:00'), endOf('00:00'), endOf(typedEnd('17:30'))]).toEqual(['00:00', '24:00', '17:30'])
  for (const text of ['24:01', '9:00', '09:60', '', 'noon']) expect(minuteOf(text)).toBeNaN()
  expect(weekdayOf(MONDAY)).toBe(1)
  expect(weekdayOf('2026-12-06')).toBe(7)
})
