import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  answerRequest as answerPermission,
  askToUse as askPermission,
  readRequests,
  withdrawRequest as withdrawPermission,
} from '../policy.ts'
import { USES } from '../rules/licences.ts'
import { REQUEST_STATES } from '../rules/vocabulary.ts'
import { organisationName, params } from './parts.ts'

const request = z.object({
  id,
  itemId: id,
  title: bilingual.nullable(),
  owner: organisationName,
  organisation: organisationName,
  byName: z.string(),
  uses: z.array(z.enum(USES)),
  purpose: z.string(),
  state: z.enum(REQUEST_STATES),
  dueOn: day,
  untilDate: day.nullable(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  createdAt: instant,
  /** Whether the viewer may answer it, or take it back. */
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
  version: z.int(),
})
export type UseRequest = z.infer<typeof request>

export const listRequests = endpoint({
  id: 'library.listRequests',
  method: 'GET',
  path: '/api/library/requests',
  summary: "Requests to use something of the viewer's organisation, or of theirs, the latest first",
  permission: readRequests,
  query: z.object({ ...pageQuery, way: z.enum(['in', 'out']).default('in') }),
  answer: page(request),
  example: () => ({ query: { way: 'out' as const } }),
})

export const askToUse = endpoint({
  id: 'library.askToUse',
  method: 'POST',
  path: '/api/library/items/:id/requests',
  summary: 'Asks the owner to let the own organisation use something',
  permission: askPermission,
  params,
  body: z.object({ uses: z.array(z.enum(USES)).min(1).max(USES.length), purpose: text(1000).min(1) }),
  answer: z.object({ id, dueOn: day }),
  example: async ({ library }) => {
    const { item, facts } = await library.fresh({ shared: true, access: 'request' })
    return {
      params: { id: item.id },
      body: { uses: ['teach' as const], purpose: '用于三维建模课' },
      subject: facts,
    }
  },
})

export const answerRequest = endpoint({
  id: 'library.answerRequest',
  method: 'POST',
  path: '/api/library/requests/:id/answer',
  summary: 'Grants or refuses a request, with a word',
  permission: answerPermission,
  params,
  body: z.object({
    granted: z.boolean(),
    answer: text(1000).min(1),
    untilDate: day.nullable(),
    version: z.int(),
  }),
  answer: 'nothing',
  example: async ({ library }) => {
    const { request: made, facts } = await library.request()
    return {
      params: { id: made.id },
      body: { granted: true, answer: '欢迎使用，请注明出处。', untilDate: null, version: made.version },
      subject: facts,
    }
  },
})

export const withdrawRequest = endpoint({
  id: 'library.withdrawRequest',
  method: 'POST',
  path: '/api/library/requests/:id/withdraw',
  summary: 'Takes a request back',
  permission: withdrawPermission,
  params,
  body: z.object({ version: z.int() }),
  answer: 'nothing',
  example: async ({ library }) => {
    const { request: made, affiliationId } = await library.request(true)
    return { params: { id: made.id }, body: { version: made.version }, subject: { affiliationId } }
  },
})
