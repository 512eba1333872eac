import { sql } from 'kysely'
import { z } from 'zod'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Reader } from '../../../contract/privacy.ts'
import { isoOf } from './entries.ts'

type Row = { [K in keyof Reader]: Reader[K] | null } & { oldest: number | null; more: boolean }

/**
 * Who read an entry, newest first. A page may hold fewer rows than asked for, even none, and still go on: the
 * readings of a whole organisation are looked through in stretches.
 */
export async function selectReaders(
  db: Db,
  affiliationId: string,
  { after, limit }: { after?: string; limit: number },
): Promise<{ rows: Reader[]; next: string | null }> {
  const before = readKey(after, z.tuple([z.int().positive()]))?.[0] ?? null
  const { rows } =
    await sql<Row>`select id, ${isoOf('at')} as at, endpoint, role, name, organisation, oldest, more
    from members.viewer_readers(${affiliationId}::uuid, ${before}::bigint, ${limit}::int)`.execute(db)
  const found = rows.filter(row => row.id !== null)
  const last = found.at(-1)
  const edge = rows[0]
  const next = found.length === limit ? last?.id : edge?.more ? edge.oldest : null
  return {
    rows: found.map(({ oldest: _, more: __, ...row }) => row as Reader),
    next: next ? writeKey([next]) : null,
  }
}
