import { PROGRAMME_LEVELS } from '../bridge.ts'
import { Asker } from './asker.ts'
import { MONTH } from './calendar.ts'
import { BINDING, GONE, type Graph, QUOTA } from './graph.ts'
import { type Label, Labels } from './labels.ts'
import { Reach } from './reach.ts'
import { tenths } from './rules-code.ts'
import { Scales } from './scales.ts'
import { beginning, roundedUp, waitsForTheEnd } from './timing.ts'
import type { Constraints, Goal, Learner, Limits } from './world.ts'

/** Rows that one search after the other uses, so that none makes them. */
const kept = new WeakMap<Graph, { steps: Uint8Array; heads: Int32Array }>()

function rowsOf(graph: Graph) {
  let rows = kept.get(graph)
  if (!rows) {
    // One more for whoever is nowhere on the map.
    const count = graph.places.length + 1
    rows = { steps: new Uint8Array(count), heads: new Int32Array(count).fill(-1) }
    kept.set(graph, rows)
  }
  return rows
}

/** Certainties in their order, the surest first. */
export const SURE = 0
export const OPEN = 1
export const GUESS = 2

/**
 * Finds the best ways by labels, step by step: after the k-th round every place has all labels of at most k steps that
 * no other of them equals or betters in everything. A label is settled when its round ends. No best way is lost by
 * this, since being earlier, cheaper, surer or having kept more never makes the rest of a way worse: a step begins on
 * the first intake its rule allows, so that who comes earlier does not begin later, and what a rule asks for depends on
 * the learner and the stage before alone. Labels that one at the goal already equals go no further.
 */
export class Search {
  readonly labels: Labels
  readonly asker: Asker
  readonly scales: Scales
  /** Labels at the goal that nothing there equals or betters. */
  best: number[] = []
  /** A label at the goal that another is better than, the one with the fewest steps, and that other. */
  worse: { label: number; than: number } | null = null
  cutShort = false

  private readonly graph: Graph
  private readonly learner: Learner
  private readonly constraints: Constraints
  private readonly limits: Limits
  private readonly reach: Reach
  private readonly goals: Uint8Array
  private readonly stands: ReadonlySet<number>
  private readonly most: { time: number; cost: number }
  private frontier = new Set<number>()
  private readonly label: Label = {
    ...{ place: 0, before: -1, bridge: -1, start: 0, round: 0, time: 0, lost: 0, cost: 0, certainty: SURE },
  }

  constructor(
    graph: Graph,
    learner: Learner,
    goal: Goal,
    constraints: Constraints,
    limits: Limits,
    day: string,
  ) {
    this.graph = graph
    this.learner = learner
    this.constraints = constraints
    this.limits = limits
    this.asker = new Asker(graph, learner, day)
    this.scales = new Scales(graph, this.asker)
    const { steps, heads } = rowsOf(graph)
    // Bridges close and horizons end; a bound on cost is one only where somebody has set it.
    this.labels = new Labels(
      heads,
      limits.criteria,
      constraints.maxFen === null ? ['months'] : ['months', 'fen'],
    )
    this.reach = new Reach(graph, steps)
    this.stands = new Set(
      learner.at.map(each => graph.placeIds.find(each.placeId)).filter(place => place >= 0),
    )
    this.goals = goalsOf(graph, goal)
    for (const place of this.stands) this.goals[place] = 0
    const horizon = limits.horizonMonths
    this.most = {
      time: Math.min(constraints.maxMonths ?? horizon, horizon) * MONTH,
      cost: Math.floor((constraints.maxFen ?? Number.MAX_SAFE_INTEGER) / limits.buckets.fen),
    }
  }

  run(): this {
    try {
      const goals: number[] = []
      for (let place = this.goals.indexOf(1); place >= 0; place = this.goals.indexOf(1, place + 1))
        goals.push(place)
      this.reach.find(goals, this.limits.steps)
      this.begin()
      for (let round = 1; round <= this.limits.steps && this.frontier.size > 0; round++) this.step(round)
    } finally {
      this.labels.clear()
      this.reach.clear()
    }
    return this
  }

  /** Where the learner stands; nowhere on the map is a place too, from which whatever is open to everybody leads on. */
  private begin(): void {
    for (const place of this.stands.size > 0 ? this.stands : [this.graph.places.length]) {
      this.label.place = place
      this.labels.add(this.label, true)
      this.frontier.add(place)
    }
  }

  private step(round: number): void {
    const { graph, label } = this
    const places = this.frontier
    this.frontier = new Set()
    label.round = round
    for (const place of places) {
      const standing =
        round === 1
          ? this.learner.at.find(each => graph.placeIds.find(each.placeId) === place)
          : { monthsLeft: 0, cohort: null }
      const visit = (bridge: number) => this.take(place, bridge, round, standing)
      if (place < graph.places.length) {
        graph.eachFrom(place, visit)
        const level = graph.levelSource(place)
        if (level >= 0) graph.eachFrom(level, visit)
      }
      graph.eachFrom(graph.everybody, visit)
    }
  }

