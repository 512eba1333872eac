import type { Leaf } from '../bridge.ts'
import { matches, yearsBefore } from '../matches.ts'
import { dayCode, MONTH, NEVER } from './calendar.ts'
import type { Graph } from './graph.ts'
import { tenths } from './rules-code.ts'
import type { Learner, Offer, OwnOutcome } from './world.ts'

/** What a leaf comes to for one learner: outcomes that meet it, and the course on offer that would. */
export type Met = {
  leaf: Leaf
  /** By place in `outcomes`, the newest first; validity of a bridge not looked at yet. */
  own: readonly number[]
  /** Numbers of the courses or the competency it asks for; what a stage ahead may bring. */
  courses: readonly number[]
  competency: number
  offer: Offer | null
}

const earlier = (a: Offer, b: Offer) =>
  a.months - b.months || a.feeFen - b.feeFen || (a.courseId < b.courseId ? -1 : 1)

/**
 * One learner before one graph: what each leaf comes to is found out once. Everything is judged on the day of asking;
 * that an outcome runs out before a step begins makes the step uncertain, see `Scales`.
 */
export class Asker {
  readonly outcomes: readonly OwnOutcome[]
  readonly heldCode: Int32Array
  /** Outcomes of today come before what a stage ahead will bring, older ones after it. */
  readonly today: number
  readonly todayCode: number
  readonly ownCredits: number
  /** Courses passed: a stage ahead does not bring them again. */
  readonly passed = new Set<number>()
  private readonly graph: Graph
  private readonly day: string
  private readonly leaves = new Map<number, Met>()
  private readonly limits = new Map<number, number>()
  private readonly byCourse = new Map<string, number[]>()

  constructor(graph: Graph, learner: Learner, day: string) {
    this.graph = graph
    this.day = day
    this.todayCode = dayCode(day)
    this.outcomes = learner.outcomes
      .filter(each => each.heldOn <= day && each.passed !== false)
      .sort((a, b) => (a.heldOn === b.heldOn ? (a.id < b.id ? -1 : 1) : a.heldOn < b.heldOn ? 1 : -1))
    this.heldCode = Int32Array.from(this.outcomes, each => dayCode(each.heldOn))
    const older = this.outcomes.findIndex(each => each.heldOn < day)
    this.today = older < 0 ? this.outcomes.length : older
    this.ownCredits = this.outcomes.reduce((sum, each) => sum + tenths(each.credits ?? 0), 0)
    for (const [at, outcome] of this.outcomes.entries()) {
      if (outcome.kind !== 'course_result' || outcome.courseId === null) continue
      const course = graph.courseIds.find(outcome.courseId)
      if (course >= 0) this.passed.add(course)
      const known = this.byCourse.get(outcome.courseId)
      if (known) known.push(at)
      else this.byCourse.set(outcome.courseId, [at])
    }
  }

  met(number: number): Met {
    let met = this.leaves.get(number)
    if (!met) {
      met = this.find(this.graph.rules.leaves[number] as Leaf)
      this.leaves.set(number, met)
    }
    return met
  }

  /** Outcomes held before this day have run out under a validity in years; 0: they never do. */
  oldest(years: number): number {
    if (years === 0) return 0
    let limit = this.limits.get(years)
    if (limit === undefined) {
      limit = dayCode(yearsBefore(this.day, years))
      this.limits.set(years, limit)
    }
    return limit
  }

  /** The last day on which an outcome counts for a leaf. */
  lastDay(outcome: number, leaf: Leaf, validYears: number): number {
    const years = Math.min(leaf.withinYears ?? NEVER, validYears === 0 ? NEVER : validYears)
    return years === NEVER ? NEVER : (this.heldCode[outcome] as number) + years * 12 * MONTH
  }

  private find(leaf: Leaf): Met {
    const candidates = leaf.is === 'course' ? this.ofCourses(leaf.courseIds) : this.outcomes.keys()
    const own: number[] = []
    for (const at of candidates)
      if (matches(leaf, this.outcomes[at] as OwnOutcome, this.day, null)) own.push(at)
    const courses = leaf.is === 'course' ? leaf.courseIds.map(id => this.graph.courseIds.find(id)) : []
    const competency = leaf.is === 'competency' ? this.graph.competencyIds.find(leaf.competencyId) : -1
    return { leaf, own, courses, competency, offer: this.offerFor(leaf, courses, competency) }
  }

  private ofCourses(ids: readonly string[]): number[] {
    const found = new Set(ids.flatMap(id => this.byCourse.get(id) ?? []))
    return [...found].sort((a, b) => a - b)
  }

  /** The soonest done, then the cheapest. */
  private offerFor(leaf: Leaf, courses: readonly number[], competency: number): Offer | null {
    const { offersOfCourse, offersOfCompetency } = this.graph
    if (leaf.is === 'course') {
      const offers = courses.flatMap(course => offersOfCourse.get(course) ?? [])
      return offers.sort(earlier)[0] ?? null
    }
    if (leaf.is !== 'competency') return null
    const able = (offersOfCompetency.get(competency) ?? []).filter(each => each.level >= leaf.level)
    return able.map(each => each.offer).sort(earlier)[0] ?? null
  }
}
