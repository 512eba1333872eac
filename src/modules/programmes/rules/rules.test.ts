import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ComparedCourse, differenceOf } from './difference.ts'
import { overlapOf } from './overlap.ts'
import { type CountedCourse, checkPlan, type Rule, sumsOf } from './plan.ts'
import { circleIn, outOfOrder } from './prerequisites.ts'
import { MOVES, STEPS, type VersionFacts, wantsOf } from './steps.ts'
import { findColumns, RowReader, readSkills } from './table.ts'
import { COURSE_KINDS, OPINIONS, SIDES, STATES } from './vocabulary.ts'

const course = fc.record<CountedCourse>({
  id: fc.uuid(),
  kind: fc.constantFrom(...COURSE_KINDS),
  theoryHours: fc.nat(300),
  practiceHours: fc.nat(300),
  credits: fc.integer({ min: 1, max: 60 }).map(n => n / 2),
  placementMonths: fc.option(fc.nat(12)),
})
const rule = (name: Rule, value: number) => ({
  ...{ rule: name, value, validFrom: '2019-01-01', source: { zh: '出处', en: 'source' }, verified: true },
})
const outcome = (courses: CountedCourse[], name: Rule, value: number) =>
  checkPlan(courses, [rule(name, value)])[0]?.outcome

test('a plan is all theory and practice, and shares stay between none and all', () => {
  fc.assert(
    fc.property(fc.array(course), courses => {
      const sums = sumsOf(courses)
      expect(sums.theory + sums.practice).toBe(sums.hours)
      const [finding] = checkPlan(courses, [rule('practice_share_least', 0.5)])
      expect(finding?.found).toBeGreaterThanOrEqual(0)
      expect(finding?.found).toBeLessThanOrEqual(1)
      expect(finding?.outcome).toBe(sums.hours > 0 && sums.practice * 2 >= sums.hours ? 'met' : 'broken')
    }),
  )
})

test('more practice never breaks the rule about practice', () => {
  fc.assert(
    fc.property(fc.array(course, { minLength: 1 }), fc.nat(200), (courses, more) => {
      fc.pre(outcome(courses, 'practice_share_least', 0.5) === 'met')
      const [first, ...rest] = courses as [CountedCourse]
      const grown = [{ ...first, practiceHours: first.practiceHours + more }, ...rest]
      expect(outcome(grown, 'practice_share_least', 0.5)).toBe('met')
    }),
  )
})

test('hours for a credit name the courses beside them; practice weeks and placements are not asked', () => {
  const one = { id: 'a', theoryHours: 10, practiceHours: 5, credits: 1, placementMonths: null }
  const found = (kind: CountedCourse['kind']) =>
    checkPlan([{ ...one, kind }], [rule('hours_per_credit_least', 16)])[0]?.courses
  expect(found('core')).toEqual(['a'])
  expect(found('practice')).toEqual([])
  expect(outcome([{ ...one, kind: 'core', credits: 0 }], 'hours_per_credit_most', 18)).toBe('broken')
  expect(outcome([], 'total_hours_about', 3000)).toBe('stated')
})

const graph = fc.integer({ min: 1, max: 12 }).chain(size =>
  fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 30 }).map(edges =>
    Array.from({ length: size }, (_, i) => ({
      id: String(i),
      requires: edges.filter(([from]) => from === i).map(([, to]) => String(to)),
    })),
  ),
)

test('a circle of prerequisites is found exactly when the courses cannot be put in an order', () => {
  fc.assert(
    fc.property(graph, courses => {
      const circle = circleIn(courses)
      const left = new Map(courses.map(one => [one.id, one.requires]))
      for (let taken = true; taken; ) {
        const free = [...left].find(([, requires]) => requires.every(id => !left.has(id)))
        taken = free !== undefined
        if (free) left.delete(free[0])
      }
      expect(circle === null).toBe(left.size === 0)
      for (const [i, id] of (circle ?? []).entries())
        expect(courses.find(one => one.id === id)?.requires).toContain(circle?.[(i + 1) % circle.length])
    }),
  )
})

test('a course in or before the semester of what it needs is too early', () => {
  const at = (id: string, semester: number, requires: string[] = []) => ({ id, semester, requires })
  expect(outOfOrder([at('a', 1), at('b', 2, ['a'])])).toEqual([])
  expect(outOfOrder([at('a', 2), at('b', 2, ['a'])])).toEqual([{ id: 'b', before: ['a'] }])
})

