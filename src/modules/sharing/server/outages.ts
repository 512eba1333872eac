import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { headOf } from '#platform/server/files/head.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/outages.ts'
import { editOffer, isOneOf, readOffer, reportFault as reportPermission, seePictures } from '../policy.ts'
import { HEAD_BYTES, pictureTypeOf } from '../rules/picture.ts'
import { MOST_PICTURES } from '../rules/vocabulary.ts'
import { DAY } from '../rules/zone.ts'
import { problem } from './asked.ts'
import { foresee, giveWay } from './give-way.ts'
import { holdInTurn, moveUp } from './line.ts'
import { faultHoldDays } from './parameters.ts'
import { selectOptionalBooking } from './queries/bookings.ts'
import { type KnownOffer, type StoredOffer, selectOptionalOffer } from './queries/offers.ts'
import {
  endOutageRow,
  insertOutage,
  insertPicture,
  openOutage,
  type StoredOutage,
  selectOptionalOutage,
  selectOutages,
  selectPictures,
  selectUsers,
} from './queries/outages.ts'
import { askToLook, closeLook } from './todos.ts'
import { fail } from './values.ts'

const offerOf = async ({ db }: Context, id: string): Promise<KnownOffer> =>
  (await selectOptionalOffer(db, id)) ?? missing()
const note = (context: Context, action: string, id: string, data?: Record<string, unknown>) =>
  context.audit({ action: `sharing.${action}`, subject: { kind: 'outage', id }, data })

export const listOutages: Handler<typeof contract.listOutages> = async (context, { params, query }) => {
  const offer = await offerOf(context, params.id)
  context.require(readOffer, offer.facts)
  const own = context.viewer?.organisationId ?? null
  const users = await selectUsers(context.db, offer.id)
  return {
    ...(await selectOutages(context.db, offer.id, query)),
    mayReport: isOneOf([offer.organisationId, ...users], own),
  }
}

export const reportFault: Handler<typeof contract.reportFault> = async (context, { params, body }) => {
  const { db } = context
  const { organisationId, affiliationId } = context.signedIn()
  const offer = await offerOf(context, params.id)
  const { organisationId: ownerId } = offer
  context.require(reportPermission, {
    ...{ organisationId: ownerId, userIds: await selectUsers(db, offer.id) },
  })
  checkUnits(offer, body.units)
  await checkBooking(context, body.bookingId, offer.id)
  const from = Date.now()
  const days = await readParameter(db, faultHoldDays)
  const until = body.stops && days > 0 ? from + days * DAY : null
  const id = await insertOutage(db, {
    ...{ offerId: offer.id, organisationId: ownerId, kind: 'fault', state: 'reported' },
    ...{ words: body.words, units: body.units, from, until, bookingId: body.bookingId },
    ...{ byOrganisationId: organisationId ?? missing(), affiliationId: affiliationId ?? missing() },
  })
  await askToLook(db, offer, id)
  await note(context, 'fault_reported', id, { offer: offer.id, stops: body.stops, units: body.units })
  return { id, holdUntil: until === null ? null : new Date(until).toISOString() }
}

function checkUnits(offer: StoredOffer, units: number | null): void {
  if (units !== null && units > offer.units)
    fail('unprocessable', 'sharing.outage_units', { units: offer.units }, problem('units'))
}

/** A booking that the viewer may read and that has the offer in it. */
async function checkBooking({ db }: Context, bookingId: string | null, offerId: string): Promise<void> {
  if (bookingId === null) return
  const booking = await selectOptionalBooking(db, bookingId)
  if (!booking?.parts.some(part => part.offerId === offerId))
    fail('unprocessable', 'sharing.outage_booking', undefined, problem('bookingId'))
}

export const addPicture: Handler<typeof contract.addPicture> = async (context, { params, query }, upload) => {
  const { organisationId, personId } = context.signedIn()
  const outage = (await selectOptionalOutage(context.db, params.id)) ?? missing()
  context.require(seePictures, outage)
  if (outage.state !== 'reported' && outage.state !== 'open') fail('conflict', 'sharing.outage_over')
  const mediaType = pictureTypeOf(await headOf(context.files, upload.sha256, HEAD_BYTES))
  if (!mediaType) return fail('unsupported', 'sharing.picture_kind')
  if ((await selectPictures(context.db, outage.id)).length >= MOST_PICTURES)
    fail('conflict', 'sharing.pictures_most', { most: MOST_PICTURES })
  const id = await insertPicture(context.db, {
    ...{ outageId: outage.id, organisationId: organisationId ?? missing(), personId, mediaType },
    ...{ name: query.name, size: upload.size, sha256: upload.sha256 },
  })
  await note(context, 'picture_added', outage.id, { sha256: upload.sha256 })
  return { id }
}

