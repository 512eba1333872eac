import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, line, oneLine } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { keepCredentials, listKept } from '../policy.ts'

export const LEARNERS_MOST = 500
export const HOLD_HOURS_MOST = 168

const evidence = z.object({
  name: oneLine(200),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullish()
    .transform(value => value ?? null),
  narrative: z
    .string()
    .trim()
    .max(2000)
    .nullish()
    .transform(value => value || null),
})

export const issueInput = z.object({
  templateId: id,
  /** Named learners, or everybody in a class today. */
  affiliationIds: z.array(id).max(LEARNERS_MOST).default([]),
  classId: id.nullish().transform(value => value ?? null),
  level: oneLine(50)
    .nullish()
    .transform(value => value ?? null),
  awardedOn: day,
  validUntil: day.nullish().transform(value => value ?? null),
  evidence: z.array(evidence).max(10).default([]),
  /** Hours until the learners have them and nothing can be taken back any more. */
  holdHours: z.int().min(0).max(HOLD_HOURS_MOST),
})
export type IssueInput = z.infer<typeof issueInput>

const batch = z.object({
  id,
  template: z.object({ id, name: bilingual }),
  total: z.int(),
  signed: z.int(),
  level: z.string().nullable(),
  awardedOn: day,
  deliverAt: instant,
  state: z.enum(['signing', 'waiting', 'delivered', 'withdrawn']),
  taskId: id.nullable(),
  by: z.string(),
  createdAt: instant,
  version: z.int(),
})
export type Batch = z.infer<typeof batch>

const params = z.object({ id })

export const issueCredentials = endpoint({
  id: 'credentials.issueCredentials',
  method: 'POST',
  path: '/api/credentials/batches',
  summary:
    'Issues one design to learners; they are signed by a job and can be withdrawn until they are delivered',
  permission: listKept,
  body: issueInput,
  answer: z.object({ id, taskId: id, total: z.int() }),
  example: async ({ credentials }) => ({
    body: {
      templateId: await credentials.ownTemplate(),
      affiliationIds: [await credentials.learner()],
      awardedOn: '2026-06-30',
      holdHours: 24,
    },
  }),
})

export const listBatches = endpoint({
  id: 'credentials.listBatches',
  method: 'GET',
  path: '/api/credentials/batches',
  summary: 'What the viewer has issued, decision by decision, the latest first',
  permission: listKept,
  query: z.object(pageQuery),
  answer: page(batch),
  example: () => ({ query: {} }),
})

export const getBatch = endpoint({
  id: 'credentials.getBatch',
  method: 'GET',
  path: '/api/credentials/batches/:id',
  summary: 'One decision to issue, how far its signing is and until when it can be withdrawn',
  permission: keepCredentials,
  params,
  answer: batch,
  example: async ({ credentials }) => {
    const { id, subject } = await credentials.batch()
    return { params: { id }, subject }
  },
})

export const withdrawBatch = endpoint({
  id: 'credentials.withdrawBatch',
  method: 'POST',
  path: '/api/credentials/batches/:id/withdraw',
  summary: 'Takes back what has not been delivered yet, as if it had never been issued',
  permission: keepCredentials,
  params,
  body: z.object({ version: z.int().min(1) }),
  answer: 'nothing',
  example: async ({ credentials }) => {
    const { id, version, subject } = await credentials.batch()
    return { params: { id }, body: { version }, subject }
  },
})

const change = {
  method: 'POST',
  permission: keepCredentials,
  params,
  body: z.object({ reason: line(1000), version: z.int().min(1) }),
  answer: z.object({ version: z.int() }),
} as const

export const revokeCredential = endpoint({
  ...change,
  id: 'credentials.revokeCredential',
  path: '/api/credentials/issued/:id/revoke',
  summary: 'Revokes a credential for good, with a reason that the learner reads',
  example: async ({ credentials }) => {
    const { id, version, subject } = await credentials.issued()
    return { params: { id }, body: { reason: '作品不是本人完成。', version }, subject }
  },
})

export const suspendCredential = endpoint({
  ...change,
  id: 'credentials.suspendCredential',
  path: '/api/credentials/issued/:id/suspend',
  summary: 'Suspends a credential until it is lifted, with a reason that the learner reads',
  example: async ({ credentials }) => {
    const { id, version, subject } = await credentials.issued()
    return { params: { id }, body: { reason: '评审复核中。', version }, subject }
  },
})

export const liftSuspension = endpoint({
  ...change,
  id: 'credentials.liftSuspension',
  path: '/api/credentials/issued/:id/lift',
  summary: 'Puts a suspended credential in force again',
  example: async ({ credentials }) => {
    const { id, version, subject } = await credentials.issued('suspended')
    return { params: { id }, body: { reason: '复核完毕。', version }, subject }
  },
})

export const keepCredential = endpoint({
  ...change,
  id: 'credentials.keepCredential',
  path: '/api/credentials/issued/:id/keep',
  summary:
    'Keeps a credential although its outcome was corrected or revoked, with a reason that the learner reads',
  example: async ({ credentials }) => {
    const { id, version, subject } = await credentials.issued('to_review')
    return { params: { id }, body: { reason: '更正不影响等级。', version }, subject }
  },
})

const issuer = z.object({
  did: z.string(),
  name: bilingual,
  keys: z.array(z.object({ method: z.string(), createdAt: instant, retiredAt: instant.nullable() })),
})

export const getIssuer = endpoint({
  id: 'credentials.getIssuer',
  method: 'GET',
  path: '/api/credentials/issuer',
  summary: 'As whom the viewer issues: the DID and its keys; none until something was issued',
  permission: listKept,
  answer: z.object({ issuer: issuer.nullable() }),
  example: () => ({}),
})

export const rotateKey = endpoint({
  id: 'credentials.rotateKey',
  method: 'POST',
  path: '/api/credentials/issuer/rotate',
  summary:
    'Signs with a new key from now on; the old one stays published, so that old credentials keep verifying',
  permission: listKept,
  answer: z.object({ did: z.string(), method: z.string() }),
  limit: 30,
  example: () => ({}),
})
