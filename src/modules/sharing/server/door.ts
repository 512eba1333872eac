import { create } from 'qrcode'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { ownAddress } from '#platform/server/own-address.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/door.ts'
import { superviseBooking } from '../policy.ts'
import { type DoorPhase, hoursOf, phaseOf } from '../rules/door.ts'
import { qrPath } from '../rules/qr.ts'
import { bookingFor } from './bookings.ts'
import { doorMinutes } from './parameters.ts'
import type { StoredBooking } from './queries/bookings.ts'
import {
  deleteVisitors,
  insertDoor,
  insertVisitors,
  selectNameable,
  selectOptionalCode,
  selectOptionalDoor,
  selectRoster,
  selectSafety,
} from './queries/door.ts'
import { askForPresence } from './todos.ts'
import { fail } from './values.ts'

/** A booking whose visitors the viewer sees to. */
export const supervised = (context: Context, id: string): Promise<StoredBooking> =>
  bookingFor(context, superviseBooking, id)

const timeOf = ({ from, until }: StoredBooking) => ({ from: from.getTime(), until: until.getTime() })

async function phaseNow(context: Context, booking: StoredBooking): Promise<[DoorPhase, number]> {
  const early = await readParameter(context.db, doorMinutes)
  return [phaseOf(booking.state === 'confirmed', timeOf(booking), early, Date.now()), early]
}

export const getDoor: Handler<typeof contract.getDoor> = async (context, { params }) => {
  const { db } = context
  const booking = await supervised(context, params.id)
  const [phase, early] = await phaseNow(context, booking)
  const door = await selectOptionalDoor(db, booking.id)
  const shown = phase === 'open' ? await selectOptionalCode(db, booking.id, early) : undefined
  const guests = await selectRoster(db, booking.id)
  context.noteReading(
    booking.organisationId,
    guests.map(({ affiliationId }) => affiliationId),
  )
  return {
    title: booking.parts[0]?.title ?? missing(),
    ...{ from: booking.from.toISOString(), until: booking.until.toISOString() },
    opensAt: new Date(booking.from.getTime() - early * 60_000).toISOString(),
    phase,
    safety: (await selectSafety(db, booking.id)).map(({ title, text }) => ({ title, text })),
    code: shown ? pictureOf(context, shown) : null,
    visitors: guests.map(({ affiliationId, arrivedAt, outcomeId: _, entered: __, ...guest }) => ({
      ...{ id: affiliationId, arrivedAt: arrivedAt?.toISOString() ?? null },
      ...guest,
    })),
    confirmed:
      door?.confirmedAt && door.confirmedBy
        ? { at: door.confirmedAt.toISOString(), by: door.confirmedBy }
        : null,
    version: door?.version ?? 0,
    hours: hoursOf(timeOf(booking)),
  }
}

/** The digits, and the address that a phone's camera opens with them, as a picture. */
function pictureOf({ config }: Context, { code, until }: { code: string; until: Date }) {
  const { modules } = create(ownAddress(config, `/door?code=${code}`), { errorCorrectionLevel: 'M' })
  const path = qrPath(modules.size, (row, column) => modules.get(row, column) === 1)
  return { digits: code, until: until.toISOString(), squares: modules.size, path }
}

export const openDoor: Handler<typeof contract.openDoor> = async (context, { params }) => {
  const booking = await supervised(context, params.id)
  const [phase] = await phaseNow(context, booking)
  if (phase !== 'open') fail('conflict', `sharing.door.${phase}`)
  if (!(await insertDoor(context.db, booking.id))) return undefined
  await askForPresence(context.db, {
    ...{ id: booking.id, from: booking.from },
    affiliationId: booking.affiliationId ?? context.signedIn().affiliationId ?? missing(),
    title: booking.parts[0]?.title.zh ?? '',
  })
  await context.audit({
    action: 'sharing.door_opened',
    subject: { kind: 'booking', id: booking.id },
  })
  return undefined
}

export const nameVisitors: Handler<typeof contract.nameVisitors> = async (context, { params, body }) => {
  const { db } = context
  const booking = await supervised(context, params.id)
  if (!['requested', 'confirmed', 'waiting'].includes(booking.state)) fail('conflict', 'sharing.wrong_state')
  const add = [...new Set(body.add)]
  const known = await selectNameable(db, add)
  if (known.length !== add.length) fail('unprocessable', 'sharing.person_unknown', undefined, problem('add'))
  const remove = [...new Set(body.remove)]
  if ((await deleteVisitors(db, booking.id, remove)) !== remove.length)
    fail('conflict', 'sharing.visitor_came')
  await insertVisitors(db, booking.id, add)
  const named = (await selectRoster(db, booking.id)).filter(({ ofClass }) => !ofClass).length
  if (add.length && named > booking.people)
    fail('unprocessable', 'sharing.too_many_named', { people: booking.people }, problem('add'))
  await context.audit({
    action: 'sharing.visitors_named',
    subject: { kind: 'booking', id: booking.id },
    data: { added: add, removed: remove },
  })
  return undefined
}

const problem = (path: string) => [{ path: `body.${path}`, code: 'invalid' }]
