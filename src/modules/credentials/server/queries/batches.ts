import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Batch, IssueInput } from '../../contract/issuing.ts'
import type { Owner } from '../../policy.ts'
import type { Evidence } from '../../rules/achievement.ts'

const DAY = sql`platform.today()`

/** Learners the viewer may issue to: people of their own organisation, and for a group its members' listed staff. */
export async function selectRecipients(
  db: Db,
  owner: Owner,
  wanted: { affiliationIds: readonly string[]; classId: string | null },
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select a.id, a.name from members.affiliations a
    where (a.id = any (${[...wanted.affiliationIds]}::uuid[]) or a.class_id = ${wanted.classId}::uuid)
      and (a.ends_on is null or a.ends_on >= ${DAY}) and a.role <> 'guardian'
      and case when ${owner.organisationId}::uuid is null then a.listed else a.organisation_id = ${owner.organisationId} end
    order by a.sort_key, a.id`.execute(db)
  return rows
}

type NewBatch = Owner & {
  input: Pick<IssueInput, 'templateId' | 'level' | 'awardedOn' | 'validUntil' | 'evidence'>
  total: number
  deliverAt: Date
  by: { affiliationId: string | null; name: string }
}

export async function insertBatch(
  db: Db,
  { input, total, deliverAt, by, ...owner }: NewBatch,
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into credentials.batches (template_id, organisation_id, group_id,
      total, level, awarded_on, valid_until, evidence, deliver_at, by_affiliation_id, by_name)
    values (${input.templateId}, ${owner.organisationId}, ${owner.groupId}, ${total}, ${input.level},
      ${input.awardedOn}, ${input.validUntil}, ${JSON.stringify(input.evidence)}::jsonb, ${deliverAt},
      ${by.affiliationId}, ${by.name}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Prepares what a batch issues, learner by learner; the names are written as they stand today. */
export async function insertIssued(
  db: Db,
  batchId: string,
  learners: readonly { id: string; name: string }[],
): Promise<void> {
  await sql`insert into credentials.issued (batch_id, template_id, organisation_id, group_id, affiliation_id,
      learner_name, level, awarded_on, valid_until, deliver_at)
    select b.id, b.template_id, b.organisation_id, b.group_id, one.id, one.name, b.level, b.awarded_on,
      b.valid_until, b.deliver_at
    from credentials.batches b, unnest(${learners.map(one => one.id)}::uuid[],
      ${learners.map(one => one.name)}::text[]) as one(id, name)
    where b.id = ${batchId}`.execute(db)
}

export async function updateBatchTask(db: Db, id: string, taskId: string): Promise<void> {
  await sql`update credentials.batches set task_id = ${taskId} where id = ${id}`.execute(db)
}

type Row = Omit<Batch, 'deliverAt' | 'createdAt'> & Owner & { deliverAt: Date; createdAt: Date }
const BATCH = sql`b.id, b.organisation_id, b.group_id, b.total, b.level, b.awarded_on, b.deliver_at, b.task_id,
  b.by_name as by, b.created_at, b.version,
  json_build_object('id', b.template_id, 'name', json_build_object('zh', t.name_zh, 'en', t.name_en)) as template,
  case when b.signed_at is not null then b.total else
    (select count(*)::int from credentials.issued i join credentials.papers p on p.issued_id = i.id where i.batch_id = b.id)
    end as signed,
  case when b.withdrawn_at is not null then 'withdrawn' when b.signed_at is null then 'signing'
    when b.deliver_at > now() then 'waiting' else 'delivered' end as state`

export type BatchRow = Batch & Owner
const read = (row: Row): BatchRow => ({
  ...row,
  deliverAt: row.deliverAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
})

/** Decisions of an owner after an id, the latest first. */
export async function selectBatches(
  db: Db,
  owner: Owner,
  after: string | null,
  limit: number,
): Promise<BatchRow[]> {
  const { rows } = await sql<Row>`select ${BATCH} from credentials.batches b
      join credentials.editions t on t.id = b.edition_id
    where coalesce(b.organisation_id, b.group_id) = ${owner.organisationId ?? owner.groupId}
      and (${after}::uuid is null or b.id < ${after}::uuid) order by b.id desc limit ${limit}`.execute(db)
  return rows.map(read)
}

export async function selectOptionalBatch(db: Db, id: string): Promise<BatchRow | undefined> {
  const { rows } = await sql<Row>`select ${BATCH} from credentials.batches b
    join credentials.editions t on t.id = b.edition_id where b.id = ${id}`.execute(db)
  return rows[0] && read(rows[0])
}

/** Withdraws what has not been delivered; false when it has another version or is delivered already. */
export async function withdrawBatchRow(db: Db, id: string, version: number): Promise<boolean> {
  const { rows } = await sql`update credentials.batches set withdrawn_at = now(), version = version + 1
    where id = ${id} and version = ${version} and withdrawn_at is null and deliver_at > now()
    returning id`.execute(db)
  if (rows.length === 0) return false
  await sql`update credentials.issued set withdrawn_at = now() where batch_id = ${id} and withdrawn_at is null`.execute(
    db,
  )
  await sql`select information.close_todos('credential_review', i.id::text, null) from credentials.issued i
    where i.batch_id = ${id} and i.review is not null`.execute(db)
  return true
}

export type BatchToSign = Owner & {
  withdrawn: boolean
  evidence: Evidence[]
  deliverAt: Date
}

export async function selectBatchToSign(db: Db, id: string): Promise<BatchToSign | undefined> {
  const { rows } = await sql<
    Omit<BatchToSign, 'evidence'> & { evidence: string }
  >`select organisation_id, group_id,
      withdrawn_at is not null as withdrawn, evidence::text as evidence, deliver_at
    from credentials.batches where id = ${id}`.execute(db)
  return rows[0] && { ...rows[0], evidence: JSON.parse(rows[0].evidence) }
}

export type ToSign = {
  id: string
  affiliationId: string
  learnerName: string
  level: string | null
  awardedOn: string
  validUntil: string | null
  /** Beside what the whole batch rests on. */
  evidence: Evidence[]
}

/** What of a batch has no signature yet, after an id. */
export async function selectUnsigned(
  db: Db,
  batchId: string,
  after: string | null,
  limit: number,
): Promise<ToSign[]> {
  const { rows } = await sql<
    Omit<ToSign, 'evidence'> & { evidence: string }
  >`select i.id, i.affiliation_id, i.learner_name,
      i.level, i.awarded_on, i.valid_until, i.evidence::text as evidence
    from credentials.issued i
    where i.batch_id = ${batchId} and i.withdrawn_at is null and (${after}::uuid is null or i.id > ${after}::uuid)
      and not exists (select from credentials.papers p where p.issued_id = i.id)
    order by i.id limit ${limit}`.execute(db)
  return rows.map(row => ({ ...row, evidence: JSON.parse(row.evidence) }))
}

export type Papers = {
  pageId: string
  keyId: string
  rows: readonly { id: string; index: number; token: string | null; document: string | null }[]
}

/**
 * Writes signed forms, thousands at a time. Each kind travels as one text, its parts by lines, since neither tokens nor
 * JSON hold a line's end: written as arrays they would take longer than signing.
 */
export async function insertPapers(db: Db, { pageId, keyId, rows }: Papers): Promise<void> {
  const lines = (form: 'token' | 'document') =>
    rows[0]?.[form] === null ? null : rows.map(row => row[form]).join('\n')
  await sql`insert into credentials.papers (issued_id, page_id, status_index, key_id, token, document)
    select one.id, ${pageId}, one.place, ${keyId}, one.token, one.document
    from unnest(${rows.map(one => one.id)}::uuid[], ${rows.map(one => one.index)}::int[],
      string_to_array(${lines('token')}, E'\\n'), string_to_array(${lines('document')}, E'\\n'))
      as one(id, place, token, document)
    on conflict (issued_id) do nothing`.execute(db)
  await sql`update credentials.status_pages set used = used + ${rows.length} where id = ${pageId}`.execute(db)
}

export async function updateSigned(db: Db, batchId: string): Promise<void> {
  await sql`update credentials.batches set signed_at = now() where id = ${batchId}`.execute(db)
}

/** A signing that its person stopped takes back whatever nobody has yet. */
export async function withdrawStopped(db: Db, batchId: string, taskId: string): Promise<void> {
  await sql`update credentials.batches b set withdrawn_at = now(), version = version + 1
    where b.id = ${batchId} and b.signed_at is null and b.withdrawn_at is null
      and exists (select from platform.tasks t where t.id = ${taskId} and t.state in ('cancelled', 'failed'))`.execute(
    db,
  )
  await sql`update credentials.issued i set withdrawn_at = now()
    from credentials.batches b where b.id = i.batch_id and b.id = ${batchId} and b.withdrawn_at is not null
      and i.withdrawn_at is null and (i.deliver_at > now()
        or not exists (select from credentials.papers p where p.issued_id = i.id))`.execute(db)
}

/** Learners with an account who are told of what a batch has brought them. */
export async function selectToTell(
  db: Db,
  batchId: string,
): Promise<{ id: string; affiliationId: string }[]> {
  const { rows } = await sql<{ id: string; affiliationId: string }>`select i.id, i.affiliation_id
    from credentials.issued i join members.affiliations a on a.id = i.affiliation_id
    where i.batch_id = ${batchId} and i.withdrawn_at is null and a.person_id is not null`.execute(db)
  return rows
}
