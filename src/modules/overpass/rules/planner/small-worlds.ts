import fc from 'fast-check'
import {
  AWARD_LEVELS,
  type Bridge,
  CERTIFICATE_LEVELS,
  type Condition,
  type Leaf,
  PROGRAMME_LEVELS,
  WAYS,
} from '../bridge.ts'
import type { SmallWorld } from './exhaustive.ts'
import type { Constraints, Learner, MapBridge, OwnOutcome } from './world.ts'

// Small worlds by chance, dense enough that rules meet outcomes, caps bind and dates matter.

export const TODAY = '2026-11-26'
export const idOf = (kind: number, n: number) =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
const place = (n: number) => idOf(1, n)
const course = (n: number) => idOf(2, n)
const competency = (n: number) => idOf(3, n)

const PLACES = 6
const COURSES = 10
const years = fc.option(fc.constantFrom(1, 2, 4, 10), { freq: 2 })
const days = fc.constantFrom(
  ...[
    '2020-02-29',
    '2023-11-25',
    '2023-11-26',
    '2024-09-01',
    '2025-11-26',
    '2026-01-31',
    '2026-11-25',
    TODAY,
  ],
)
const courses = fc
  .uniqueArray(fc.nat(COURSES - 1), { minLength: 1, maxLength: 2 })
  .map(list => list.map(course))
const score = fc.option(fc.constantFrom(60, 80), { freq: 2 })

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      is: fc.constant('course' as const),
      courseIds: courses,
      minScore: score,
      withinYears: years,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ is: fc.constant('competency' as const), competencyId: fc.nat(3).map(competency) },
      ...{ level: fc.integer({ min: 1, max: 3 }), withinYears: years },
    }),
  },
  fc.record({
    ...{ is: fc.constant('certificate' as const), named: fc.constant(null) },
    ...{ level: fc.option(fc.constantFrom(...CERTIFICATE_LEVELS)), withinYears: years },
  }),
  fc.record({
    ...{ is: fc.constant('award' as const), named: fc.constant(null), prize: fc.constant(null) },
    ...{ level: fc.option(fc.constantFrom(...AWARD_LEVELS)), teamPlaceAtMost: fc.option(fc.constant(3)) },
    withinYears: years,
  }),
  fc.record({
    ...{ is: fc.constant('test' as const), named: fc.constant('exam'), minScore: score, withinYears: years },
  }),
)
const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Condition>({ is: 'all', of: [] }) },
  { weight: 4, arbitrary: leaf },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(
        fc.oneof(
          leaf,
          fc.record({
            is: fc.constantFrom('all' as const, 'any' as const),
            of: fc.array(leaf, { maxLength: 2 }),
          }),
        ),
        { maxLength: 3 },
      ),
    }),
  },
  { weight: 1, arbitrary: leaf.map(of => ({ is: 'not' as const, of })) },
)
const recognition = (id: string) =>
  fc.record({
    ...{ id: fc.constant(id), when: leaf, cap: fc.option(fc.constantFrom(0.5, 2, 3), { freq: 2 }) },
    courses: fc
      .uniqueArray(fc.nat(COURSES - 1), { minLength: 1, maxLength: 3 })
      .chain(list =>
        fc.tuple(
          ...list.map(n => fc.constantFrom(0.5, 1, 2, 3).map(credits => ({ courseId: course(n), credits }))),
        ),
      ),
  })
const rule: fc.Arbitrary<Bridge> = fc.record({
  way: fc.constantFrom(...WAYS),
  from: fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .uniqueArray(fc.nat(PLACES - 1), { minLength: 1, maxLength: 3 })
        .map(list => ({ programmeIds: list.map(place), levels: [] as (typeof PROGRAMME_LEVELS)[number][] })),
    },
    fc.constantFrom(...PROGRAMME_LEVELS).map(level => ({ programmeIds: [] as string[], levels: [level] })),
    fc.constant({ programmeIds: [] as string[], levels: [] as (typeof PROGRAMME_LEVELS)[number][] }),
  ),
  to: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('programme' as const),
        programmeId: fc.nat(PLACES - 2).map(place),
        versionId: fc.option(
          fc.nat(PLACES - 2).map(n => idOf(4, n)),
          { freq: 1 },
        ),
      }),
    },
    fc.constant({ kind: 'occupation' as const, occupationId: place(PLACES - 1) }),
  ),
  entry: condition,
  recognitions: fc
    .tuple(...['a', 'b', 'c'].map(id => fc.option(recognition(id), { freq: 2 })))
    .map(list => list.filter(each => each !== null)),
  capTotal: fc.option(fc.constantFrom(1, 4), { freq: 2 }),
  validYears: years,
  quota: fc.option(fc.constant(30), { freq: 1 }),
  documents: fc.constant([]),
  feeFen: fc.option(fc.constantFrom(0, 100_000, 500_000), { freq: 3 }),
  intakes: fc.constantFrom([], [], ['2026-09-01'], ['2027-03-01', '2027-09-01'], ['2028-09-01']),
  months: fc.constantFrom(0, 1, 6, 12, 24, 36),
  automatic: fc.boolean(),
})
const bridge = (n: number): fc.Arbitrary<MapBridge> =>
  fc.record({
    id: fc.constant(idOf(5, n)),
    basis: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constant({
          ...{ kind: 'clause' as const, agreementId: idOf(6, n), versionId: idOf(7, n), clause: 1 },
        }),
      },
      fc.constant({ kind: 'default' as const, parameter: 'overpass.default' }),
    ),
    rule,
    fromDay: fc.option(fc.constantFrom(TODAY, '2026-11-27', '2027-09-01', '2027-09-02'), { freq: 1 }),
    untilDay: fc.option(fc.constantFrom('2026-11-25', TODAY, '2027-09-01', '2029-08-31'), { freq: 1 }),
    fromCohort: fc.option(fc.constantFrom(2024, 2026, 2027, 2029), { freq: 1 }),
    untilCohort: fc.option(fc.constantFrom(2025, 2026, 2027, 2030), { freq: 1 }),
  })

