import { MONTH } from './calendar.ts'
import type { Graph } from './graph.ts'
import { Reasons } from './reasons.ts'
import { Search } from './search.ts'
import {
  CERTAINTIES,
  type Certainty,
  type Constraints,
  type Goal,
  type Learner,
  LIMITS,
  type Limits,
  type Plan,
  type Way,
} from './world.ts'

/**
 * The best ways for a learner to a goal, with reasons. A way is best when no other is at least as good in time, credit
 * kept, cost and certainty, and better in one; of ways that are alike in all four one is given, with the fewest steps.
 * The surest come first, and of these the soonest; where credit is the goal, those that keep most of it.
 * @param day the day of asking, YYYY-MM-DD
 */
export function plan(
  graph: Graph,
  learner: Learner,
  goal: Goal,
  constraints: Constraints,
  day: string,
  limits: Limits = LIMITS,
): Plan {
  const search = new Search(graph, learner, goal, constraints, limits, day).run()
  const reasons = new Reasons(graph, search, learner)
  const { labels } = search
  const { buckets } = limits
  const wayOf = (label: number): Way => ({
    figures: {
      months: labels.time.at(label) / MONTH,
      creditsNotKept: labels.lost.at(label) * buckets.credits,
      feeFen: labels.cost.at(label) * buckets.fen,
      certainty: CERTAINTIES[labels.certainty.at(label)] as Certainty,
    },
    steps: reasons.stepsOf(label),
  })
  // What is certain is what somebody can build on.
  const order = [...search.best].sort(
    (a, b) =>
      (goal.kind === 'credit' ? labels.lost.at(a) - labels.lost.at(b) : 0) ||
      labels.certainty.at(a) - labels.certainty.at(b) ||
      labels.time.at(a) - labels.time.at(b) ||
      labels.lost.at(a) - labels.lost.at(b) ||
      labels.cost.at(a) - labels.cost.at(b) ||
      a - b,
  )
  const shown = order.slice(0, limits.ways)
  const { worse } = search
  // A way that is longer as well is not the obvious one.
  const than =
    worse === null
      ? -1
      : shown.findIndex(
          label => labels.bests(label, worse.label) && labels.round.at(worse.label) <= labels.round.at(label),
        )
  return {
    ways: shown.map(wayOf),
    worse: worse !== null && than >= 0 ? { way: wayOf(worse.label), than } : null,
    cutShort: search.cutShort ? 'labels' : order.length > shown.length ? 'ways' : null,
    labels: labels.length,
  }
}
