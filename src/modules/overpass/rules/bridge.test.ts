import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  AWARD_LEVELS,
  type Bridge,
  bridge as bridgeShape,
  CERTIFICATE_LEVELS,
  type Condition,
  LEAVES,
  type Leaf,
  leaf as leafShape,
  MOST,
  type Outcome,
  PRIZES,
  WAYS,
  WORK_KINDS,
  wordsOf,
} from './bridge.ts'
import { evaluate, judge } from './evaluate.ts'
import { expiryOf } from './expiry.ts'
import { fromForm, nextRuleId, toForm } from './form.ts'
import { implies, isAlways, isNever } from './implies.ts'
import { matches } from './matches.ts'
import { type BridgeFacts, problemsOf } from './problems.ts'
import { sayIn } from './say.ts'
import { sentencesOf } from './sentences.ts'

const TODAY = '2026-11-26'
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const COURSES = [1, 2, 3, 4].map(uuid)
const SOURCES = [11, 12, 13].map(uuid)
const WORDS = ['动画', '动画制作', 'Modelling']

const some = <T>(values: readonly T[]) => fc.constantFrom(...values)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const years = maybe(fc.integer({ min: 1, max: 5 }))
const score = maybe(fc.integer({ min: 0, max: 200 }).map(n => n / 2))
const named = maybe(some(WORDS))
const hours = maybe(fc.integer({ min: 0, max: 200 }))

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({
    is: fc.constant('course' as const),
    courseIds: fc.uniqueArray(some(SOURCES), { minLength: 1 }),
    ...{ minScore: score, withinYears: years },
  }),
  fc.record({
    is: fc.constant('competency' as const),
    competencyId: some([uuid(21), uuid(22)]),
    ...{ level: fc.integer({ min: 1, max: 8 }), withinYears: years },
  }),
  fc.record({
    is: fc.constant('certificate' as const),
    ...{ named, level: maybe(some(CERTIFICATE_LEVELS)), withinYears: years },
  }),
  fc.record({
    is: fc.constant('award' as const),
    ...{ named, level: maybe(some(AWARD_LEVELS)), prize: maybe(some(PRIZES)) },
    ...{ teamPlaceAtMost: maybe(fc.integer({ min: 1, max: 5 })), withinYears: years },
  }),
  fc.record({ is: fc.constant('project_rating' as const), named, minScore: score, withinYears: years }),
  fc.record({
    is: fc.constant('work' as const),
    kinds: fc.uniqueArray(some(WORK_KINDS), { minLength: 1 }),
    ...{ minHours: hours, withinYears: years },
  }),
  fc.record({ is: fc.constant('short_course' as const), named, minHours: hours, withinYears: years }),
  fc.record({ is: fc.constant('test' as const), named: some(WORDS), minScore: score, withinYears: years }),
)
const groupOf = (inner: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
  fc.oneof(
    leaf,
    fc.record({ is: some(['all', 'any'] as const), of: fc.array(inner, { maxLength: 3 }) }),
    fc.record({ is: fc.constant('not' as const), of: inner }),
  )
const condition = groupOf(groupOf(leaf))

const day = fc.integer({ min: 0, max: 3000 }).map(n => {
  const date = new Date(`${TODAY}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - n + 30)
  return date.toISOString().slice(0, 10)
})
const outcome = (id: number): fc.Arbitrary<Outcome> =>
  fc.record({
    id: fc.constant(uuid(1000 + id)),
    kind: some([
      'course_result',
      'project_rating',
      'award',
      'certificate',
      'short_course',
      ...WORK_KINDS,
    ] as const),
    heldOn: day,
    courseId: maybe(some(SOURCES)),
    score,
    passed: maybe(fc.boolean()),
    level: maybe(some([...AWARD_LEVELS, ...CERTIFICATE_LEVELS])),
    prize: maybe(some(PRIZES)),
    teamPlace: maybe(fc.integer({ min: 1, max: 6 })),
    hours,
    competencies: fc.array(
      fc.record({ id: some([uuid(21), uuid(22)]), level: fc.integer({ min: 1, max: 8 }) }),
      { maxLength: 2 },
    ),
    words: some(['', ...WORDS]).map(word => wordsOf(word)),
  })
const outcomes = fc
  .integer({ min: 0, max: 8 })
  .chain(n => fc.tuple(...Array.from({ length: n }, (_, i) => outcome(i))))
const credits = fc.integer({ min: 1, max: 60 }).map(n => n / 10)

const bridge: fc.Arbitrary<Bridge> = fc
  .record({
    way: some(WAYS),
    from: fc.record({
      programmeIds: fc.uniqueArray(some([uuid(31), uuid(32)])),
      levels: fc.uniqueArray(some(['secondary', 'bachelor'] as const)),
    }),
    to: fc.oneof(
      fc.record({
        kind: fc.constant('programme' as const),
        programmeId: fc.constant(uuid(41)),
        versionId: maybe(fc.constant(uuid(42))),
      }),
      fc.record({ kind: fc.constant('occupation' as const), occupationId: fc.constant(uuid(43)) }),
    ),
    entry: condition,
    rules: fc.array(
      fc.record({
        when: leaf,
        courses: fc.uniqueArray(fc.record({ courseId: some(COURSES), credits }), {
          ...{ selector: one => one.courseId, minLength: 1, maxLength: 3 },
        }),
        cap: maybe(credits),
      }),
      { maxLength: 5 },
    ),
    capTotal: maybe(credits),
    validYears: years,
    quota: maybe(fc.integer({ min: 0, max: 500 })),
    documents: fc.array(fc.record({ zh: some(['成绩单', '证书']), en: maybe(some(['Transcript'])) }), {
      maxLength: 2,
    }),
    feeFen: maybe(fc.integer({ min: 0, max: 10_000_000 })),
    intakes: fc.uniqueArray(some(['2027-03-01', '2027-09-01']), { maxLength: 2 }),
    months: fc.integer({ min: 0, max: 48 }),
    automatic: fc.boolean(),
  })
  .map(({ rules, ...rest }) => ({
    ...rest,
    recognitions: rules.map((rule, i) => ({ id: `r${i + 1}`, ...rule })),
  }))
const target = COURSES.map((id, i) => ({ id, credits: 2 + i }))
const sum = (values: readonly number[]) => Math.round(values.reduce((all, each) => all + each * 10, 0)) / 10

test('pages know every kind of outcome that the shape of a condition has', () => {
  expect(leafShape.options.map(option => option.shape.is.value)).toEqual(LEAVES)
})

test('a bridge as it is drawn fits its own shape; what nests too deep or grows too large does not', () => {
  fc.assert(fc.property(bridge, value => bridgeShape.safeParse(value).success))
  const bomb = (n: number): Condition => (n === 0 ? { is: 'all', of: [] } : { is: 'not', of: bomb(n - 1) })
  const base = fc.sample(bridge, 1)[0] as Bridge
  for (const entry of [
    bomb(MOST.depth + 1),
    bomb(2000),
    { is: 'any', of: Array(MOST.parts + 1).fill(bomb(0)) },
  ])
    expect(bridgeShape.safeParse({ ...base, entry }).success).toBe(false)
})

test('no cap is passed, no course gets more than it has, no outcome counts twice, whatever the bridge', () => {
  fc.assert(
    fc.property(bridge, outcomes, (rule, own) => {
      const { recognised, total, missingCourses } = evaluate(rule, own, TODAY, target)
      expect(total).toBe(sum(recognised.map(line => line.credits)))
      if (rule.capTotal !== null) expect(total).toBeLessThanOrEqual(rule.capTotal)
      for (const { id, cap } of rule.recognitions)
        if (cap !== null)
          expect(
            sum(recognised.filter(line => line.recognitionId === id).map(line => line.credits)),
          ).toBeLessThanOrEqual(cap)
      for (const course of target) {
        const given = sum(recognised.filter(line => line.courseId === course.id).map(line => line.credits))
        const missing = missingCourses.find(one => one.courseId === course.id)?.credits ?? 0
        expect(sum([given, missing])).toBe(course.credits)
      }
      const rules = Map.groupBy(recognised, line => line.outcomeId)
      for (const lines of rules.values()) expect(new Set(lines.map(line => line.recognitionId)).size).toBe(1)
      for (const line of recognised) {
        const rule1 = rule.recognitions.find(one => one.id === line.recognitionId)
        const by = own.find(one => one.id === line.outcomeId)
        expect(rule1 && by && matches(rule1.when, by, TODAY, rule.validYears)).toBe(true)
        expect(line.credits).toBeGreaterThan(0)
      }
    }),
  )
})

test('the answer does not depend on the order outcomes come in, and asked again it gives nothing more', () => {
  fc.assert(
    fc.property(bridge, outcomes, (rule, own) => {
      const first = evaluate(rule, own, TODAY, target)
      expect(evaluate(rule, own.toReversed(), TODAY, target)).toEqual(first)
      const again = evaluate(rule, own, TODAY, target, first.recognised)
      for (const line of again.recognised)
        expect(first.recognised.some(one => one.outcomeId === line.outcomeId)).toBe(false)
      if (rule.capTotal !== null) expect(sum([first.total, again.total])).toBeLessThanOrEqual(rule.capTotal)
    }),
  )
})

test('what implies another never fits where the other does not; never and always keep their word', () => {
  fc.assert(
    fc.property(leaf, leaf, outcome(1), (strict, loose, one) => {
      if (implies(strict, loose) && matches(strict, one, TODAY, null))
        expect(matches(loose, one, TODAY, null)).toBe(true)
      expect(implies(strict, strict)).toBe(true)
    }),
  )
  fc.assert(
    fc.property(condition, outcomes, (rule, own) => {
      const { met } = judge(rule, own, TODAY, null)
      if (isNever(rule)) expect(met).toBe(false)
      if (isAlways(rule)) expect(met).toBe(true)
    }),
  )
})

test('the last day on which an outcome counts is the day on which the rule lets it count last', () => {
  const any: Leaf = { is: 'certificate', named: null, level: null, withinYears: null }
  const base = fc.sample(outcome(1), 1)[0] as Outcome
  const after = (day: string) => {
    const date = new Date(`${day}T00:00:00Z`)
    date.setUTCDate(date.getUTCDate() + 1)
    return date.toISOString().slice(0, 10)
  }
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 5 }), (heldOn, valid) => {
      const one: Outcome = { ...base, kind: 'certificate', heldOn, passed: null }
      const last = expiryOf(heldOn, [valid, null]) ?? ''
      expect(matches(any, one, last, valid)).toBe(true)
      expect(matches(any, one, after(last), valid)).toBe(false)
    }),
  )
  expect(expiryOf('2024-02-29', [1])).toBe('2025-02-28')
  expect(expiryOf('2024-02-29', [null])).toBe(null)
})

const facts: BridgeFacts = {
  programmes: { [uuid(31)]: { organisationId: uuid(51) }, [uuid(41)]: { organisationId: uuid(52) } },
  versions: { [uuid(42)]: { programmeId: uuid(41) } },
  courses: {
    ...Object.fromEntries(
      COURSES.map(id => [id, { programmeId: uuid(41), versionId: uuid(42), credits: 4 }]),
    ),
    ...Object.fromEntries(
      SOURCES.map(id => [id, { programmeId: uuid(31), versionId: uuid(33), credits: 4 }]),
    ),
  },
  competencies: { [uuid(21)]: { levels: 4 } },
  occupations: { [uuid(43)]: true },
  ...{ partyIds: [uuid(51), uuid(52)], from: '2026-09-01', until: '2029-08-31' },
}
const course = (minScore: number | null): Leaf => ({
  ...{ is: 'course', courseIds: [SOURCES[0] as string], minScore, withinYears: null },
})
const rule = (id: string, when: Leaf, credits = 3, more: object = {}) => ({
  ...{ id, when, courses: [{ courseId: COURSES[0] as string, credits }], cap: null },
  ...more,
})
const sound: Bridge = {
  ...{ way: 'secondary_to_higher', from: { programmeIds: [uuid(31)], levels: [] } },
  to: { kind: 'programme', programmeId: uuid(41), versionId: null },
  ...{ entry: course(60), recognitions: [rule('r1', course(70))], capTotal: 20, validYears: 3, quota: 40 },
  ...{ documents: [], feeFen: null, intakes: ['2027-09-01'], months: 36, automatic: false },
}
const without = (entry: Condition): Condition => ({ is: 'not', of: entry })

test('each thing that can be wrong with a bridge is found, with its place', () => {
  expect(problemsOf(sound, facts)).toEqual([])
  const wrong: [Partial<Bridge>, string, string][] = [
    [
      { to: { kind: 'programme', programmeId: uuid(99), versionId: null } },
      'to.programmeId',
      'target_unknown',
    ],
    [{ from: { programmeIds: [uuid(41)], levels: [] } }, 'from.programmeIds.0', 'recognises_itself'],
    [{ from: { programmeIds: [uuid(98)], levels: [] } }, 'from.programmeIds.0', 'source_unknown'],
    [
      { entry: { ...course(60), courseIds: [COURSES[1]] } as Leaf },
      'entry.courseIds.0',
      'entry_needs_target',
    ],
    [{ entry: { is: 'all', of: [course(80), without(course(60))] } }, 'entry', 'never_met'],
    [{ entry: { is: 'any', of: [] } }, 'entry', 'never_met'],
    [{ quota: 0 }, 'quota', 'quota_nobody'],
    [{ intakes: ['2030-09-01'] }, 'intakes.0', 'intake_outside'],
    [{ recognitions: [rule('r1', course(70), 5)] }, 'recognitions.0.courses.0', 'more_than_course'],
    [{ recognitions: [rule('r1', course(70), 3, { cap: 21 })] }, 'recognitions.0.cap', 'cap_above_total'],
    [{ recognitions: [rule('r1', course(70)), rule('r2', course(80))] }, 'recognitions.1', 'unreachable'],
    [{ recognitions: [rule('r1', course(70)), rule('r2', course(70), 2)] }, 'recognitions.1', 'conflicting'],
    [{ way: 'credit', recognitions: [] }, 'recognitions', 'nothing_recognised'],
    [{ to: { kind: 'occupation', occupationId: uuid(43) } }, 'recognitions', 'no_courses_there'],
  ]
  for (const [change, at, code] of wrong)
    expect(problemsOf({ ...sound, ...change }, facts), code).toContainEqual({ at, code })
  expect(problemsOf(sound, { ...facts, partyIds: [uuid(51)] })).toEqual([
    { at: 'to.programmeId', code: 'target_not_party' },
  ])
  // The stricter rule first is fine: whoever does better gets more.
  expect(
    problemsOf({ ...sound, recognitions: [rule('r1', course(80)), rule('r2', course(70), 2)] }, facts),
  ).toEqual([])
})

const names = {
  of: Object.fromEntries(
    [...COURSES, ...SOURCES, ...[21, 22, 31, 32, 41, 42, 43].map(uuid)].map((id, i) => [
      id,
      { zh: `名${i}`, en: `Name ${i}` },
    ]),
  ),
  levels: {},
}

test('a bridge survives the form, and two bridges that say otherwise read otherwise in both languages', () => {
  const read = (value: Bridge, language: 'zh' | 'en') =>
    sentencesOf(value, names, language, sayIn(language)).map(one => one.text)
  fc.assert(
    fc.property(bridge, value => {
      expect(fromForm(toForm(value))).toEqual(value)
    }),
  )
  fc.assert(
    fc.property(bridge, value => {
      for (const language of ['zh', 'en'] as const)
        for (const sentence of read(value, language))
          expect(sentence).not.toMatch(/overpass\.|\{\{|undefined/)
    }),
  )
  fc.assert(
    fc.property(leaf, leaf, (one, other) => {
      const same = implies(one, other) && implies(other, one)
      for (const language of ['zh', 'en'] as const) {
        const said = [one, other].map(entry => read({ ...sound, entry }, language)[1])
        if (!same) expect(said[0]).not.toBe(said[1])
      }
    }),
  )
})

test('one more rule gets an id of its own', () => {
  fc.assert(
    fc.property(bridge, ({ recognitions }) => {
      const id = nextRuleId(recognitions)
      expect(recognitions.some(rule => rule.id === id)).toBe(false)
    }),
  )
})
