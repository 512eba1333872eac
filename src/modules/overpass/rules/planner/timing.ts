import { WAYS } from '../bridge.ts'
import { firstDayOf, MONTH, NEVER, withinYear, yearOf } from './calendar.ts'
import type { Graph } from './graph.ts'

/** Ways that begin where a stage ends. The others can be taken out of the middle of one. */
const AFTER_A_STAGE = new Set(
  (['through_training', 'secondary_to_higher', 'top_up', 'order_class', 'return_to_study'] as const).map(
    way => WAYS.indexOf(way),
  ),
)
const THROUGH = WAYS.indexOf('through_training')

export const waitsForTheEnd = (graph: Graph, bridge: number) => AFTER_A_STAGE.has(graph.way.at(bridge))

/**
 * When a step over a bridge can begin for somebody who is ready on a day; -1: no more. It begins on an intake, while
 * the rule holds. Where a rule names years of entry, the first step goes by the one the learner came with, as claims
 * do, and a later step by the year it begins in. Who came with a year that a through-training has keeps it, whatever
 * has become of the rule since.
 * @param entered the learner's year of entry, for the first step; undefined for later ones
 */
export function beginning(
  graph: Graph,
  bridge: number,
  ready: number,
  entered: number | null | undefined,
): number {
  const first = entered !== undefined
  if (first && !isFor(graph, bridge, entered)) return -1
  const opens = first ? 0 : firstDayOf(graph.fromCohort.at(bridge))
  const start = nextIntake(graph, bridge, Math.max(ready, graph.fromCode.at(bridge), opens))
  if (first && graph.way.at(bridge) === THROUGH) return start
  if (start > graph.untilCode.at(bridge)) return -1
  return !first && yearOf(start) > graph.untilCohort.at(bridge) ? -1 : start
}

function isFor(graph: Graph, bridge: number, entered: number | null): boolean {
  const from = graph.fromCohort.at(bridge)
  const until = graph.untilCohort.at(bridge)
  return entered === null ? from === 0 && until === NEVER : from <= entered && entered <= until
}

function nextIntake(graph: Graph, bridge: number, from: number): number {
  const { code } = graph.rules
  const at = graph.intakesAt.at(bridge)
  const count = code.at(at)
  if (count === 0) return from
  const now = withinYear(from)
  for (let i = 1; i <= count; i++) if (code.at(at + i) >= now) return from - now + code.at(at + i)
  return from - now + 12 * MONTH + code.at(at + 1)
}

/** The least multiple of a bucket that holds a time. */
export const roundedUp = (time: number, bucket: number): number => Math.ceil(time / bucket) * bucket
