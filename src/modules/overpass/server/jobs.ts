import { z } from 'zod'
import { putTodo } from '#modules/information/server/index.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Db } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'
import { moveUp, tendAdmissions } from './move-up.ts'
import { watchWays } from './plans/watch.ts'
import { expire, takeOverdue, takeOverdueAppeals } from './queries/tend.ts'

/** Every morning in China: what has expired leaves the accounts, and what was not decided in time is said. */
export const tendCredit = job({
  name: 'overpass.tend',
  payload: z.unknown(),
  cron: '20 22 * * *',
  async run(_, { services }) {
    await services.system.transaction().execute(async db => {
      await expire(db)
      await tendAdmissions(db)
      await tendAppeals(db)
      for (const { id, groupId, receivingOrganisationId, dueOn } of await takeOverdue(db)) {
        const about = { subject: { kind: 'claim', id }, dueOn }
        await putTodo(db, {
          desk: { organisationId: receivingOrganisationId, role: 'school_admin' },
          ...{ ...about, kind: 'overpass.overdue', path: `/claims/${id}` },
        })
        // The secretariat learns that a member is late; whose claim it is stays with the school.
        if (groupId)
          await putTodo(db, {
            desk: { groupId, role: 'secretariat' },
            ...{ ...about, kind: 'overpass.late_member', path: '/conversion' },
          })
      }
    })
  },
})

/** Past its term an appeal waits for the secretariat anew, and those who watch over the group learn that it is late. */
async function tendAppeals(db: Db): Promise<void> {
  for (const { id, claimId, groupId, dueOn } of await takeOverdueAppeals(db)) {
    const about = { subject: { kind: 'appeal', id }, dueOn }
    await putTodo(db, {
      desk: { groupId, role: 'secretariat' },
      ...{ ...about, kind: 'overpass.appeal_overdue', path: `/claims/${claimId}` },
    })
    // Whose appeal it is stays with the committee.
    await putTodo(db, {
      desk: { groupId, role: 'authority_observer' },
      ...{ ...about, kind: 'overpass.appeal_late', path: '/overpass/gaps' },
    })
    await recordAudit(
      db,
      {
        action: 'overpass.appeal_overdue',
        subject: { kind: 'claim', id: claimId },
        groupId,
        data: { dueOn },
      },
      { viewer: null, requestId: null },
    )
  }
}

export const jobs = [tendCredit, moveUp, watchWays]
