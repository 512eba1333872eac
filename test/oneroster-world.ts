import type { OneRosterWorld } from '#modules/members/contract/oneroster-world.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { setOf, smallSchool } from './oneroster-set.ts'
import { insert } from './rows.ts'

const MANIFEST = { version: '1.1', files: { users: 'bulk' }, ignored: [], source: null, orgSourcedId: null }

/** Sets and imports of one school, in the states that the examples of their endpoints need. */
export function prepareOneRoster(
  services: OpenServices,
  own: { organisationId: string; personId: string; affiliationId: string },
): OneRosterWorld {
  return {
    freshZip: () => setOf(smallSchool('EXAMPLE')),
    async freshImport(state) {
      const id = await insert(services, 'members.oneroster_imports', {
        ...{
          organisation_id: own.organisationId,
          person_id: own.personId,
          affiliation_id: own.affiliationId,
        },
        ...{
          viewer_role: 'school_admin',
          file_name: 'set.zip',
          file_sha256: Buffer.alloc(32),
          file_size: 1,
          state,
        },
        manifest: JSON.stringify({ ...MANIFEST, birthDates: false }),
        counts: '[]',
        finished_at: state === 'done' ? new Date() : null,
      })
      return { id, organisationId: own.organisationId }
    },
  }
}
