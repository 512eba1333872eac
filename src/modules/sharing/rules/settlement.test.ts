import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settle, type Use } from './settlement.ts'

const use: fc.Arbitrary<Use> = fc.record({
  bookingId: fc.constantFrom('p', 'q', 'r', 's'),
  giverId: fc.constantFrom('a', 'b'),
  hours: fc.integer({ min: 0, max: 4000 }).map(n => n / 100),
  personHours: fc.integer({ min: 0, max: 90_000 }).map(n => n / 100),
  fen: fc.integer({ min: 0, max: 1_000_000 }),
  points: fc.integer({ min: 0, max: 1000 }),
})
const uses = fc.array(use, { maxLength: 30 })
const rate = fc.integer({ min: 1, max: 10_000 })

test('what one side is owed, the other owes', () => {
  fc.assert(
    fc.property(uses, rate, (all, pointFen) => {
      const [a, b] = [settle(all, 'a', pointFen), settle(all, 'b', pointFen)]
      expect(a.given).toEqual(b.taken)
      expect(a.taken).toEqual(b.given)
      for (const key of ['hours', 'personHours', 'fen', 'points', 'worth'] as const)
        expect(a.net[key] + b.net[key]).toBe(0)
    }),
  )
})

test('the order of the lines changes nothing, and no line is lost', () => {
  fc.assert(
    fc.property(uses, rate, (all, pointFen) => {
      const settled = settle(all, 'a', pointFen)
      expect(settle(all.toReversed(), 'a', pointFen)).toEqual(settled)
      const hundredths = (of: (one: Use) => number) =>
        all.reduce((sum, one) => sum + Math.round(of(one) * 100), 0)
      expect(Math.round((settled.given.hours + settled.taken.hours) * 100)).toBe(hundredths(one => one.hours))
      expect(settled.given.fen + settled.taken.fen).toBe(hundredths(one => one.fen) / 100)
    }),
  )
})

test('points count for what was agreed on, money for itself', () => {
  fc.assert(
    fc.property(uses, rate, (all, pointFen) => {
      const { net } = settle(all, 'a', pointFen)
      expect(net.worth).toBe(net.fen + net.points * pointFen)
      const without = settle(
        all.map(one => ({ ...one, points: 0 })),
        'a',
        pointFen,
      )
      expect(without.net.worth).toBe(without.net.fen)
    }),
  )
})
