import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonical } from '../../contract/canonical.ts'
import { Failure } from '../../contract/errors.ts'
import type { Db } from '../database/session.ts'

type Command = {
  personId: string
  /** Whom the person acted for: the answer given in one affiliation is not one for another. */
  affiliationId: string | null
  key: string
  endpoint: string
  input: unknown
}

/**
 * Runs a command once for its key, in the caller's transaction: a retry gets the first answer. The key
 * with another input, or acting as somebody else, is refused with `input.idempotency_reused`.
 */
export async function once<T>(db: Db, command: Command, work: () => Promise<T>): Promise<T> {
  const { personId, affiliationId, key, endpoint, input } = command
  if (!/^[\w-]{8,100}$/.test(key)) throw new Failure('invalid', 'input.idempotency_key')
  const hash = createHash('sha256').update(canonical({ endpoint, input, affiliationId })).digest()
  const inserted =
    await sql`insert into platform.idempotency_keys (person_id, key, endpoint, request_hash, status)
    values (${personId}, ${key}, ${endpoint}, ${hash}, 0) on conflict do nothing returning key`.execute(db)
  if (inserted.rows.length === 0) {
    const { rows } = await sql<{ requestHash: Buffer; answer: T }>`select request_hash, answer
      from platform.idempotency_keys where person_id = ${personId} and key = ${key}`.execute(db)
    if (!rows[0]?.requestHash.equals(hash)) throw new Failure('conflict', 'input.idempotency_reused')
    return rows[0].answer
  }
  const answer = await work()
  await sql`update platform.idempotency_keys set status = 200, answer = ${JSON.stringify(answer ?? null)}::jsonb
    where person_id = ${personId} and key = ${key}`.execute(db)
  return answer
}
