import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { decideAppeal as decidePermission, listAppeals as listPermission, ownClaim } from '../policy.ts'
import { named, params, version } from './parts.ts'

export const appealClaim = endpoint({
  id: 'overpass.appeal',
  method: 'POST',
  path: '/api/claims/:id/appeal',
  summary: 'Appeals a reduced or refused claim to the committee of the group, once, within the days for it',
  permission: ownClaim,
  params,
  body: z.object({ reason: text(2000).min(1) }),
  answer: z.object({ id, dueOn: day }),
  example: async ({ overpass }) => {
    const { id, personId } = await overpass.ownRefused()
    return { params: { id }, body: { reason: '课程内容一致，请复核。' }, subject: { personId } }
  },
})

export const listAppeals = endpoint({
  id: 'overpass.listAppeals',
  method: 'GET',
  path: '/api/appeals',
  summary: 'Appeals that wait for the committee of the group, the soonest due first',
  permission: listPermission,
  query: z.object(pageQuery),
  answer: page(
    z.object({
      id,
      claimId: id,
      learner: z.string(),
      organisation: bilingual,
      programme: named,
      receiving: named,
      reason: z.string(),
      dueOn: day,
      openedAt: instant,
    }),
  ),
  example: () => ({}),
})

export const decideAppeal = endpoint({
  id: 'overpass.decideAppeal',
  method: 'POST',
  path: '/api/appeals/:id/decide',
  summary: 'Enters what the committee decided: the decision stands, or these lines are recognised',
  permission: decidePermission,
  params,
  body: z.object({
    decision: z.enum(['kept', 'changed']),
    answer: text(2000).min(1),
    lines: z.array(z.object({ outcomeId: id, courseId: id, credits: z.number().min(0).max(400) })).max(500),
    version,
  }),
  answer: 'nothing',
  example: async ({ overpass }) => {
    const { id, groupId } = await overpass.freshAppeal()
    return {
      params: { id },
      body: { decision: 'kept' as const, answer: '原认定依据充分。', lines: [], version: 1 },
      subject: { groupId },
    }
  },
})
