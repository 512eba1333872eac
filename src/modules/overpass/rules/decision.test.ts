import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allowedBy, givenBy, isAppealable, OPINIONS, opinionOf } from './decision.ts'
import { fits } from './fits.ts'

const lines = [
  { outcomeId: 'a', courseId: 'x', claimed: 30 },
  { outcomeId: 'a', courseId: 'y', claimed: 10 },
  { outcomeId: 'b', courseId: 'x', claimed: 20 },
]

test('most voices decide; where they are even, either is allowed; nobody is allowed what no one said', () => {
  expect(allowedBy(['approve', 'approve', 'refuse'])).toEqual(['approve'])
  expect(allowedBy(['approve', 'refuse'])).toEqual(['approve', 'refuse'])
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...OPINIONS), { minLength: 1 }), votes => {
      const allowed = allowedBy(votes)
      expect(allowed.length).toBeGreaterThan(0)
      for (const opinion of allowed) expect(votes).toContain(opinion)
    }),
  )
})

test('what is given is never more than was claimed, and is the opinion it is called', () => {
  const amount = fc.integer({ min: 0, max: 60 })
  fc.assert(
    fc.property(amount, amount, amount, (one, two, three) => {
      const said = [one, two, three].map((recognised, i) => ({ ...lines[i], recognised })) as never
      const given = givenBy('reduce', lines, said)
      given.forEach((line, i) => {
        expect(line.recognised).toBeLessThanOrEqual(lines[i]?.claimed ?? 0)
      })
      expect(opinionOf(lines, givenBy('approve', lines, []))).toBe('approve')
      expect(opinionOf(lines, givenBy('refuse', lines, said))).toBe('refuse')
    }),
  )
  expect(opinionOf(lines, givenBy('reduce', lines, [{ outcomeId: 'a', courseId: 'x', recognised: 5 }]))).toBe(
    'reduce',
  )
  expect(opinionOf(lines, givenBy('reduce', lines, []))).toBe('refuse')
})

test('the last day for an appeal still counts, the next does not, and one appeal is all', () => {
  const refused = { state: 'refused' as const, appealed: false }
  expect(isAppealable(refused, '2026-11-26', '2026-11-26')).toBe(true)
  expect(isAppealable(refused, '2026-11-26', '2026-11-27')).toBe(false)
  expect(isAppealable({ ...refused, appealed: true }, '2026-11-26', '2026-11-26')).toBe(false)
  expect(isAppealable({ ...refused, state: 'approved' }, '2026-11-26', '2026-11-26')).toBe(false)
  expect(isAppealable(refused, null, '2026-11-26')).toBe(false)
})

test('a bridge is there for its parties’ learners, on both boundary cohorts and not beyond', () => {
  const scope = { partyIds: ['a'], fromCohort: 2025, untilCohort: 2027 }
  const from = { programmeIds: ['p'], levels: [] }
  const learner = { organisationId: 'a', programmeId: 'p', level: 'secondary', cohort: 2025 }
  const at = (more: object) => fits({ from }, scope, { ...learner, ...more })
  expect([2024, 2025, 2027, 2028].map(cohort => at({ cohort }))).toEqual([false, true, true, false])
  expect(at({ cohort: null })).toBe(false)
  expect(at({ organisationId: 'b' })).toBe(false)
  expect(at({ programmeId: 'q' })).toBe(false)
  expect(fits({ from: { programmeIds: [], levels: ['secondary'] } }, scope, learner)).toBe(true)
  expect(fits({ from: { programmeIds: [], levels: [] } }, scope, { ...learner, programmeId: null })).toBe(
    true,
  )
})
