import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Bridge, Condition, Outcome } from './bridge.ts'
import { evaluate } from './evaluate.ts'
import { nearestFirst, partsOfEntry, readinessOf } from './readiness.ts'

const TODAY = '2026-06-30'
const test1 = (named: string, minScore: number): Condition => ({
  ...{ is: 'test', named, minScore, withinYears: null },
})
const bridge = (entry: Condition): Bridge => ({
  ...{ way: 'secondary_to_higher', from: { programmeIds: [], levels: [] } },
  to: { kind: 'programme', programmeId: crypto.randomUUID(), versionId: null },
  ...{ entry, recognitions: [], capTotal: null, validYears: null, quota: null, documents: [] },
  ...{ feeFen: null, intakes: [], months: 36, automatic: false },
})
const result = (words: string, score: number): Outcome => ({
  ...{ id: crypto.randomUUID(), kind: 'course_result', heldOn: '2026-05-01', courseId: null, score },
  ...{ passed: null, level: null, prize: null, teamPlace: null, hours: null, competencies: [], words },
})

const SUBJECTS = ['语文', '数学', '英语', '素描']
const conditions = fc
  .array(fc.tuple(fc.constantFrom(...SUBJECTS), fc.integer({ min: 0, max: 100 })), { maxLength: 6 })
  .map(parts => parts.map(([subject, least]) => test1(subject, least)))
const outcomes = fc
  .array(fc.tuple(fc.constantFrom(...SUBJECTS), fc.integer({ min: 0, max: 100 })), { maxLength: 8 })
  .map(results => results.map(([subject, score]) => result(subject, score)))

test('whoever lacks nothing could enter, and the other way round, whatever the conditions', () => {
  fc.assert(
    fc.property(conditions, fc.constantFrom('all', 'any', 'not'), outcomes, (parts, is, record) => {
      const inner: Condition = { is: 'all', of: parts }
      const entry: Condition = is === 'not' ? { is, of: inner } : { is, of: parts }
      const found = readinessOf(bridge(entry), record, TODAY, [])
      expect(found.lacking.length === 0).toBe(evaluate(bridge(entry), record, TODAY, []).entry.met)
      expect(found.lacking.every(place => place < partsOfEntry({ entry }).length)).toBe(true)
    }),
  )
})

test('of conditions that must all be met each is told apart', () => {
  const entry: Condition = { is: 'all', of: [test1('语文', 60), test1('数学', 60), test1('英语', 60)] }
  const record = [result('语文', 75), result('数学', 59)]
  expect(readinessOf(bridge(entry), record, TODAY, []).lacking).toEqual([1, 2])
})

test('the nearest stand first, of those whoever would have most recognised', () => {
  const rows = [
    { lacking: [0, 1], credits: 9 },
    { lacking: [], credits: 1 },
    { lacking: [1], credits: 0 },
    { lacking: [], credits: 4 },
  ]
  expect(rows.sort(nearestFirst).map(row => row.credits)).toEqual([4, 1, 0, 9])
})
