import type pg from 'pg'
import { type Break, checkChain, type Linked } from '../rules/chain.ts'
import { CRYPTO } from './chain.ts'

export type Finding = Break & { organisationId: string; learnerId: string }
export type RecordsVerification = {
  ok: boolean
  learners: number
  entries: number
  erased: number
  /** Where each broken chain breaks first; a hundred at most. */
  findings: Finding[]
  /** Entries that the audit trail knows and the records lack. */
  lost: number
}

type Row = Linked & { erased: boolean }
type Head = { organisationId: string; learnerId: string; seq: number; link: Buffer }

const LEARNERS = 500
const FINDINGS = 100

/** Checks the chains of all learners, or of those named, in one snapshot, some hundred at a time. */
export async function verifyRecords(
  pool: pg.Pool,
  learners: readonly string[] | null = null,
): Promise<RecordsVerification> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read, read only')
    return await verifyOn(client, learners)
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

async function verifyOn(
  client: pg.PoolClient,
  learners: readonly string[] | null,
): Promise<RecordsVerification> {
  const found: RecordsVerification = { ok: true, learners: 0, entries: 0, erased: 0, findings: [], lost: 0 }
  for (let after = ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000']; ; ) {
    const { rows: heads } = await client.query<Head>(
      `select organisation_id as "organisationId", learner_id as "learnerId", seq, link from records.heads
        where (organisation_id, learner_id) > ($1, $2) and ($3::uuid[] is null or learner_id = any ($3))
        order by organisation_id, learner_id limit ${LEARNERS}`,
      [...after, learners],
    )
    const last = heads.at(-1)
    if (!last) break
    const chains = await readChains(client, heads)
    for (const head of heads) checkOne(found, head, chains.get(head.learnerId) ?? [])
    after = [last.organisationId, last.learnerId]
  }
  found.lost = await countLost(client)
  found.ok = found.findings.length === 0 && found.lost === 0
  return found
}

function checkOne(found: RecordsVerification, head: Head, entries: Row[]): void {
  found.learners += 1
  found.entries += entries.length
  found.erased += entries.filter(entry => entry.erased).length
  const broken = checkChain(CRYPTO, entries, head)
  if (broken && found.findings.length < FINDINGS)
    found.findings.push({ ...broken, organisationId: head.organisationId, learnerId: head.learnerId })
}

async function readChains(client: pg.PoolClient, heads: readonly Head[]): Promise<Map<string, Row[]>> {
  const { rows } = await client.query<Row & { at: Date | string }>(
    `select id, seq, organisation_id as "organisationId", learner_id as "learnerId", at, entry, root_id as "rootId",
        kind, to_char(held_on, 'YYYY-MM-DD') as "heldOn", confirming_organisation_id as "confirmingOrganisationId",
        confirming_group_id as "confirmingGroupId",
        course_id as "courseId", result_key as "resultKey", visibility, payload, salt, commitment, previous, link,
        erased_at is not null as erased
      from records.outcomes where (organisation_id, learner_id) in (select * from unnest($1::uuid[], $2::uuid[]))
      order by organisation_id, learner_id, seq`,
    [heads.map(head => head.organisationId), heads.map(head => head.learnerId)],
  )
  const chains = new Map<string, Row[]>()
  for (const row of rows) {
    const entry = { ...row, at: new Date(row.at).toISOString() }
    const chain = chains.get(entry.learnerId)
    if (chain) chain.push(entry)
    else chains.set(entry.learnerId, [entry])
  }
  return chains
}

/** A cut tail whose head was cut with it still stands in the sealed audit trail. */
async function countLost(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ lost: number }>(
    `select count(*)::int as lost from audit.entries e
      where e.subject_kind = 'outcome' and e.data ? 'commitment' and not exists (select from records.outcomes o
        where o.id = (e.data ->> 'id')::uuid and encode(o.commitment, 'hex') = e.data ->> 'commitment')`,
  )
  return rows[0]?.lost ?? 0
}
