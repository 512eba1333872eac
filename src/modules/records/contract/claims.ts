import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id } from '#platform/contract/fields.ts'
import { readMine, withdrawClaim as withdrawPermission } from '../policy.ts'
import { entry } from './record.ts'

export const listClaims = endpoint({
  id: 'records.listClaims',
  method: 'GET',
  path: '/api/record/claims',
  summary: 'What the learner has asked organisations to confirm and what they said; the latest hundred',
  permission: readMine,
  answer: z.object({ rows: z.array(entry) }),
  example: () => ({}),
})

export const askOther = endpoint({
  id: 'records.askOther',
  method: 'POST',
  path: '/api/outcomes/:id/ask',
  summary:
    'Asks another organisation to confirm what one has not confirmed: the same facts and evidence, as a new entry',
  permission: withdrawPermission,
  params: z.object({ id }),
  body: z.object({ organisationId: id }),
  answer: z.object({ id }),
  example: async ({ records }) => {
    const { id, personId } = await records.ownClaim()
    return {
      params: { id },
      body: { organisationId: await records.neighbour() },
      subject: { personId },
    }
  },
})
