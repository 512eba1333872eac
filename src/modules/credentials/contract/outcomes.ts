import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, line, oneLine } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { issueForOutcomes as issuePermission } from '../policy.ts'
import { OUTCOME_KINDS } from '../rules/outcomes.ts'
import { HOLD_HOURS_MOST, LEARNERS_MOST } from './issuing.ts'

const earned = z.object({
  outcomeId: id,
  learner: z.object({
    id,
    name: z.string(),
    number: z.string().nullable(),
    class: z.object({ id, name: z.string() }).nullable(),
  }),
  kind: z.enum(OUTCOME_KINDS),
  title: bilingual,
  day,
})
export type Earned = z.infer<typeof earned>

export const listEarned = endpoint({
  id: 'credentials.listEarned',
  method: 'GET',
  path: '/api/credentials/templates/:id/earned',
  summary:
    'Outcomes confirmed by the own school or group that earn this design and have no credential of it yet, the latest first',
  permission: issuePermission,
  params: z.object({ id }),
  query: z.object({
    /** Name, pinyin or number of the learner. */
    q: line(100).optional(),
    class: id.optional(),
    ...pageQuery,
  }),
  answer: page(earned).extend({ /** How many there are in all. */ total: z.int() }),
  example: async ({ credentials }) => {
    const { templateId, subject } = await credentials.earned()
    return { params: { id: templateId }, query: { q: 'shili' }, subject }
  },
})

export const issueForOutcomes = endpoint({
  id: 'credentials.issueForOutcomes',
  method: 'POST',
  path: '/api/credentials/templates/:id/earned',
  summary: 'Issues the design to whose outcomes are named, each for its own and with that as evidence',
  permission: issuePermission,
  params: z.object({ id }),
  body: z.object({
    outcomeIds: z.array(id).min(1).max(LEARNERS_MOST),
    level: oneLine(50)
      .nullish()
      .transform(value => value ?? null),
    validUntil: day.nullish().transform(value => value ?? null),
    holdHours: z.int().min(0).max(HOLD_HOURS_MOST),
  }),
  answer: z.object({ id, taskId: id, total: z.int() }),
  example: async ({ credentials }) => {
    const { templateId, outcomeId, subject } = await credentials.earned()
    return { params: { id: templateId }, body: { outcomeIds: [outcomeId], holdHours: 24 }, subject }
  },
})
