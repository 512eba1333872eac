import './world.ts'
import { z } from 'zod'
import { daysAfter, today } from '#platform/contract/days.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, line, oneLine } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  endNaming as endPermission,
  listNamed as listNamedPermission,
  nameOneself as namePermission,
  readMine,
  recordNamed as recordPermission,
} from '../policy.ts'
import { CONFERRED } from '../rules/vocabulary.ts'
import { facts } from './outcomes.ts'

const params = z.object({ id })
const named = z.object({ id, name: bilingual })
/** As many as one occasion has winners; one after another they are entered in the same transaction. */
export const NAMED_MOST = 50

const naming = z.object({
  id,
  organisation: named.nullable(),
  group: named.nullable(),
  occasion: z.string(),
  endsOn: day,
  state: z.enum(['open', 'over', 'ended']),
  recorded: z.int(),
  createdAt: instant,
})
export type Naming = z.infer<typeof naming>

export const listNamings = endpoint({
  id: 'records.listNamings',
  method: 'GET',
  path: '/api/record/namings',
  summary:
    'To whom the learner has named themself, so that outcomes can be recorded, the latest hundred; and the groups of their school, to which they may',
  permission: readMine,
  answer: z.object({ rows: z.array(naming), groups: z.array(named) }),
  example: () => ({}),
})

export const nameOneself = endpoint({
  id: 'records.nameOneself',
  method: 'POST',
  path: '/api/record/namings',
  summary:
    'Names the learner to an organisation, or to a group of their school, until a day; minors not to companies',
  permission: namePermission,
  limit: 60,
  body: z.object({
    organisationId: id.nullish().transform(value => value ?? null),
    groupId: id.nullish().transform(value => value ?? null),
    occasion: oneLine(200),
    endsOn: day,
  }),
  answer: z.object({ id }),
  example: async ({ records }) => ({
    body: {
      organisationId: await records.neighbour(),
      occasion: '短片创作营',
      endsOn: daysAfter(today(), 30),
    },
  }),
})

export const endNaming = endpoint({
  id: 'records.endNaming',
  method: 'POST',
  path: '/api/record/namings/:id/end',
  summary: 'Ends it at once: nothing more can be recorded by it, and the name is no longer shown',
  permission: endPermission,
  params,
  answer: 'nothing',
  example: async ({ records }) => {
    const { id, personId } = await records.ownNaming()
    return { params: { id }, subject: { personId } }
  },
})

const namedLearner = z.object({
  id,
  learner: z.string(),
  school: bilingual,
  occasion: z.string(),
  endsOn: day,
  recorded: z.int(),
  createdAt: instant,
})
export type NamedLearner = z.infer<typeof namedLearner>

export const NAMED_STATES = ['waiting', 'recorded'] as const
const filters = {
  /** Part of the learner's name or of what they took part in. */
  q: line(100).optional(),
  /** Whether something has been recorded for them. */
  state: z.enum(NAMED_STATES).optional(),
}
const namedFilters = z.object(filters)
export type NamedFilters = z.infer<typeof namedFilters>

export const listNamed = endpoint({
  id: 'records.listNamed',
  method: 'GET',
  path: '/api/named',
  summary:
    'Learners who have named themselves to the own organisation or group and whose word still holds, the latest first',
  permission: listNamedPermission,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(namedLearner),
  example: () => ({ query: { q: '创作营' } }),
})

export const countNamed = endpoint({
  id: 'records.countNamed',
  method: 'GET',
  path: '/api/named/count',
  summary: 'How many they are, in all and by whether something has been recorded',
  permission: listNamedPermission,
  query: namedFilters,
  answer: z.object({
    total: z.int(),
    states: z.array(z.object({ value: z.enum(NAMED_STATES), count: z.int() })),
  }),
  example: () => ({ query: { state: 'waiting' } }),
})

export const exportNamed = endpoint({
  id: 'records.exportNamed',
  method: 'GET',
  path: '/api/named/export',
  summary: 'The same list as an Excel or CSV file',
  permission: listNamedPermission,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']) }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' } }),
})

export const recordNamed = endpoint({
  id: 'records.recordNamed',
  method: 'POST',
  path: '/api/named/outcomes',
  summary: 'Records the same outcome for learners who have named themselves, with evidence',
  permission: recordPermission,
  body: facts
    .omit({ outcomes: true })
    .extend({ kind: z.enum(CONFERRED), namingIds: z.array(id).min(1).max(NAMED_MOST) }),
  answer: z.object({ ids: z.array(id) }),
  example: async ({ records }) => {
    const { id, subject } = await records.freshNaming()
    return {
      body: {
        ...{
          namingIds: [id],
          kind: 'award' as const,
          title: { zh: '创作营优秀作品', en: null },
          day: '2026-06-20',
        },
      },
      subject,
    }
  },
})
