import { sql } from 'kysely'
import { z } from 'zod'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { ErasureDuty } from '../../../contract/corrections.ts'
import { isoOf } from './entries.ts'

export async function selectDuties(
  db: Db,
  organisationId: string,
  { state, after, limit }: { state?: ErasureDuty['state']; after?: string; limit: number },
): Promise<{ rows: ErasureDuty[]; next: string | null }> {
  const before = readKey(after, z.tuple([z.uuid()]))?.[0] ?? null
  const { rows } =
    await sql<ErasureDuty>`select d.id, a.name as entry, a.number, d.affiliation_id, d.role, a.ends_on,
      d.keep_until, d.state, d.reason, d.decided_by, ${isoOf('d.created_at')} as created_at, d.version
    from members.erasure_duties d join members.affiliations a on a.id = d.affiliation_id
    where d.organisation_id = ${organisationId} and (${state ?? null}::text is null or d.state = ${state ?? null})
      and (${before}::uuid is null or d.id < ${before}::uuid)
    order by d.id desc limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? writeKey([last.id]) : null }
}

export type Duty = {
  id: string
  organisationId: string
  affiliationId: string
  state: ErasureDuty['state']
  version: number
}

export async function selectOptionalDuty(db: Db, id: string): Promise<Duty | undefined> {
  const { rows } = await sql<Duty>`select id, organisation_id, affiliation_id, state, version
    from members.erasure_duties where id = ${id}`.execute(db)
  return rows[0]
}

export async function updateDuty(
  db: Db,
  id: string,
  version: number,
  decision: { state: 'kept' | 'erased'; reason: string | null; by: string },
): Promise<boolean> {
  const { rows } =
    await sql`update members.erasure_duties set state = ${decision.state}, reason = ${decision.reason},
      decided_by = ${decision.by}, decided_at = now(), version = version + 1
    where id = ${id} and version = ${version} and state in ('open', 'kept') returning id`.execute(db)
  return rows.length > 0
}

/** Duties whose longest day has come, locked: what is kept no longer is erased by the platform. */
export async function takeDuties(system: Db, most: number): Promise<Duty[]> {
  const { rows } = await sql<Duty>`update members.erasure_duties set state = 'erased', version = version + 1
    where id in (select id from members.erasure_duties where state in ('open', 'kept') and keep_until <= platform.today()
      order by keep_until limit ${most} for update skip locked)
    returning id, organisation_id, affiliation_id, state, version`.execute(system)
  return rows
}
