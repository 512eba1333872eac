import { z } from 'zod'
import { today } from '#platform/contract/days.ts'
import type { Db } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'
import { readParameter } from '#platform/server/parameters.ts'
import { ledgerOf, type PracticeRule } from '../rules/ledger.ts'
import { readRule, remindDays } from './parameters.ts'
import { forgetUnused } from './queries/files.ts'
import { selectSpansOf } from './queries/practice.ts'
import { insertTold, selectEnding, selectFallingShort, selectTold, settleTold } from './queries/watch.ts'
import { closeWarning, warn } from './todos.ts'

type Warning = { teacherId: string; kind: 'practice' | 'status'; day: string }

/**
 * Looks at one teacher after something of theirs was confirmed, or at all of them: who has practised enough and falls
 * short within `faculty.remind_days`, or whose status ends in that time, finds it on their to-do list, once; what holds no
 * more leaves it. Run again it does nothing.
 */
async function watch(system: Db, teacherId: string | null, signal: AbortSignal): Promise<void> {
  const days = await readParameter(system, remindDays)
  const rule = await readRule(system)
  const warnings = [
    ...(await fallingShort(system, days, teacherId, rule)),
    ...(await selectEnding(system, days))
      .filter(one => teacherId === null || one.teacherId === teacherId)
      .map((one): Warning => ({ teacherId: one.teacherId, kind: 'status', day: one.until })),
  ]
  for (const warning of warnings) {
    signal.throwIfAborted()
    await system.transaction().execute(async db => {
      if (await insertTold(db, warning)) await warn(db, { ...warning, needed: rule.needed })
    })
  }
  const standing = new Map(warnings.map(one => [`${one.kind} ${one.teacherId}`, one.day]))
  for (const told of await selectTold(system, teacherId)) {
    signal.throwIfAborted()
    const day = standing.get(`${told.kind} ${told.teacherId}`)
    if (day === told.day || (day === undefined && (await isStillSo(system, told, rule)))) continue
    await system.transaction().execute(async db => {
      await settleTold(db, told)
      if (day === undefined) await closeWarning(db, told.kind, told.teacherId)
    })
  }
}

/** The days after which practice is not enough any more. */
async function fallingShort(system: Db, days: number, teacherId: string | null, rule: PracticeRule) {
  const ids = await selectFallingShort(system, days, teacherId)
  const spans = await selectSpansOf(system, ids)
  return ids.flatMap((id): Warning[] => {
    const { enoughUntil } = ledgerOf(spans.get(id) ?? [], rule, today())
    return enoughUntil === null ? [] : [{ teacherId: id, kind: 'practice', day: enoughUntil }]
  })
}

/** What has come to pass stays on the list until it is enough again; a status that has ended is told no more. */
async function isStillSo(system: Db, told: Warning, rule: PracticeRule): Promise<boolean> {
  if (told.kind === 'status') return false
  const spans = await selectSpansOf(system, [told.teacherId])
  return ledgerOf(spans.get(told.teacherId) ?? [], rule, today()).state !== 'enough'
}

export const watchPractice = job({
  name: 'faculty.watch_practice',
  payload: z.object({ teacherId: z.uuid() }),
  run: ({ teacherId }, { services, signal }) => watch(services.system, teacherId, signal),
})

/** Every night: all teachers; and files that nothing names are forgotten. */
export const watchNightly = job({
  name: 'faculty.watch',
  payload: z.unknown(),
  cron: '52 2 * * *',
  async run(_payload, { services, signal }) {
    await forgetUnused(services.system)
    await watch(services.system, null, signal)
  },
})
