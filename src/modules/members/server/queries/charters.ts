import { sql } from 'kysely'
import type { InputOf } from '#platform/contract/endpoint.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { addCharter, CharterVersion, updateGroup } from '../../contract/charters.ts'

type GroupInput = Omit<InputOf<typeof updateGroup>['body'], 'version'>
type CharterInput = InputOf<typeof addCharter>['body']

/** The new version, or undefined when the group has another one by now. */
export async function updateGroupRow(
  db: Db,
  id: string,
  version: number,
  { name, region, sectors, summary, foundedOn }: GroupInput,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update members.groups set name_zh = ${name.zh},
      name_en = ${name.en}, region_zh = ${region?.zh ?? null}, region_en = ${region?.en ?? null},
      sectors_zh = ${sectors.zh}, sectors_en = ${sectors.en}, summary_zh = ${summary?.zh ?? null},
      summary_en = ${summary?.en ?? null}, founded_on = ${foundedOn}, version = version + 1, updated_at = now()
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

/** All versions of a group's charter, the latest first; at most a hundred. */
export async function selectCharterVersions(db: Db, groupId: string): Promise<CharterVersion[]> {
  const { rows } =
    await sql<CharterVersion>`select number, adopted_on, in_force_from, resolution, by_name as by
    from members.charters where group_id = ${groupId} order by number desc limit 100`.execute(db)
  return rows
}

export async function selectOptionalCharterText(
  db: Db,
  groupId: string,
  number: number,
): Promise<{ zh: string; en: string | null } | undefined> {
  const { rows } = await sql<{ zh: string; en: string | null }>`select text_zh as zh, text_en as en
    from members.charters where group_id = ${groupId} and number = ${number}`.execute(db)
  return rows[0]
}

/** Writes the next version; two at once get two numbers, since the second waits for the first. */
export async function insertCharter(
  db: Db,
  groupId: string,
  charter: CharterInput,
  by: { affiliationId: string | null; name: string },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('charter ' || ${groupId}, 0))`.execute(db)
  const { rows } = await sql<{ number: number }>`insert into members.charters (group_id, number, adopted_on,
      in_force_from, resolution, text_zh, text_en, by_affiliation_id, by_name)
    select ${groupId}, coalesce(max(number), 0) + 1, ${charter.adoptedOn}, ${charter.inForceFrom},
      ${charter.resolution}, ${charter.text.zh}, ${charter.text.en}, ${by.affiliationId}, ${by.name}
    from members.charters where group_id = ${groupId} returning number`.execute(db)
  return (rows[0] as { number: number }).number
}
