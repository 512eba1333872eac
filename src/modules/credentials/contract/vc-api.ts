import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { useVcApi } from '../policy.ts'

const json = z.record(z.string(), z.unknown())
/** Off unless the operator opens it, and then for API keys alone. */
const OFF = 'credentials.vc_api_off'
const CREDENTIAL = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  credentialSubject: { id: 'urn:example:1' },
}

const checked = z.object({
  verified: z.boolean(),
  checks: z.array(z.string()),
  warnings: z.array(z.string()),
  errors: z.array(z.string()),
})

export const vcIssue = endpoint({
  id: 'credentials.vcIssue',
  method: 'POST',
  path: '/api/vc/credentials/issue',
  summary: 'VC-API: signs a credential of the key’s organisation with eddsa-rdfc-2022 and answers with it',
  permission: useVcApi,
  scope: 'credentials.issue',
  secret: true,
  body: z.object({ credential: json, options: json.optional() }),
  answer: json,
  example: () => ({ body: { credential: CREDENTIAL }, refusal: OFF }),
})

export const vcVerify = endpoint({
  id: 'credentials.vcVerify',
  method: 'POST',
  path: '/api/vc/credentials/verify',
  summary: 'VC-API: verifies a credential; 400 when it is not valid',
  permission: useVcApi,
  scope: 'credentials.verify',
  secret: true,
  body: z.object({
    verifiableCredential: z.union([json, z.string().max(1_000_000)]),
    options: json.optional(),
  }),
  answer: checked,
  example: () => ({ body: { verifiableCredential: CREDENTIAL }, refusal: OFF }),
})

export const vcVerifyPresentation = endpoint({
  id: 'credentials.vcVerifyPresentation',
  method: 'POST',
  path: '/api/vc/presentations/verify',
  summary: 'VC-API: verifies a presentation and every credential in it; 400 when one of them is not valid',
  permission: useVcApi,
  scope: 'credentials.verify',
  secret: true,
  body: z.object({
    verifiablePresentation: json,
    options: z
      .looseObject({ challenge: z.string().max(500).optional(), domain: z.string().max(500).optional() })
      .optional(),
  }),
  answer: checked,
  example: () => ({
    body: { verifiablePresentation: { ...CREDENTIAL, type: 'VerifiablePresentation' } },
    refusal: OFF,
  }),
})
