import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

type NewTranscript = {
  number: string
  learnerIds: string[]
  organisationId: string
  holderName: string
  outcomeIds: string[]
  credits: number
  asOf: string
  contentHash: Buffer
  personId: string
  file: { name: string; size: number; sha256: string }
}

export async function insertTranscript(db: Db, made: NewTranscript): Promise<void> {
  const { file } = made
  await sql`with stored as (select records.store_transcript(${file.name}, ${file.size}::bigint, ${file.sha256}) as id)
    insert into records.transcripts (number, learner_ids, organisation_id, holder_name, outcome_ids, credits, as_of,
      content_hash, file_id, file_sha256, by_person_id)
    select ${made.number}, ${made.learnerIds}::uuid[], ${made.organisationId}, ${made.holderName},
      ${made.outcomeIds}::uuid[], ${made.credits}, ${made.asOf}, ${made.contentHash}, stored.id, ${file.sha256},
      ${made.personId} from stored`.execute(db)
}

/** The commitments of everything said about these outcomes so far, in the order `verify_transcript` has them. */
export async function selectCommitments(db: Db, ids: readonly string[], asOf: string): Promise<string[]> {
  const { rows } = await sql<{ commitment: string }>`select encode(commitment, 'hex') as commitment
    from records.outcomes where (id = any (${[...ids]}::uuid[]) or root_id = any (${[...ids]}::uuid[]))
      and at <= ${asOf} order by 1`.execute(db)
  return rows.map(row => row.commitment)
}

export async function selectOptionalTranscript(db: Db, number: string) {
  const { rows } = await sql<{
    byPersonId: string
    sha256: string
  }>`select by_person_id, file_sha256 as sha256
    from records.transcripts where number = ${number}`.execute(db)
  return rows[0]
}

type Verified = {
  holderName: string
  organisationZh: string
  organisationEn: string | null
  entries: number
  credits: number
  asOf: string
  contentHash: Buffer
  fileSha256: string
  commitments: string[]
  changed: number
  erased: number
}

export async function selectVerified(db: Db, number: string): Promise<Verified | undefined> {
  const { rows } = await sql<Verified>`select holder_name, organisation_zh, organisation_en, entries,
      credits::float8 as credits, to_char(as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as as_of,
      content_hash, file_sha256, commitments, changed, erased
    from records.verify_transcript(${number})`.execute(db)
  return rows[0]
}
