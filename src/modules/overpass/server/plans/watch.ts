import { z } from 'zod'
import { closeTodos, putTodos } from '#modules/information/server/index.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Db } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'
import { VERDICTS, type Verdict } from '../../rules/planner/followed.ts'
import { setStanding, takeChanged, type WatchedPlan } from '../queries/plans.ts'
import { standsNow } from './stands-now.ts'

/** Ways looked at in one transaction. */
const A_TIME = 50

/**
 * Works out what a change of rules, cohorts, days, versions or of where the learner is means for whoever follows a way that rests on them, and
 * tells learner and adviser. By itself every quarter of an hour; run again it finds nothing.
 */
export const watchWays = job({
  name: 'overpass.watch_ways',
  payload: z.unknown(),
  cron: '7,22,37,52 * * * *',
  async run(_, { services: { system }, signal }) {
    let after: string | undefined | null = null
    // Every way is compared once a run: each transaction goes on behind the last one.
    while (after !== undefined && !signal.aborted)
      after = await system.transaction().execute(async db => {
        const plans = await takeChanged(db, after ?? null, A_TIME)
        for (const plan of plans) await look(db, plan)
        return plans.length === A_TIME ? plans.at(-1)?.id : undefined
      })
  },
})

async function look(db: Db, plan: WatchedPlan): Promise<void> {
  const { now, verdict, changes } = await standsNow(db, plan, plan.way.steps)
  const told = changes.length > 0 || verdict !== plan.verdict
  await setStanding(db, plan.id, { now, verdict, changes, grounds: plan.grounds, told })
  if (!told) return
  const subject = { kind: 'plan', id: plan.id }
  // Said anew: what was said of it before no longer holds.
  await closeTodos(db, { subject, kinds: VERDICT_TODOS })
  const desks = [plan.learnerId, ...(plan.adviserId ? [plan.adviserId] : [])]
  await putTodos(
    db,
    desks.map((affiliationId, n) => ({
      ...{
        desk: { affiliationId },
        kind: todoOf(verdict, n > 0),
        path: `/overpass/plans/${plan.id}` as const,
        subject,
      },
      data: { count: changes.filter(change => change.what === 'gap_new').length },
    })),
  )
  await recordAudit(
    db,
    {
      action: 'overpass.way_watched',
      subject,
      data: { verdict, changes: changes.map(change => change.what) },
    },
    { viewer: null, requestId: null },
  )
}

const todoOf = (verdict: Verdict, adviser: boolean): `overpass.${string}` =>
  `overpass.way_${adviser ? 'advised_' : ''}${verdict}`
const VERDICT_TODOS = VERDICTS.flatMap(verdict => [todoOf(verdict, false), todoOf(verdict, true)])
