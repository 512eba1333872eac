import { sql } from 'kysely'
import { containing } from '#platform/server/database/like.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { ISSUED_STATES, IssuedRow } from '../../contract/issued.ts'
import type { Owner } from '../../policy.ts'
import type { Kind } from '../../rules/achievement.ts'

type Both = { zh: string; en: string | null }
type State = (typeof ISSUED_STATES)[number]
export type Filters = { q?: string; state?: State; template?: string; batch?: string }

/** Where a credential `i` with its papers `p` stands. */
export const STATE = sql`case when i.deliver_at > now() or p.issued_id is null then 'prepared'
  when i.revoked_at is not null then 'revoked'
  when i.valid_until < platform.today() then 'expired'
  when i.suspended_at is not null then 'suspended' else 'in_force' end`
const ROW = sql`i.id, t.kind, json_build_object('zh', t.name_zh, 'en', t.name_en) as name, t.colour,
  i.learner_name as learner, json_build_object('zh', coalesce(o.name_zh, g.name_zh),
    'en', case when o.id is null then g.name_en else o.name_en end) as issuer,
  t.picture, i.level, i.awarded_on, i.valid_until, i.deliver_at, i.created_at, ${STATE} as state`
const joined = (design: string) => sql`credentials.issued i ${sql.raw(design)}
  left join credentials.papers p on p.issued_id = i.id
  left join members.organisations o on o.id = i.organisation_id left join members.groups g on g.id = i.group_id`
export const KEPT = joined(`join credentials.batches b on b.id = i.batch_id
  join credentials.editions t on t.id = b.edition_id`)
// The learner reads the design, as it was then, through what was issued from it, which is theirs.
const HELD = joined('join lateral credentials.design_of(i.id) t on true')

type Stored = Omit<IssuedRow, 'deliverAt'> & { deliverAt: Date; createdAt: Date }
export type Listed = IssuedRow & { createdAt: string }
const read = (row: Stored): Listed => ({
  ...row,
  deliverAt: row.deliverAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
})

const filtered = (owner: Owner, { q, state, template, batch }: Filters) => sql`
  coalesce(i.organisation_id, i.group_id) = ${owner.organisationId ?? owner.groupId} and i.withdrawn_at is null
  and (${q ? containing(q) : null}::text is null or i.learner_name ilike ${q ? containing(q) : null} or t.name_zh ilike ${q ? containing(q) : null}
    or t.name_en ilike ${q ? containing(q) : null})
  and (${template ?? null}::uuid is null or i.template_id = ${template ?? null})
  and (${batch ?? null}::uuid is null or i.batch_id = ${batch ?? null})
  and (${state ?? null}::text is null or ${STATE} = ${state ?? null})`

export type After = readonly [at: string, id: string]

/** What an owner has issued after a key, the latest first. */
export async function selectIssued(
  db: Db,
  owner: Owner,
  filters: Filters,
  { after, limit }: { after: After | null; limit: number },
): Promise<Listed[]> {
  const { rows } = await sql<Stored>`select ${ROW} from ${KEPT} where ${filtered(owner, filters)}
      and (${after?.[0] ?? null}::timestamptz is null
        or (date_trunc('milliseconds', i.created_at), i.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by date_trunc('milliseconds', i.created_at) desc, i.id desc limit ${limit}`.execute(db)
  return rows.map(read)
}

export async function selectCounts(
  db: Db,
  owner: Owner,
  filters: Filters,
): Promise<{ state: State; count: number }[]> {
  const { rows } = await sql<{
    state: State
    count: number
  }>`select ${STATE} as state, count(*)::int as count from ${KEPT}
    where ${filtered(owner, { ...filters, state: undefined })} group by 1`.execute(db)
  return rows
}

/** What the viewer or their minor children hold, the latest first; only what has been signed. */
export async function selectMine(
  db: Db,
  { after, limit }: { after: After | null; limit: number },
): Promise<Listed[]> {
  const { rows } = await sql<Stored>`select ${ROW} from ${HELD}
    where (i.affiliation_id in (select a.id from members.affiliations a where a.person_id = platform.viewer_person())
        or i.affiliation_id = any ((select members.viewer_children())::uuid[]))
      and i.deliver_at <= now() and i.withdrawn_at is null and p.issued_id is not null
      and (${after?.[0] ?? null}::timestamptz is null
        or (date_trunc('milliseconds', i.deliver_at), i.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by date_trunc('milliseconds', i.deliver_at) desc, i.id desc limit ${limit}`.execute(db)
  return rows.map(read)
}

