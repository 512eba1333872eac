import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id } from '#platform/contract/fields.ts'
import { readBalances } from '../policy.ts'

const balance = z.object({
  organisationId: id,
  name: bilingual,
  shared: z.int(),
  given: z.int(),
  taken: z.int(),
})
export type Balance = z.infer<typeof balance>

export const listBalances = endpoint({
  id: 'library.listBalances',
  method: 'GET',
  path: '/api/library/balances',
  summary: 'What the members of a group share, give to and take from one another; of the own groups',
  permission: readBalances,
  query: z.object({ groupId: id.optional() }),
  answer: z.object({
    groups: z.array(z.object({ id, name: bilingual })),
    /** The one whose members are listed; null where the viewer's organisation is in none. */
    groupId: id.nullable(),
    rows: z.array(balance),
  }),
  example: ({ library }) => ({ query: { groupId: library.groupId } }),
})

export const exportBalances = endpoint({
  id: 'library.exportBalances',
  method: 'GET',
  path: '/api/library/balances/export',
  summary: 'The same as a spreadsheet',
  permission: readBalances,
  limit: 30,
  query: z.object({ groupId: id.optional(), format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: ({ library }) => ({ query: { groupId: library.groupId, format: 'csv' as const } }),
})
