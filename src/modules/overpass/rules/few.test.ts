import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asMany } from './few.ts'

const people = fc.nat(60)

test('a count that is told leaves nobody few: neither those counted nor the others', () => {
  fc.assert(
    fc.property(people, people, fc.integer({ min: 2, max: 20 }), (some, others, least) => {
      const told = asMany(some, least, some + others)
      const few = [some, others, some + others].some(n => n > 0 && n < least)
      expect(told).toBe(few ? null : some)
    }),
  )
})
