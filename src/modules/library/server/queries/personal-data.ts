import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
const affiliationsOf = (personId: string) =>
  sql`(select a.id from members.affiliations a where a.person_id = ${personId})`

type Own = (personId: string) => RawBuilder<unknown>

/** What somebody did: which item, when, and what they wrote about it. */
const DEEDS = {
  brought: personId => sql`select i.id as item_id, i.created_at as at, null as text from library.items i
    where i.affiliation_id in ${affiliationsOf(personId)}`,
  taken: personId => sql`select r.item_id, r.at, null as text from library.receipts r
    where r.affiliation_id in ${affiliationsOf(personId)}`,
  asked: personId => sql`select r.item_id, r.created_at as at, r.purpose as text from library.requests r
      where r.affiliation_id in ${affiliationsOf(personId)}
    union all select r.item_id, r.answered_at, r.answer from library.requests r
      where r.answered_affiliation_id in ${affiliationsOf(personId)}`,
  looked: personId => sql`select c.item_id, c.day::timestamp at time zone 'UTC' as at, null as text
    from library.counted c where c.person_id = ${personId}`,
} satisfies Record<string, Own>
export type DeedKind = keyof typeof DEEDS

type Deed = { title: { text: string; en: string | null }; text: string | null; at: string; total: number }

/** What a person did in the library, of one kind, the latest first. */
export async function selectOwnDeeds(
  system: Db,
  kind: DeedKind,
  personId: string,
  most: number,
): Promise<{ rows: Deed[]; total: number }> {
  const { rows } =
    await sql<Deed>`select json_build_object('text', i.title_zh, 'en', i.title_en) as title, d.text,
      to_char(d.at at time zone 'UTC', ${ISO}) as at, (count(*) over ())::int as total
    from (${DEEDS[kind](personId)}) d join library.items i on i.id = d.item_id
    order by d.at desc, i.id desc limit ${most}`.execute(system)
  return { rows, total: rows[0]?.total ?? 0 }
}

/**
 * Takes a person's name off what they did for their organisations. Material, receipts and answers stay, since they are
 * the organisations' own and others rely on them; a view stays a view of nobody.
 */
export async function eraseTraces(system: Db, personId: string): Promise<void> {
  const own = affiliationsOf(personId)
  await sql`update library.items set by_name = '—' where affiliation_id in ${own}`.execute(system)
  await sql`update library.versions set by_name = '—' where affiliation_id in ${own}`.execute(system)
  await sql`update library.receipts set by_name = '—' where affiliation_id in ${own}`.execute(system)
  await sql`update library.requests set by_name = '—' where affiliation_id in ${own}`.execute(system)
  await sql`update library.requests set answered_by = '—' where answered_affiliation_id in ${own}`.execute(
    system,
  )
  await sql`update library.counted set person_id = gen_random_uuid() where person_id = ${personId}`.execute(
    system,
  )
  await sql`with gone as (delete from library.upload_parts where upload_id in (
      select id from library.uploads where person_id = ${personId}) returning stored_id)
    update platform.files set deleted_at = now() where id in (select stored_id from gone)`.execute(system)
  await sql`delete from library.uploads where person_id = ${personId}`.execute(system)
}

/** What hangs on affiliations moves with them; the rest is given over. */
export async function mergeTraces(system: Db, from: string, to: string): Promise<void> {
  await sql`update library.uploads set person_id = ${to} where person_id = ${from}`.execute(system)
  await sql`insert into library.counted (item_id, kind, day, person_id)
    select item_id, kind, day, ${to} from library.counted where person_id = ${from} on conflict do nothing`.execute(
    system,
  )
  await sql`delete from library.counted where person_id = ${from}`.execute(system)
}
