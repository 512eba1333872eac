import type { Leaf, Outcome } from '../bridge.ts'
import { evaluate, type Verdict } from '../evaluate.ts'
import { matches } from '../matches.ts'
import { dayCode, firstDayOf, MONTH, NEVER, withinYear, yearOf } from './calendar.ts'
import type { Constraints, Course, Goal, Learner, Limits, MapBridge, Offer, Place, World } from './world.ts'

// The same definition of ways written a second time, as plainly as can be: every way there is, weighed with the rules'
// own `evaluate`. The planner is held against it in tests.

export type Vector = { months: number; lost: number; cost: number; certainty: number }
/** `time` as day codes differ; `months`, at the goal, in whole buckets. */
export type Weighed = Vector & {
  time: number
  steps: { bridge: MapBridge; from: string | null; start: number }[]
}

export type SmallWorld = World & { bridges: MapBridge[] }

type Gap = { blocked: boolean; lacking: boolean; open: boolean; months: number; fen: number; sound: number }
const FREE: Gap = { blocked: false, lacking: false, open: false, months: 0, fen: 0, sound: NEVER }
const ENDING = ['through_training', 'secondary_to_higher', 'top_up', 'order_class', 'return_to_study']

export class Exhaustive {
  private readonly world: SmallWorld
  private readonly learner: Learner
  private readonly constraints: Constraints
  private readonly limits: Limits
  private readonly day: string

  constructor(world: SmallWorld, learner: Learner, constraints: Constraints, limits: Limits, day: string) {
    this.world = world
    this.learner = learner
    this.constraints = constraints
    this.limits = limits
    this.day = day
  }

  /** Every way to the goal that visits no place twice. */
  ways(goal: Goal): Weighed[] {
    const found: Weighed[] = []
    const stands = this.learner.at.map(each => each.placeId)
    const isGoal = (place: Place) =>
      !stands.includes(place.id) &&
      (goal.kind === 'place'
        ? place.id === goal.id
        : goal.kind === 'level'
          ? place.level === goal.level
          : place.kind === 'programme')
    const walk = (at: string | null, so: Weighed, visited: string[]) => {
      if (so.steps.length === this.limits.steps) return
      for (const bridge of this.world.bridges) {
        const target = this.targetOf(bridge)
        if (!target || visited.includes(target.id) || !this.leadsFrom(bridge, at)) continue
        const next = this.extend(so, bridge, at, target, isGoal(target))
        if (!next) continue
        if (isGoal(target)) found.push(this.arrived(next))
        walk(target.id, next, [...visited, target.id])
      }
    }
    const nothing = { months: 0, time: 0, lost: 0, cost: 0, certainty: 0, steps: [] }
    const places = stands.filter(id => this.world.places.some(place => place.id === id))
    for (const at of places.length > 0 ? places : [null]) walk(at, nothing, [...places])
    return found
  }

  /** Those that no other is as good as in everything and better in one, each combination once. */
  static best(ways: readonly Weighed[], by: readonly (keyof Vector)[]): string[] {
    const asGood = (a: Weighed, b: Weighed) => by.every(each => a[each] <= b[each])
    const kept = ways.filter(way => !ways.some(other => asGood(other, way) && !asGood(way, other)))
    return [...new Set(kept.map(way => by.map(each => way[each]).join()))].sort()
  }

  arrived(way: Weighed): Weighed {
    const bucket = this.limits.buckets.months
    const months = Math.ceil(way.time / MONTH / bucket) * bucket
    return { ...way, months, time: months * MONTH }
  }

