import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { readGiven as givenPermission, readGivenBookings } from '../policy.ts'
import { dayOfOurs, organisationName } from './stays.ts'

const period = { from: dayOfOurs, until: dayOfOurs }
const giver = z.object({
  organisation: organisationName.extend({ kind: z.string() }),
  /** Of each offer of hours the most that were booked at once. */
  people: z.int(),
  ...{ hours: z.number(), bookings: z.int(), takers: z.int() },
})
export type Giver = z.infer<typeof giver>

export const readGiven = endpoint({
  id: 'faculty.readGiven',
  method: 'GET',
  path: '/api/faculty/given',
  summary:
    'Whose people worked for other members between two days: part-time teachers and mentors, with their hours',
  permission: givenPermission,
  query: z.object(period),
  answer: z.object({ rows: z.array(giver) }),
  example: () => ({ query: { from: '2026-01-01', until: '2026-12-31' } }),
})

export const exportGiven = endpoint({
  id: 'faculty.exportGiven',
  method: 'GET',
  path: '/api/faculty/given-export',
  summary: 'Part-time teachers supplied and mentor hours of the members as a spreadsheet',
  permission: givenPermission,
  limit: 30,
  query: z.object({ ...period, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { from: '2026-01-01', until: '2026-12-31', format: 'csv' } }),
})

const booking = z.object({
  id,
  title: bilingual,
  /** Whether the own organisation gave the hours, or had them. */
  direction: z.enum(['given', 'taken']),
  other: organisationName,
  ...{ from: instant, until: instant, hours: z.number(), people: z.int() },
})
export type GivenBooking = z.infer<typeof booking>

export const listGivenBookings = endpoint({
  id: 'faculty.listGivenBookings',
  method: 'GET',
  path: '/api/faculty/given/bookings',
  summary: 'The bookings behind the hours that the own organisation gave or had, the latest first',
  permission: readGivenBookings,
  query: z.object({ ...period, ...pageQuery }),
  answer: page(booking),
  example: () => ({ query: { from: '2026-01-01', until: '2026-12-31' } }),
})
