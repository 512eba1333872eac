import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

export type InLine = {
  id: string
  organisationId: string
  from: Date
  until: Date
  parts: { id: string; offerId: string; units: number; state: 'asked' | 'agreed'; outside: boolean }[]
}

/** Lets go of all requests that nobody answered in time; the offers that became free with it. */
export async function releaseExpired(system: Db): Promise<string[]> {
  const { rows } = await sql<{ freed: string[] }>`select sharing.release_expired() as freed`.execute(system)
  return rows[0]?.freed ?? []
}

/** Whoever waits for a time that has come waits no more. */
export async function expireWaiting(system: Db): Promise<void> {
  await sql`update sharing.bookings set state = 'expired', version = version + 1
    where state = 'waiting' and starts_at <= now()`.execute(system)
}

/** Who waits in line for one of these offers, the first come first, with all the offers they wait for. */
export async function selectLine(
  system: Db,
  offerIds: readonly string[],
): Promise<{ id: string; offerIds: string[] }[]> {
  const { rows } = await sql<{ id: string; offerIds: string[] }>`select b.id,
      array(select p.offer_id from sharing.parts p where p.booking_id = b.id) as offer_ids
    from sharing.bookings b
    where b.state = 'waiting' and b.starts_at > now() and exists (select from sharing.parts p
      where p.booking_id = b.id and p.offer_id = any (${[...offerIds]}::uuid[]))
    order by b.created_at, b.id limit 500`.execute(system)
  return rows
}

/** One booking that still waits, held until the transaction ends. */
export async function lockInLine(system: Db, id: string): Promise<InLine | undefined> {
  const { rows } = await sql<InLine>`select b.id, b.organisation_id, b.starts_at as from, b.ends_at as until,
      (select json_agg(json_build_object('id', p.id, 'offerId', p.offer_id, 'units', p.units, 'state', p.state,
        'outside', p.outside) order by p.offer_id) from sharing.parts p where p.booking_id = b.id) as parts
    from sharing.bookings b where b.id = ${id} and b.state = 'waiting' for update of b`.execute(system)
  return rows[0]
}

/** Gives a waiting booking its time. */
export async function takeUp(
  system: Db,
  id: string,
  { holdUntil, pauses }: { holdUntil: number; pauses: ReadonlyMap<string, number> },
): Promise<void> {
  for (const [partId, pause] of pauses)
    await sql`update sharing.parts p set pause_minutes = ${pause},
        during = tstzrange(b.starts_at, b.ends_at + make_interval(mins => ${pause}))
      from sharing.bookings b where b.id = p.booking_id and p.id = ${partId}`.execute(system)
  await sql`update sharing.bookings set state = 'requested', hold_until = ${new Date(holdUntil).toISOString()},
    version = version + 1 where id = ${id}`.execute(system)
}
