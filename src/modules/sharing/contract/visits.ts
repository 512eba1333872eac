import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant } from '#platform/contract/fields.ts'
import { arrive as arrivePermission } from '../policy.ts'
import { VISIT_STATES } from '../rules/door.ts'
import { params } from './offers.ts'

const visit = z.object({
  /** Of the booking. */
  id,
  title: bilingual,
  host: bilingual,
  place: z.string().nullable(),
  from: instant,
  until: instant,
  state: z.enum(VISIT_STATES),
})
export type Visit = z.infer<typeof visit>

export const listVisits = endpoint({
  id: 'sharing.listVisits',
  method: 'GET',
  path: '/api/visits',
  summary: 'Where the viewer is expected in the next two weeks, and how it stands with the past two months',
  permission: arrivePermission,
  answer: z.object({ rows: z.array(visit) }),
  example: () => ({}),
})

export const arrive = endpoint({
  id: 'sharing.arrive',
  method: 'POST',
  path: '/api/arrivals',
  summary: 'Says with the code at the door that the viewer is there',
  permission: arrivePermission,
  secret: true,
  limit: 30,
  body: z.object({ code: z.string().trim().min(1).max(20) }),
  answer: z.object({ id }),
  // The code of the half minute is known to whoever stands before it.
  example: () => ({ body: { code: '00000000' }, refusal: 'sharing.code.unknown' }),
})

export const getBriefing = endpoint({
  id: 'sharing.getBriefing',
  method: 'GET',
  path: '/api/visits/:id/briefing',
  summary: 'What is to be known before first use, where the viewer is expected',
  permission: arrivePermission,
  params,
  answer: z.object({
    rows: z.array(z.object({ title: bilingual, text: z.string(), hash: z.string() })),
  }),
  example: async ({ sharing }) => ({ params: { id: await sharing.visit() } }),
})

export const confirmBriefing = endpoint({
  id: 'sharing.confirmBriefing',
  method: 'POST',
  path: '/api/visits/:id/briefing',
  summary: 'Confirms having read what is to be known before first use, once for each text',
  permission: arrivePermission,
  params,
  /** What was shown, so that a text changed meanwhile is shown anew. */
  body: z.object({ shown: z.array(z.string().length(32)).max(10) }),
  answer: 'nothing',
  example: async ({ sharing }) => ({
    params: { id: await sharing.visit() },
    body: { shown: [] },
  }),
})
