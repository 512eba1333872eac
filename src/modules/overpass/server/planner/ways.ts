import { today } from '#platform/contract/days.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/planner.ts'
import { readWhatIfs, supposed, supposedId, type WhatIf } from '../../rules/planner/what-if.ts'
import { type Constraints, type Goal, LIMITS, type OwnOutcome, type Way } from '../../rules/planner/world.ts'
import { type KnownOutcome, loadOutcomes } from '../outcomes.ts'
import { selectOpenIntakes } from '../queries/intakes.ts'
import { plannerOf } from './planner.ts'
import { type Asking, standingOf } from './standing.ts'
import { tellerOf } from './tell.ts'

export const planWays: Handler<typeof contract.planWays> = async (context, { query }) => {
  context.signedIn()
  const asking = await standingOf(context, query.from)
  return findWays(context, asking, query)
}

/**
 * The best ways for somebody under what they ask.
 * @param db reads the record: as the viewer, or for whoever may see what a way of theirs counts on
 */
export async function findWays(
  { db, system }: Pick<Context, 'db' | 'system'>,
  { learnerIds, at: standsOn }: Asking,
  query: contract.Question,
): Promise<AnswerOf<typeof contract.planWays>> {
  const day = today()
  const ifs = readWhatIfs(query.whatIf ?? '') ?? []
  const { outcomes, named } = await knownOf(db, learnerIds, ifs)
  const goal = goalOf(query.goal)
  const constraints = constraintsOf(query)
  const { known, plan } = await plannerOf(system).plan(({ places }) => {
    if (goal.kind === 'place' && !places.some(place => place.id === goal.id)) missing()
    return { learner: { at: standsOn(places), outcomes }, goal, constraints, day }
  })
  const { places, clauses } = known
  const all = [...plan.ways, ...(plan.worse ? [plan.worse.way] : [])]
  const wayOf = await toldWays(db, all, { places, clauses, named })
  return {
    ways: plan.ways.map(wayOf),
    worse: plan.worse ? { way: wayOf(plan.worse.way), than: plan.worse.than } : null,
    cutShort: plan.cutShort,
    buckets: LIMITS.buckets,
  }
}

/** What rules look at of a record and of what is supposed, and what each of it is called. */
export async function knownOf(db: Db, learnerIds: readonly string[], ifs: readonly WhatIf[]) {
  const own = learnerIds.length > 0 ? await loadOutcomes(db, learnerIds) : []
  return {
    outcomes: [...own.map(asRulesNeed), ...supposed(ifs, today())],
    named: new Map<string, Bilingual>([
      ...own.map(outcome => [outcome.id, outcome.title ?? { zh: '—', en: null }] as const),
      ...ifs.map(({ named: zh }, n) => [supposedId(n), { zh, en: null }] as const),
    ]),
  }
}

/** Tells ways in words, with where one can apply today. */
export async function toldWays(
  db: Db,
  all: readonly Way[],
  known: Parameters<typeof tellerOf>[2],
): Promise<(way: Way) => contract.WayToGoal> {
  const tell = await tellerOf(db, all, known)
  const open = await selectOpenIntakes(
    db,
    all.flatMap(way => way.steps[0]?.bridgeId ?? []),
  )
  return ({ figures, steps }) => ({
    figures,
    steps: steps.map((step, i) => ({
      ...tell(step),
      intake: (i === 0 ? open.get(step.bridgeId) : undefined) ?? null,
    })),
  })
}

/** Whose they are and what they are called stays here: the thread gets what rules look at. */
const asRulesNeed = (outcome: KnownOutcome): OwnOutcome => ({
  ...{ id: outcome.id, kind: outcome.kind, heldOn: outcome.heldOn, courseId: outcome.courseId },
  ...{ score: outcome.score, passed: outcome.passed, level: outcome.level, prize: outcome.prize },
  ...{ teamPlace: outcome.teamPlace, hours: outcome.hours, credits: outcome.credits },
  ...{ competencies: outcome.competencies, words: outcome.words },
})

function goalOf(text: string): Goal {
  const [kind, value = ''] = text.split(':')
  if (kind === 'place') return { kind, id: value }
  if (kind === 'credit') return { kind }
  return { kind: 'level', level: value as Extract<Goal, { kind: 'level' }>['level'] }
}

function constraintsOf(query: {
  region?: string | undefined
  partTime?: 'yes' | undefined
  binding?: 'yes' | undefined
  maxMonths?: number | undefined
  maxYuan?: number | undefined
}): Constraints {
  return {
    regions: query.region === undefined ? null : [query.region],
    ...{ partTimeOnly: query.partTime === 'yes', bindingOnly: query.binding === 'yes' },
    ...{
      maxMonths: query.maxMonths ?? null,
      maxFen: query.maxYuan === undefined ? null : query.maxYuan * 100,
    },
  }
}
