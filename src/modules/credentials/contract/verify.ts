import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant } from '#platform/contract/fields.ts'
import { readPublished, verifyCredentials } from '../policy.ts'
import { LIMITS } from '../rules/limits.ts'
import { FAULTS, INTEGRITIES, STATUSES, UNCHECKED } from '../rules/verdict.ts'

const plain = {
  outcome: z.enum(['valid', 'invalid', 'uncertain']),
  integrity: z.enum(INTEGRITIES),
  keyFault: z.enum(FAULTS).nullable(),
  problems: z.array(z.object({ path: z.string(), code: z.string() })),
  form: z.enum(['data_integrity', 'vc+jwt']).nullable(),
  status: z.enum(STATUSES),
  statusFault: z.enum(FAULTS).nullable(),
  claims: z
    .object({
      id: z.string().nullable(),
      types: z.array(z.string()),
      title: z.string().nullable(),
      description: z.string().nullable(),
      criteria: z.string().nullable(),
      level: z.string().nullable(),
      learner: z.string().nullable(),
      validFrom: z.string().nullable(),
      validUntil: z.string().nullable(),
      awardedOn: z.string().nullable(),
      evidence: z.array(z.object({ name: z.string().nullable(), address: z.string().nullable() })),
    })
    .nullable(),
  issuer: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  voucher: z
    .object({
      organisation: bilingual,
      isGroup: z.boolean(),
      memberships: z.array(z.object({ group: bilingual, since: day, until: day.nullable() })),
    })
    .nullable(),
  unchecked: z.array(z.enum(UNCHECKED)),
  checkedAt: instant,
}
const verdict = z.object({ ...plain, inner: z.array(z.object(plain)) })
export type ShownVerdict = z.infer<typeof verdict>
export type PlainVerdict = Omit<ShownVerdict, 'inner'>

const UPLOAD = new TextEncoder().encode('{"@context":["https://www.w3.org/ns/credentials/v2"]}')

export const verifyFile = endpoint({
  id: 'credentials.verifyFile',
  method: 'POST',
  path: '/api/credentials/verify',
  summary:
    'What a credential is worth: JSON, vc+jwt, a picture it is baked into, a PDF it is attached to, or a link to one of ours',
  permission: verifyCredentials,
  query: z.object({ name: z.string().max(255).optional() }),
  upload: { maxBytes: LIMITS.bytes },
  answer: z.object({ verdicts: z.array(verdict) }),
  limit: 120,
  example: () => ({ query: {}, upload: UPLOAD }),
})

export const verifyIssued = endpoint({
  id: 'credentials.verifyIssued',
  method: 'GET',
  path: '/api/credentials/verify/:id',
  summary: 'What a credential of this platform is worth today; where the code on paper leads',
  permission: verifyCredentials,
  params: z.object({ id }),
  answer: z.object({ verdicts: z.array(verdict) }),
  limit: 600,
  example: async ({ credentials }) => ({ params: { id: (await credentials.issued()).id } }),
})

/** A document of the open standards, whose terms are theirs. */
const published = z.record(z.string(), z.unknown())

export const getDidDocument = endpoint({
  id: 'credentials.getDidDocument',
  method: 'GET',
  path: '/api/credentials/issuers/:id/did.json',
  summary: 'The DID document of an issuer (did:web), with every key it has ever signed with',
  permission: readPublished,
  params: z.object({ id }),
  answer: published,
  example: async ({ credentials }) => ({ params: { id: (await credentials.published()).issuerId } }),
})

export const getStatusList = endpoint({
  id: 'credentials.getStatusList',
  method: 'GET',
  path: '/api/credentials/status/:id/:purpose',
  summary: 'A signed status list (W3C Bitstring Status List)',
  permission: readPublished,
  params: z.object({ id, purpose: z.enum(['revocation', 'suspension']) }),
  answer: published,
  example: async ({ credentials }) => ({
    params: { id: (await credentials.published()).pageId, purpose: 'revocation' },
  }),
})
