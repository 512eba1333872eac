import { z } from 'zod'
import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { job } from '#platform/server/jobs/job.ts'
import { selectEndingSoon, selectPartiesToRemind, selectReminded, updateReminded } from './queries/remind.ts'
import { deskOf } from './todos.ts'

/**
 * Every night: the signers of what ends soon find it on their to-do lists, in time to renew it or to think of those who
 * are on it; what has ended leaves them again. How soon is a parameter (`agreements.remind_days`). Run again it does
 * nothing.
 */
export const remindNightly = job({
  name: 'agreements.remind',
  payload: z.unknown(),
  cron: '37 2 * * *',
  async run(_payload, { services, signal }) {
    for (const version of await selectEndingSoon(services.system)) {
      signal.throwIfAborted()
      await services.system.transaction().execute(async db => {
        for (const party of await selectPartiesToRemind(db, version.id))
          await putTodo(db, {
            desk: deskOf(party),
            kind: 'agreements.ends_soon',
            data: { title: version.titleZh, day: version.until },
            path: `/agreements/${version.agreementId}?version=${version.id}`,
            subject: { kind: 'agreement_version', id: version.id },
            dueOn: version.until,
          })
        await updateReminded(db, version.id, today())
      })
    }
    for (const id of await selectReminded(services.system)) {
      signal.throwIfAborted()
      await services.system.transaction().execute(async db => {
        await closeTodos(db, {
          subject: { kind: 'agreement_version', id },
          kinds: ['agreements.ends_soon'],
        })
        await updateReminded(db, id, null)
      })
    }
  },
})
