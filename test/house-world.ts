import type { Viewer } from '#platform/contract/access.ts'
import type { World } from '#platform/contract/endpoint.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { insert } from './rows.ts'

/** What the house's examples need of whoever asks. */
export function prepareHouse(services: OpenServices, asker: { viewer: Viewer | null }): World['house'] {
  return {
    freshTask: () =>
      insert(services, 'platform.tasks', {
        kind: 'test.counting',
        person_id: asker.viewer?.personId ?? crypto.randomUUID(),
        organisation_id: asker.viewer?.organisationId ?? null,
      }),
  }
}
