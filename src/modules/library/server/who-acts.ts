import { signatureOf } from '#modules/members/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { By } from './queries/items.ts'

/** In whose name the viewer acts: the organisation, their affiliation to it and their name. */
export async function whoActs(context: Context): Promise<By> {
  const { organisationId, affiliationId } = context.signedIn()
  const { name: byName } = await signatureOf(context)
  return { organisationId: organisationId ?? missing(), affiliationId: affiliationId ?? missing(), byName }
}

export const note = (context: Context, action: string, itemId: string, data?: Record<string, unknown>) =>
  context.audit({ action: `library.${action}`, subject: { kind: 'library_item', id: itemId }, data })
