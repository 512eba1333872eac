import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import { instant } from './instant.ts'

type ClaimData = {
  organisation: { id: string; name: Bilingual }
  programme: Bilingual
  state: string
  note: string | null
  reason: string | null
  appeal: string | null
  answer: string | null
  at: string
  total: number
}

export async function selectClaimData(system: Db, personId: string, most: number): Promise<ClaimData[]> {
  const { rows } = await sql<ClaimData>`select c.state, c.note, c.reason, a.reason as appeal, a.answer,
      count(*) over (partition by c.receiving_organisation_id)::int as total,
      ${instant('c.submitted_at')} as at,
      json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as organisation,
      json_build_object('zh', p.name_zh, 'en', p.name_en) as programme
    from overpass.claims c join members.organisations o on o.id = c.receiving_organisation_id
      join programmes.programme_facts p on p.programme_id = c.programme_id
      left join overpass.appeals a on a.claim_id = c.id
    where c.person_id = ${personId} order by c.id desc limit ${most}`.execute(system)
  return rows
}

type PostingData = {
  programme: Bilingual | null
  from: string
  to: string
  credits: number
  at: string
  total: number
}

export async function selectPostingData(system: Db, personId: string, most: number): Promise<PostingData[]> {
  const { rows } = await sql<PostingData>`select t.from_account as "from", t.to_account as "to",
      t.amount::float8 / 10 as credits, count(*) over ()::int as total,
      ${instant('t.at')} as at,
      case when p.programme_id is not null then json_build_object('zh', p.name_zh, 'en', p.name_en) end as programme
    from overpass.postings t left join programmes.programme_facts p on p.programme_id = t.programme_id
    where t.person_id = ${personId} order by t.id desc limit ${most}`.execute(system)
  return rows
}

type VoteData = {
  affiliationId: string
  organisation: { id: string; name: Bilingual }
  opinion: string
  comment: string | null
  at: string
  total: number
}

export async function selectVoteData(system: Db, personId: string, most: number): Promise<VoteData[]> {
  const { rows } = await sql<VoteData>`select v.affiliation_id, v.opinion, v.comment,
      count(*) over (partition by v.affiliation_id)::int as total,
      ${instant('v.at')} as at,
      json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as organisation
    from overpass.votes v join members.affiliations a on a.id = v.affiliation_id
      join members.organisations o on o.id = a.organisation_id
    where a.person_id = ${personId} order by v.at desc, v.claim_id limit ${most}`.execute(system)
  return rows
}

type AdmissionData = {
  receiving: { id: string; name: Bilingual }
  programme: Bilingual
  state: string
  note: string | null
  place: number | null
  score: number
  credits: number
  consent: string | null
  at: string
  total: number
}

export async function selectAdmissionData(
  system: Db,
  personId: string,
  most: number,
): Promise<AdmissionData[]> {
  const { rows } = await sql<AdmissionData>`select a.state, a.note, a.place, a.score::float8 as score,
      a.credits::float8 / 10 as credits, a.consent_name as consent, ${instant('a.submitted_at')} as at,
      count(*) over (partition by a.receiving_organisation_id)::int as total,
      json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as receiving,
      json_build_object('zh', p.name_zh, 'en', p.name_en) as programme
    from overpass.applications a join overpass.intakes i on i.id = a.intake_id
      join members.organisations o on o.id = a.receiving_organisation_id
      join programmes.programme_facts p on p.programme_id = i.programme_id
    where a.person_id = ${personId} order by a.id desc limit ${most}`.execute(system)
  return rows
}

type PlanData = {
  goal: Bilingual
  verdict: string
  adviser: string | null
  counted: string[]
  at: string
  total: number
}

