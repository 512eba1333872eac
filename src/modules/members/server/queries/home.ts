import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

export type OwnCounts = { students: number; staff: number; classes: number; unclaimed: number }

/** The viewer's own organisation today; `unclaimed` are those without an account, guardians aside. */
export async function selectOwnCounts(db: Db): Promise<OwnCounts> {
  const { rows } = await sql<OwnCounts>`select
      count(*) filter (where role = 'student')::int as students,
      count(*) filter (where role not in ('student', 'guardian', 'resident'))::int as staff,
      count(*) filter (where person_id is null and role <> 'guardian')::int as unclaimed,
      (select count(*)::int from members.classes
        where organisation_id = platform.viewer_organisation() and ends_on is null) as classes
    from members.affiliations
    where organisation_id = platform.viewer_organisation() and ends_on is null`.execute(db)
  return rows[0] ?? { students: 0, staff: 0, classes: 0, unclaimed: 0 }
}

type OpenImport = { id: string; fileName: string; state: 'mapping' | 'ready' | 'failed'; updatedAt: Date }

/** Rosters of the viewer's organisation that a person has to go on with. */
export async function selectOpenImports(db: Db): Promise<OpenImport[]> {
  const { rows } = await sql<OpenImport>`select id, file_name, state, updated_at from members.imports
    where organisation_id = platform.viewer_organisation() and state in ('mapping', 'failed') and kept
    order by updated_at desc limit 5`.execute(db)
  return rows
}

/** Members of the group the viewer is secretariat of that nobody keeps the people of. */
export async function selectWithoutAdministrator(
  db: Db,
): Promise<{ id: string; nameZh: string; nameEn: string | null }[]> {
  const { rows } = await sql<{ id: string; nameZh: string; nameEn: string | null }>`
    select o.id, o.name_zh, o.name_en from members.organisations o
    where o.id in (select members.without_administrator()) order by o.sort_key limit 10`.execute(db)
  return rows
}

type Joining = {
  id: string
  at: Date
  organisationId: string
  organisationZh: string
  organisationEn: string | null
  groupZh: string
  groupEn: string | null
}

/** Who joined the viewer's groups in the last half year. Memberships are open to whoever is signed in. */
export async function selectJoinings(db: Db): Promise<Joining[]> {
  const { rows } = await sql<Joining>`select m.id, m.starts_on::timestamptz as at, o.id as organisation_id,
      o.name_zh as organisation_zh, o.name_en as organisation_en, g.name_zh as group_zh, g.name_en as group_en
    from members.memberships m
      join members.organisations o on o.id = m.organisation_id
      join members.groups g on g.id = m.group_id
    where m.ends_on is null and m.starts_on between platform.today() - 180 and platform.today()
      and (m.group_id = platform.viewer_group() or m.group_id in (select own.group_id from members.memberships own
        where own.organisation_id = platform.viewer_organisation() and own.ends_on is null))
    order by m.starts_on desc, m.id desc limit 8`.execute(db)
  return rows
}
