import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { MembershipStepRow, Verified } from '../../contract/membership-steps.ts'
import { type MembershipState, type MembershipStep, membershipState } from '../../rules/memberships.ts'

type NewStep = {
  membershipId: string
  kind: MembershipStep
  day: string
  reason?: string | null
  resolution?: string | null
  by: { affiliationId: string | null; name: string }
}

export async function insertMembershipStep(db: Db, step: NewStep): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into members.membership_steps (membership_id, kind, day,
      reason, resolution, by_affiliation_id, by_name)
    values (${step.membershipId}, ${step.kind}, ${step.day}, ${step.reason ?? null}, ${step.resolution ?? null},
      ${step.by.affiliationId}, ${step.by.name}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** How the steps of one membership, or of a group's, went, the latest first; at most a hundred. */
export async function selectMembershipSteps(
  db: Db,
  of: { membershipId: string } | { groupId: string },
): Promise<MembershipStepRow[]> {
  const which = 'groupId' in of ? sql`m.group_id = ${of.groupId}` : sql`m.id = ${of.membershipId}`
  const { rows } = await sql<
    Omit<MembershipStepRow, 'at'> & { at: Date }
  >`select s.id, s.kind, s.day, s.reason, s.resolution, s.by_name as by, s.at,
      json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as organisation
    from members.membership_steps s join members.memberships m on m.id = s.membership_id
      join members.organisations o on o.id = m.organisation_id
    where ${which} order by s.id desc limit 100`.execute(db)
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}

/** Writes what a membership is from now on; undefined when it has another version. */
export async function updateMembership(
  db: Db,
  { id, version }: { id: string; version: number },
  next: { suspendedOn: string | null; endsOn: string | null; endKind: 'left' | 'lapsed' | null },
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update members.memberships
    set suspended_on = ${next.suspendedOn}, ends_on = ${next.endsOn}, end_kind = ${next.endKind},
      version = version + 1
    where id = ${id} and version = ${version} and ends_on is null returning version`.execute(db)
  return rows[0]?.version
}

type VerifiedRow = {
  number: string
  group: Verified['group']
  organisation: Verified['organisation']
  position: Verified['position']
  startsOn: string
  endsOn: string | null
  suspendedOn: string | null
  endKind: MembershipState | null
}

/** Memberships of a number: in each group the one that runs, else the one that ended last. */
export async function selectVerified(db: Db, number: string): Promise<Verified[]> {
  const { rows } = await sql<VerifiedRow>`select distinct on (m.group_id) m.number, m.position, m.starts_on,
      m.ends_on, m.suspended_on, m.end_kind, json_build_object('zh', g.name_zh, 'en', g.name_en) as group,
      json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation
    from members.memberships m join members.groups g on g.id = m.group_id
      join members.organisations o on o.id = m.organisation_id
    where m.number = ${number} order by m.group_id, m.ends_on is not null, m.ends_on desc limit 20`.execute(
    db,
  )
  return rows.map(({ endsOn, suspendedOn, endKind, ...row }) => ({
    ...row,
    state: membershipState({ endsOn, suspendedOn, endKind }),
    changedOn: endsOn ?? suspendedOn,
  }))
}

export type Recipient = { email: string; language: 'zh' | 'en' }

/** Where a step is told: the member's administrators, or the group's secretariat when the member left. */
export async function selectToldOf(
  system: Db,
  stepId: string,
): Promise<{ words: Record<string, string | null>; to: Recipient[] } | undefined> {
  const { rows } = await sql<{ words: Record<string, string | null>; to: Recipient[] | null }>`
    select json_build_object('kind', s.kind, 'day', s.day, 'reason', s.reason, 'organisationZh', o.name_zh,
        'organisationEn', coalesce(o.name_en, o.name_zh), 'groupZh', g.name_zh,
        'groupEn', coalesce(g.name_en, g.name_zh)) as words,
      (select json_agg(json_build_object('email', a.email, 'language', coalesce(p.language, 'zh')))
        from members.affiliations a left join members.persons p on p.id = a.person_id
        where a.email is not null and (a.ends_on is null or a.ends_on > platform.today())
          and case when s.kind = 'left' then a.role = 'secretariat' and a.group_id = m.group_id
            else a.organisation_id = m.organisation_id
              and a.role in ('school_admin', 'company_hr', 'association_staff') end) as to
    from members.membership_steps s join members.memberships m on m.id = s.membership_id
      join members.organisations o on o.id = m.organisation_id join members.groups g on g.id = m.group_id
    where s.id = ${stepId}`.execute(system)
  const row = rows[0]
  return row && { words: row.words, to: (row.to ?? []).slice(0, 50) }
}
