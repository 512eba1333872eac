import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Position } from '../../contract/vocabulary.ts'

type Membership = {
  id: string
  groupId: string
  organisationId: string
  position: Position
  startsOn: string
  endsOn: string | null
  version: number
}

export async function selectOptionalMembership(db: Db, id: string): Promise<Membership | undefined> {
  const { rows } =
    await sql<Membership>`select id, group_id, organisation_id, position, starts_on, ends_on, version
    from members.memberships where id = ${id}`.execute(db)
  return rows[0]
}

export async function insertMembership(
  db: Db,
  membership: { groupId: string; organisationId: string; position: Position; startsOn: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into members.memberships
      (group_id, organisation_id, position, starts_on)
    values (${membership.groupId}, ${membership.organisationId}, ${membership.position}, ${membership.startsOn})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Ends a membership that is still running; the new version, or undefined when it has another version. */
export async function endMembershipRow(
  db: Db,
  id: string,
  version: number,
  endsOn: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update members.memberships
    set ends_on = ${endsOn}, version = version + 1
    where id = ${id} and version = ${version} and ends_on is null returning version`.execute(db)
  return rows[0]?.version
}