const aims = fc.uniqueArray(
  fc.record({ id: fc.nat(3).map(competency), level: fc.integer({ min: 1, max: 3 }) }),
  { selector: each => each.id, maxLength: 2 },
)

export const smallWorld: fc.Arbitrary<SmallWorld> = fc.record({
  places: fc.tuple(
    ...Array.from({ length: PLACES }, (_, n) =>
      fc.record({
        id: fc.constant(place(n)),
        kind: fc.constant(n === PLACES - 1 ? ('occupation' as const) : ('programme' as const)),
        level: n === PLACES - 1 ? fc.constant(null) : fc.constantFrom(...PROGRAMME_LEVELS),
        region: fc.constantFrom(null, 'here', 'there'),
        partTime: fc.boolean(),
        versionId: n === PLACES - 1 ? fc.constant(null) : fc.constantFrom(null, idOf(4, n), idOf(4, n)),
      }),
    ),
  ),
  versions: fc.tuple(
    ...Array.from({ length: PLACES - 1 }, (_, n) =>
      fc.record({
        id: fc.constant(idOf(4, n)),
        courses: fc.uniqueArray(
          fc.record({
            id: fc.nat(COURSES - 1).map(course),
            credits: fc.constantFrom(0.5, 2, 4),
            competencies: aims,
          }),
          { selector: each => each.id, maxLength: 4 },
        ),
      }),
    ),
  ),
  offers: fc.uniqueArray(
    fc.record({
      ...{ courseId: fc.nat(COURSES - 1).map(course), competencies: aims },
      ...{ months: fc.constantFrom(0, 3, 6), feeFen: fc.constantFrom(0, 50_000) },
    }),
    { selector: each => each.courseId, maxLength: 4 },
  ),
  bridges: fc
    .integer({ min: 1, max: 12 })
    .chain(count => fc.tuple(...Array.from({ length: count }, (_, n) => bridge(n)))),
})

const outcome = (n: number): fc.Arbitrary<OwnOutcome> =>
  fc.record({
    id: fc.constant(idOf(8, n)),
    kind: fc.constantFrom('course_result', 'course_result', 'certificate', 'award', 'project_rating'),
    heldOn: fc.oneof({ weight: 8, arbitrary: days }, fc.constant('2027-01-01')),
    courseId: fc.option(fc.nat(COURSES - 1).map(course), { freq: 4 }),
    score: fc.option(fc.constantFrom(55, 60, 90)),
    passed: fc.constantFrom(null, true, true, false),
    level: fc.constantFrom(null, ...CERTIFICATE_LEVELS, ...AWARD_LEVELS),
    ...{ prize: fc.constant(null), hours: fc.constant(null) },
    teamPlace: fc.option(fc.constantFrom(1, 4)),
    ...{ competencies: aims, words: fc.constantFrom('exam', '') },
    credits: fc.option(fc.constantFrom(1, 2.5, 4)),
  })

export const learner: fc.Arbitrary<Learner> = fc.record({
  at: fc.uniqueArray(
    fc.record({
      placeId: fc.nat(PLACES - 1).map(place),
      monthsLeft: fc.constantFrom(0, 7, 20),
      cohort: fc.option(fc.constantFrom(2024, 2025, 2026)),
    }),
    { selector: each => each.placeId, maxLength: 2 },
  ),
  outcomes: fc.nat(6).chain(count => fc.tuple(...Array.from({ length: count }, (_, n) => outcome(n)))),
})

export const goal = fc.oneof(
  { weight: 3, arbitrary: fc.nat(PLACES - 1).map(n => ({ kind: 'place' as const, id: place(n) })) },
  fc.constantFrom(...PROGRAMME_LEVELS).map(level => ({ kind: 'level' as const, level })),
  fc.constant({ kind: 'credit' as const }),
)

export const ANYWHERE: Constraints = {
  ...{ regions: null, partTimeOnly: false, bindingOnly: false, maxMonths: null, maxFen: null },
}
export const constraints: fc.Arbitrary<Constraints> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(ANYWHERE) },
  fc.record({
    regions: fc.option(fc.constant(['here'])),
    partTimeOnly: fc.boolean(),
    bindingOnly: fc.boolean(),
    maxMonths: fc.option(fc.constantFrom(24, 60)),
    maxFen: fc.option(fc.constantFrom(300_000, 1_000_000)),
  }),
)
