import { sql } from 'kysely'
import type { Role, Viewer } from '#platform/contract/access.ts'
import type { Services } from '#platform/server/context.ts'

/**
 * The longest-serving administrator of an organisation who has an account, for an operator's command that
 * acts in that organisation's name; null when there is none.
 */
export async function actingAdministrator(services: Services, code: string): Promise<Viewer | null> {
  const { rows } = await sql<{
    personId: string
    affiliationId: string
    role: Role
    organisationId: string
  }>`select a.person_id, a.id as affiliation_id, a.role, a.organisation_id
    from members.active_affiliations a join members.organisations o on o.id = a.organisation_id
    where o.code = ${code} and a.person_id is not null
      and a.role in ('school_admin', 'company_hr', 'association_staff')
    order by a.starts_on, a.id limit 1`.execute(services.system)
  return rows[0] ? { ...rows[0], groupId: null } : null
}