  extend(so: Weighed, bridge: MapBridge, at: string | null, target: Place, isThere: boolean): Weighed | null {
    const { regions, partTimeOnly, bindingOnly, maxMonths, maxFen } = this.constraints
    if (regions && target.region !== null && !regions.includes(target.region)) return null
    if (partTimeOnly && target.kind === 'programme' && !target.partTime) return null
    if (bindingOnly && bridge.basis.kind !== 'clause') return null
    const first = so.steps.length === 0
    const standing = first ? this.learner.at.find(each => each.placeId === at) : undefined
    const left = ENDING.includes(bridge.rule.way) ? (standing?.monthsLeft ?? 0) : 0
    const weight = this.weigh(bridge, first && left === 0 ? null : at, target)
    if (weight.gap.blocked) return null
    const today = dayCode(this.day)
    const start = this.begins(
      bridge,
      today + so.time + (left + weight.gap.months) * MONTH,
      first ? (standing?.cohort ?? null) : undefined,
    )
    if (start === null) return null
    const { buckets } = this.limits
    const up = (value: number, bucket: number) => Math.ceil(value / bucket)
    const sure = bridge.basis.kind !== 'clause' ? 2 : this.isOpen(bridge, weight.gap, start) ? 1 : 0
    const end = start + weight.months * MONTH
    const next: Weighed = {
      ...{ months: 0, time: end - today },
      lost: so.lost + up(Math.max(0, weight.lostTenths), buckets.credits * 10),
      cost: so.cost + up((bridge.rule.feeFen ?? 0) + weight.gap.fen, buckets.fen),
      certainty: Math.max(so.certainty, sure),
      steps: [...so.steps, { bridge, from: at, start }],
    }
    const most = Math.min(maxMonths ?? this.limits.horizonMonths, this.limits.horizonMonths)
    const counted = isThere ? this.arrived(next).time : next.time
    if (counted > most * MONTH) return null
    return maxFen !== null && next.cost * buckets.fen > maxFen ? null : next
  }

  weigh(bridge: MapBridge, ahead: string | null, target: Place) {
    const { rule } = bridge
    const passed = this.own().filter(each => each.kind === 'course_result')
    const coming = this.coursesOf(this.placeOf(ahead)?.versionId ?? null).filter(
      course => !passed.some(each => each.courseId === course.id),
    )
    const outcomes = [...this.own(), ...coming.map(course => this.futureOf(course))]
    const asked = rule.to.kind === 'programme' ? rule.to.versionId : null
    const courses = this.coursesOf(asked ?? target.versionId)
    const evaluation = evaluate(rule, outcomes, this.day, courses)
    const gap = this.gapOf(evaluation.entry, outcomes, coming, rule.validYears)
    const credits = courses.reduce((sum, course) => sum + Math.round(course.credits * 10), 0)
    const got = Math.round(evaluation.total * 10)
    const brought =
      this.own().reduce((sum, each) => sum + Math.round((each.credits ?? 0) * 10), 0) +
      coming.reduce((sum, course) => sum + Math.round(course.credits * 10), 0)
    for (const line of evaluation.recognised) {
      const outcome = outcomes.find(each => each.id === line.outcomeId)
      const leaf = rule.recognitions.find(each => each.id === line.recognitionId)?.when
      if (outcome && leaf) gap.sound = Math.min(gap.sound, this.lastDay(outcome, leaf, rule.validYears))
    }
    return {
      ...{ evaluation, gap, lostTenths: target.kind === 'occupation' ? 0 : brought - got },
      months: credits > 0 ? Math.ceil((rule.months * (credits - got)) / credits) : rule.months,
    }
  }

  private own() {
    return this.learner.outcomes.filter(each => each.heldOn <= this.day && each.passed !== false)
  }

  private futureOf(course: Course): Outcome {
    return {
      ...{ id: `~${course.id}`, kind: 'course_result', heldOn: this.day, courseId: course.id, score: null },
      ...{ passed: true, level: null, prize: null, teamPlace: null, hours: null, words: '' },
      competencies: course.competencies,
    }
  }

  private gapOf(verdict: Verdict, outcomes: Outcome[], coming: Course[], valid: number | null): Gap {
    if (verdict.is === 'not') return { ...FREE, blocked: !verdict.met }
    if (verdict.is === 'leaf') {
      if (!verdict.met) return this.closing(verdict.leaf, coming)
      const fit = outcomes.filter(each => matches(verdict.leaf, each, this.day, valid))
      return { ...FREE, sound: Math.max(...fit.map(each => this.lastDay(each, verdict.leaf, valid))) }
    }
    const parts = verdict.of.map(each => ({ met: each.met, ...this.gapOf(each, outcomes, coming, valid) }))
    if (verdict.is === 'all')
      return {
        blocked: parts.some(part => part.blocked),
        lacking: parts.some(part => part.lacking),
        open: parts.some(part => part.open),
        months: Math.max(0, ...parts.map(part => part.months)),
        fen: parts.reduce((sum, part) => sum + part.fen, 0),
        sound: Math.min(NEVER, ...parts.map(part => part.sound)),
      }
    const met = parts.filter(part => part.met)
    if (met.length > 0) return { ...FREE, sound: Math.max(...met.map(part => part.sound)) }
    const able = parts.filter(part => !part.blocked)
    able.sort((a, b) => Number(a.open) - Number(b.open) || a.months - b.months || a.fen - b.fen)
    return able[0] ?? { ...FREE, blocked: true }
  }

