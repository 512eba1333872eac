import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { listKept, readCredential, readOwn } from '../policy.ts'
import { KINDS } from '../rules/achievement.ts'

export const ISSUED_STATES = ['prepared', 'in_force', 'suspended', 'revoked', 'expired'] as const
export const FORMATS = ['json', 'jwt', 'png', 'svg', 'pdf', 'zip'] as const
export const RECORD_FORMATS = ['json', 'jwt'] as const

const row = z.object({
  id,
  kind: z.enum(KINDS),
  name: bilingual,
  colour: z.string(),
  /** What the own picture it was issued with is known by; null where it has the drawn sign. */
  picture: z.string().nullable(),
  learner: z.string(),
  issuer: bilingual,
  level: z.string().nullable(),
  awardedOn: day,
  validUntil: day.nullable(),
  deliverAt: instant,
  state: z.enum(ISSUED_STATES),
})
export type IssuedRow = z.infer<typeof row>

const filters = {
  q: z.string().trim().max(100).optional(),
  state: z.enum(ISSUED_STATES).optional(),
  template: id.optional(),
  batch: id.optional(),
}

export const listIssued = endpoint({
  id: 'credentials.listIssued',
  method: 'GET',
  path: '/api/credentials/issued',
  summary: 'Credentials that the viewer has issued, the latest first',
  permission: listKept,
  query: z.object({ ...pageQuery, ...filters }),
  answer: page(row),
  example: () => ({ query: { state: 'in_force' } }),
})

export const countIssued = endpoint({
  id: 'credentials.countIssued',
  method: 'GET',
  path: '/api/credentials/issued/count',
  summary: 'How many of them there are, in all and in each state',
  permission: listKept,
  query: z.object(filters),
  answer: z.object({
    total: z.int(),
    states: z.array(z.object({ state: z.enum(ISSUED_STATES), count: z.int() })),
  }),
  example: () => ({ query: {} }),
})

export const exportIssued = endpoint({
  id: 'credentials.exportIssued',
  method: 'GET',
  path: '/api/credentials/issued/export',
  summary: 'The same list as an Excel or CSV file',
  permission: listKept,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']) }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' } }),
})

export const listMine = endpoint({
  id: 'credentials.listMine',
  method: 'GET',
  path: '/api/credentials/mine',
  summary: 'Credentials that were issued to the viewer, or to a minor they are guardian of',
  permission: readOwn,
  query: z.object(pageQuery),
  answer: page(row),
  example: () => ({ query: {} }),
})

const step = z.object({
  id,
  kind: z.enum(['suspended', 'lifted', 'revoked', 'kept']),
  reason: z.string(),
  by: z.string(),
  at: instant,
})

const one = row.extend({
  description: bilingual,
  criteria: bilingual,
  reason: z.string().nullable(),
  steps: z.array(step),
  /** Where anybody verifies it; what the code on paper carries. */
  address: z.string(),
  /** The entry of the learner's record that it was issued for. */
  outcomeId: id.nullable(),
  /** What has happened to that entry since, for whoever issued it to decide. */
  review: z.enum(['correction', 'revocation']).nullable(),
  /** Signed already. */
  ready: z.boolean(),
  own: z.boolean(),
  owner: z.object({ organisationId: id.nullable(), groupId: id.nullable() }),
  version: z.int(),
})
export type IssuedOne = z.infer<typeof one>

const params = z.object({ id })

export const getIssued = endpoint({
  id: 'credentials.getIssued',
  method: 'GET',
  path: '/api/credentials/issued/:id',
  summary: 'One credential and what has happened to it',
  permission: readCredential,
  params,
  answer: one,
  example: async ({ credentials }) => {
    const { id, facts } = await credentials.issued()
    return { params: { id }, subject: facts }
  },
})

export const openIssued = endpoint({
  id: 'credentials.openIssued',
  method: 'POST',
  path: '/api/credentials/issued/:id/opened',
  summary: 'Notes that the learner has seen it: what lay on their desk about it is done',
  permission: readCredential,
  params,
  answer: 'nothing',
  example: async ({ credentials }) => {
    const { id, facts } = await credentials.issued()
    return { params: { id }, subject: facts }
  },
})

export const downloadIssued = endpoint({
  id: 'credentials.downloadIssued',
  method: 'GET',
  path: '/api/credentials/issued/:id/file',
  summary:
    'A credential as signed JSON, as vc+jwt, baked into a PNG or SVG, as a PDF with a code, or with all that is needed to verify it without us',
  permission: readCredential,
  params,
  query: z.object({ format: z.enum(FORMATS) }),
  answer: 'file',
  limit: 120,
  example: async ({ credentials }) => {
    const { id, facts } = await credentials.issued()
    return { params: { id }, query: { format: 'jwt' }, subject: facts }
  },
})

export const downloadRecord = endpoint({
  id: 'credentials.downloadRecord',
  method: 'GET',
  path: '/api/credentials/mine/record',
  summary:
    'The viewer’s own credentials in one signed Comprehensive Learner Record (CLR 2.0), as a document with an eddsa-rdfc-2022 proof or as vc+jwt',
  permission: readOwn,
  query: z.object({ format: z.enum(RECORD_FORMATS) }),
  answer: 'file',
  limit: 30,
  example: async ({ credentials }) => {
    await credentials.holding()
    return { query: { format: 'json' } }
  },
})
