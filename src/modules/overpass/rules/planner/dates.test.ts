import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Bridge } from '../bridge.ts'
import { dayCode, dayOf, MONTH } from './calendar.ts'
import { Graph } from './graph.ts'
import { Ids } from './ids.ts'
import { plan } from './plan.ts'
import { ANYWHERE, idOf } from './small-worlds.ts'
import { type Learner, LIMITS, type MapBridge, type Place } from './world.ts'

const SCHOOL = idOf(1, 1)
const COLLEGE = idOf(1, 2)
const START = idOf(1, 3)
const place = (id: string, level: 'secondary' | 'higher_vocational'): Place => ({
  ...{ id, kind: 'programme', level, region: null, partTime: false, versionId: null },
})
const rule: Bridge = {
  ...{
    way: 'secondary_to_higher',
    from: { programmeIds: [SCHOOL], levels: [] },
    entry: { is: 'all', of: [] },
  },
  ...{ to: { kind: 'programme', programmeId: COLLEGE, versionId: null }, recognitions: [], capTotal: null },
  ...{ validYears: null, quota: null, documents: [], feeFen: null, intakes: [], months: 36, automatic: true },
}
const clause: MapBridge = {
  ...{ id: idOf(5, 1), rule, fromDay: null, untilDay: null, fromCohort: null, untilCohort: null },
  basis: { kind: 'clause', agreementId: idOf(6, 1), versionId: idOf(7, 1), clause: 2 },
}
const finished = (cohort: number | null = null): Learner => ({
  at: [{ placeId: SCHOOL, monthsLeft: 0, cohort }],
  outcomes: [],
})

/** The last step a learner would take, asked on a day. */
function stepOn(
  day: string,
  bridge: Partial<MapBridge>,
  changes: Partial<Bridge> = {},
  learner: Learner = finished(),
  more: MapBridge[] = [],
) {
  const graph = new Graph({
    places: [place(START, 'secondary'), place(SCHOOL, 'secondary'), place(COLLEGE, 'higher_vocational')],
    ...{ versions: [], offers: [] },
  })
  graph.put({ ...clause, ...bridge, rule: { ...rule, ...changes } })
  for (const each of more) graph.put(each)
  graph.index()
  return plan(graph, learner, { kind: 'place', id: COLLEGE }, ANYWHERE, day, LIMITS).ways[0]?.steps.at(-1)
}

test('a rule holds on its last day and no longer', () => {
  expect(stepOn('2027-08-31', { untilDay: '2027-08-31' })?.startsOn).toBe('2027-08-31')
  expect(stepOn('2027-08-31', { untilDay: '2027-08-31' })?.certainty).toBe('binding')
  expect(stepOn('2027-09-01', { untilDay: '2027-08-31' })).toBeUndefined()
})

test('who comes before its first day waits for it', () => {
  expect(stepOn('2027-08-31', { fromDay: '2027-09-01' })?.startsOn).toBe('2027-09-01')
  expect(stepOn('2027-09-01', { fromDay: '2027-09-01' })?.startsOn).toBe('2027-09-01')
  expect(stepOn('2027-09-02', { fromDay: '2027-09-01' })?.startsOn).toBe('2027-09-02')
})

test('the first step goes by the year of entry the learner came with, both boundary years counted', () => {
  const years = { fromCohort: 2024, untilCohort: 2026 }
  for (const cohort of [2024, 2025, 2026])
    expect(stepOn('2030-06-30', years, {}, finished(cohort))?.certainty).toBe('binding')
  for (const cohort of [2023, 2027, null])
    expect(stepOn('2026-06-30', years, {}, finished(cohort))).toBeUndefined()
})

test('a later step goes by the year it begins in', () => {
  const before: MapBridge = {
    ...{ ...clause, id: idOf(5, 2) },
    rule: {
      ...{ ...rule, from: { programmeIds: [START], levels: [] }, months: 0 },
      to: { kind: 'programme', programmeId: SCHOOL, versionId: null },
    },
  }
  const learner = { at: [{ placeId: START, monthsLeft: 0, cohort: null }], outcomes: [] }
  const second = (day: string, years: Partial<MapBridge>, changes = {}) =>
    stepOn(day, years, changes, learner, [before])
  expect(second('2028-12-31', { untilCohort: 2028 })?.startsOn).toBe('2028-12-31')
  expect(second('2029-01-01', { untilCohort: 2028 })).toBeUndefined()
  expect(second('2028-12-31', { fromCohort: 2029 })?.startsOn).toBe('2029-01-01')
  // The next intake falls into the year after the last cohort.
  const autumn = { intakes: ['2028-09-01'] }
  expect(second('2028-09-01', { untilCohort: 2028 }, autumn)?.startsOn).toBe('2028-09-01')
  expect(second('2028-09-02', { untilCohort: 2028 }, autumn)).toBeUndefined()
})

