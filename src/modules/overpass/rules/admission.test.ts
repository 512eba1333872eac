import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Candidate,
  compare,
  decidedBy,
  ORDERS,
  phaseOf,
  problemOfIntake,
  rank,
  scoreOf,
} from './admission.ts'
import type { Bridge, Outcome } from './bridge.ts'

const order = fc.constantFrom(...ORDERS)
const candidates = fc
  .array(
    fc.record({
      entryMet: fc.boolean(),
      score: fc.integer({ min: 0, max: 5 }),
      credits: fc.integer({ min: 0, max: 5 }),
      at: fc.constantFrom('2026-05-01', '2026-05-02'),
    }),
    { maxLength: 12 },
  )
  .map(list => list.map((one, i): Candidate => ({ ...one, id: String(i).padStart(2, '0') })))
const ids = (list: readonly Candidate[]) => list.map(one => one.id)

test('the ranking does not depend on the order applications come in, and loses nobody', () => {
  fc.assert(
    fc.property(order, candidates, fc.nat(), (by, list, turn) => {
      const at = list.length ? turn % list.length : 0
      const turned = [...list.slice(at), ...list.slice(0, at)].reverse()
      const [one, other] = [rank(by, list), rank(by, turned)]
      expect(ids(one.ranked)).toEqual(ids(other.ranked))
      expect(ids([...one.ranked, ...one.unfit]).sort()).toEqual(ids(list))
      expect(one.ranked.every(each => each.entryMet)).toBe(true)
    }),
  )
})

test('nobody stands behind somebody who is worse in what counts first, and the reason says what decided', () => {
  fc.assert(
    fc.property(order, candidates, (by, list) => {
      const { ranked } = rank(by, list)
      for (const [i, own] of ranked.entries()) {
        const before = ranked[i - 1]
        if (!before) continue
        const first = by === 'scores' ? 'score' : 'credits'
        const second = by === 'scores' ? 'credits' : 'score'
        expect(before[first]).toBeGreaterThanOrEqual(own[first])
        const why = decidedBy(by, own, before)
        if (why === by) expect(before[first]).toBeGreaterThan(own[first])
        else expect(before[first]).toBe(own[first])
        if (why === 'time') {
          expect(before[second]).toBe(own[second])
          expect(before.at <= own.at).toBe(true)
        }
        expect(compare(by, own, before)).toBeGreaterThan(0)
      }
    }),
  )
})

const exam = { is: 'test', named: '转段考核', minScore: 60, withinYears: 1 } as const
const bridge = { entry: { is: 'all', of: [exam] }, validYears: 5 } as unknown as Bridge
const result = (score: number, heldOn = '2026-05-01'): Outcome => ({
  ...{ id: `${score}${heldOn}`, kind: 'course_result', heldOn, courseId: null, score, passed: true },
  ...{ level: null, prize: null, teamPlace: null, hours: null, competencies: [], words: '转段考核' },
})

test('the score is that of the best test that still counts, and a failed, old or missing one counts nothing', () => {
  expect(scoreOf(bridge, [result(71), result(84), result(59)], '2026-06-01')).toBe(84)
  expect(scoreOf(bridge, [result(84, '2025-05-31')], '2026-06-01')).toBe(0)
  expect(scoreOf(bridge, [], '2026-06-01')).toBe(0)
  const two = { ...bridge, entry: { is: 'all', of: [exam, { ...exam, named: '面试' }] } } as Bridge
  expect(scoreOf(two, [result(80)], '2026-06-01')).toBe(40)
  const none = { ...bridge, entry: { is: 'not', of: exam } } as Bridge
  expect(scoreOf(none, [result(80)], '2026-06-01')).toBe(0)
})

test('both boundary days belong to the time for applying', () => {
  const intake = { opensOn: '2026-05-01', closesOn: '2026-05-31', ranked: false, cancelled: false }
  expect(['2026-04-30', '2026-05-01', '2026-05-31', '2026-06-01'].map(day => phaseOf(intake, day))).toEqual([
    'soon',
    'open',
    'open',
    'closed',
  ])
  expect(phaseOf({ ...intake, ranked: true }, '2026-05-02')).toBe('ranked')
  expect(phaseOf({ ...intake, cancelled: true }, '2026-05-02')).toBe('cancelled')
})

const day = fc.constantFrom('2026-03-01', '2026-05-01', '2026-05-02', '2026-06-01', '2026-09-01')
const published = fc.record({
  opensOn: day,
  closesOn: day,
  startsOn: day,
  seats: fc.integer({ min: 1, max: 9 }),
})

test('an intake is changed in days to come and with more seats within the quota, and after its ranking in seats alone', () => {
  let allowed = 0
  fc.assert(
    fc.property(
      published,
      published,
      fc.boolean(),
      fc.option(fc.integer({ min: 1, max: 9 })),
      (wanted, was, ranked, quota) => {
        const problem = problemOfIntake(wanted, { ...was, ranked }, { quota, today: '2026-05-02' })
        if (wanted.seats < was.seats) expect(problem).toBe('fewer_seats')
        if (problem !== null) return
        allowed++
        expect(wanted.seats).toBeLessThanOrEqual(quota ?? 9)
        const days = ({ opensOn, closesOn, startsOn }: typeof was) => [opensOn, closesOn, startsOn].join()
        if (ranked) expect(days(wanted)).toBe(days(was))
        if (days(wanted) === days(was)) return
        expect(wanted.closesOn >= '2026-05-02').toBe(true)
        expect(wanted.opensOn <= wanted.closesOn && wanted.closesOn < wanted.startsOn).toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
  expect(allowed).toBeGreaterThan(20)
})