const version = fc.record<VersionFacts>({
  state: fc.constantFrom(...STATES),
  courses: fc.nat(30),
  outOfOrder: fc.nat(2),
  committee: fc.array(
    fc.record({ side: fc.constantFrom(...SIDES), opinion: fc.option(fc.constantFrom(...OPINIONS)) }),
  ),
})

test('nothing is approved without a school, a company and everybody’s consent', () => {
  fc.assert(
    fc.property(version, facts => {
      const sits = (side: string) => facts.committee.some(member => member.side === side)
      const may =
        facts.state === 'review' &&
        facts.courses > 0 &&
        facts.outOfOrder === 0 &&
        sits('school') &&
        sits('company') &&
        facts.committee.every(member => member.opinion === 'agree')
      expect(wantsOf('approve', facts).length === 0).toBe(may)
    }),
  )
})

test('in force is reached through review and approval alone, and closed is the end', () => {
  const into = (state: string) =>
    STEPS.filter(step => MOVES[step].to === state).flatMap(step => MOVES[step].from)
  expect(into('in_force')).toEqual(['approved'])
  expect(into('approved')).toEqual(['review'])
  expect(STEPS.some(step => MOVES[step].from.includes('closed'))).toBe(false)
})

const taught = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...'abcdefgh'), fc.integer({ min: 1, max: 4 })), {
    selector: ([id]) => id,
  })
  .map(pairs => new Map(pairs))

test('overlap is the same both ways, whole with itself, and between none and all', () => {
  fc.assert(
    fc.property(taught, taught, (a, b) => {
      const [there, back] = [overlapOf(a, b), overlapOf(b, a)]
      expect(there.share).toBeCloseTo(back.share)
      expect(there.share).toBeGreaterThanOrEqual(0)
      expect(there.share).toBeLessThanOrEqual(1)
      if (a.size) expect(overlapOf(a, a).share).toBe(1)
      expect(there.common.length + there.onlyFirst.length).toBe(a.size)
    }),
  )
})

test('a version differs from itself in nothing; courses that came and went are named', () => {
  const one = (code: string, credits: number): ComparedCourse => ({
    ...{ code, credits, name: code, kind: 'core', theoryHours: 1, practiceHours: 1, placementMonths: null },
    ...{ semester: 1, responsible: null, company: null, requires: null, aims: null },
  })
  expect(differenceOf([one('a', 1)], [one('a', 1)])).toEqual([])
  expect(differenceOf([one('a', 1), one('b', 1)], [one('a', 2), one('c', 1)])).toEqual([
    { code: 'a', name: 'a', change: 'changed', fields: [{ field: 'credits', before: 1, after: 2 }] },
    { code: 'c', name: 'c', change: 'added', fields: [] },
    { code: 'b', name: 'b', change: 'removed', fields: [] },
  ])
})

test('columns are found by their names, skills by code and level, days in the ways they are written', () => {
  const columns = [
    { name: 'code', heading: '能力代码', also: ['code'], required: true },
    { name: 'day', heading: '日期', also: [] },
  ]
  const { places, problems } = findColumns(columns, { row: 1, cells: [' Ｃｏｄｅ ', '日期'] })
  expect(problems).toEqual([])
  const byName = new Map(columns.map(column => [column.name, column]))
  const read = (cells: string[]) => new RowReader(2, cells, places, byName)
  expect(read(['C-01', '2026年3月1日']).day('day', '2026-12-31')).toBe('2026-03-01')
  const bad = read(['no code', '2026-02-30'])
  bad.code('code')
  bad.day('day', '2026-12-31')
  expect(bad.problems.map(problem => problem.code)).toEqual(['code', 'day'])
  expect(findColumns(columns, { row: 1, cells: ['x', 'y'] }).problems).toEqual([
    { row: 1, column: '能力代码', code: 'required', data: {} },
  ])
  expect(readSkills('C-01:2；C-02：3、C-03')).toEqual([
    { code: 'C-01', level: 2 },
    { code: 'C-02', level: 3 },
    { code: 'C-03', level: 0 },
  ])
})
