import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { OrganisationKind, Position } from '../../contract/vocabulary.ts'
import type { Rate } from '../../rules/dues.ts'

export type RunScheme = { id: string; dueMonth: number; dueDay: number; rates: Rate[] }

/** The scheme that holds for a year: the last one that began by then. */
export async function selectOptionalSchemeOf(
  db: Db,
  groupId: string,
  year: number,
): Promise<RunScheme | undefined> {
  const { rows } = await sql<RunScheme>`select id, due_month, due_day, rates from members.dues_schemes
    where group_id = ${groupId} and first_year <= ${year} order by first_year desc limit 1`.execute(db)
  return rows[0]
}

export async function selectGroupsWithDues(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct group_id as id from members.dues_schemes
    union select distinct group_id from members.dues where state = 'open' order by 1`.execute(db)
  return rows.map(row => row.id)
}

export type RunMember = {
  organisationId: string
  kind: OrganisationKind
  position: Position
  startsOn: string
  endsOn: string | null
  suspendedOn: string | null
}

/** Memberships of a group without a due of that year. */
export async function selectMembersWithoutDue(db: Db, groupId: string, year: number): Promise<RunMember[]> {
  const { rows } = await sql<RunMember>`select m.organisation_id, o.kind, m.position, m.starts_on, m.ends_on,
      m.suspended_on
    from members.memberships m join members.organisations o on o.id = m.organisation_id
    where m.group_id = ${groupId} and m.ends_on is null
      and not exists (select from members.dues d
        where d.group_id = ${groupId} and d.year = ${year} and d.organisation_id = m.organisation_id)
    order by o.sort_key, o.id`.execute(db)
  return rows
}

export type NewDue = { organisationId: string; kind: OrganisationKind; amountFen: number; dueOn: string }

/** Writes dues that are not there yet; those that this call made. */
export async function insertDues(
  db: Db,
  of: { groupId: string; year: number; schemeId: string },
  dues: readonly NewDue[],
): Promise<{ id: string; organisationId: string }[]> {
  if (dues.length === 0) return []
  const { rows } = await sql<{
    id: string
    organisationId: string
  }>`insert into members.dues (group_id, organisation_id,
      year, scheme_id, amount_fen, due_on)
    select ${of.groupId}, each.organisation, ${of.year}, ${of.schemeId}, each.amount, each.day
    from unnest(${dues.map(one => one.organisationId)}::uuid[], ${dues.map(one => one.amountFen)}::bigint[],
      ${dues.map(one => one.dueOn)}::date[]) as each (organisation, amount, day)
    on conflict (group_id, year, organisation_id) do nothing returning id, organisation_id`.execute(db)
  return rows
}

export type LeftDue = {
  id: string
  organisationId: string
  dueOn: string
  paidFen: number
  endedOn: string
  version: number
}

/** Open dues of organisations that are members of the group no longer, with the day on which they ceased to be. */
export async function selectDuesOfLeft(db: Db, groupId: string): Promise<LeftDue[]> {
  const { rows } = await sql<LeftDue>`select d.id, d.organisation_id, d.due_on, d.paid_fen, d.version,
      max(m.ends_on) as ended_on
    from members.dues d join members.memberships m
      on m.group_id = d.group_id and m.organisation_id = d.organisation_id
    where d.group_id = ${groupId} and d.state = 'open'
    group by d.id having bool_and(m.ends_on is not null) order by d.id`.execute(db)
  return rows
}

export async function selectGroupName(db: Db, groupId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name_zh as name from members.groups
    where id = ${groupId}`.execute(db)
  return rows[0]?.name ?? ''
}
