import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, text } from '#platform/contract/fields.ts'
import { decideClaim as decidePermission, useCredit as usePermission, voteOnClaim } from '../policy.ts'
import { CLAIM_STATES, OPINIONS, REASONS } from '../rules/decision.ts'
import { credits, params, version } from './parts.ts'

export const vote = endpoint({
  id: 'overpass.vote',
  method: 'POST',
  path: '/api/claims/:id/vote',
  summary: 'Gives or changes one’s voice on a claim that waits; whoever does not approve says why',
  permission: voteOnClaim,
  params,
  body: z.object({ opinion: z.enum(OPINIONS), comment: text(2000).min(1).nullable() }),
  answer: 'nothing',
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.waiting()
    return { params: { id }, body: { opinion: 'approve' as const, comment: null }, subject: facts }
  },
})

const said = {
  reasonCode: z.enum(REASONS),
  reason: text(2000).min(1),
}

export const decide = endpoint({
  id: 'overpass.decide',
  method: 'POST',
  path: '/api/claims/:id/decide',
  summary: 'Approves, reduces or refuses a claim, with the reason, as the committee’s voices allow',
  permission: decidePermission,
  params,
  body: z.object({
    opinion: z.enum(OPINIONS),
    ...said,
    /** When reduced: what each line gets; what is not named gets nothing. */
    lines: z.array(z.object({ outcomeId: id, courseId: id, credits: z.number().min(0).max(400) })).max(500),
    version,
  }),
  answer: z.object({ state: z.enum(CLAIM_STATES), credits }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.waiting()
    return {
      params: { id },
      body: {
        ...{ opinion: 'approve' as const, reasonCode: 'as_the_rule' as const, reason: '材料齐全。' },
        ...{ lines: [], version: 1 },
      },
      subject: facts,
    }
  },
})

export const decideMany = endpoint({
  id: 'overpass.decideMany',
  method: 'POST',
  path: '/api/claims/decide',
  summary: 'Approves or refuses many claims for the same reason, all of them or none',
  permission: decidePermission,
  body: z.object({
    claims: z.array(z.object({ id, version })).min(1).max(100),
    opinion: z.enum(['approve', 'refuse']),
    ...said,
  }),
  answer: z.object({ decided: z.int() }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.waiting()
    return {
      body: {
        ...{ claims: [{ id, version: 1 }], opinion: 'approve' as const },
        ...{ reasonCode: 'as_the_rule' as const, reason: '本班课程一致。' },
      },
      subject: facts,
    }
  },
})

export const useCredit = endpoint({
  id: 'overpass.useCredit',
  method: 'POST',
  path: '/api/claims/:id/use',
  summary: 'Writes what was recognised to the record of the learner, who has arrived at the school',
  permission: usePermission,
  params,
  body: z.object({ version }),
  answer: z.object({ courses: z.int(), credits }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.recognised()
    return { params: { id }, body: { version: 1 }, subject: facts }
  },
})
