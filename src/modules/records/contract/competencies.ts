import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, line } from '#platform/contract/fields.ts'
import { readCompetencies } from '../policy.ts'

const named = z.object({
  id,
  code: z.string(),
  name: bilingual,
  /** Names of its levels, from level 1 on. */
  levels: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  /** The level at which the learner's programme aims; null for what it does not teach. */
  aim: z.int().nullable(),
})
export type NamedCompetency = z.infer<typeof named>

export const listCompetencies = endpoint({
  id: 'records.listCompetencies',
  method: 'GET',
  path: '/api/record/competencies',
  summary:
    "Competencies that an outcome can name: those of the learner's programme, or by their name those of all frameworks",
  permission: readCompetencies,
  query: z.object({
    /** The viewer themself when left out. */ learner: id.optional(),
    q: line(100).optional(),
  }),
  /** At most a hundred. */
  answer: z.object({ rows: z.array(named) }),
  example: ({ records }) => ({ query: { learner: records.learner.id } }),
})
