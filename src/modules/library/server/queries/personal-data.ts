import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Deeds } from '#platform/server/deeds.ts'

const affiliationsOf = (personId: string) =>
  sql`(select a.id from members.affiliations a where a.person_id = ${personId})`

/** What a person brought, took along, asked for or answered, and looked at, each with its item. */
export function ownDeeds(personId: string): Record<string, Deeds> {
  const own = affiliationsOf(personId)
  const ofItems = (deeds: Deeds): Deeds =>
    sql`select i.id, i.title_zh, i.title_en, x.text, x.at from (${deeds}) x join library.items i on i.id = x.item_id`
  return {
    'library.brought': sql`select id, title_zh, title_en, null as text, created_at as at from library.items
      where affiliation_id in ${own}`,
    'library.taken': ofItems(
      sql`select item_id, null as text, at from library.receipts where affiliation_id in ${own}`,
    ),
    'library.asked': ofItems(sql`select item_id, purpose as text, created_at as at from library.requests
        where affiliation_id in ${own}
      union all select item_id, answer, answered_at from library.requests where answered_affiliation_id in ${own}`),
    'library.looked': ofItems(sql`select item_id, null as text, day::timestamp at time zone 'UTC' as at
      from library.counted where person_id = ${personId}`),
  }
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
