import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Span, Taken } from '../../rules/availability.ts'

/**
 * Holds offers until the transaction ends, and lets go of requests for them that nobody answered in time; gives the
 * offers that became free with it, for which the line has to move up.
 */
export async function holdOffers(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    freed: string[]
  }>`select sharing.hold_offers(${[...ids]}::uuid[]) as freed`.execute(db)
  return rows[0]?.freed ?? []
}

type Row = {
  offerId: string
  from: number
  until: number
  units: number
  outside: boolean
  pauseMinutes: number
  out: boolean
}

/** What is taken of offers in a time, by offer; an outside calendar takes all there is, a fault what it stops. */
export async function selectTaken(
  db: Db,
  ids: readonly string[],
  { from, until }: Span,
): Promise<Map<string, Taken[]>> {
  const { rows } =
    await sql<Row>`select p.offer_id, (extract(epoch from lower(p.during)) * 1000)::float8 as from,
      (extract(epoch from upper(p.during)) * 1000)::float8 as until, p.units, p.outside, p.pause_minutes, false as out
    from sharing.parts p where p.offer_id = any (${[...ids]}::uuid[])
      and p.during && tstzrange(${new Date(from).toISOString()}, ${new Date(until).toISOString()})
    union all select b.offer_id, (extract(epoch from lower(b.during)) * 1000)::float8,
      (extract(epoch from upper(b.during)) * 1000)::float8, o.units, false, 0, false
    from sharing.blocked b join sharing.offers o on o.id = b.offer_id where b.offer_id = any (${[...ids]}::uuid[])
      and b.during && tstzrange(${new Date(from).toISOString()}, ${new Date(until).toISOString()})
    union all select s.offer_id, (extract(epoch from lower(s.during)) * 1000)::float8,
      (extract(epoch from upper(s.during)) * 1000)::float8, least(coalesce(s.units, o.units), o.units), false, 0, true
    from sharing.stopped s join sharing.offers o on o.id = s.offer_id where s.offer_id = any (${[...ids]}::uuid[])
      and s.during && tstzrange(${new Date(from).toISOString()}, ${new Date(until).toISOString()})
    order by 2`.execute(db)
  const taken = new Map<string, Taken[]>(ids.map(id => [id, []]))
  for (const { offerId, ...row } of rows) taken.get(offerId)?.push(row)
  return taken
}

export async function mayBook(db: Db, owner: string, taker: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select sharing.may_book(${owner}, ${taker}) as may`.execute(db)
  return rows[0]?.may === true
}

/** A class of the viewer's own school, by its name. */
export async function selectOptionalClassName(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select name from members.classes where id = ${id}
    and organisation_id = (select platform.viewer_organisation()) and ends_on is null`.execute(db)
  return rows[0]?.name
}
