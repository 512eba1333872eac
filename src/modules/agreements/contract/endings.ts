import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, text } from '#platform/contract/fields.ts'
import {
  answerEnding as answerPermission,
  followVersion,
  withdrawEnding as withdrawPermission,
} from '../policy.ts'
import { ENDING_STATES } from '../rules/vocabulary.ts'
import { cohort, params, version } from './parts.ts'
import './world.ts'

export const proposeEnding = endpoint({
  id: 'agreements.proposeEnding',
  method: 'POST',
  path: '/api/agreement-versions/:id/endings',
  summary: 'Proposes to the other signers to end a signed version, and what becomes of those who are on it',
  permission: followVersion,
  params,
  body: z.object({
    endsOn: day,
    handover: z.enum(['finish', 'stop']),
    lastCohort: cohort.nullable(),
    reason: text(2000).min(1),
  }),
  answer: z.object({ id }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('signed')
    return {
      params: { id: made.version.id },
      body: { endsOn: '2099-07-31', handover: 'finish', lastCohort: null, reason: '专业调整，停止招生。' },
      subject: made.facts,
    }
  },
})

export const answerEnding = endpoint({
  id: 'agreements.answerEnding',
  method: 'POST',
  path: '/api/agreement-endings/:id/answer',
  summary: "Agrees to a proposed ending or refuses it, for the viewer's own organisation",
  permission: answerPermission,
  params,
  body: z.object({ answer: z.enum(['agree', 'refuse']), note: text(2000).min(1).nullable() }),
  answer: z.object({ state: z.enum(ENDING_STATES) }),
  example: async ({ agreements }) => {
    const { ending, facts, proposedBy } = await agreements.ending()
    return {
      params: { id: ending.id },
      body: { answer: 'agree', note: null },
      subject: { ...facts, proposedBy },
    }
  },
})

export const withdrawEnding = endpoint({
  id: 'agreements.withdrawEnding',
  method: 'POST',
  path: '/api/agreement-endings/:id/withdraw',
  summary: 'Takes back a proposed ending',
  permission: withdrawPermission,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async ({ agreements }) => {
    const { ending, proposedBy } = await agreements.ending()
    return { params: { id: ending.id }, body: { version: ending.version }, subject: { proposedBy } }
  },
})
