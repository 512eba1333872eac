import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Fact, radarPoints, summarise } from './summary.ts'
import { KINDS, STATES } from './vocabulary.ts'

const competency = fc.record({
  id: fc.constantFrom('k1', 'k2', null),
  name: fc.constantFrom({ zh: '建模', en: null }, { zh: '绑定', en: 'Rigging' }),
  level: fc.integer({ min: 1, max: 8 }),
})
const fact: fc.Arbitrary<Fact> = fc.record({
  kind: fc.constantFrom(...KINDS),
  state: fc.constantFrom(...STATES),
  disputed: fc.boolean(),
  passed: fc.constantFrom(true, false, null),
  credits: fc.option(fc.integer({ min: 0, max: 20 }).map(n => n / 2)),
  courseCode: fc.constantFrom('M01', 'M02', null),
  confirmingOrganisationId: fc.constantFrom('o1', 'o2'),
  competencies: fc.array(competency, { maxLength: 3 }),
})

test('credits are those of what counts, never more, and the kinds add up to the whole', () => {
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 20 }), facts => {
      const { credits, kinds, confirmed } = summarise(facts)
      const all = facts.filter(f => f.state === 'confirmed' && f.passed !== false)
      expect(credits).toBeLessThanOrEqual(all.reduce((total, f) => total + (f.credits ?? 0), 0))
      expect(kinds.reduce((total, kind) => total + kind.credits, 0)).toBeCloseTo(credits)
      expect(kinds.reduce((total, kind) => total + kind.count, 0)).toBe(confirmed)
    }),
  )
})

test('the order of entries changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 12 }), facts => {
      const [one, other] = [summarise(facts), summarise(facts.toReversed())]
      expect(other.credits).toBe(one.credits)
      expect(other.competencies.map(c => [c.id ?? c.name.zh, c.level]).toSorted()).toEqual(
        one.competencies.map(c => [c.id ?? c.name.zh, c.level]).toSorted(),
      )
    }),
  )
})

test('a course passed at the second sitting gives its credits once', () => {
  const result = (passed: boolean): Fact => ({
    ...{ kind: 'course_result', state: 'confirmed', disputed: false, passed, credits: passed ? 4 : 0 },
    ...{ courseCode: 'M01', confirmingOrganisationId: 'o', competencies: [] },
  })
  expect(summarise([result(false), result(true), result(true)])).toMatchObject({ credits: 4, confirmed: 3 })
})

test('a radar starts at the top and stays within its circle', () => {
  expect(radarPoints([1, 0, 0, 0])[0]).toEqual({ x: expect.closeTo(0), y: -1 })
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
      shares => {
        for (const { x, y } of radarPoints(shares)) expect(Math.hypot(x, y)).toBeLessThanOrEqual(1.000001)
      },
    ),
  )
})