export const getPicture: Handler<typeof contract.getPicture> = async (context, { params }) => {
  const outage = (await selectOptionalOutage(context.db, params.id)) ?? missing()
  context.require(seePictures, outage)
  const picture =
    (await selectPictures(context.db, outage.id)).find(({ id }) => id === params.pictureId) ?? missing()
  const { name, mediaType, sha256 } = picture
  return { name, mediaType, content: await context.files.read(sha256) }
}

type Asked = { units: number | null; from: string; until: string }

/** From when until when, and how many; refused where it contradicts itself. */
function stopOf(offer: StoredOffer, { units, ...span }: Asked) {
  const [from, until] = [Date.parse(span.from), Date.parse(span.until)]
  if (until <= from) fail('unprocessable', 'sharing.reversed', undefined, problem('until'))
  if (until <= Date.now()) fail('unprocessable', 'sharing.outage_past', undefined, problem('until'))
  checkUnits(offer, units)
  return { from, until, units }
}

export const foreseeOutage: Handler<typeof contract.foreseeOutage> = async (context, { params, body }) => {
  const offer = await offerOf(context, params.id)
  context.require(editOffer, offer)
  const { gives, running } = await foresee(context, offer, stopOf(offer, body))
  return { affected: gives.length, running: running.length }
}

export const planOutage: Handler<typeof contract.planOutage> = async (context, { params, body }) => {
  const { db } = context
  const { organisationId, affiliationId } = context.signedIn()
  const offer = await offerOf(context, params.id)
  context.require(editOffer, offer)
  const stop = stopOf(offer, body)
  const { kind, words } = body
  // From here on nobody books it until this is done.
  await holdInTurn(context, [offer.id])
  const id = await insertOutage(db, {
    ...{ offerId: offer.id, organisationId: offer.organisationId, kind, state: 'open', words, ...stop },
    ...{ byOrganisationId: organisationId ?? missing(), affiliationId: affiliationId ?? missing() },
    bookingId: null,
  })
  const affected = await giveWay(context, offer, { id, words, ...stop })
  await note(context, 'outage_opened', id, { offer: offer.id, from: body.from, until: body.until, affected })
  return { id, affected }
}

/** An outage that stands, with its offer. */
async function standing(context: Context, id: string): Promise<{ outage: StoredOutage; offer: StoredOffer }> {
  const outage = (await selectOptionalOutage(context.db, id)) ?? missing()
  context.require(editOffer, outage)
  if (outage.state !== 'reported' && outage.state !== 'open') fail('conflict', 'sharing.outage_over')
  return { outage, offer: await offerOf(context, outage.offerId) }
}

export const setOutage: Handler<typeof contract.setOutage> = async (context, { params, body }) => {
  const { outage, offer } = await standing(context, params.id)
  const stop = stopOf(offer, body)
  const { version, words } = body
  await holdInTurn(context, [offer.id])
  if (!(await openOutage(context.db, outage.id, { version, words, ...stop }))) stale(outage.version)
  const affected = await giveWay(context, offer, { id: outage.id, words, ...stop })
  await closeLook(context.db, outage.id)
  await note(context, 'outage_opened', outage.id, {
    ...{ offer: offer.id, from: body.from, until: body.until, affected },
  })
  // It may be shorter than it was, or fewer.
  await context.enqueue(moveUp, { offerIds: [offer.id] })
  return { affected }
}

export const endOutage: Handler<typeof contract.endOutage> = async (context, { params, body }) => {
  const { outage, offer } = await standing(context, params.id)
  const state = outage.state === 'reported' ? 'dismissed' : 'ended'
  await holdInTurn(context, [offer.id])
  if (!(await endOutageRow(context.db, outage.id, { ...body, state }))) stale(outage.version)
  await closeLook(context.db, outage.id)
  await note(context, `outage_${state}`, outage.id, { offer: offer.id })
  await context.enqueue(moveUp, { offerIds: [offer.id] })
  return { state }
}
