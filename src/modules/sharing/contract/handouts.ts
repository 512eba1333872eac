import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant, text } from '#platform/contract/fields.ts'
import { answerBooking, readBooking } from '../policy.ts'
import { BACK_STATES } from '../rules/vocabulary.ts'
import { params, version } from './offers.ts'
import './world.ts'

const handout = z.object({
  partId: id,
  title: bilingual,
  ownerId: id,
  units: z.int(),
  /** Null until it is handed out. */
  outAt: instant.nullable(),
  outNote: z.string(),
  backAt: instant.nullable(),
  backUnits: z.int().nullable(),
  backState: z.enum(BACK_STATES).nullable(),
  backNote: z.string(),
  version: z.int(),
})
export type Handout = z.infer<typeof handout>

export const listHandouts = endpoint({
  id: 'sharing.listHandouts',
  method: 'GET',
  path: '/api/bookings/:id/handouts',
  summary: 'The equipment of a booking: whether it is handed out and how it came back',
  permission: readBooking,
  params,
  answer: z.object({ rows: z.array(handout) }),
  example: async ({ sharing }) => {
    const made = await sharing.handout('ready')
    return { params: { id: made.id }, subject: made.facts }
  },
})

export const handOut = endpoint({
  id: 'sharing.handOut',
  method: 'POST',
  path: '/api/bookings/:id/handouts',
  summary: 'Hands own equipment out for a confirmed booking, with its state',
  permission: answerBooking,
  params,
  body: z.object({ partId: id, note: text(1000) }),
  answer: 'nothing',
  example: async ({ sharing }) => {
    const made = await sharing.handout('ready')
    return { params: { id: made.id }, body: { partId: made.partId, note: '齐全' }, subject: made.facts }
  },
})

export const takeBack = endpoint({
  id: 'sharing.takeBack',
  method: 'POST',
  path: '/api/bookings/:id/handouts/:partId/return',
  summary: 'Takes own equipment back; what is damaged or missing becomes a fault of the offer',
  permission: answerBooking,
  params: z.object({ id, partId: id }),
  body: z.object({
    ...{ state: z.enum(BACK_STATES), units: z.int().min(0).max(10_000), note: text(1000), version },
  }),
  answer: z.object({ outageId: id.nullable() }),
  example: async ({ sharing }) => {
    const made = await sharing.handout('out')
    return {
      params: { id: made.id, partId: made.partId },
      body: { state: 'whole', units: 1, note: '', version: 1 },
      subject: made.facts,
    }
  },
})
