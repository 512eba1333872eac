import { sql } from 'kysely'
import type { OrganisationRow } from '#modules/members/contract/organisations.ts'
import type { Db } from '#platform/server/database/session.ts'

type Organisation = { id: string; kind: OrganisationRow['kind']; nameZh: string; nameEn: string | null }

/** What an organisation is and is called; it must exist. */
export async function selectOrganisation(db: Db, id: string): Promise<Organisation> {
  const { rows } = await sql<Organisation>`select id, kind, name_zh, name_en from members.organisations
    where id = ${id}`.execute(db)
  const [found] = rows
  if (!found) throw new Error(`no organisation ${id}`)
  return found
}
