import type { Leaf } from '../bridge.ts'
import type { Met } from './asker.ts'
import { dayOf, MONTH, NEVER } from './calendar.ts'
import { AUTOMATIC, BINDING, type Graph, QUOTA } from './graph.ts'
import { ALL, LEAF, NO_CAP, NOT } from './rules-code.ts'
import { AHEAD } from './scales.ts'
import { GUESS, type Search, SURE } from './search.ts'
import { waitsForTheEnd } from './timing.ts'
import { CERTAINTIES, type Gap, type Learner, type Requirement, type Step } from './world.ts'

/** What a part of a condition comes to: the tree to show, and what closes it, as `Scales` chose it. */
type Read = { tree: Requirement; gaps: Gap[]; blocked: boolean; open: boolean; months: number; fen: number }

const FREE = { gaps: [], blocked: false, open: false, months: 0, fen: 0 }

/** One label of a way told in full. */
export class Reasons {
  private at = 0
  private readonly graph: Graph
  private readonly search: Search
  private readonly learner: Learner

  constructor(graph: Graph, search: Search, learner: Learner) {
    this.graph = graph
    this.search = search
    this.learner = learner
  }

  /** The steps of a label, the first one first. */
  stepsOf(label: number): Step[] {
    const steps: Step[] = []
    const { before } = this.search.labels
    for (let at = label; before.at(at) >= 0; at = before.at(at)) steps.push(this.stepOf(at))
    return steps.reverse()
  }

  private stepOf(label: number): Step {
    const { graph } = this
    const { labels, scales } = this.search
    const bridge = labels.bridge.at(label)
    const from = labels.place.at(labels.before.at(label))
    const start = labels.start.at(label)
    scales.weigh(bridge, this.versionAhead(label, from, bridge), true)
    const flags = graph.flags.at(bridge)
    this.at = graph.entryAt.at(bridge)
    const read = this.read()
    const because: Step['because'] = []
    if (read.gaps.some(gap => gap.courses.length > 0)) because.push('gap')
    if (scales.open) because.push('own_doing')
    if ((flags & QUOTA) !== 0) because.push('quota')
    if (start > scales.soundUntil) because.push('runs_out')
    const certainty = (flags & BINDING) === 0 ? GUESS : because.length > 0 ? 1 : SURE
    const target = graph.toVersion.at(bridge)
    const cap = graph.capTotal.at(bridge)
    const recognised = this.credited(target)
    const { months, gapMonths, gapFen, targetCredits, recognised: total } = scales
    const untilCohort = graph.untilCohort.at(bridge)
    const until = graph.untilCode.at(bridge)
    return {
      fromId: from < graph.places.length ? graph.placeIds.text(from) : null,
      toId: graph.placeIds.text(labels.place.at(label)),
      bridgeId: graph.bridgeId(bridge),
      basis: graph.basisOf(bridge),
      certainty: CERTAINTIES[certainty] as Step['certainty'],
      because: certainty === GUESS ? [] : because,
      startsOn: dayOf(start),
      intakeAssumed: start > graph.lastIntake.at(bridge),
      endsOn: dayOf(start + months * MONTH),
      months,
      gapMonths,
      feeFen: graph.feeFen.at(bridge) + gapFen,
      entry: read.tree,
      gaps: read.gaps,
      recognised,
      recognisedCredits: total / 10,
      recognisableCredits: Math.min(cap === NO_CAP ? targetCredits : cap, targetCredits) / 10,
      targetCredits: targetCredits / 10,
      missingCourses: this.missingCourses(target, recognised),
      untilCohort: untilCohort === NEVER ? null : untilCohort,
      untilDay: until === NEVER ? null : dayOf(until),
      automatic: (flags & AUTOMATIC) !== 0,
    }
  }

  /** The version that will have been finished when the step begins; -1: none. */
  private versionAhead(label: number, from: number, bridge: number): number {
    if (from >= this.graph.places.length) return -1
    const version = this.graph.version[from] as number
    if (this.search.labels.round.at(label) > 1) return version
    const standing = this.learner.at.find(each => this.graph.placeIds.find(each.placeId) === from)
    return standing && standing.monthsLeft > 0 && waitsForTheEnd(this.graph, bridge) ? version : -1
  }

