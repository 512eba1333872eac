import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

/**
 * What was recognised and not used in time, or whose outcome was revoked, expires; so does a deposit whose outcome no
 * longer stands. Returns how many outcomes there were.
 */
export async function expire(db: Db): Promise<number> {
  const { rows } = await sql`with over as (
      update overpass.spendings s set state = 'expired' from records.outcome_facts f
      where f.id = s.outcome_id and s.state = 'recognised'
        and (s.expires_on < platform.today() or f.state = 'revoked')
      returning s.claim_id, s.outcome_id),
    posted as (insert into overpass.postings (person_id, programme_id, claim_id, from_account, to_account, amount, outcome_id)
      select c.person_id, c.programme_id, c.id, 'recognised', 'expired', sum(l.recognised - l.used), o.outcome_id
      from over o join overpass.claims c on c.id = o.claim_id
        join overpass.claim_lines l on l.claim_id = o.claim_id and l.outcome_id = o.outcome_id
      group by c.person_id, c.programme_id, c.id, o.outcome_id having sum(l.recognised - l.used) > 0),
    gone as (update overpass.deposits d set expired_at = now() from records.outcome_facts f
      where f.id = d.outcome_id and d.expired_at is null and f.state = 'revoked'
      returning d.person_id, d.outcome_id, d.amount),
    taken as (insert into overpass.postings (person_id, from_account, to_account, amount, outcome_id)
      select person_id, 'deposited', 'expired', amount, outcome_id from gone)
    select outcome_id from over union all select outcome_id from gone`.execute(db)
  return rows.length
}

export type Overdue = { id: string; groupId: string | null; receivingOrganisationId: string; dueOn: string }

export type OverdueAppeal = {
  id: string
  claimId: string
  groupId: string
  receivingOrganisationId: string
  dueOn: string
}

/** Appeals that the group's committee has not decided in its term, each told once. */
export async function takeOverdueAppeals(db: Db): Promise<OverdueAppeal[]> {
  const { rows } = await sql<OverdueAppeal>`update overpass.appeals a set overdue_since = platform.today()
    from overpass.claims c where c.id = a.claim_id and a.state = 'open' and a.due_on < platform.today()
      and a.overdue_since is null
    returning a.id, a.claim_id, a.group_id, c.receiving_organisation_id, a.due_on::text as due_on`.execute(db)
  return rows
}

/** Claims that have waited longer than the school has, each told once. */
export async function takeOverdue(db: Db): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`update overpass.claims set overdue_since = platform.today()
    where state = 'submitted' and due_on < platform.today() and overdue_since is null
    returning id, group_id, receiving_organisation_id, due_on::text as due_on`.execute(db)
  return rows
}
