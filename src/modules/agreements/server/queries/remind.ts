import { sql } from 'kysely'
import type { OrganisationRow } from '#modules/members/contract/organisations.ts'
import type { Db } from '#platform/server/database/session.ts'

export type EndingSoon = { id: string; agreementId: string; titleZh: string; until: string }

/** Versions in force that end within the days that their group reminds before, and of which nobody was told yet. */
export async function selectEndingSoon(db: Db): Promise<EndingSoon[]> {
  const { rows } = await sql<EndingSoon>`select v.id, v.agreement_id, v.title_zh,
      least(v.until_date, v.ended_on) as until
    from agreements.versions v
    where v.state in ('signed', 'ended') and v.reminded_on is null and v.handover is distinct from 'move'
      and agreements.status(v.state, v.from_date, v.signed_on, v.until_date, v.ended_on, platform.today()) = 'in_force'
      and least(v.until_date, v.ended_on) <= platform.today()
        + platform.parameter('agreements.remind_days', platform.today(), null, v.group_id)::int
      -- A later version is being drafted, or follows already.
      and not exists (select from agreements.versions n where n.agreement_id = v.agreement_id and n.number > v.number
        and n.state in ('signed', 'review'))
    order by v.id limit 1000`.execute(db)
  return rows
}

/** Versions of which somebody was told and which hold no more. */
export async function selectReminded(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select v.id from agreements.versions v
    where v.reminded_on is not null and least(v.until_date, v.ended_on) < platform.today()
    order by v.id limit 1000`.execute(db)
  return rows.map(({ id }) => id)
}

export async function selectPartiesToRemind(
  db: Db,
  versionId: string,
): Promise<{ organisationId: string; kind: OrganisationRow['kind'] }[]> {
  const { rows } = await sql<{
    organisationId: string
    kind: OrganisationRow['kind']
  }>`select p.organisation_id, o.kind from agreements.parties p join members.organisations o on o.id = p.organisation_id
    where p.version_id = ${versionId} and p.must_sign and o.closed_on is null order by p.place`.execute(db)
  return rows
}

export async function updateReminded(db: Db, id: string, day: string | null): Promise<void> {
  await sql`update agreements.versions set reminded_on = ${day} where id = ${id}`.execute(db)
}
