import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { Earned } from '../../contract/outcomes.ts'
import type { Template } from '../../contract/templates.ts'
import type { Owner } from '../../policy.ts'
import type { Evidence } from '../../rules/achievement.ts'

export type EarnedRow = Earned & { confirmedBy: Bilingual; organisationId: string }
type Design = Pick<Template, 'outcome'>
type Wanted = { ids?: readonly string[]; q?: string | undefined; class?: string | undefined }

/**
 * What an organisation has confirmed of anybody, or a group: only of those who are learners today. Its own learners an
 * organisation finds by name, pinyin and number; of others, like a group, it knows their names alone.
 */
function confirmed({ organisationId, groupId }: Owner, q: string | undefined) {
  const terms = q === undefined ? null : queryTerms(q)
  const named = sql`strpos(lower(l.name), lower(${q ?? null}::text)) > 0`
  if (organisationId === null)
    return {
      learners: sql`credentials.group_learners(${groupId})`,
      where: sql`f.confirming_group_id = ${groupId} and (${q ?? null}::text is null or ${named})`,
    }
  return {
    learners: sql`(select id, organisation_id, name, number, class_id, ends_on from members.learners
        where organisation_id = ${organisationId}
      union all select * from credentials.outside_learners(${organisationId}))`,
    where: sql`f.confirming_organisation_id = ${organisationId} and f.confirming_group_id is null
      and (${terms}::text[] is null or (f.organisation_id <> ${organisationId} and ${named})
        or (cardinality(${terms}::text[]) > 0 and l.id in (select members.find_affiliations(${terms}::text[]))))`,
  }
}

/**
 * What earns a design: confirmed, not failed, not contested, of the kind and name it asks for, and without a credential
 * that stands: an outcome earns one.
 */
const earning = (owner: Owner, { outcome }: Design, wanted: Wanted) => {
  const by = confirmed(owner, wanted.q)
  return sql`from records.outcome_facts f
      join ${by.learners} l on l.id = f.learner_id and l.organisation_id = f.organisation_id
        and (l.ends_on is null or l.ends_on >= platform.today())
      join members.organisations o on o.id = f.confirming_organisation_id
      left join members.groups g on g.id = f.confirming_group_id
      left join members.classes k on k.id = l.class_id
    where ${by.where} and f.kind = ${outcome?.kind ?? null} and f.state = 'confirmed'
      and not f.disputed and f.passed is distinct from false and f.title_zh is not null
      and (${outcome?.named ?? null}::text is null
        or strpos(lower(concat_ws(' ', f.title_zh, f.title_en)), lower(${outcome?.named ?? null}::text)) > 0)
      and (${wanted.ids ?? null}::uuid[] is null or f.id = any (${wanted.ids ?? null}::uuid[]))
      and (${wanted.class ?? null}::uuid is null or l.class_id = ${wanted.class ?? null}::uuid)
      and not exists (select from credentials.issued i where i.outcome_id = f.id and i.withdrawn_at is null
        and i.revoked_at is null)`
}

/** Nothing follows these outcomes until the transaction ends; waits for what is being written about them. */
export async function holdOutcomes(db: Db, ids: readonly string[]): Promise<void> {
  await sql`select credentials.hold_outcomes(${[...ids]}::uuid[])`.execute(db)
}

/** A page of them, the latest first. */
export async function selectEarned(
  db: Db,
  owner: Owner,
  design: Design,
  wanted: Wanted,
  page: { after: readonly [string, string] | null; limit: number },
): Promise<EarnedRow[]> {
  const [day, id] = page.after ?? [null, null]
  const { rows } = await sql<EarnedRow>`select f.id as outcome_id, f.kind, f.held_on as day,
      json_build_object('zh', f.title_zh, 'en', f.title_en) as title,
      f.organisation_id, json_build_object('zh', coalesce(g.name_zh, o.name_zh),
        'en', case when g.id is null then o.name_en else g.name_en end) as confirmed_by,
      json_build_object('id', l.id, 'name', l.name, 'number', l.number, 'class',
        case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end) as learner
    ${earning(owner, design, wanted)}
      and (${day}::date is null or (f.held_on, f.id) < (${day}::date, ${id}::uuid))
    order by f.held_on desc, f.id desc limit ${page.limit}`.execute(db)
  return rows
}

export async function countEarned(db: Db, owner: Owner, design: Design, wanted: Wanted): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    ${earning(owner, design, wanted)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Prepares one credential for each outcome, of its day and with what it says of it. */
export async function insertEarned(
  db: Db,
  batchId: string,
  rows: readonly { row: EarnedRow; evidence: Evidence }[],
): Promise<void> {
  const learners = rows.map(({ row }) => row.learner)
  await sql`insert into credentials.issued (batch_id, template_id, organisation_id, group_id, affiliation_id,
      learner_name, outcome_id, evidence, level, awarded_on, valid_until, deliver_at)
    select b.id, b.template_id, b.organisation_id, b.group_id, one.id, one.name, one.outcome,
      jsonb_build_array(one.evidence), b.level, one.day, b.valid_until, b.deliver_at
    from credentials.batches b, unnest(${learners.map(({ id }) => id)}::uuid[],
      ${learners.map(({ name }) => name)}::text[], ${rows.map(({ row }) => row.outcomeId)}::uuid[],
      ${rows.map(({ row }) => row.day)}::date[], ${rows.map(({ evidence }) => JSON.stringify(evidence))}::jsonb[])
      as one(id, name, outcome, day, evidence)
    where b.id = ${batchId}`.execute(db)
}
