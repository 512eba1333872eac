import type { Context } from '#platform/server/context.ts'
import type { Persona } from '../contract.ts'
import { fail } from './fail.ts'
import { ensureUser } from './queries/people.ts'
import { selectOptionalPersona, selectPersonas } from './queries/personas.ts'
import { noteSignIn, openSession } from './sign-in.ts'

/** The demo group's people; outside a demo there is no such thing. */
export async function listPersonas(context: Context): Promise<{ rows: Persona[] }> {
  if (!context.config.demo) return fail('missing', 'accounts.persona_missing')
  return { rows: await selectPersonas(context.system) }
}

/** Signs in as one of them, without password. */
export async function signInAsPersona(
  context: Context,
  { body }: { body: { affiliationId: string } },
): Promise<{ state: 'signed_in' }> {
  if (!context.config.demo) return fail('missing', 'accounts.persona_missing')
  const persona = await selectOptionalPersona(context.system, body.affiliationId)
  if (!persona) return fail('missing', 'accounts.persona_missing')
  const { personId, affiliationId, name } = persona
  await ensureUser(context.system, { personId, name })
  await openSession(context, { personId, affiliationId })
  await noteSignIn(context, personId, 'persona')
  return { state: 'signed_in' }
}