  private credited(target: number): Step['recognised'] {
    const { graph } = this
    const { asker, scales } = this.search
    const first = target < 0 ? 0 : graph.slotStart.at(target)
    return (scales.taken ?? []).map(({ recognition, source, slot, amount }) => ({
      recognitionId: graph.rules.recognitionIds[recognition] as string,
      outcomeId: source < AHEAD ? (asker.outcomes[source]?.id ?? null) : null,
      aheadCourseId: source < AHEAD ? null : this.courseOf(source - AHEAD),
      courseId: this.courseOf(first + slot),
      credits: amount / 10,
    }))
  }

  private missingCourses(target: number, recognised: Step['recognised']): Step['missingCourses'] {
    const { graph } = this
    if (target < 0) return []
    const got = new Map<string, number>()
    for (const { courseId, credits } of recognised)
      got.set(courseId, (got.get(courseId) ?? 0) + Math.round(credits * 10))
    const missing: Step['missingCourses'] = []
    for (let slot = graph.slotStart.at(target); slot < graph.slotStart.at(target + 1); slot++) {
      const courseId = this.courseOf(slot)
      const credits = graph.slotCredits.at(slot) - (got.get(courseId) ?? 0)
      if (credits > 0) missing.push({ courseId, credits: credits / 10 })
    }
    return missing
  }

  private courseOf = (slot: number) => this.graph.courseIds.text(this.graph.slotCourse.at(slot))

  /** The condition at `at`, part by part. */
  private read(): Read {
    const { code } = this.graph.rules
    const kind = code.at(this.at++)
    if (kind === LEAF) return this.leaf(this.search.asker.met(code.at(this.at++)))
    if (kind === NOT) {
      const of = this.read()
      const met = !of.tree.met
      return { ...FREE, tree: { is: 'not', met, of: of.tree }, blocked: !met }
    }
    const count = code.at(this.at++)
    const parts = Array.from({ length: count }, () => this.read())
    const of = parts.map(part => part.tree)
    if (kind === ALL)
      return {
        tree: { is: 'all', met: of.every(each => each.met), of },
        gaps: parts.flatMap(part => part.gaps),
        blocked: parts.some(part => part.blocked),
        open: parts.some(part => part.open),
        months: Math.max(0, ...parts.map(part => part.months)),
        fen: parts.reduce((sum, part) => sum + part.fen, 0),
      }
    const tree: Requirement = { is: 'any', met: of.some(each => each.met), of }
    if (tree.met) return { ...FREE, tree }
    const [soonest] = parts
      .filter(part => !part.blocked)
      .sort((a, b) => Number(a.open) - Number(b.open) || a.months - b.months || a.fen - b.fen)
    return soonest ? { ...soonest, tree } : { ...FREE, tree, blocked: true }
  }

  private leaf(met: Met): Read {
    const { scales, asker } = this.search
    const own = scales.newest(met)
    const ahead = own >= 0 ? -1 : scales.aheadOf(met, scales.aheadBegins)
    const tree: Requirement = {
      ...{ is: 'leaf', met: own >= 0 || ahead >= 0, leaf: met.leaf },
      outcomeId: own >= 0 ? (asker.outcomes[own]?.id ?? null) : null,
      aheadCourseId: ahead >= 0 ? this.courseOf(ahead) : null,
    }
    if (tree.met) return { ...FREE, tree }
    const closed = scales.closing(met)
    const { offer } = closed
    const courses = offer
      ? [{ courseId: offer.courseId, months: offer.months, feeFen: offer.feeFen }]
      : ([] as Gap['courses'])
    const leaf: Leaf = met.leaf
    return {
      ...{
        tree,
        gaps: closed.blocked ? [] : [{ leaf, courses }],
        blocked: closed.blocked,
        open: closed.open,
      },
      ...{ months: offer?.months ?? 0, fen: offer?.feeFen ?? 0 },
    }
  }
}
