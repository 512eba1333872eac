import { z } from 'zod'
import { SCOPES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, instant, oneLine } from '#platform/contract/fields.ts'
import { manageKey, manageKeys } from '../policy.ts'

const scope = z.enum(SCOPES)

export const apiKey = z.object({
  id,
  name: z.string(),
  /** The first characters, to tell keys apart. */
  hint: z.string(),
  scopes: z.array(scope),
  createdBy: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  state: z.enum(['valid', 'expired', 'revoked']),
})
export type ApiKey = z.infer<typeof apiKey>

export const listApiKeys = endpoint({
  id: 'accounts.listApiKeys',
  method: 'GET',
  path: '/api/accounts/keys',
  summary: 'The organisation’s API keys, the latest first.',
  permission: manageKeys,
  answer: z.object({ rows: z.array(apiKey) }),
  example: () => ({}),
})

export const createApiKey = endpoint({
  id: 'accounts.createApiKey',
  method: 'POST',
  path: '/api/accounts/keys',
  summary:
    'A key for a program of the organisation, shown once. It may do what its scopes name, nothing else.',
  permission: manageKeys,
  secret: true,
  body: z.object({
    name: oneLine(100),
    scopes: z.array(scope).min(1).max(SCOPES.length),
    /** Days until it ends. */
    days: z.number().int().min(1).max(730),
  }),
  answer: z.object({ id, key: z.string(), expiresAt: instant }),
  limit: 30,
  example: () => ({ body: { name: '教务系统', scopes: ['people.read' as const], days: 90 } }),
})

export const revokeApiKey = endpoint({
  id: 'accounts.revokeApiKey',
  method: 'POST',
  path: '/api/accounts/keys/:id/revoke',
  summary: 'A key stops working, at once.',
  permission: manageKey,
  params: z.object({ id }),
  answer: 'nothing',
  example: async world => {
    const { id, organisationId } = await world.accounts.freshKey()
    return { params: { id }, subject: { organisationId } }
  },
})
