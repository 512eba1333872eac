import type { CourseKind, Level } from './vocabulary.ts'

/** A course as far as the rules count it. */
export type CountedCourse = {
  id: string
  kind: CourseKind
  theoryHours: number
  practiceHours: number
  credits: number
  placementMonths: number | null
}

/** What the rules measure; a number each, with its value in the parameters. */
export const RULES = [
  'practice_share_least',
  'core_courses_least',
  'core_courses_most',
  'total_hours_about',
  'total_hours_least',
  'elective_share_least',
  'hours_per_credit_least',
  'hours_per_credit_most',
  'placement_months_least',
] as const
export type Rule = (typeof RULES)[number]

/** A dated parameter as it holds for the version: its value and where it stands. */
export type RuleValue = {
  rule: Rule
  value: number
  validFrom: string
  source: { zh: string; en: string }
  verified: boolean
}

export type Finding = RuleValue & {
  /** `stated`: a figure beside its rule, without judgement, where the rule says "about". */
  outcome: 'met' | 'broken' | 'stated'
  /** What the plan has: a share from 0 to 1, hours, months or a number of courses. */
  found: number
  /** The courses that break a rule about single courses. */
  courses: string[]
}

export type Sums = {
  hours: number
  theory: number
  practice: number
  credits: number
  electiveHours: number
  core: number
  placementMonths: number
}

export const hoursOf = (course: Pick<CountedCourse, 'theoryHours' | 'practiceHours'>) =>
  course.theoryHours + course.practiceHours

export function sumsOf(courses: readonly CountedCourse[]): Sums {
  const sums = { hours: 0, theory: 0, practice: 0, credits: 0, electiveHours: 0, core: 0, placementMonths: 0 }
  for (const course of courses) {
    sums.hours += hoursOf(course)
    sums.theory += course.theoryHours
    sums.practice += course.practiceHours
    sums.credits += course.credits
    sums.placementMonths += course.placementMonths ?? 0
    if (course.kind === 'elective') sums.electiveHours += hoursOf(course)
    if (course.kind === 'core') sums.core += 1
  }
  return { ...sums, credits: Math.round(sums.credits * 10) / 10 }
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

/** Courses taught by the lesson: practice weeks and placements have a measure of credit of their own. */
const isTaught = ({ kind }: CountedCourse) => kind !== 'practice' && kind !== 'placement'

/**
 * Holds a plan against the rules of its level, each finding with its rule, its value and its source (the domain
 * document, "Programmes and programme groups"). Pure: the page calls it while somebody edits, the server for the
 * printed plan.
 */
export function checkPlan(courses: readonly CountedCourse[], rules: readonly RuleValue[]): Finding[] {
  const sums = sumsOf(courses)
  return rules.map(rule => ({ ...rule, ...measure(rule, courses, sums) }))
}

type Measure = Pick<Finding, 'outcome' | 'found' | 'courses'>

function measure({ rule, value }: RuleValue, courses: readonly CountedCourse[], sums: Sums): Measure {
  const least = (found: number): Measure => ({
    outcome: found >= value ? 'met' : 'broken',
    found,
    courses: [],
  })
  const most = (found: number): Measure => ({
    outcome: found <= value ? 'met' : 'broken',
    found,
    courses: [],
  })
  switch (rule) {
    case 'practice_share_least':
      return least(share(sums.practice, sums.hours))
    case 'elective_share_least':
      return least(share(sums.electiveHours, sums.hours))
    case 'core_courses_least':
      return least(sums.core)
    case 'core_courses_most':
      return most(sums.core)
    case 'total_hours_least':
      return least(sums.hours)
    case 'total_hours_about':
      return { outcome: 'stated', found: sums.hours, courses: [] }
    case 'placement_months_least':
      return least(sums.placementMonths)
    case 'hours_per_credit_least':
      return each(courses, ratio => ratio < value)
    case 'hours_per_credit_most':
      return each(courses, ratio => ratio > value)
  }
}

/** Hours a credit, course by course; `found` is how many courses are beside the rule. */
function each(courses: readonly CountedCourse[], breaks: (ratio: number) => boolean): Measure {
  const found = courses
    .filter(isTaught)
    .filter(course =>
      breaks(course.credits === 0 ? Number.POSITIVE_INFINITY : hoursOf(course) / course.credits),
    )
    .map(course => course.id)
  return { outcome: found.length ? 'broken' : 'met', found: found.length, courses: found }
}

/** The name of a parameter: rules differ by level. */
export const parameterName = (level: Level, rule: Rule) => `programmes.${level}.${rule}` as const