  /** Follows a bridge from a place with every label that got there in the round before. */
  private take(
    place: number,
    bridge: number,
    round: number,
    standing: { monthsLeft: number; cohort: number | null } | undefined,
  ): void {
    const { graph, scales, labels, label, constraints } = this
    const flags = graph.flags.at(bridge)
    const target = graph.to.at(bridge)
    if ((flags & GONE) !== 0 || (constraints.bindingOnly && (flags & BINDING) === 0)) return
    if (target === place || this.cutShort || !this.isAllowed(target)) return
    if (round + this.reach.atLeast(target) > this.limits.steps) return
    const left = round === 1 && waitsForTheEnd(graph, bridge) ? (standing?.monthsLeft ?? 0) : 0
    const version = place < graph.places.length ? (graph.version[place] as number) : -1
    scales.weigh(bridge, round > 1 || left > 0 ? version : -1)
    if (scales.blocked) return
    const { buckets } = this.limits
    const lost = Math.ceil(Math.max(0, scales.brought - scales.recognised) / tenths(buckets.credits))
    const cost = Math.ceil((graph.feeFen.at(bridge) + scales.gapFen) / buckets.fen)
    for (let at = labels.head(place); at >= 0; at = labels.next.at(at)) {
      if (labels.round.at(at) !== round - 1) continue
      const ready = this.asker.todayCode + labels.time.at(at) + (left + scales.gapMonths) * MONTH
      const start = beginning(graph, bridge, ready, round === 1 ? (standing?.cohort ?? null) : undefined)
      if (start < 0) continue
      label.place = target
      label.before = at
      label.bridge = bridge
      label.start = start
      const time = start + scales.months * MONTH - this.asker.todayCode
      // The days themselves lead on to the next intake; at the goal they count in whole buckets.
      label.time = this.goals[target] === 1 ? roundedUp(time, buckets.months * MONTH) : time
      label.lost = labels.lost.at(at) + lost
      label.cost = labels.cost.at(at) + cost
      label.certainty = Math.max(labels.certainty.at(at), this.certaintyOf(flags, start))
      if (label.time <= this.most.time && label.cost <= this.most.cost) this.settle()
    }
  }

  /** Of the bridge just weighed. */
  private certaintyOf(flags: number, start: number): number {
    if ((flags & BINDING) === 0) return GUESS
    const { lacking, soundUntil } = this.scales
    return lacking || (flags & QUOTA) !== 0 || start > soundUntil ? OPEN : SURE
  }

  private settle(): void {
    const { label, labels } = this
    const atGoal = this.goals[label.place] === 1
    const beaten = this.best.find(at => labels.beats(at, label))
    if (beaten === undefined && labels.isBeaten(label)) return
    if (beaten !== undefined && (!atGoal || this.worse !== null || labels.isSame(beaten, label))) return
    if (labels.length >= this.limits.labels) {
      this.cutShort = true
      return
    }
    if (beaten !== undefined) {
      this.worse = { label: labels.add(label, false), than: beaten }
      return
    }
    labels.drop(label)
    const at = labels.add(label, true)
    // Who is at the goal has no further to go.
    if (!atGoal) {
      this.frontier.add(label.place)
      return
    }
    const beatenNow = this.best.filter(other => labels.isAsGood(label, other))
    const [other] = beatenNow
    if (other !== undefined) this.worse ??= { label: other, than: at }
    this.best = [...this.best.filter(each => !beatenNow.includes(each)), at]
  }

  private isAllowed(place: number): boolean {
    const { regions, partTimeOnly } = this.constraints
    const { region, partTime, kind } = this.graph.places[place] ?? { region: null, partTime: false }
    if (partTimeOnly && kind === 'programme' && !partTime) return false
    return regions === null || region === null || regions.includes(region)
  }
}

/** A row with 1 for each place that is the goal. */
function goalsOf(graph: Graph, goal: Goal): Uint8Array {
  const goals = new Uint8Array(graph.places.length + 1)
  if (goal.kind === 'place') {
    const place = graph.placeIds.find(goal.id)
    if (place >= 0) goals[place] = 1
    return goals
  }
  // Programmes have a level and nothing else has.
  const wanted = goal.kind === 'level' ? PROGRAMME_LEVELS.indexOf(goal.level) : null
  for (let place = 0; place < graph.places.length; place++) {
    const level = graph.level[place] as number
    if (wanted === null ? level >= 0 : level === wanted) goals[place] = 1
  }
  return goals
}
