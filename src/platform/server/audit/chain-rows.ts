import type pg from 'pg'
import type { Committed } from './record.ts'

const PAGE = 2000

// As text with the milliseconds it was written with: a Date would hide a change of microseconds.
const instant = (column: string) =>
  `regexp_replace(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z$', 'Z')`

export type SealRow = {
  number: number
  previousHash: Buffer
  hash: Buffer
  firstEntry: string
  lastEntry: string
  entries: number
  signature: Buffer
  sealedAt: string
}

export type CommittedEntry = {
  id: string
  seal: number
  facts: Committed
  salt: Buffer | null
  commitment: Buffer
  erased: boolean
}

/** Every seal in order, a page at a time. */
export async function* sealRows(client: pg.ClientBase): AsyncGenerator<SealRow> {
  for (let after = '0'; ; ) {
    const { rows } = await client.query(
      `select number::text, previous_hash, hash, first_entry::text, last_entry::text, entries, signature,
         ${instant('sealed_at')} as sealed_at
       from audit.seals s where s.number > $1 order by s.number limit ${PAGE}`,
      [after],
    )
    for (const row of rows) {
      after = row.number
      yield {
        number: Number(row.number),
        previousHash: row.previous_hash,
        hash: row.hash,
        firstEntry: row.first_entry,
        lastEntry: row.last_entry,
        entries: row.entries,
        signature: row.signature,
        sealedAt: row.sealed_at,
      }
    }
    if (rows.length < PAGE) return
  }
}

/** Every sealed entry by seal and id, a page at a time. */
export async function* sealedEntries(client: pg.ClientBase): AsyncGenerator<CommittedEntry> {
  for (let after = ['0', '-9223372036854775808']; ; ) {
    const { rows } = await client.query(
      `select id::text, seal::text, ${instant('at')} as at,
         person_id, affiliation_id, organisation_id, group_id, action, subject_kind, subject_id, data, request_id,
         salt, commitment, erased_at is not null as erased
       from audit.entries e where (e.seal, e.id) > ($1, $2) order by e.seal, e.id limit ${PAGE}`,
      after,
    )
    for (const row of rows) {
      after = [row.seal, row.id]
      const facts: Committed = {
        at: row.at,
        personId: row.person_id,
        affiliationId: row.affiliation_id,
        organisationId: row.organisation_id,
        groupId: row.group_id,
        action: row.action,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        data: row.data,
        requestId: row.request_id,
      }
      const { id, salt, commitment, erased } = row
      yield { id, seal: Number(row.seal), facts, salt, commitment, erased }
    }
    if (rows.length < PAGE) return
  }
}