  private closing(leaf: Leaf, coming: Course[]): Gap {
    if (leaf.is === 'award') return { ...FREE, blocked: true }
    if (leaf.is !== 'course' && leaf.is !== 'competency') return { ...FREE, lacking: true, open: true }
    if (leaf.is === 'course' && coming.some(course => leaf.courseIds.includes(course.id)))
      return { ...FREE, lacking: true, open: true }
    const fits = (offer: Offer) =>
      leaf.is === 'course'
        ? leaf.courseIds.includes(offer.courseId)
        : offer.competencies.some(each => each.id === leaf.competencyId && each.level >= leaf.level)
    const [offer] = this.world.offers
      .filter(fits)
      .sort((a, b) => a.months - b.months || a.feeFen - b.feeFen || (a.courseId < b.courseId ? -1 : 1))
    if (!offer) return { ...FREE, blocked: true }
    const open = leaf.is === 'course' && leaf.minScore !== null
    return { ...FREE, lacking: true, open, months: offer.months, fen: offer.feeFen }
  }

  private lastDay(outcome: Outcome, leaf: Leaf, valid: number | null): number {
    const years = Math.min(leaf.withinYears ?? NEVER, valid ?? NEVER)
    return outcome.id.startsWith('~') || years === NEVER
      ? NEVER
      : dayCode(outcome.heldOn) + years * 12 * MONTH
  }

  private isOpen(bridge: MapBridge, gap: Gap, start: number): boolean {
    return gap.lacking || bridge.rule.quota !== null || start > gap.sound
  }

  private begins(
    { rule, ...bridge }: MapBridge,
    ready: number,
    entered: number | null | undefined,
  ): number | null {
    const first = entered !== undefined
    const years = { from: bridge.fromCohort ?? 0, until: bridge.untilCohort ?? NEVER }
    if (entered === null && (bridge.fromCohort !== null || bridge.untilCohort !== null)) return null
    if (typeof entered === 'number' && (entered < years.from || entered > years.until)) return null
    const intakes = rule.intakes.map(dayCode).sort((a, b) => a - b)
    const opens = [bridge.fromDay ? dayCode(bridge.fromDay) : 0, intakes[0] ?? 0]
    if (!first) opens.push(firstDayOf(years.from))
    let start = Math.max(ready, ...opens)
    if (intakes.length > 0) {
      const year = start - withinYear(start)
      const days = intakes.map(withinYear)
      start =
        Math.min(...[...days, ...days.map(day => day + 12 * MONTH)].filter(day => year + day >= start)) + year
    }
    if (first && rule.way === 'through_training') return start
    const over = bridge.untilDay !== null && start > dayCode(bridge.untilDay)
    return over || (!first && yearOf(start) > years.until) ? null : start
  }

  private leadsFrom({ rule }: MapBridge, at: string | null): boolean {
    const { programmeIds, levels } = rule.from
    if (programmeIds.length === 0 && levels.length === 0) return true
    const level = this.placeOf(at)?.level
    return (at !== null && programmeIds.includes(at)) || (level ? levels.includes(level) : false)
  }

  targetOf({ rule }: MapBridge): Place | undefined {
    return this.placeOf(rule.to.kind === 'programme' ? rule.to.programmeId : rule.to.occupationId)
  }

  private placeOf = (id: string | null) => this.world.places.find(place => place.id === id)
  private coursesOf = (id: string | null) =>
    this.world.versions.find(version => version.id === id)?.courses ?? []
}
