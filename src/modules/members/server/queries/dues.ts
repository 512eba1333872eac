import { sql } from 'kysely'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Due, DuesScheme, getDue, getDuesOverview } from '../../contract/dues.ts'
import type { DueState } from '../../rules/dues.ts'

/** As a reader sees it today: what is open after its day is overdue (the same sentence as `dueState`). */
const state = (today: string) =>
  sql<string>`case when d.state = 'open' and d.due_on < ${today}::date then 'overdue' else d.state end`
const columns = (
  today: string,
) => sql`d.id, d.year, d.amount_fen, d.paid_fen, d.due_on, ${state(today)} as state,
  d.settled_on, d.reason, d.version,
  json_build_object('id', g.id, 'name', json_build_object('zh', g.name_zh, 'en', g.name_en)) as group,
  json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as organisation`
const FROM = sql`members.dues d join members.groups g on g.id = d.group_id
  join members.organisations o on o.id = d.organisation_id`

type Filters = { groupId: string; year: number; state?: DueState }
export type SortedDue = Due & { sortKey: string }
export type DuePosition = readonly [sortKey: string, id: string]

/** A page of a group's dues of a year by the member's name. */
export async function selectDues(
  db: Db,
  { groupId, year, state: wanted }: Filters,
  today: string,
  page: { after: DuePosition | null; limit: number },
): Promise<SortedDue[]> {
  const only = wanted ? sql`and ${state(today)} = ${wanted}` : sql``
  const after = page.after ? sql`and (o.sort_key, d.id) > (${page.after[0]}, ${page.after[1]}::uuid)` : sql``
  const { rows } = await sql<SortedDue>`select ${columns(today)}, o.sort_key from ${FROM}
    where d.group_id = ${groupId} and d.year = ${year} ${only} ${after}
    order by o.sort_key, d.id limit ${page.limit}`.execute(db)
  return rows
}

/** What an organisation owed and paid, the latest year first. */
export async function selectOwnDues(db: Db, organisationId: string, today: string): Promise<Due[]> {
  const { rows } = await sql<Due>`select ${columns(today)} from ${FROM}
    where d.organisation_id = ${organisationId} order by d.year desc, d.id limit 200`.execute(db)
  return rows
}

type Overview = AnswerOf<typeof getDuesOverview>

export async function selectDueStates(
  db: Db,
  groupId: string,
  year: number,
  today: string,
): Promise<Overview['states']> {
  const { rows } = await sql<
    Overview['states'][number]
  >`select ${state(today)} as value, count(*)::int as count,
      sum(d.amount_fen)::bigint as amount_fen, sum(d.paid_fen)::bigint as paid_fen
    from members.dues d where d.group_id = ${groupId} and d.year = ${year} group by 1 order by 1`.execute(db)
  return rows
}

export async function selectDueYears(db: Db, groupId: string): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`select distinct year from members.dues
    where group_id = ${groupId} order by year desc limit 60`.execute(db)
  return rows.map(row => row.year)
}

/** A group's schemes, the latest first. */
export async function selectSchemes(db: Db, groupId: string): Promise<DuesScheme[]> {
  const { rows } =
    await sql<DuesScheme>`select id, first_year, due_month, due_day, source, rates, by_name as by
    from members.dues_schemes where group_id = ${groupId} order by first_year desc limit 100`.execute(db)
  return rows
}

export async function insertScheme(
  db: Db,
  groupId: string,
  scheme: Omit<DuesScheme, 'id' | 'by'>,
  by: string,
): Promise<string> {
  const { firstYear, dueMonth, dueDay, source, rates } = scheme
  const { rows } = await sql<{
    id: string
  }>`insert into members.dues_schemes (group_id, first_year, due_month, due_day,
      source, rates, by_name)
    values (${groupId}, ${firstYear}, ${dueMonth}, ${dueDay}, ${source}, ${JSON.stringify(rates)}::jsonb, ${by})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

type Stored = {
  id: string
  groupId: string
  organisationId: string
  state: Exclude<DueState, 'overdue'>
  amountFen: number
  paidFen: number
  year: number
  dueOn: string
  version: number
}

/** A due that the viewer may change, locked until the transaction ends; undefined where it is not theirs. */
export async function selectOptionalDueLocked(db: Db, id: string): Promise<Stored | undefined> {
  const { rows } = await sql<Stored>`select id, group_id, organisation_id, state, amount_fen, paid_fen, year,
      due_on, version
    from members.dues where id = ${id} for update`.execute(db)
  return rows[0]
}

type One = Omit<AnswerOf<typeof getDue>, 'payments'>

export async function selectOptionalDue(db: Db, id: string, today: string): Promise<One | undefined> {
  const { rows } = await sql<One>`select ${columns(today)}, s.source from ${FROM}
    join members.dues_schemes s on s.id = d.scheme_id where d.id = ${id}`.execute(db)
  return rows[0]
}

type Payment = AnswerOf<typeof getDue>['payments'][number]

export async function selectPayments(db: Db, dueId: string): Promise<Payment[]> {
  const { rows } = await sql<Omit<Payment, 'at'> & { at: Date }>`select id, day, amount_fen, reference,
      by_name as by, at from members.dues_payments where due_id = ${dueId} order by id limit 200`.execute(db)
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}

export async function insertPayment(
  db: Db,
  dueId: string,
  payment: { day: string; amountFen: number; reference: string },
  by: { affiliationId: string | null; name: string },
): Promise<void> {
  await sql`insert into members.dues_payments (due_id, day, amount_fen, reference, by_affiliation_id, by_name)
    values (${dueId}, ${payment.day}, ${payment.amountFen}, ${payment.reference}, ${by.affiliationId},
      ${by.name})`.execute(db)
}

type Settled = { state: Stored['state']; paidFen: number; settledOn: string | null; reason?: string }

export async function updateDue(
  db: Db,
  id: string,
  version: number,
  { state, paidFen, settledOn, reason = undefined }: Settled,
): Promise<number | undefined> {
  const { rows } = await sql<{
    version: number
  }>`update members.dues set state = ${state}, paid_fen = ${paidFen},
      settled_on = ${settledOn}, reason = ${reason ?? null}, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}
