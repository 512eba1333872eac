import { sql } from 'kysely'
import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { administratorRoleOf } from '#modules/members/server/index.ts'
import { dayOf, today } from '#platform/contract/days.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { StoredNeed } from './queries/needs.ts'
import type { StoredOffer } from './queries/offers.ts'

/** A request waits for each owner by itself; `sharing.release_expired` closes it by the same name. */
const subjectOf = (bookingId: string, ownerId: string) => ({
  ...{ kind: 'booking', id: `${bookingId} ${ownerId}` },
})

type Asked = Pick<StoredOffer, 'organisationId' | 'organisationKind' | 'titleZh'>

/** Puts a request on the desks of the owners who have to answer it. */
export async function askOwners(
  db: Db,
  booking: { id: string; from: number; holdUntil: number },
  asked: readonly Asked[],
): Promise<void> {
  for (const offer of asked)
    await putTodo(db, {
      desk: { organisationId: offer.organisationId, role: administratorRoleOf(offer.organisationKind) },
      kind: 'sharing.answer',
      data: { title: offer.titleZh, day: dayOf(new Date(booking.from)) },
      path: `/bookings/${booking.id}`,
      subject: subjectOf(booking.id, offer.organisationId),
      dueOn: dayOf(new Date(booking.holdUntil)),
    })
}

const seriesOf = (seriesId: string, ownerId: string) => ({
  ...{ kind: 'series', id: `${seriesId} ${ownerId}` },
})

/** Puts a series on the desks of the owners who have to answer it, once for all its dates. */
export async function askOwnersOfSeries(
  db: Db,
  series: { id: string; from: number; dates: number; holdUntil: number },
  asked: readonly Asked[],
): Promise<void> {
  for (const offer of asked)
    await putTodo(db, {
      desk: { organisationId: offer.organisationId, role: administratorRoleOf(offer.organisationKind) },
      kind: 'sharing.answer_series',
      data: { title: offer.titleZh, day: dayOf(new Date(series.from)), dates: series.dates },
      path: `/bookings/series/${series.id}`,
      subject: seriesOf(series.id, offer.organisationId),
      dueOn: dayOf(new Date(series.holdUntil)),
    })
}

/** Takes a series off the desks of those owners for whom no date of it waits any more. */
export async function closeSeries(db: Db, seriesId: string | null): Promise<void> {
  if (seriesId) await sql`select sharing.close_series(${seriesId})`.execute(db)
}

const doorOf = (bookingId: string) => ({ kind: 'door', id: bookingId })

type Begun = { id: string; affiliationId: string; title: string; from: Date }

/** Whoever made a booking is to say who was there. */
export const askForPresence = (db: Db, { id, affiliationId, title, from }: Begun): Promise<void> =>
  putTodo(db, {
    ...{ desk: { affiliationId }, kind: 'sharing.presence', data: { title, day: dayOf(from) } },
    ...{ path: `/bookings/${id}/door`, subject: doorOf(id), dueOn: dayOf(from) },
  })

export const closePresence = (db: Db, bookingId: string): Promise<number> =>
  closeTodos(db, { subject: doorOf(bookingId) })

/** A need lies with whoever has it, and with each owner whose offers meet it; `sharing.settle_need` closes it by the same names. */
export const needOnDesk = (needId: string, ownerId?: string) => ({
  ...{ kind: 'need', id: ownerId ? `${needId} ${ownerId}` : needId },
})

type Needing = Pick<StoredNeed, 'affiliationId' | 'organisationId' | 'organisationKind'>

/** The desk of whoever has a need; of their administrators, once they have left. */
export const deskOf = ({ affiliationId, organisationId, organisationKind }: Needing) =>
  affiliationId ? { affiliationId } : { organisationId, role: administratorRoleOf(organisationKind) }

const outageOf = (outageId: string) => ({ kind: 'outage', id: outageId })

/** The owner of what is said to be broken is to look at it today. */
export const askToLook = (db: Db, offer: Asked & { id: string }, outageId: string): Promise<void> =>
  putTodo(db, {
    desk: { organisationId: offer.organisationId, role: administratorRoleOf(offer.organisationKind) },
    ...{ kind: 'sharing.fault', data: { title: offer.titleZh }, path: `/sharing/offers/${offer.id}/outages` },
    ...{ subject: outageOf(outageId), dueOn: today() },
  })

export const closeLook = (db: Db, outageId: string): Promise<number> =>
  closeTodos(db, { subject: outageOf(outageId) })

/** Whoever booked is told that it had to give way. */
export const hitOnDesk = (bookingId: string) => ({ kind: 'given_way', id: bookingId })
export const closeAffected = (db: Db, bookingId: string): Promise<number> =>
  closeTodos(db, { subject: hitOnDesk(bookingId) })

/** Whoever took equipment out is to bring it back. */
export const overdueOnDesk = (partId: string) => ({ kind: 'handout', id: partId })
export const closeOverdue = (db: Db, partId: string): Promise<number> =>
  closeTodos(db, { subject: overdueOnDesk(partId) })

/** The other side is to confirm what is settled. */
export const settlementOnDesk = (settlementId: string) => ({ kind: 'settlement', id: settlementId })
export const closeSettlement = (db: Db, settlementId: string): Promise<number> =>
  closeTodos(db, { subject: settlementOnDesk(settlementId) })

export async function closeAsked(db: Db, bookingId: string, ownerIds: readonly string[]): Promise<void> {
  for (const ownerId of ownerIds) await closeTodos(db, { subject: subjectOf(bookingId, ownerId) })
}
