import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant } from '#platform/contract/fields.ts'
import { keepItem } from '../policy.ts'
import { licensing, params } from './parts.ts'

const rights = z.object(licensing)
export type RightsInput = z.infer<typeof rights>

export const setRights = endpoint({
  id: 'library.setRights',
  method: 'PUT',
  path: '/api/library/items/:id/rights',
  summary: 'Says who may do what with an item, from when and how long, and whether it is shared',
  permission: keepItem,
  params,
  body: rights.extend({ shared: z.boolean(), version: z.int() }),
  answer: z.object({ version: z.int() }),
  example: async ({ library }) => {
    const { item, facts } = await library.fresh()
    return {
      params: { id: item.id },
      body: {
        ...{
          licence: 'cc_by' as const,
          licenceText: null,
          uses: [],
          audience: 'public' as const,
          groupId: null,
        },
        ...{ access: 'open' as const, embargoUntil: null, expiresOn: null, creatorsAgreed: true },
        ...{ shared: true, version: item.version },
      },
      subject: facts,
    }
  },
})

const taker = z.object({
  organisationId: id,
  name: bilingual,
  taken: z.int(),
  recalled: z.int(),
  deleted: z.int(),
  lastAt: instant,
})

export const listTakers = endpoint({
  id: 'library.listTakers',
  method: 'GET',
  path: '/api/library/items/:id/takers',
  summary: 'Which organisations took an item, and who of them has confirmed its deletion after a recall',
  permission: keepItem,
  params,
  answer: z.object({ rows: z.array(taker) }),
  example: async ({ library }) => {
    const { item, facts } = await library.fresh({ shared: true })
    return { params: { id: item.id }, subject: facts }
  },
})
