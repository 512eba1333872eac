import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { KM } from './find-offers.ts'

type Sought = { organisationId: string; kind: string }

/** Published offers of a kind that an organisation may book and others own, the nearest first, with the distance. */
export async function selectCandidates(
  db: Db,
  { organisationId, kind }: Sought,
  { only, most }: { only: string | null; most: number },
): Promise<{ id: string; km: number | null; grams: string[] }[]> {
  const { rows } = await sql<{
    id: string
    km: number | null
    grams: string[]
  }>`select o.id, ${KM} as km, o.grams
    from sharing.offers o join members.organisations m on m.id = o.organisation_id
      join members.organisations own on own.id = ${organisationId}
    where o.state = 'published' and o.kind = ${kind} and o.organisation_id <> own.id
      and (${only}::uuid is null or o.organisation_id = ${only})
      and sharing.may_book(o.organisation_id, own.id)
    order by km nulls last, o.created_at desc, o.id limit ${most}`.execute(db)
  return rows
}

/** How far an offer is from an organisation, and what the offer is found by. */
export async function selectDistance(
  db: Db,
  offerId: string,
  organisationId: string,
): Promise<{ km: number | null; grams: string[] }> {
  const { rows } = await sql<{ km: number | null; grams: string[] }>`select ${KM} as km, o.grams
    from sharing.offers o join members.organisations m on m.id = o.organisation_id
      join members.organisations own on own.id = ${organisationId} where o.id = ${offerId}`.execute(db)
  return rows[0] ?? { km: null, grams: [] }
}

/** Writes that both sides were told of a match; those pairs of which they had not been told before. */
export async function rememberMatches(
  system: Db,
  pairs: readonly { needId: string; offerId: string }[],
): Promise<{ needId: string; offerId: string }[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<{
    needId: string
    offerId: string
  }>`insert into sharing.matches (need_id, offer_id)
    select x."needId", x."offerId" from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb)
      as x("needId" uuid, "offerId" uuid)
    on conflict do nothing returning need_id, offer_id`.execute(system)
  return rows
}