test('through-training keeps those who came with its years, whatever has become of the rule', () => {
  const through = { way: 'through_training' as const }
  const closed = { fromCohort: 2024, untilCohort: 2026, untilDay: '2026-08-31' }
  expect(stepOn('2029-06-30', closed, through, finished(2026))?.certainty).toBe('binding')
  expect(stepOn('2029-06-30', closed, {}, finished(2026))).toBeUndefined()
  expect(stepOn('2026-06-30', closed, through, finished(2027))).toBeUndefined()
})

test('a way out of the middle of a stage does not wait for its end', () => {
  const midway = { at: [{ placeId: SCHOOL, monthsLeft: 18, cohort: 2025 }], outcomes: [] }
  expect(stepOn('2027-03-01', {}, {}, midway)?.startsOn).toBe('2028-09-01')
  expect(stepOn('2027-03-01', {}, { way: 'transfer' }, midway)?.startsOn).toBe('2027-03-01')
})

test('an intake of which only earlier years were announced is marked as assumed', () => {
  const autumn = { intakes: ['2027-09-01'] }
  expect(stepOn('2027-06-01', {}, autumn)).toMatchObject({ startsOn: '2027-09-01', intakeAssumed: false })
  expect(stepOn('2027-10-01', {}, autumn)).toMatchObject({ startsOn: '2028-09-01', intakeAssumed: true })
  expect(stepOn('2026-06-01', {}, autumn)).toMatchObject({ startsOn: '2027-09-01', intakeAssumed: false })
})

test('days compare as their codes do, and come back as they were', () => {
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, day, (a, b) => {
      expect(dayOf(dayCode(a))).toBe(a)
      expect(Math.sign(dayCode(a) - dayCode(b))).toBe(a === b ? 0 : a < b ? -1 : 1)
    }),
  )
  expect(dayOf(dayCode('2027-01-31') + MONTH)).toBe('2027-02-28')
})

test('ids keep their numbers and come back as they were', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 300 }), list => {
      const ids = new Ids()
      const numbers = list.map(id => ids.add(id))
      expect(numbers).toEqual(list.map((_, n) => n))
      expect(list.map(id => ids.add(id))).toEqual(numbers)
      expect(list.map(id => ids.find(id.toUpperCase()))).toEqual(numbers)
      expect(numbers.map(n => ids.text(n))).toEqual(list)
      expect(ids.find('no uuid')).toBe(-1)
    }),
  )
})

test('who finishes a stage on an intake goes on at once: what is rounded is what ways are compared by', () => {
  const before: MapBridge = {
    ...{ ...clause, id: idOf(5, 2) },
    rule: {
      ...{ ...rule, from: { programmeIds: [START], levels: [] }, months: 36, intakes: ['2027-09-01'] },
      to: { kind: 'programme', programmeId: SCHOOL, versionId: null },
    },
  }
  const learner = { at: [{ placeId: START, monthsLeft: 0, cohort: null }], outcomes: [] }
  const step = stepOn('2026-11-26', {}, { intakes: ['2027-09-01'] }, learner, [before])
  expect(step).toMatchObject({ startsOn: '2030-09-01', endsOn: '2033-09-01' })
})

test('a way that is as sure but slower does not hide the one that is in time', () => {
  const graph = new Graph({
    places: [place(START, 'secondary'), place(SCHOOL, 'secondary'), place(COLLEGE, 'higher_vocational')],
    ...{ versions: [], offers: [] },
  })
  const toSchool = (n: number, months: number): MapBridge => ({
    ...clause,
    id: idOf(5, n),
    rule: {
      ...{ ...rule, months, from: { programmeIds: [START], levels: [] } },
      to: { kind: 'programme', programmeId: SCHOOL, versionId: null },
    },
  })
  for (const each of [toSchool(2, 24), toSchool(3, 12), clause]) graph.put(each)
  graph.index()
  const learner: Learner = { at: [{ placeId: START, monthsLeft: 0, cohort: null }], outcomes: [] }
  const within = { ...ANYWHERE, maxMonths: 48 }
  const limits = { ...LIMITS, criteria: ['certainty'] as const }
  const { ways } = plan(graph, learner, { kind: 'place', id: COLLEGE }, within, '2027-01-01', limits)
  expect(ways.map(way => way.figures.months)).toEqual([48])
})
