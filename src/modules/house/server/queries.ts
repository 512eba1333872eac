import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

export type TrailRow = {
  id: string
  at: Date
  action: string
  organisationId: string | null
  organisationZh: string | null
  organisationEn: string | null
  by: string | null
}

const DAYS = 120
const ROWS = 8

/**
 * The latest entries of the trail with these actions. Row-level security gives the trail to those who keep an
 * organisation or a group, and to nobody else.
 */
export async function selectTrail(db: Db, actions: readonly string[]): Promise<TrailRow[]> {
  const { rows } = await sql<TrailRow>`select e.id::text as id, e.at, e.action, e.organisation_id,
      o.name_zh as organisation_zh, o.name_en as organisation_en, a.name as by
    from audit.entries e
      left join members.organisations o on o.id = e.organisation_id
      left join members.affiliations a on a.id = e.affiliation_id
    where e.action = any (${actions}::text[]) and e.at > now() - make_interval(days => ${DAYS})
    order by e.id desc limit ${ROWS}`.execute(db)
  return rows
}

export async function selectOptionalGroup(
  db: Db,
  id: string,
): Promise<{ id: string; name: Bilingual } | undefined> {
  const { rows } = await sql<{ id: string; name: Bilingual }>`select id,
      json_build_object('zh', name_zh, 'en', name_en) as name
    from members.groups where id = ${id}`.execute(db)
  return rows[0]
}
