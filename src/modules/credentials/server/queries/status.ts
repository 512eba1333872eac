import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Purpose } from '../places.ts'

export type Page = { id: string; did: string; length: number; used: number }

/** A page of a DID that has room, locked; made when there is none. At most half of a page is ever used. */
export async function lockPageWithRoom(db: Db, issuerId: string, did: string, length: number): Promise<Page> {
  const { rows } = await sql<Page>`select id, did, length, used from credentials.status_pages
    where did = ${did} and used < length / 2 order by used desc limit 1 for update`.execute(db)
  if (rows[0]) return rows[0]
  const made = await sql<Page>`insert into credentials.status_pages (issuer_id, did, length)
    values (${issuerId}, ${did}, ${length}) returning id, did, length, used`.execute(db)
  return made.rows[0] as Page
}

export async function selectTaken(db: Db, pageId: string): Promise<Set<number>> {
  const { rows } = await sql<{ statusIndex: number }>`select status_index from credentials.papers
    where page_id = ${pageId}`.execute(db)
  return new Set(rows.map(row => row.statusIndex))
}

export type SignedList = { signed: string; signedAt: Date }
export type SignedLists = Partial<Record<Purpose, SignedList>>

/** Both lists of a page, as far as they are signed. */
export async function selectSignedLists(db: Db, pageId: string): Promise<SignedLists> {
  const { rows } = await sql<SignedList & { purpose: Purpose }>`select purpose, signed, signed_at
    from credentials.status_lists where page_id = ${pageId}`.execute(db)
  return Object.fromEntries(rows.map(row => [row.purpose, row]))
}

/** The page of a list, locked: a change of status waits until the list is signed, and the other way round. */
export async function lockPage(db: Db, pageId: string): Promise<Page | undefined> {
  const { rows } = await sql<Page>`select id, did, length, used from credentials.status_pages
    where id = ${pageId} for update`.execute(db)
  return rows[0]
}

/** The indexes whose bit is set. What was withdrawn before anybody had it counts as revoked. */
export async function selectSet(db: Db, pageId: string, purpose: Purpose): Promise<number[]> {
  const { rows } = await sql<{ statusIndex: number }>`select p.status_index from credentials.papers p
      join credentials.issued i on i.id = p.issued_id
    where p.page_id = ${pageId} and case when ${purpose} = 'suspension' then i.suspended_at is not null
      else i.revoked_at is not null or i.withdrawn_at is not null end`.execute(db)
  return rows.map(row => row.statusIndex)
}

export async function upsertSignedList(
  db: Db,
  pageId: string,
  purpose: Purpose,
  signed: string,
): Promise<void> {
  await sql`insert into credentials.status_lists (page_id, purpose, signed) values (${pageId}, ${purpose}, ${signed})
    on conflict (page_id, purpose) do update set signed = excluded.signed, signed_at = now()`.execute(db)
}
