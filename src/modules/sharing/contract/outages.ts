import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant, line, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { editOffer, readBooking, readOffer, reportFault as reportPermission, seePictures } from '../policy.ts'
import { OUTAGE_KINDS, OUTAGE_STATES, PICTURE_BYTES } from '../rules/vocabulary.ts'
import { time } from './bookings.ts'
import { organisationName, params, version } from './offers.ts'
import './world.ts'

const units = z.int().min(1).max(10_000)
const words = text(1000).min(1)

const outage = z.object({
  id,
  kind: z.enum(OUTAGE_KINDS),
  state: z.enum(OUTAGE_STATES),
  words: z.string(),
  /** How many are out of use; null for all. */
  units: z.int().nullable(),
  startsAt: instant,
  /** Null where it stops nothing. */
  endsAt: instant.nullable(),
  note: z.string().nullable(),
  endedAt: instant.nullable(),
  /** How many bookings had to give way. */
  affected: z.int(),
  /** Who reported it, and with which pictures: for the owner's administrators and whoever did. */
  by: organisationName.nullable(),
  pictures: z.array(z.object({ id, name: z.string() })),
  version: z.int(),
})
export type Outage = z.infer<typeof outage>

export const listOutages = endpoint({
  id: 'sharing.listOutages',
  method: 'GET',
  path: '/api/offers/:id/outages',
  summary: 'Faults and maintenance of an offer, the latest beginning first',
  permission: readOffer,
  params,
  query: z.object(pageQuery),
  answer: page(outage).extend({
    /** Whether the viewer's organisation has used it, so that they may report a fault. */
    mayReport: z.boolean(),
  }),
  example: async ({ sharing }) => {
    const made = await sharing.outage('open')
    return { params: { id: made.offer.id }, query: {}, subject: made.offer.facts }
  },
})

export const reportFault = endpoint({
  id: 'sharing.reportFault',
  method: 'POST',
  path: '/api/offers/:id/faults',
  summary: 'Reports a fault of what one has used; what cannot be used is stopped until its owner has looked',
  permission: reportPermission,
  params,
  limit: 30,
  body: z.object({ words, stops: z.boolean(), units: units.nullable(), bookingId: id.nullable() }),
  answer: z.object({ id, holdUntil: instant.nullable() }),
  example: async ({ sharing }) => {
    const made = await sharing.used()
    return {
      params: { id: made.id },
      body: { words: '三号摄像机没有信号。', stops: true, units: null, bookingId: null },
      subject: made.facts,
    }
  },
})

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])

export const addPicture = endpoint({
  id: 'sharing.addPicture',
  method: 'POST',
  path: '/api/outages/:id/pictures',
  summary: 'Adds a picture to a fault that stands',
  permission: seePictures,
  params,
  query: z.object({ name: line(255) }),
  upload: { maxBytes: PICTURE_BYTES },
  limit: 60,
  answer: z.object({ id }),
  example: async ({ sharing }) => {
    const made = await sharing.outage('reported')
    return { params: { id: made.id }, query: { name: '现场.png' }, upload: PNG, subject: made.facts }
  },
})

export const getPicture = endpoint({
  id: 'sharing.getPicture',
  method: 'GET',
  path: '/api/outages/:id/pictures/:pictureId',
  summary: 'A picture of a fault, for whoever reported it and the owner’s administrators',
  permission: seePictures,
  params: z.object({ id, pictureId: id }),
  answer: 'file',
  example: async ({ sharing }) => {
    const made = await sharing.outage('reported')
    return { params: { id: made.id, pictureId: made.pictureId }, subject: made.facts }
  },
})

const outOfUse = z.object({ words, units: units.nullable(), from: time, until: time })
export type OutageInput = z.infer<typeof outOfUse>

export const planOutage = endpoint({
  id: 'sharing.planOutage',
  method: 'POST',
  path: '/api/offers/:id/outages',
  summary:
    'Says from when until when an offer is out of use; bookings that no longer fit give way and are told',
  permission: editOffer,
  params,
  body: outOfUse.extend({ kind: z.enum(OUTAGE_KINDS) }),
  answer: z.object({ id, affected: z.int() }),
  example: async ({ sharing }) => {
    const made = await sharing.offer('published')
    return {
      params: { id: made.id },
      body: { kind: 'maintenance', words: '年度检修', units: null, ...sharing.time() },
      subject: made.facts,
    }
  },
})

export const foreseeOutage = endpoint({
  id: 'sharing.foreseeOutage',
  method: 'POST',
  path: '/api/offers/:id/outages/foresee',
  summary: 'How many bookings would have to give way',
  permission: editOffer,
  params,
  body: outOfUse.pick({ units: true, from: true, until: true }),
  answer: z.object({ affected: z.int(), running: z.int() }),
  example: async ({ sharing }) => {
    const made = await sharing.offer('published')
    return { params: { id: made.id }, body: { units: null, ...sharing.time() }, subject: made.facts }
  },
})

export const setOutage = endpoint({
  id: 'sharing.setOutage',
  method: 'POST',
  path: '/api/outages/:id/set',
  summary: 'Confirms a reported fault, or changes how long it takes; bookings that no longer fit give way',
  permission: editOffer,
  params,
  body: outOfUse.extend({ version }),
  answer: z.object({ affected: z.int() }),
  example: async ({ sharing }) => {
    const made = await sharing.outage('reported')
    return {
      params: { id: made.id },
      body: { words: '三号摄像机送修', units: null, ...sharing.time(), version: 1 },
      subject: made.facts,
    }
  },
})

export const endOutage = endpoint({
  id: 'sharing.endOutage',
  method: 'POST',
  path: '/api/outages/:id/end',
  summary: 'It is in use again, with what was done; or it was no fault, with why',
  permission: editOffer,
  params,
  body: z.object({ note: words, version }),
  answer: z.object({ state: z.enum(['ended', 'dismissed']) }),
  example: async ({ sharing }) => {
    const made = await sharing.outage('open')
    return { params: { id: made.id }, body: { note: '已更换线缆', version: 1 }, subject: made.facts }
  },
})

const affected = z.object({
  kind: z.enum(OUTAGE_KINDS),
  words: z.string(),
  title: bilingual,
  noted: z.boolean(),
  /** What is free instead; null while it is looked for, or where nothing is. */
  instead: z
    .object({ offerId: id, title: bilingual, organisation: organisationName, from: instant, until: instant })
    .nullable(),
  looked: z.boolean(),
})
export type Affected = z.infer<typeof affected>

export const getAffected = endpoint({
  id: 'sharing.getAffected',
  method: 'GET',
  path: '/api/bookings/:id/outage',
  summary: 'Why a booking had to give way, and what is free instead; null where it has not',
  permission: readBooking,
  params,
  answer: z.object({ affected: affected.nullable() }),
  example: async ({ sharing }) => {
    const made = await sharing.booking('confirmed')
    return { params: { id: made.id }, subject: made.facts }
  },
})

export const noteAffected = endpoint({
  id: 'sharing.noteAffected',
  method: 'POST',
  path: '/api/bookings/:id/outage/noted',
  summary: 'Whoever booked knows that it had to give way: it is off their desk',
  permission: readBooking,
  params,
  answer: 'nothing',
  example: async ({ sharing }) => {
    const made = await sharing.booking('confirmed')
    return { params: { id: made.id }, subject: made.facts }
  },
})
