import type { SiteWorld } from '#modules/site/contract.ts'
import type { Services } from '#platform/server/context.ts'

/** What examples of the public site's endpoints need. */
export function prepareSite({ systemPool }: Pick<Services, 'systemPool'>): SiteWorld {
  const version = async (text: string, id: string) =>
    (await systemPool.query<{ version: number }>(text, [id])).rows[0]?.version ?? 0
  return {
    settingsVersion: id => version('select version from site.settings where group_id = $1', id),
    choiceVersion: id => version('select version from site.member_choices where organisation_id = $1', id),
  }
}
