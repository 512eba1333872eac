import { WAYS } from '../bridge.ts'
import { firstDayOf, MONTH, withinYear, yearOf } from './calendar.ts'
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
 * the rule holds, and the year it begins in is its cohort. Who is in through-training already goes by the cohort they
 * came with (`ownCohort`), whatever has become of the rule since.
 */
export function beginning(graph: Graph, bridge: number, ready: number, ownCohort: number | null): number {
  const through = ownCohort !== null && graph.way.at(bridge) === THROUGH
  if (through && (ownCohort < graph.fromCohort.at(bridge) || ownCohort > graph.untilCohort.at(bridge)))
    return -1
  const opens = through ? 0 : firstDayOf(graph.fromCohort.at(bridge))
  const start = nextIntake(graph, bridge, Math.max(ready, graph.fromCode.at(bridge), opens))
  if (through) return start
  return start > graph.untilCode.at(bridge) || yearOf(start) > graph.untilCohort.at(bridge) ? -1 : start
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

/** Months from today until a day, rounded up to whole buckets. */
export function monthsUntil(code: number, today: number, bucket: number): number {
  return Math.ceil((code - today) / MONTH / bucket) * bucket
}
