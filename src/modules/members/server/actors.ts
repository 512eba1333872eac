import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'

const MOST = 200

/** Names of affiliations, as far as the viewer may see them; what is out of sight is left out. */
export async function selectActorNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from members.affiliations where id = any (${ids}::uuid[])`.execute(db)
  return new Map(rows.map(row => [row.id, row.name]))
}

/** Affiliations within the viewer's sight whose name is asked for, in characters, pinyin or letters; the first 200. */
export async function selectActorsNamed(db: Db, q: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from members.affiliations
    where id in (select members.find_affiliations(${queryTerms(q)}::text[])) order by sort_key, id limit ${MOST}`.execute(
    db,
  )
  return rows.map(row => row.id)
}
