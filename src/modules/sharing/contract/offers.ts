import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, LANGUAGES, oneLine, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { browse, createOffer as createPermission, editOffer, readOffer } from '../policy.ts'
import {
  FEE_BASES,
  MOST_EXCEPTIONS,
  MOST_WINDOWS,
  OFFER_KINDS,
  OFFER_STATES,
  STATUSES,
} from '../rules/vocabulary.ts'
import './world.ts'

export const version = z.int().min(1)
export const params = z.object({ id })
export const organisationName = z.object({ id, name: bilingual })
const weekday = z.int().min(1).max(7)
/** "14:00", "24:00". */
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

const window = z.object({ weekday, from: clock, until: clock, fromDate: day, untilDate: day.nullable() })
const exception = z.object({ day, worksAs: weekday.nullable() })

const offerFields = {
  kind: z.enum(OFFER_KINDS),
  title: z.object({ zh: oneLine(200), en: oneLine(200).nullable() }),
  text: z.object({ zh: text(4000), en: text(6000).min(1).nullable() }),
  place: oneLine(200).nullable(),
  capacity: z.int().min(1).max(10_000).nullable(),
  units: z.int().min(1).max(10_000),
  rules: text(2000),
  safety: text(2000),
  languages: z.array(z.enum(LANGUAGES)).min(1).max(2),
  feeBasis: z.enum(FEE_BASES),
  /** Fen, or exchange points, an hour and unit. */
  feeAmount: z.int().min(0).max(10_000_000),
  slotMinutes: z.int().min(5).max(720),
  longestMinutes: z.int().min(5).max(10_080),
  bufferMinutes: z.int().min(0).max(720),
  leadHours: z.int().min(0).max(8760),
  outsidePercent: z.int().min(0).max(100),
  atOnce: z.boolean(),
  holdHours: z.int().min(1).max(720),
  lateHours: z.int().min(0).max(720),
  windows: z.array(window).max(MOST_WINDOWS),
  exceptions: z.array(exception).max(MOST_EXCEPTIONS),
}
const offerInput = z.object(offerFields)
export type OfferInput = z.infer<typeof offerInput>

const row = z.object({
  id,
  kind: z.enum(OFFER_KINDS),
  state: z.enum(OFFER_STATES),
  title: bilingual,
  organisation: organisationName,
  region: bilingual.nullable(),
  capacity: z.int().nullable(),
  units: z.int(),
  feeBasis: z.enum(FEE_BASES),
  feeAmount: z.int(),
  atOnce: z.boolean(),
})
export type OfferRow = z.infer<typeof row>

const filters = {
  kind: z.enum(OFFER_KINDS).optional(),
  state: z.enum(OFFER_STATES).optional(),
  /** Only those of the viewer's own organisation. */
  whose: z.enum(['own']).optional(),
  owner: id.optional(),
  q: z.string().trim().max(100).optional(),
}
export type OfferFilters = z.infer<z.ZodObject<typeof filters>>

export const listOffers = endpoint({
  id: 'sharing.listOffers',
  method: 'GET',
  path: '/api/offers',
  summary: 'What members share, as far as the viewer may read it, the newest first',
  permission: browse,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(row),
  example: () => ({ query: { kind: 'base', q: 'dongbu' } }),
})

const count = z.object({ value: z.string(), count: z.int() })

export const countOffers = endpoint({
  id: 'sharing.countOffers',
  method: 'GET',
  path: '/api/offers/facets',
  summary: 'How many offers each filter would leave',
  permission: browse,
  query: z.object(filters),
  answer: z.object({
    total: z.int(),
    kinds: z.array(count),
    states: z.array(count),
    whose: z.array(count),
  }),
  example: () => ({ query: {} }),
})

const offer = z.object({
  ...{ id, state: z.enum(OFFER_STATES), version: z.int() },
  ...offerFields,
  title: bilingual,
  text: bilingual,
  organisation: organisationName.extend({
    address: bilingual.nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
  }),
})
export type Offer = z.infer<typeof offer>

