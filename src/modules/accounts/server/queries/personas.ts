import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Persona } from '../../contract.ts'

const columns = sql`a.id as affiliation_id, a.name, a.role, a.person_id,
  json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation,
  json_build_object('zh', p.title_zh, 'en', p.title_en) as title`
const tables = sql`accounts.personas p
  join members.active_affiliations a on a.id = p.affiliation_id and a.person_id is not null
  join members.organisations o on o.id = a.organisation_id`

export async function selectPersonas(system: Db): Promise<Persona[]> {
  const { rows } =
    await sql<Persona>`select ${columns} from ${tables} order by p.position, a.id limit 200`.execute(system)
  return rows
}

export async function selectOptionalPersona(
  system: Db,
  affiliationId: string,
): Promise<(Persona & { personId: string }) | undefined> {
  const { rows } = await sql<Persona & { personId: string }>`select ${columns} from ${tables}
    where a.id = ${affiliationId}`.execute(system)
  return rows[0]
}
