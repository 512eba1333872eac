import { z } from 'zod'
import { ROLES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id } from '#platform/contract/fields.ts'
import { anyone } from '../policy.ts'

export const persona = z.object({
  affiliationId: id,
  name: z.string(),
  role: z.enum(ROLES),
  organisation: bilingual,
  /** What this person shows. */
  title: bilingual,
})
export type Persona = z.infer<typeof persona>

export const listPersonas = endpoint({
  id: 'accounts.listPersonas',
  method: 'GET',
  path: '/api/accounts/personas',
  summary: 'People of the demo group to try the platform as; not found outside a demo.',
  permission: anyone,
  answer: z.object({ rows: z.array(persona) }),
  example: () => ({ refusal: 'accounts.persona_missing' }),
})

export const signInAsPersona = endpoint({
  id: 'accounts.signInAsPersona',
  method: 'POST',
  path: '/api/accounts/personas/sign-in',
  summary: 'Sign in as one of the demo group’s people; not found outside a demo.',
  permission: anyone,
  body: z.object({ affiliationId: id }),
  answer: z.object({ state: z.literal('signed_in') }),
  limit: 300,
  example: world => ({
    body: { affiliationId: world.account.affiliationId },
    refusal: 'accounts.persona_missing',
  }),
})
