import type { Bridge, Outcome } from './bridge.ts'
import { evaluate, judge, type TargetCourse } from './evaluate.ts'

/** How one learner stands before a bridge: which conditions they lack, and what would count. */
export type Readiness = { lacking: number[]; credits: number }

/** The conditions of entry one by one, as a person would tick them off. */
export const partsOfEntry = ({ entry }: Pick<Bridge, 'entry'>) => (entry.is === 'all' ? entry.of : [entry])

/** `lacking` holds places in `partsOfEntry`; it is empty exactly when the learner could enter. */
export function readinessOf(
  bridge: Bridge,
  outcomes: readonly Outcome[],
  today: string,
  target: readonly TargetCourse[],
): Readiness {
  const lacking = partsOfEntry(bridge).flatMap((part, i) =>
    judge(part, outcomes, today, bridge.validYears).met ? [] : [i],
  )
  return { lacking, credits: evaluate(bridge, outcomes, today, target).total }
}

/** Whoever lacks least first, and of those whoever would have most recognised. */
export const nearestFirst = (a: Readiness, b: Readiness): number =>
  a.lacking.length - b.lacking.length || b.credits - a.credits