export const getOffer = endpoint({
  id: 'sharing.getOffer',
  method: 'GET',
  path: '/api/offers/:id',
  summary: 'One offer with the rules by which it is booked',
  permission: readOffer,
  params,
  answer: offer,
  example: async ({ sharing }) => {
    const made = await sharing.offer('published')
    return { params: { id: made.id }, subject: made.facts }
  },
})

const EXAMPLE: OfferInput = {
  ...{
    kind: 'room',
    title: { zh: '动捕棚', en: 'Motion-capture stage' },
    text: { zh: '十二台摄像机。', en: null },
  },
  ...{ place: '实训楼 B1', capacity: 40, units: 1, rules: '', safety: '', languages: ['zh'] },
  ...{ feeBasis: 'free', feeAmount: 0, slotMinutes: 60, longestMinutes: 240, bufferMinutes: 15 },
  ...{ leadHours: 48, outsidePercent: 50, atOnce: false, holdHours: 72, lateHours: 24 },
  windows: [{ weekday: 2, from: '08:00', until: '17:00', fromDate: '2026-09-01', untilDate: null }],
  exceptions: [{ day: '2026-10-01', worksAs: null }],
}

export const createOffer = endpoint({
  id: 'sharing.createOffer',
  method: 'POST',
  path: '/api/offers',
  summary: 'A new offer of the own organisation, as a draft',
  permission: createPermission,
  body: offerInput,
  answer: z.object({ id }),
  example: () => ({ body: EXAMPLE }),
})

export const updateOffer = endpoint({
  id: 'sharing.updateOffer',
  method: 'PUT',
  path: '/api/offers/:id',
  summary: 'Changes an offer and its rules; what has been booked stands',
  permission: editOffer,
  params,
  body: offerInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ sharing }) => {
    const made = await sharing.offer('published')
    return { params: { id: made.id }, body: { ...EXAMPLE, version: made.version }, subject: made.facts }
  },
})

export const moveOffer = endpoint({
  id: 'sharing.moveOffer',
  method: 'POST',
  path: '/api/offers/:id/move',
  summary: 'Publishes an offer, or withdraws it from new bookings',
  permission: editOffer,
  params,
  body: z.object({ step: z.enum(['publish', 'withdraw']), version }),
  answer: z.object({ version: z.int() }),
  example: async ({ sharing }) => {
    const made = await sharing.offer('draft')
    return {
      params: { id: made.id },
      body: { step: 'publish', version: made.version },
      subject: made.facts,
    }
  },
})

/** Days that calendars of the group may show. */
export const dayOfOurs = day.refine(value => value >= '2000-01-01' && value < '2100-01-01')

export const REFUSALS = [
  'past',
  'too_soon',
  'closed',
  'too_long',
  'too_many',
  'taken',
  'out_of_use',
  'outside_share',
] as const
const slot = z.object({
  from: instant,
  until: instant,
  /** How many units nobody has. */
  free: z.int(),
  /** The rule by which the viewer cannot have it; null where they can. */
  refused: z.enum(REFUSALS).nullable(),
})
export type WeekSlot = z.infer<typeof slot>
const weekBooking = z.object({
  id,
  organisation: organisationName,
  from: instant,
  until: instant,
  units: z.int(),
  status: z.enum(STATUSES),
})
export type WeekBooking = z.infer<typeof weekBooking>

export const readWeek = endpoint({
  id: 'sharing.readWeek',
  method: 'GET',
  path: '/api/offers/:id/week',
  summary: 'What is free of an offer in the week of a day, and the bookings in it that the viewer may read',
  permission: readOffer,
  params,
  query: z.object({ day: dayOfOurs }),
  answer: z.object({
    days: z.array(z.object({ day, slots: z.array(slot) })),
    bookings: z.array(weekBooking),
  }),
  example: async ({ sharing }) => {
    const made = await sharing.offer('published')
    return { params: { id: made.id }, query: { day: '2026-12-01' }, subject: made.facts }
  },
})
