import { signatureOf } from '#modules/members/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'

/** In whose name the viewer acts for a party: the organisation, their affiliation to it and their name. */
export async function whoActs(context: Context) {
  const { organisationId, affiliationId } = context.signedIn()
  const { name: byName } = await signatureOf(context)
  return { organisationId: organisationId ?? missing(), affiliationId: affiliationId ?? missing(), byName }
}
