import { today } from '#platform/contract/days.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/bridges.ts'
import { bridge as bridgeShape } from '../rules/bridge.ts'
import { evaluate } from '../rules/evaluate.ts'
import { loadOutcomes } from './outcomes.ts'
import { selectTargetCourses, selectTargetVersion } from './queries/bridges.ts'
import { selectPastStandings } from './queries/learners.ts'
import { fail, ownOrganisation } from './values.ts'

/** Learners a rule is tried on at most: what an answer within a few seconds allows. */
const TRIED_MOST = 400
const OUTCOMES_EACH = 60

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
  const past = await selectPastStandings(context.db, ownOrganisation(context), TRIED_MOST)
  const fitting = past
    .slice(0, TRIED_MOST)
    .filter(
      ({ programmeId, level }) =>
        (from.programmeIds.length === 0 && from.levels.length === 0) ||
        (programmeId !== null && from.programmeIds.includes(programmeId)) ||
        from.levels.some(each => each === level),
    )
  const ids = fitting.map(one => one.learnerId)
  const outcomes = await loadOutcomes(context.db, ids, TRIED_MOST * OUTCOMES_EACH)
  const byLearner = Map.groupBy(outcomes, outcome => outcome.learnerId)
  const versionId = to.kind === 'programme' ? await selectTargetVersion(context.db, to) : null
  const courses = versionId ? await selectTargetCourses(context.db, versionId) : []
  const results = ids.map(id => evaluate(read.data, byLearner.get(id) ?? [], today(), courses))
  const totals = results.map(result => result.total).filter(total => total > 0)
  const sum = totals.reduce((all, each) => all + each, 0)
  return {
    ...{ tried: ids.length, more: past.length > TRIED_MOST },
    entered: results.filter(result => result.entry.met).length,
    recognised: totals.length,
    creditsMean: totals.length ? Math.round((sum / totals.length) * 10) / 10 : 0,
    creditsMost: Math.max(0, ...totals),
    rules: recognitions.map(({ id }) => {
      const lines = results.map(result => result.recognised.filter(line => line.recognitionId === id))
      const credits = lines.flat().reduce((all, line) => all + line.credits, 0)
      return {
        id,
        learners: lines.filter(each => each.length > 0).length,
        credits: Math.round(credits * 10) / 10,
      }
    }),
  }
}
