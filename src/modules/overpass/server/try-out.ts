import { today } from '#platform/contract/days.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/bridges.ts'
import { bridge as bridgeShape } from '../rules/bridge.ts'
import { sumCredits } from '../rules/credits.ts'
import { evaluate } from '../rules/evaluate.ts'
import { fitsFrom } from '../rules/fits.ts'
import { loadOutcomes } from './outcomes.ts'
import { selectTargetCourses, selectTargetVersion } from './queries/bridges.ts'
import { selectClassStandings, selectLearnersOf } from './queries/learners.ts'
import { fail, ownOrganisation } from './values.ts'

/** Learners a rule is tried on at most: what an answer within a few seconds allows. */
const TRIED_MOST = 400
const OUTCOMES_MOST = TRIED_MOST * 60

/** How a bridge would have treated the own school's learners. Who they are is nowhere in the answer. */
export const tryOut: Handler<typeof contract.tryOut> = async (context, { body }) => {
  const read = bridgeShape.safeParse(body.bridge)
  if (!read.success)
    return fail(
      'unprocessable',
      'overpass.bridge_incomplete',
      undefined,
      read.error.issues
        .slice(0, 50)
        .map(issue => ({ path: ['body.bridge', ...issue.path].join('.'), code: 'invalid' as const })),
    )
  const { from, to, recognitions } = read.data
  const classes = await selectClassStandings(context.db, ownOrganisation(context))
  const fitting = classes.filter(one => fitsFrom(from, one)).map(one => one.classId)
  const learners = await selectLearnersOf(context.db, fitting, TRIED_MOST + 1)
  const ids = learners.slice(0, TRIED_MOST)
  const outcomes = await loadOutcomes(context.db, ids, OUTCOMES_MOST)
  const byLearner = Map.groupBy(outcomes, outcome => outcome.learnerId)
  const versionId = to.kind === 'programme' ? await selectTargetVersion(context.db, to) : null
  const courses = versionId ? await selectTargetCourses(context.db, versionId) : []
  const results = ids.map(id => evaluate(read.data, byLearner.get(id) ?? [], today(), courses))
  const totals = results.map(result => result.total).filter(total => total > 0)
  return {
    tried: ids.length,
    more: learners.length > TRIED_MOST || outcomes.length === OUTCOMES_MOST,
    entered: results.filter(result => result.entry.met).length,
    recognised: totals.length,
    creditsMean: totals.length ? sumCredits([sumCredits(totals) / totals.length]) : 0,
    rules: recognitions.map(({ id }) => {
      const lines = results.map(result => result.recognised.filter(line => line.recognitionId === id))
      const learners = lines.filter(each => each.length > 0).length
      return { id, learners, credits: sumCredits(lines.flat().map(line => line.credits)) }
    }),
  }
}