export type OneRow = Listed &
  Owner & {
    description: Both
    criteria: Both
    kind: Kind
    reason: string | null
    affiliationId: string
    outcomeId: string | null
    review: 'correction' | 'revocation' | null
    suspended: boolean
    personId: string | null
    guardianIds: string[]
    delivered: boolean
    ready: boolean
    version: number
  }

/** One credential that the viewer may read; `lock` for a change. */
export async function selectOptionalIssued(db: Db, id: string, lock = false): Promise<OneRow | undefined> {
  const { rows } = await sql<
    Stored & Omit<OneRow, keyof Listed>
  >`select ${ROW}, i.organisation_id, i.group_id,
      json_build_object('zh', t.description_zh, 'en', t.description_en) as description,
      json_build_object('zh', t.criteria_zh, 'en', t.criteria_en) as criteria,
      i.reason, i.affiliation_id, i.outcome_id, i.review, i.suspended_at is not null as suspended, i.version, p.issued_id is not null as ready,
      i.deliver_at <= now() and p.issued_id is not null as delivered, t.person_id, t.guardian_ids
    from ${HELD} where i.id = ${id} and i.withdrawn_at is null ${lock ? sql`for update of i` : sql``}`.execute(
    db,
  )
  return rows[0] && ({ ...rows[0], ...read(rows[0]) } as OneRow)
}

export async function selectSteps(db: Db, id: string) {
  const { rows } = await sql<{
    id: string
    kind: 'suspended' | 'lifted' | 'revoked' | 'kept'
    reason: string
    by: string
    at: Date
  }>`
    select id, kind, reason, by_name as by, at from credentials.steps where issued_id = ${id}
    order by id desc limit 100`.execute(db)
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}

export type Papers = { token: string | null; document: string | null; keyId: string; pageId: string }

export async function selectPapers(db: Db, id: string): Promise<Papers | undefined> {
  const { rows } = await sql<Papers>`select token, document, key_id, page_id from credentials.papers
    where issued_id = ${id}`.execute(db)
  return rows[0]
}

export async function updateDocument(db: Db, id: string, document: string): Promise<void> {
  await sql`update credentials.papers set document = ${document} where issued_id = ${id} and document is null`.execute(
    db,
  )
}

type Change = { suspended: boolean; revoked: boolean; reason: string | null; reviewed: boolean }

/** The new version; undefined when it has another one meanwhile. */
export async function updateStatus(
  db: Db,
  id: string,
  version: number,
  change: Change,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update credentials.issued set
      suspended_at = case when ${change.suspended} then coalesce(suspended_at, now()) end,
      revoked_at = case when ${change.revoked} then coalesce(revoked_at, now()) end,
      reason = ${change.reason}, review = case when not ${change.reviewed} then review end, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

export async function insertStep(
  db: Db,
  step: {
    issuedId: string
    kind: string
    reason: string
    by: { affiliationId: string | null; name: string }
  },
): Promise<void> {
  await sql`insert into credentials.steps (issued_id, kind, reason, by_affiliation_id, by_name)
    values (${step.issuedId}, ${step.kind}, ${step.reason}, ${step.by.affiliationId}, ${step.by.name})`.execute(
    db,
  )
}

/** The signed form of a credential, for whoever has its id. */
export async function selectShown(db: Db, id: string): Promise<string | null> {
  const { rows } = await sql<{ shown: string | null }>`select credentials.shown(${id}) as shown`.execute(db)
  return rows[0]?.shown ?? null
}

export type OwnPapers = {
  id: string
  token: string | null
  document: string | null
  affiliationId: string
  learner: string
}

/** What the viewer themselves holds and nobody has revoked, as it was signed. The newest first. */
export async function selectOwnPapers(db: Db, limit: number): Promise<OwnPapers[]> {
  const { rows } =
    await sql<OwnPapers>`select i.id, p.token, p.document, i.affiliation_id, i.learner_name as learner
    from credentials.issued i join credentials.papers p on p.issued_id = i.id
    where i.affiliation_id in (select a.id from members.affiliations a where a.person_id = platform.viewer_person())
      and i.deliver_at <= now() and i.withdrawn_at is null and i.revoked_at is null
      and coalesce(p.token, p.document) is not null
    order by i.deliver_at desc, i.id limit ${limit}`.execute(db)
  return rows
}
