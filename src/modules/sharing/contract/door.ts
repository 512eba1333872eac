import { z } from 'zod'
import { ROLES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant, text } from '#platform/contract/fields.ts'
import { superviseBooking } from '../policy.ts'
import { DOOR_PHASES } from '../rules/door.ts'
import { params, version } from './offers.ts'
import './world.ts'

/** People named for one booking at once. */
const MOST_AT_ONCE = 200
const MOST_PRESENT = 2000

const visitor = z.object({
  id,
  name: z.string(),
  number: z.string().nullable(),
  role: z.enum(ROLES),
  /** Of the booked class; others were named one by one. */
  ofClass: z.boolean(),
  arrivedAt: instant.nullable(),
  /** As last confirmed; null before. */
  present: z.boolean().nullable(),
  /** Has confirmed what is to be known before first use, or was told it. */
  briefed: z.boolean(),
})
export type Visitor = z.infer<typeof visitor>

const door = z.object({
  title: bilingual,
  from: instant,
  until: instant,
  /** Opens so early. */
  opensAt: instant,
  phase: z.enum(DOOR_PHASES),
  /** What is to be known before first use, by offer. */
  safety: z.array(z.object({ title: bilingual, text: z.string() })),
  /** Shown while the door is open: digits, and the same as a picture of so many squares a side. */
  code: z.object({ digits: z.string(), until: instant, squares: z.int(), path: z.string() }).nullable(),
  visitors: z.array(visitor),
  confirmed: z.object({ at: instant, by: z.string() }).nullable(),
  /** Of the door; 0 before it has been opened. */
  version: z.int(),
  hours: z.number(),
})
export type Door = z.infer<typeof door>

export const getDoor = endpoint({
  id: 'sharing.getDoor',
  method: 'GET',
  path: '/api/bookings/:id/door',
  summary: 'Who is expected and who came, with the code to show while the door is open',
  permission: superviseBooking,
  secret: true,
  params,
  answer: door,
  example: async ({ sharing }) => {
    const made = await sharing.booking('confirmed')
    return { params: { id: made.id }, subject: made.facts }
  },
})

export const openDoor = endpoint({
  id: 'sharing.openDoor',
  method: 'POST',
  path: '/api/bookings/:id/door',
  summary: 'Opens the door of a booking: from now on its code can be shown and scanned',
  permission: superviseBooking,
  params,
  answer: 'nothing',
  example: async ({ sharing }) => {
    const made = await sharing.booking('confirmed', 'now')
    return { params: { id: made.id }, subject: made.facts }
  },
})

export const nameVisitors = endpoint({
  id: 'sharing.nameVisitors',
  method: 'POST',
  path: '/api/bookings/:id/visitors',
  summary: 'Names people of the own organisation who are to come to a booking, or takes them off again',
  permission: superviseBooking,
  params,
  body: z.object({ add: z.array(id).max(MOST_AT_ONCE), remove: z.array(id).max(MOST_AT_ONCE) }),
  answer: 'nothing',
  example: async ({ sharing }) => {
    const made = await sharing.booking('confirmed')
    return {
      params: { id: made.id },
      body: { add: [await sharing.visitor()], remove: [] },
      subject: made.facts,
    }
  },
})

export const exportDoor = endpoint({
  id: 'sharing.exportDoor',
  method: 'GET',
  path: '/api/bookings/:id/door/export',
  summary: 'Who was expected and who came, as a spreadsheet',
  permission: superviseBooking,
  limit: 30,
  params,
  query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: async ({ sharing }) => {
    const made = await sharing.booking('confirmed')
    return { params: { id: made.id }, query: { format: 'csv' as const }, subject: made.facts }
  },
})

const presence = z.object({
  /** Everybody who was there; those expected and not among them were not. */
  present: z.array(id).max(MOST_PRESENT),
  /** That those who have not confirmed what is to be known before first use have been told it. */
  briefed: z.boolean(),
  /** Why, where it changes what was confirmed before. */
  reason: text(1000).min(1).nullable(),
  version: z.int().min(0),
})
export type PresenceInput = z.infer<typeof presence>

export const confirmPresence = endpoint({
  id: 'sharing.confirmPresence',
  method: 'POST',
  path: '/api/bookings/:id/presence',
  summary: 'Confirms or corrects who was there; what learners did goes into their records',
  permission: superviseBooking,
  params,
  body: presence,
  answer: z.object({ present: z.int(), entered: z.int(), revoked: z.int(), version }),
  example: async ({ sharing }) => {
    const made = await sharing.booking('confirmed', 'past')
    return {
      params: { id: made.id },
      body: { present: [], briefed: false, reason: null, version: 0 },
      subject: made.facts,
    }
  },
})
