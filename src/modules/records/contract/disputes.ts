import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  answerDispute as answerPermission,
  contest,
  listDisputes as listPermission,
  withdrawDispute as withdrawPermission,
} from '../policy.ts'

const params = z.object({ id })
const version = z.int().min(1)

export const openDispute = endpoint({
  id: 'records.openDispute',
  method: 'POST',
  path: '/api/outcomes/:id/disputes',
  summary:
    'Contests an entry of one’s own or one’s child’s; it is answered by a day and both stay on the record',
  permission: contest,
  params,
  body: z.object({ reason: text(2000).min(1) }),
  answer: z.object({ id, dueOn: day }),
  example: async ({ records }) => ({
    params: { id: (await records.freshOutcome()).id },
    body: { reason: '平时成绩没有计入。' },
    subject: records.learner.subject,
  }),
})

export const withdrawDispute = endpoint({
  id: 'records.withdrawDispute',
  method: 'POST',
  path: '/api/disputes/:id/withdraw',
  summary: 'Takes back what one contested',
  permission: withdrawPermission,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async ({ records }) => {
    const { id, byPersonId } = await records.freshDispute()
    return { params: { id }, body: { version: 1 }, subject: { byPersonId } }
  },
})

export const answerDispute = endpoint({
  id: 'records.answerDispute',
  method: 'POST',
  path: '/api/disputes/:id/answer',
  summary: 'Answers a contested entry: it stands, or it was corrected or revoked',
  permission: answerPermission,
  params,
  body: z.object({ decision: z.enum(['kept', 'corrected', 'revoked']), answer: text(2000).min(1), version }),
  answer: 'nothing',
  example: async ({ records }) => ({
    params: { id: (await records.freshDispute()).id },
    body: { decision: 'kept' as const, answer: '已复核，成绩无误。', version: 1 },
    subject: records.voucher,
  }),
})

const disputeRow = z.object({
  id,
  outcomeId: id,
  learner: z.object({ id, name: z.string(), organisation: bilingual }),
  title: bilingual,
  reason: z.string(),
  byRole: z.enum(['learner', 'guardian']),
  openedAt: instant,
  dueOn: day,
  version: z.int(),
})
export type DisputeRow = z.infer<typeof disputeRow>

export const listDisputes = endpoint({
  id: 'records.listDisputes',
  method: 'GET',
  path: '/api/disputes',
  summary: 'Contested entries the organisation has to answer, the soonest due first',
  permission: listPermission,
  query: z.object(pageQuery),
  answer: page(disputeRow),
  example: () => ({}),
})