export async function selectPlanData(system: Db, personId: string, most: number): Promise<PlanData[]> {
  const { rows } =
    await sql<PlanData>`select p.verdict, p.adviser_name as adviser, p.way -> 'steps' -> -1 -> 'to' -> 'name'
      as goal, ${instant('p.kept_at')} as at, count(*) over ()::int as total,
      array(select distinct r -> 'by' -> 'name' ->> 'zh' from jsonb_array_elements(p.way -> 'steps') s,
        jsonb_array_elements(s -> 'recognised') r where r -> 'by' ->> 'kind' = 'outcome') as counted
    from overpass.plans p where p.person_id = ${personId} order by p.id desc limit ${most}`.execute(system)
  return rows
}

type PlanNoteData = {
  affiliationId: string
  organisation: { id: string; name: Bilingual }
  text: string
  at: string
  total: number
}

export async function selectPlanNoteData(
  system: Db,
  personId: string,
  most: number,
): Promise<PlanNoteData[]> {
  const { rows } = await sql<PlanNoteData>`select n.affiliation_id, n.text, ${instant('n.at')} as at,
      count(*) over (partition by n.affiliation_id)::int as total,
      json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as organisation
    from overpass.plan_notes n join members.affiliations a on a.id = n.affiliation_id
      join members.organisations o on o.id = a.organisation_id
    where a.person_id = ${personId} order by n.id desc limit ${most}`.execute(system)
  return rows
}

/** Schools keep what they decided; whose it was loses its name, and what the person wrote goes. */
export async function eraseCredit(system: Db, personId: string): Promise<void> {
  await sql`update overpass.claims set learner_name = '—', note = null where person_id = ${personId}`.execute(
    system,
  )
  await sql`update overpass.appeals a set reason = '—' from overpass.claims c
    where c.id = a.claim_id and c.person_id = ${personId}`.execute(system)
  await sql`update overpass.applications set learner_name = '—', note = null,
    facts = '{"parts": [], "outcomes": []}' where person_id = ${personId}`.execute(system)
  await sql`delete from overpass.plans where person_id = ${personId}`.execute(system)
  const own = sql`(select a.id from members.affiliations a where a.person_id = ${personId})`
  await sql`update overpass.votes set name = '—', comment = case when comment is not null then '—' end
    where affiliation_id in ${own}`.execute(system)
  await sql`update overpass.plan_notes set name = '—', text = '—' where affiliation_id in ${own}`.execute(
    system,
  )
  await sql`update overpass.plans set adviser_id = null, adviser_name = null, version = version + 1
    where adviser_id in ${own}`.execute(system)
  for (const table of ['claims', 'appeals'])
    await sql`update ${sql.ref(`overpass.${table}`)} set decided_name = '—' where decided_by in ${own}`.execute(
      system,
    )
}

/** Two accounts of one person become one: claims, deposits, postings and the balances. */
export async function mergeCredit(system: Db, from: string, to: string): Promise<void> {
  // Where both have applied to one intake, one application goes on.
  for (const [gone, kept] of [
    [from, to],
    [to, from],
  ])
    await sql`update overpass.applications a set state = 'withdrawn', version = a.version + 1
      where a.person_id = ${gone} and a.state in ('submitted', 'unfit', 'waiting', 'offered', 'accepted')
        and exists (select from overpass.applications k where k.intake_id = a.intake_id and k.person_id = ${kept}
          and k.state not in ('withdrawn', 'declined', 'lapsed'))`.execute(system)
  for (const table of ['claims', 'deposits', 'postings', 'applications', 'plans'])
    await sql`update ${sql.ref(`overpass.${table}`)} set person_id = ${to} where person_id = ${from}`.execute(
      system,
    )
  await sql`with gone as (delete from overpass.accounts where person_id = ${from} returning *)
    insert into overpass.accounts (person_id, programme_id, account, balance, least)
      select ${to}, programme_id, account, balance, least from gone
    on conflict on constraint accounts_key do update set balance = accounts.balance + excluded.balance,
      least = case when accounts.least is null or excluded.least is null then null
        else least(accounts.least, excluded.least, accounts.balance + excluded.balance) end`.execute(system)
}
