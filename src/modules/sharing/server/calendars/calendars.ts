import { randomUUID } from 'node:crypto'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { seal } from '#platform/server/sealed.ts'
import type * as contract from '../../contract/calendars.ts'
import { editOffer } from '../../policy.ts'
import { MOST_CALENDARS } from '../../rules/vocabulary.ts'
import { moveUp } from '../line.ts'
import { deleteCalendar, insertCalendar, selectCalendars } from '../queries/calendars.ts'
import { selectOptionalOffer } from '../queries/offers.ts'
import { holdOffers } from '../queries/taken.ts'
import { fail } from '../values.ts'
import { readSoon, sealedFor } from './read-calendar.ts'

async function keptOffer(context: Context, id: string) {
  const offer = (await selectOptionalOffer(context.db, id)) ?? missing()
  context.require(editOffer, offer)
  return offer
}

export const listCalendars: Handler<typeof contract.listCalendars> = async (context, { params }) => {
  const offer = await keptOffer(context, params.id)
  const rows = await selectCalendars(context.db, offer.id)
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return { rows: rows.map(row => ({ ...row, readAt: iso(row.readAt), triedAt: iso(row.triedAt) })) }
}

export const addCalendar: Handler<typeof contract.addCalendar> = async (context, { params, body }) => {
  const { db, config } = context
  const offer = await keptOffer(context, params.id)
  const address = addressOf(body.address)
  await holdOffers(db, [offer.id])
  if ((await selectCalendars(db, offer.id)).length >= MOST_CALENDARS)
    fail('conflict', 'sharing.calendar_many', { most: MOST_CALENDARS })
  const id = randomUUID()
  const sealed = seal(config, sealedFor(id), Buffer.from(address.href))
  await insertCalendar(db, { id, offerId: offer.id, host: address.hostname, sealed })
  await note(context, 'added', offer.id, { host: address.hostname })
  await readSoon(db, id)
  return { id }
}

/** webcal is how calendar programs write https. Whatever else leads inward is found out when it is read. */
function addressOf(typed: string): URL {
  const wrong = () =>
    fail('unprocessable', 'sharing.calendar_address', undefined, [{ path: 'body.address', code: 'invalid' }])
  const written = typed.replace(/^webcals?:\/\//i, 'https://')
  if (!URL.canParse(written)) return wrong()
  const address = new URL(written)
  const plain = address.protocol === 'https:' && address.port === '' && !address.username && !address.password
  return plain && address.hostname.includes('.') ? address : wrong()
}

const note = (context: Context, what: string, offerId: string, data?: Record<string, unknown>) =>
  context.audit({ action: `sharing.calendar_${what}`, subject: { kind: 'offer', id: offerId }, data })

export const rereadCalendar: Handler<typeof contract.rereadCalendar> = async (context, { params }) => {
  const offer = await keptOffer(context, params.id)
  const found = (await selectCalendars(context.db, offer.id)).find(({ id }) => id === params.calendarId)
  await readSoon(context.db, (found ?? missing()).id)
  return undefined
}

export const removeCalendar: Handler<typeof contract.removeCalendar> = async (context, { params }) => {
  const offer = await keptOffer(context, params.id)
  if (!(await deleteCalendar(context.db, offer.id, params.calendarId))) missing()
  await note(context, 'removed', offer.id)
  await context.enqueue(moveUp, { offerIds: [offer.id] })
  return undefined
}
