import { z } from 'zod'
import { closeTodos, putTodos } from '#modules/information/server/index.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Db } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'
import { readParameter } from '#platform/server/parameters.ts'
import { offerDays } from './parameters.ts'
import { holdFree, lapseOffers, offerNext, selectToRank } from './queries/intakes.ts'

const BY_NOBODY = { viewer: null, requestId: null }

/** When a seat is given back: whoever waits first in line is offered it. Run again it does nothing. */
export const moveUp = job({
  name: 'overpass.move_up',
  payload: z.object({ intakeId: z.uuid() }),
  run: ({ intakeId }, { services }) =>
    services.system.transaction().execute(db => offerFreeSeats(db, intakeId)),
})

async function offerFreeSeats(db: Db, intakeId: string): Promise<void> {
  // The intake is held: two seats that become free at once are offered one after the other.
  const intake = await holdFree(db, intakeId)
  if (!intake || intake.free <= 0) return
  const days = await readParameter(db, offerDays, { groupId: intake.groupId })
  const answerBy = daysAfter(today(), days)
  const offered = await offerNext(db, intakeId, intake.free, answerBy)
  await putTodos(
    db,
    offered.map(({ id, learnerId }) => ({
      ...{ desk: { affiliationId: learnerId }, kind: 'overpass.offered', path: `/admissions/${id}` as const },
      ...{ subject: { kind: 'admission', id }, dueOn: answerBy },
    })),
  )
  for (const { id, receivingOrganisationId } of offered)
    await recordAudit(
      db,
      {
        ...{ action: 'overpass.moved_up', subject: { kind: 'admission', id } },
        ...{ organisationId: receivingOrganisationId, data: { intake: intakeId } },
      },
      BY_NOBODY,
    )
}

/** Every morning: offers that nobody answered lapse and go to whoever waits; schools are asked to rank what has closed. */
export async function tendAdmissions(db: Db): Promise<void> {
  const lapsed = await lapseOffers(db)
  for (const { id, intakeId, receivingOrganisationId } of lapsed) {
    await closeTodos(db, { subject: { kind: 'admission', id } })
    await recordAudit(
      db,
      {
        ...{ action: 'overpass.offer_lapsed', subject: { kind: 'admission', id } },
        ...{ organisationId: receivingOrganisationId, data: { intake: intakeId } },
      },
      BY_NOBODY,
    )
  }
  for (const intakeId of new Set(lapsed.map(one => one.intakeId))) await offerFreeSeats(db, intakeId)
  await putTodos(
    db,
    (await selectToRank(db)).map(({ id, organisationId }) => ({
      desk: { organisationId, role: 'school_admin' as const },
      ...{ kind: 'overpass.rank' as const, path: `/intakes/${id}` as const, subject: { kind: 'intake', id } },
    })),
  )
}
