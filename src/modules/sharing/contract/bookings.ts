import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  answerBooking as answerPermission,
  bookOffer,
  endBooking as endPermission,
  listBookings as listPermission,
  readBooking,
} from '../policy.ts'
import { FEE_BASES, MOST_PARTS, STATUSES } from '../rules/vocabulary.ts'
import { organisationName, params, version } from './offers.ts'
import './world.ts'

const units = z.int().min(1).max(10_000)
/** Bookings are of this century. */
export const time = instant.refine(
  value => Math.abs(Date.parse(value) - Date.UTC(2050, 0)) < 50 * 365 * 86_400_000,
)
const people = z.int().min(1).max(10_000)

const bookingInput = z.object({
  from: time,
  until: time,
  units,
  /** Other offers for the same time: all of them or none. */
  with: z.array(z.object({ offerId: id, units })).max(MOST_PARTS - 1),
  people,
  purpose: text(1000).min(1),
  /** A class of the own school that it is for. */
  classId: id.nullable(),
  /** Wait in line when the time is taken. */
  wait: z.boolean(),
  /** An open need of the own organisation that it is for; confirmed, the booking closes it. */
  needId: id.nullable().default(null),
})
export type BookingInput = z.infer<typeof bookingInput>

export const book = endpoint({
  id: 'sharing.book',
  method: 'POST',
  path: '/api/offers/:id/bookings',
  summary: 'Books an offer, or several together, for the own organisation',
  permission: bookOffer,
  params,
  body: bookingInput,
  answer: z.object({ id, state: z.enum(['requested', 'confirmed', 'waiting']) }),
  example: async ({ sharing }) => {
    const made = await sharing.offer('published')
    return {
      params: { id: made.id },
      body: {
        ...{ ...sharing.time(), units: 1, with: [], people: 20, purpose: '动作捕捉课' },
        ...{ classId: null, wait: false },
      },
      subject: made.facts,
    }
  },
})

const row = z.object({
  id,
  /** The first offer's title, and how many there are. */
  title: bilingual,
  offers: z.int(),
  organisation: organisationName,
  from: instant,
  until: instant,
  people: z.int(),
  status: z.enum(STATUSES),
  /** Whether the viewer's organisation has yet to answer it. */
  toAnswer: z.boolean(),
})
export type BookingRow = z.infer<typeof row>

const filters = {
  /** Those the viewer's organisation made, or those others made of what it owns. */
  whose: z.enum(['own', 'incoming']).optional(),
  status: z.enum(STATUSES).optional(),
  offer: id.optional(),
}
export type BookingFilters = z.infer<z.ZodObject<typeof filters>>

export const listBookings = endpoint({
  id: 'sharing.listBookings',
  method: 'GET',
  path: '/api/bookings',
  summary: 'Own bookings and those asked of the own organisation, the latest time first',
  permission: listPermission,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(row),
  example: () => ({ query: { whose: 'incoming', status: 'requested' } }),
})

export const countBookings = endpoint({
  id: 'sharing.countBookings',
  method: 'GET',
  path: '/api/bookings/facets',
  summary: 'How many bookings each filter would leave',
  permission: listPermission,
  query: z.object(filters),
  answer: z.object({
    total: z.int(),
    whose: z.array(z.object({ value: z.string(), count: z.int() })),
    statuses: z.array(z.object({ value: z.string(), count: z.int() })),
  }),
  example: () => ({ query: {} }),
})

export const exportBookings = endpoint({
  id: 'sharing.exportBookings',
  method: 'GET',
  path: '/api/bookings/export',
  summary: 'The list of bookings as a spreadsheet',
  permission: listPermission,
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' } }),
})

const part = z.object({
  id,
  offerId: id,
  title: bilingual,
  owner: organisationName,
  place: z.string().nullable(),
  safety: z.string(),
  units,
  state: z.enum(['asked', 'agreed']),
  feeBasis: z.enum(FEE_BASES),
  feeAmount: z.int(),
  lateHours: z.int(),
  attended: z.int().nullable(),
})

const booking = z.object({
  id,
  organisation: organisationName,
  byName: z.string(),
  className: z.string().nullable(),
  people: z.int(),
  purpose: z.string(),
  from: instant,
  until: instant,
  status: z.enum(STATUSES),
  holdUntil: instant.nullable(),
  reason: z.string().nullable(),
  endedBy: organisationName.nullable(),
  late: z.boolean(),
  createdAt: instant,
  version: z.int(),
  parts: z.array(part),
  /** Whether those who see to it have said who was there: the number who came is theirs. */
  counted: z.boolean(),
  /** The series it is a date of. */
  seriesId: id.nullable(),
  facts: z.object({ organisationId: id, affiliationId: id.nullable(), ownerIds: z.array(id) }),
})
export type Booking = z.infer<typeof booking>

export const getBooking = endpoint({
  id: 'sharing.getBooking',
  method: 'GET',
  path: '/api/bookings/:id',
  summary: 'One booking with its offers',
  permission: readBooking,
  params,
  answer: booking,
  example: async ({ sharing }) => {
    const made = await sharing.booking('requested')
    return { params: { id: made.id }, subject: made.facts }
  },
})

export const answerBooking = endpoint({
  id: 'sharing.answerBooking',
  method: 'POST',
  path: '/api/bookings/:id/answer',
  summary: 'Agrees to a request for the own offers in it, or refuses it with a reason',
  permission: answerPermission,
  params,
  body: z.object({ answer: z.enum(['agree', 'refuse']), reason: text(1000).min(1).nullable(), version }),
  answer: z.object({ state: z.enum(['requested', 'confirmed', 'refused']) }),
  example: async ({ sharing }) => {
    const made = await sharing.booking('requested')
    return {
      params: { id: made.id },
      body: { answer: 'agree', reason: null, version: made.version },
      subject: made.facts,
    }
  },
})

export const endBooking = endpoint({
  id: 'sharing.endBooking',
  method: 'POST',
  path: '/api/bookings/:id/end',
  summary: 'Withdraws a request, leaves the line, or cancels what was confirmed, with a reason',
  permission: endPermission,
  params,
  body: z.object({ reason: text(1000).min(1).nullable(), version }),
  answer: z.object({ state: z.enum(['withdrawn', 'cancelled']), late: z.boolean() }),
  example: async ({ sharing }) => {
    const made = await sharing.booking('confirmed')
    return {
      params: { id: made.id },
      body: { reason: '课程调整', version: made.version },
      subject: made.facts,
    }
  },
})

export const recordAttendance = endpoint({
  id: 'sharing.recordAttendance',
  method: 'POST',
  path: '/api/bookings/:id/attendance',
  summary: 'Confirms how many came, for the own offers of a booking that is over',
  permission: answerPermission,
  params,
  body: z.object({ attended: z.int().min(0).max(10_000), version }),
  answer: 'nothing',
  example: async ({ sharing }) => {
    const made = await sharing.booking('confirmed', 'past')
    return { params: { id: made.id }, body: { attended: 18, version: made.version }, subject: made.facts }
  },
})
