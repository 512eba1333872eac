import type { Bridge, Condition, Leaf, Outcome } from './bridge.ts'
import { sumCredits, tenths } from './credits.ts'
import { matches } from './matches.ts'

/** A condition with what met it: the same shape as the condition, part by part. */
export type Verdict =
  | { is: 'all' | 'any'; met: boolean; of: Verdict[] }
  | { is: 'not'; met: boolean; of: Verdict }
  | { is: 'leaf'; met: boolean; leaf: Leaf; outcomeId: string | null }

/** Credits that one outcome gives for one named course, by which rule. */
export type RecognisedLine = { recognitionId: string; outcomeId: string; courseId: string; credits: number }
export type TargetCourse = { id: string; credits: number }
export type Evaluation = {
  entry: Verdict
  recognised: RecognisedLine[]
  /** Credits of `recognised`, what was recognised before left out. */
  total: number
  /** Courses of the target that are not wholly replaced, with the credits still to be earned. */
  missingCourses: { courseId: string; credits: number }[]
}

/** The newest first; of one day by id, so that the answer never depends on the order they come in. */
const newestFirst = (a: Outcome, b: Outcome) =>
  a.heldOn === b.heldOn ? (a.id < b.id ? -1 : 1) : a.heldOn < b.heldOn ? 1 : -1

export function judge(
  condition: Condition,
  outcomes: readonly Outcome[],
  today: string,
  validYears: number | null,
): Verdict {
  if (condition.is === 'not') {
    const of = judge(condition.of, outcomes, today, validYears)
    return { is: 'not', met: !of.met, of }
  }
  if (condition.is === 'all' || condition.is === 'any') {
    const of = condition.of.map(each => judge(each, outcomes, today, validYears))
    const met = condition.is === 'all' ? of.every(each => each.met) : of.some(each => each.met)
    return { is: condition.is, met, of }
  }
  const found = outcomes.find(outcome => matches(condition, outcome, today, validYears))
  return { is: 'leaf', met: found !== undefined, leaf: condition, outcomeId: found?.id ?? null }
}

/**
 * What a bridge gives for outcomes on a day. Rules apply in their order; of an outcome that fits, each named course
 * takes what its own credits, the rule's cap and the total cap leave room for. An outcome counts once, and not at all
 * when it was recognised before (`before`, which also uses up the caps).
 * @param target courses of the target programme with their credits; courses not among them take nothing
 */
export function evaluate(
  bridge: Bridge,
  outcomes: readonly Outcome[],
  today: string,
  target: readonly TargetCourse[],
  before: readonly RecognisedLine[] = [],
): Evaluation {
  const sorted = [...outcomes].sort(newestFirst)
  const room = new Map(target.map(course => [course.id, tenths(course.credits)]))
  const caps = new Map(
    bridge.recognitions.map(each => [
      each.id,
      each.cap === null ? Number.POSITIVE_INFINITY : tenths(each.cap),
    ]),
  )
  let left = bridge.capTotal === null ? Number.POSITIVE_INFINITY : tenths(bridge.capTotal)
  const spent = new Set<string>()
  const take = (recognitionId: string, courseId: string, amount: number) => {
    left -= amount
    caps.set(recognitionId, (caps.get(recognitionId) ?? 0) - amount)
    room.set(courseId, (room.get(courseId) ?? 0) - amount)
  }
  for (const line of before) {
    spent.add(line.outcomeId)
    take(line.recognitionId, line.courseId, tenths(line.credits))
  }
  const recognised: RecognisedLine[] = []
  for (const rule of bridge.recognitions) {
    for (const outcome of sorted) {
      if (spent.has(outcome.id) || !matches(rule.when, outcome, today, bridge.validYears)) continue
      for (const { courseId, credits } of rule.courses) {
        const amount = Math.min(tenths(credits), room.get(courseId) ?? 0, caps.get(rule.id) ?? 0, left)
        if (amount <= 0) continue
        take(rule.id, courseId, amount)
        spent.add(outcome.id)
        recognised.push({ recognitionId: rule.id, outcomeId: outcome.id, courseId, credits: amount / 10 })
      }
    }
  }
  return {
    entry: judge(bridge.entry, sorted, today, bridge.validYears),
    recognised,
    total: sumCredits(recognised.map(line => line.credits)),
    missingCourses: target.flatMap(course => {
      const missing = room.get(course.id) ?? 0
      return missing > 0 ? [{ courseId: course.id, credits: missing / 10 }] : []
    }),
  }
}

/** The same for these courses alone, outcome by outcome: nothing else is given, whatever the rule would allow. */
export function evaluateOnly(
  wanted: readonly { outcomeId: string; courseId: string }[] | undefined,
  bridge: Bridge,
  outcomes: readonly Outcome[],
  today: string,
  target: readonly TargetCourse[],
  before: readonly RecognisedLine[] = [],
): Pick<Evaluation, 'recognised' | 'total'> {
  if (!wanted) return evaluate(bridge, outcomes, today, target, before)
  const courses = new Set(wanted.map(line => line.courseId))
  const pairs = new Set(wanted.map(line => `${line.outcomeId} ${line.courseId}`))
  const only = target.filter(course => courses.has(course.id))
  const recognised = evaluate(bridge, outcomes, today, only, before).recognised.filter(line =>
    pairs.has(`${line.outcomeId} ${line.courseId}`),
  )
  return { recognised, total: sumCredits(recognised.map(line => line.credits)) }
}
