import type { HomeSource, News } from '#platform/server/home.ts'
import { selectTrail } from './queries.ts'

/** Deeds that those who keep an organisation or a group want to hear of; the texts are `news.<action>`. */
const TOLD = [
  'members.import_people',
  'members.import_oneroster',
  'members.organisation_created',
  'members.organisation_updated',
  'members.membership_ended',
  'members.administrator_appointed',
  'accounts.class_invited',
  'accounts.api_key_created',
] as const
const KEEPERS = ['school_admin', 'company_hr', 'association_staff', 'secretariat', 'authority_observer']

/** What was done lately in the viewer's organisation or group, out of the audit trail. */
export const trailNews: HomeSource = {
  async news({ db, viewer }) {
    if (!viewer || !KEEPERS.includes(viewer.role)) return []
    return (await selectTrail(db, TOLD)).map(
      (row): News => ({
        id: `trail ${row.id}`,
        code: row.by ? row.action : `${row.action}.unsigned`,
        data: { by: row.by ?? '' },
        names: row.organisationZh
          ? { organisation: { zh: row.organisationZh, en: row.organisationEn } }
          : undefined,
        at: row.at,
        to: row.organisationId ? `/organisations/${row.organisationId}` : null,
      }),
    )
  },
}
