import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, instant } from '#platform/contract/fields.ts'
import { bySecret, editOffer, followBookings } from '../policy.ts'
import { CALENDAR_PROBLEMS } from '../rules/vocabulary.ts'
import { params } from './offers.ts'
import './world.ts'

/** Of an offer, else of what one booked oneself. */
const whichFeed = z.object({ offer: id.optional() })

export const getFeed = endpoint({
  id: 'sharing.getFeed',
  method: 'GET',
  path: '/api/booking-feed',
  summary: 'Whether the person has a calendar address for their bookings, or for those of an offer',
  permission: followBookings,
  query: whichFeed,
  answer: z.object({ createdAt: instant.nullable(), lastUsedAt: instant.nullable() }),
  example: () => ({ query: {} }),
})

export const createFeed = endpoint({
  id: 'sharing.createFeed',
  method: 'POST',
  path: '/api/booking-feed',
  summary: 'A new secret calendar address, shown this once; the one before ends',
  permission: followBookings,
  body: z.object({ offerId: id.nullable() }),
  answer: z.object({ url: z.string() }),
  secret: true,
  limit: 20,
  example: () => ({ body: { offerId: null } }),
})

export const revokeFeed = endpoint({
  id: 'sharing.revokeFeed',
  method: 'DELETE',
  path: '/api/booking-feed',
  summary: 'Ends the calendar address',
  permission: followBookings,
  query: whichFeed,
  answer: 'nothing',
  example: () => ({ query: {} }),
})

export const readFeed = endpoint({
  id: 'sharing.readFeed',
  method: 'GET',
  path: '/api/booking-calendar/:token',
  summary: 'Bookings for a calendar program, by the secret in the address',
  permission: bySecret,
  params: z.object({ token: z.string().max(200) }),
  answer: 'file',
  // The secret says who asks, and its person's own transaction is opened then: no second connection is held.
  impersonal: true,
  secret: true,
  limit: 60,
  example: async ({ sharing }) => ({ params: { token: `${await sharing.feedToken()}.ics` } }),
})

const calendar = z.object({
  id,
  host: z.string(),
  problem: z.enum(CALENDAR_PROBLEMS).nullable(),
  events: z.int(),
  readAt: instant.nullable(),
  triedAt: instant.nullable(),
  /** Bookings ahead that lie in its time. */
  clashes: z.int(),
})
export type OutsideCalendar = z.infer<typeof calendar>

export const listCalendars = endpoint({
  id: 'sharing.listCalendars',
  method: 'GET',
  path: '/api/offers/:id/calendars',
  summary: 'The outside calendars whose events block an offer, and how reading them went',
  permission: editOffer,
  params,
  answer: z.object({ rows: z.array(calendar) }),
  example: async ({ sharing }) => {
    const made = await sharing.offer('published')
    return { params: { id: made.id }, subject: made.facts }
  },
})

export const addCalendar = endpoint({
  id: 'sharing.addCalendar',
  method: 'POST',
  path: '/api/offers/:id/calendars',
  summary: 'Takes the events of an outside calendar as blocked time of an offer, read every hour',
  permission: editOffer,
  params,
  body: z.object({ address: z.string().trim().min(1).max(2000) }),
  answer: z.object({ id }),
  secret: true,
  limit: 20,
  example: async ({ sharing }) => {
    const made = await sharing.offer('published')
    return {
      params: { id: made.id },
      body: { address: 'https://calendar.example/stage.ics' },
      subject: made.facts,
    }
  },
})

const oneCalendar = z.object({ id, calendarId: id })

export const rereadCalendar = endpoint({
  id: 'sharing.rereadCalendar',
  method: 'POST',
  path: '/api/offers/:id/calendars/:calendarId/read',
  summary: 'Reads an outside calendar now',
  permission: editOffer,
  params: oneCalendar,
  answer: 'nothing',
  limit: 20,
  example: async ({ sharing }) => {
    const { offer, id: calendarId } = await sharing.calendar()
    return { params: { id: offer.id, calendarId }, subject: offer.facts }
  },
})

export const removeCalendar = endpoint({
  id: 'sharing.removeCalendar',
  method: 'DELETE',
  path: '/api/offers/:id/calendars/:calendarId',
  summary: 'Takes an outside calendar away; what it blocked is free again',
  permission: editOffer,
  params: oneCalendar,
  answer: 'nothing',
  example: async ({ sharing }) => {
    const { offer, id: calendarId } = await sharing.calendar()
    return { params: { id: offer.id, calendarId }, subject: offer.facts }
  },
})
