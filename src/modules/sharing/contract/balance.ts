import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id } from '#platform/contract/fields.ts'
import { readBalance as permission } from '../policy.ts'
import { organisationName } from './offers.ts'
import './world.ts'

const period = { from: day, until: day }
const amount = z.object({ bookings: z.int(), hours: z.number(), personHours: z.number() })

const member = z.object({ organisation: organisationName, given: amount, taken: amount })
export type MemberBalance = z.infer<typeof member>

export const readBalance = endpoint({
  id: 'sharing.readBalance',
  method: 'GET',
  path: '/api/sharing/balance',
  summary: 'What each member gave to others and took from them between two days',
  permission,
  query: z.object(period),
  answer: z.object({ rows: z.array(member) }),
  example: () => ({ query: { from: '2026-01-01', until: '2026-12-31' } }),
})

const pair = amount.extend({ organisation: organisationName, direction: z.enum(['given', 'taken']) })
export type BalancePair = z.infer<typeof pair>

export const readPairs = endpoint({
  id: 'sharing.readPairs',
  method: 'GET',
  path: '/api/sharing/balance/:id',
  summary: 'With whom one member shared between two days',
  permission,
  params: z.object({ id }),
  query: z.object(period),
  answer: z.object({ rows: z.array(pair) }),
  example: ({ members }) => ({
    params: { id: members.schoolId },
    query: { from: '2026-01-01', until: '2026-12-31' },
  }),
})

export const exportBalance = endpoint({
  id: 'sharing.exportBalance',
  method: 'GET',
  path: '/api/sharing/balance-export',
  summary: 'The balance of the members as a spreadsheet',
  permission,
  limit: 30,
  query: z.object({ ...period, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { from: '2026-01-01', until: '2026-12-31', format: 'csv' } }),
})
