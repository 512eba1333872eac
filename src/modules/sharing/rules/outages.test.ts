import fc from 'fast-check'
import { expect, test } from 'vitest'
import { peakOf, type Rules, refusalOf } from './availability.ts'
import { givingWay, type Hold, phaseOf } from './outages.ts'
import type { OutageState } from './vocabulary.ts'
import { instantOf, MINUTE } from './zone.ts'

const HOUR = 60 * MINUTE
const span = fc
  .record({ from: fc.integer({ min: 0, max: 20 }), hours: fc.integer({ min: 1, max: 6 }) })
  .map(({ from, hours }) => ({ from: from * HOUR, until: (from + hours) * HOUR }))
const hold: fc.Arbitrary<Hold> = fc
  .record({
    ...{ id: fc.uuid(), units: fc.integer({ min: 1, max: 3 }), madeAt: fc.integer({ min: 0, max: 5 }) },
    ...{ begun: fc.boolean(), span },
  })
  .map(({ span: time, ...rest }) => ({ ...rest, ...time }))
const scene = fc
  .record({
    all: fc.integer({ min: 1, max: 6 }),
    wanted: fc.array(hold, { maxLength: 8 }),
    out: fc.record({ span, units: fc.option(fc.integer({ min: 1, max: 6 })) }),
  })
  .map(({ all, wanted, out }) => {
    // What was promised fitted.
    const holds: Hold[] = []
    for (const one of wanted) if (peakOf(holds, one) + one.units <= all) holds.push(one)
    return { all, holds, out: { ...out.span, units: out.units } }
  })

test('what stays fits beside what is out of use, as far as it has not begun; what gives way would not', () => {
  let given = 0
  fc.assert(
    fc.property(scene, ({ all, holds, out }) => {
      const gives = givingWay(all, holds, out)
      const kept = holds.filter(one => !gives.includes(one))
      const stopped = { ...out, units: Math.min(out.units ?? all, all) }
      for (const one of gives) {
        given += 1
        expect(one.begun).toBe(false)
        expect(one.from < out.until && out.from < one.until).toBe(true)
        // Those that have begun and those made no later leave no room for it.
        const during = { from: Math.max(one.from, out.from), until: Math.min(one.until, out.until) }
        expect(peakOf([...kept, stopped], during) + one.units).toBeGreaterThan(all)
      }
      const movable = kept.filter(one => !one.begun)
      if (movable.length === kept.length)
        for (const one of movable) {
          const during = { from: Math.max(one.from, out.from), until: Math.min(one.until, out.until) }
          if (during.from < during.until) expect(peakOf([...kept, stopped], during)).toBeLessThanOrEqual(all)
        }
    }),
    { numRuns: 500 },
  )
  expect(given).toBeGreaterThan(50)
})

test('all out of use leaves none that has not begun; nobody gives way outside that time', () => {
  fc.assert(
    fc.property(scene, ({ all, holds, out }) => {
      const gives = givingWay(all, holds, { ...out, units: null })
      const touched = holds.filter(one => !one.begun && one.from < out.until && out.from < one.until)
      expect(new Set(gives)).toEqual(new Set(touched))
    }),
  )
})

test('an outage is planned before its time, over after it, and called off when it ends before it began', () => {
  const of = (state: OutageState, now: number, ended: number | null = null) =>
    phaseOf({ state, from: 10, until: 20, ended }, now)
  expect([5, 10, 19, 20].map(now => of('open', now))).toEqual(['planned', 'open', 'open', 'over'])
  expect([of('reported', 30), of('dismissed', 30, 15)]).toEqual(['reported', 'dismissed'])
  expect([of('ended', 30, 5), of('ended', 30, 15)]).toEqual(['called_off', 'ended'])
})

test('what is out of use is refused as such, what is booked as taken', () => {
  const day = '2026-12-01'
  const rules: Rules = {
    ...{
      units: 2,
      slotMinutes: 60,
      longestMinutes: 480,
      bufferMinutes: 0,
      leadHours: 0,
      outsidePercent: 100,
    },
    windows: [{ weekday: 2, fromMinute: 0, untilMinute: 1440, fromDate: '2026-01-01', untilDate: null }],
    exceptions: [],
  }
  const time = { from: instantOf(day, 480), until: instantOf(day, 600) }
  const held = { ...time, outside: false, pauseMinutes: 0 }
  const code = (units: number, out: number, asked: number) =>
    refusalOf(
      rules,
      [
        { ...held, units },
        { ...held, units: out, out: true },
      ],
      { ...time, units: asked, outside: false },
      0,
    )?.code ?? null
  expect(code(0, 1, 1)).toBeNull()
  expect(code(0, 1, 2)).toBe('out_of_use')
  expect(code(1, 1, 1)).toBe('out_of_use')
  expect(code(1, 1, 2)).toBe('taken')
  expect(code(2, 2, 1)).toBe('taken')
})
