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
  suspendedOn: string | null
  endKind: 'left' | 'lapsed' | 'ended' | null
  number: string | null
  version: number
}

export async function selectOptionalMembership(db: Db, id: string): Promise<Membership | undefined> {
  const { rows } = await sql<Membership>`select id, group_id, organisation_id, position, starts_on, ends_on,
    suspended_on, end_kind, number, version
    from members.memberships where id = ${id}`.execute(db)
  return rows[0]
}

/** Ends a membership that is still running; the new version, or undefined when it has another version. */
export async function endMembershipRow(
  db: Db,
  id: string,
  version: number,
  endsOn: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update members.memberships
    set ends_on = ${endsOn}, end_kind = 'ended', version = version + 1
    where id = ${id} and version = ${version} and ends_on is null returning version`.execute(db)
  return rows[0]?.version
}

/** Writes a membership with its number. */
export async function insertMembership(
  db: Db,
  membership: {
    groupId: string
    organisationId: string
    position: Position
    startsOn: string
    number: string | null
  },
): Promise<string> {
  const { groupId, organisationId, position, startsOn, number } = membership
  const { rows } = await sql<{ id: string }>`insert into members.memberships
      (group_id, organisation_id, position, starts_on, number)
    values (${groupId}, ${organisationId}, ${position}, ${startsOn}, ${number}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** The next free number of a year, `2026-007`. Whoever asks holds the group's numbers until the transaction ends. */
export async function selectNextNumber(db: Db, groupId: string, year: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended('member number ' || ${groupId}, 0))`.execute(db)
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(split_part(number, '-', 2)::int), 0) + 1 as next from members.memberships
    where group_id = ${groupId} and number ~ ${`^${year}-[0-9]{1,6}$`}`.execute(db)
  return `${year}-${String(rows[0]?.next ?? 1).padStart(3, '0')}`
}
