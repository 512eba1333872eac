import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import { instant } from './instant.ts'

export type Account = 'outside' | 'granted' | 'deposited' | 'claimed' | 'recognised' | 'used' | 'expired'
export type Posting = {
  from: Account
  to: Account
  /** Tenths. */
  amount: number
  outcomeId: string
}
export type Ledger = { personId: string; programmeId: string; claimId: string }

/**
 * Posts what moves between accounts of one ledger; the database keeps the balances and lets none fall below its
 * least. Nothing is posted for nothing.
 */
export async function insertPostings(db: Db, ledger: Ledger, postings: readonly Posting[]): Promise<void> {
  await insertAllPostings(
    db,
    postings.map(posting => ({ ...ledger, ...posting })),
  )
}

/** The same over the ledgers of many claims. */
export async function insertAllPostings(db: Db, postings: readonly (Ledger & Posting)[]): Promise<void> {
  const moved = postings.filter(posting => posting.amount > 0)
  if (moved.length === 0) return
  await sql`insert into overpass.postings (person_id, programme_id, claim_id, from_account, to_account, amount, outcome_id)
    select "personId", "programmeId", "claimId", "from", "to", amount, "outcomeId"
    from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as x("personId" uuid, "programmeId" uuid, "claimId" uuid,
      "from" text, "to" text, amount int, "outcomeId" uuid)`.execute(db)
}

/** Opens the viewer's ledger for a programme, and holds it until the end of the transaction. `cap` in tenths. */
export async function holdLedger(
  db: Db,
  personId: string,
  programmeId: string,
  cap: number | null,
): Promise<void> {
  await sql`select overpass.hold_ledger(${personId}, ${programmeId}, ${cap}::int)`.execute(db)
}

/** Confirmed credit of the viewer's own record that is not deposited yet, in tenths. */
const UNDEPOSITED = sql`select f.id, round(f.credits * 10)::int as amount from records.outcome_facts f
  where f.learner_id = any ((select members.viewer_own_learners())::uuid[])
    and f.organisation_id = any (select l.organisation_id from members.learners l
      where l.id = any ((select members.viewer_own_learners())::uuid[]))
    and f.state = 'confirmed' and f.passed is not false and f.credits > 0
    and not exists (select from overpass.deposits d where d.outcome_id = f.id)`

export async function selectUndeposited(db: Db): Promise<{ outcomes: number; amount: number }> {
  const { rows } = await sql<{ outcomes: number; amount: number }>`select count(*)::int as outcomes,
    coalesce(sum(amount), 0)::int as amount from (${UNDEPOSITED}) waiting`.execute(db)
  return rows[0] ?? { outcomes: 0, amount: 0 }
}

/** Deposits it, each outcome once. */
export async function depositAll(db: Db, personId: string): Promise<{ outcomes: number; amount: number }> {
  const { rows } = await sql<{ outcomes: number; amount: number }>`with waiting as (${UNDEPOSITED}),
    deposited as (insert into overpass.deposits (outcome_id, person_id, amount)
      select id, ${personId}, amount from waiting on conflict (outcome_id) do nothing returning outcome_id, amount),
    posted as (insert into overpass.postings (person_id, from_account, to_account, amount, outcome_id)
      select ${personId}, 'outside', 'deposited', amount, outcome_id from deposited returning amount)
    select count(*)::int as outcomes, coalesce(sum(amount), 0)::int as amount from posted`.execute(db)
  return rows[0] ?? { outcomes: 0, amount: 0 }
}

/** A child of the viewer's, while they are a guardian, with an account to look at. */
export async function selectOptionalChild(
  db: Db,
  learnerId: string,
): Promise<{ personId: string; organisationId: string; name: string } | undefined> {
  const { rows } = await sql<{ personId: string; organisationId: string; name: string }>`select a.person_id,
      a.organisation_id, a.name from members.learners a
    where a.id = ${learnerId} and a.id = any ((select members.viewer_children())::uuid[])
      and a.person_id is not null`.execute(db)
  return rows[0]
}

export type BalanceRow = {
  programmeId: string | null
  programme: Bilingual | null
  organisation: { id: string; name: Bilingual } | null
  account: Account
  balance: number
  least: number | null
}

export async function selectBalances(db: Db, personId: string): Promise<BalanceRow[]> {
  const { rows } = await sql<BalanceRow>`select a.programme_id, a.account, a.balance, a.least,
      case when p.programme_id is not null then json_build_object('zh', p.name_zh, 'en', p.name_en) end as programme,
      case when o.id is not null then
        json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) end as organisation
    from overpass.accounts a left join programmes.programme_facts p on p.programme_id = a.programme_id
      left join members.organisations o on o.id = p.organisation_id
    where a.person_id = ${personId} order by a.programme_id, a.account limit 1000`.execute(db)
  return rows
}

export type PostingRow = {
  id: string
  at: string
  from: Account
  to: Account
  credits: number
  programme: Bilingual | null
  outcome: Bilingual | null
  claimId: string | null
}

export async function selectPostings(
  db: Db,
  personId: string,
  page: { after: string | null; limit: number },
): Promise<PostingRow[]> {
  const { rows } = await sql<PostingRow>`select t.id, t.from_account as "from", t.to_account as "to",
      t.amount::float8 / 10 as credits, t.claim_id,
      ${instant('t.at')} as at,
      case when p.programme_id is not null then json_build_object('zh', p.name_zh, 'en', p.name_en) end as programme,
      (select f.payload -> 'title' from records.outcome_facts f where f.id = t.outcome_id) as outcome
    from overpass.postings t left join programmes.programme_facts p on p.programme_id = t.programme_id
    where t.person_id = ${personId} and (${page.after}::uuid is null or t.id < ${page.after}::uuid)
    order by t.id desc limit ${page.limit}`.execute(db)
  return rows
}

export type ConversionRow = {
  clauseId: string
  receiving: { id: string; name: Bilingual }
  claims: number
  waiting: number
  overdue: number
  claimed: number
  recognised: number
  used: number
  daysMedian: number | null
  reasons: Record<string, number>
}

export async function selectConversion(db: Db): Promise<ConversionRow[]> {
  const { rows } =
    await sql<ConversionRow>`select c.clause_id, c.claims, c.waiting, c.overdue, c.claimed::float8 / 10 as claimed,
      c.recognised::float8 / 10 as recognised, c.used::float8 / 10 as used, c.days_median::float8 as days_median, c.reasons,
      json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as receiving
    from overpass.conversion() c join members.organisations o on o.id = c.receiving_organisation_id
    order by c.claims desc, c.clause_id limit 500`.execute(db)
  return rows
}

export async function selectDeposits(
  db: Db,
): Promise<{ people: number; deposited: number; converted: number }> {
  const { rows } = await sql<{ people: number; deposited: number; converted: number }>`select people,
    deposited::float8 / 10 as deposited, converted::float8 / 10 as converted from overpass.group_deposits()`.execute(
    db,
  )
  return rows[0] ?? { people: 0, deposited: 0, converted: 0 }
}
