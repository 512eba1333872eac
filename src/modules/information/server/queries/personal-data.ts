import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'

export type Preference = { rhythm: string; language: string; updatedAt: string }

export async function selectOptionalLetterPreference(
  system: Db,
  personId: string,
): Promise<Preference | undefined> {
  const { rows } = await sql<Preference>`select rhythm, language,
      to_char(updated_at at time zone 'UTC', ${ISO}) as updated_at
    from information.letter_preferences where person_id = ${personId}`.execute(system)
  return rows[0]
}

export type Feed = { createdAt: string; lastUsedAt: string | null }

export async function selectOptionalFeedOf(system: Db, personId: string): Promise<Feed | undefined> {
  const { rows } = await sql<Feed>`select to_char(created_at at time zone 'UTC', ${ISO}) as created_at,
      to_char(last_used_at at time zone 'UTC', ${ISO}) as last_used_at
    from information.feeds where person_id = ${personId}`.execute(system)
  return rows[0]
}

type Titled = { title: Bilingual; at: string }
const titled = sql`json_build_object('zh', n.title_zh, 'en', n.title_en) as title`

/** Notices that a person has read, the latest first, and how many there are. */
export async function selectReceipts(
  system: Db,
  personId: string,
  most: number,
): Promise<{ rows: Titled[]; total: number }> {
  const { rows } = await sql<Titled>`select ${titled}, to_char(r.read_at at time zone 'UTC', ${ISO}) as at
    from information.notice_receipts r join information.notices n on n.id = r.notice_id
    where r.person_id = ${personId} order by r.read_at desc, n.id limit ${most}`.execute(system)
  const counted = await sql<{ total: number }>`select count(*)::int as total from information.notice_receipts
    where person_id = ${personId}`.execute(system)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function selectOwnComments(
  system: Db,
  personId: string,
  most: number,
): Promise<{ rows: (Titled & { text: string })[]; total: number }> {
  const { rows } = await sql<Titled & { text: string }>`select ${titled}, c.text,
      to_char(c.created_at at time zone 'UTC', ${ISO}) as at
    from information.notice_comments c join information.notices n on n.id = c.notice_id
    where c.person_id = ${personId} and c.text is not null order by c.id desc limit ${most}`.execute(system)
  const counted = await sql<{ total: number }>`select count(*)::int as total from information.notice_comments
    where person_id = ${personId} and text is not null`.execute(system)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

const OWN = ['letter_preferences', 'letters', 'feeds', 'notice_receipts']

/** Erases wishes about letters, the calendar address, what was read and said; that somebody said something stays. */
export async function eraseInformation(system: Db, personId: string): Promise<void> {
  for (const table of OWN)
    await sql`delete from ${sql.ref(`information.${table}`)} where person_id = ${personId}`.execute(system)
  await sql`update information.notice_comments set text = null, author_name = '—',
      removed_at = coalesce(removed_at, now()), removed_by = coalesce(removed_by, 'writer')
    where person_id = ${personId}`.execute(system)
  await sql`update information.notices set author_name = '—' where author_person_id = ${personId}`.execute(
    system,
  )
  await sql`update information.todos set handed_by_name = case when handed_by_name is not null then '—' end,
      handed_to_name = case when handed_to_name is not null then '—' end
    where desk in (select 'a:' || a.id from members.affiliations a where a.person_id = ${personId})`.execute(
    system,
  )
}

/** Gives what one account has to another; where both have the same, the other's own stays. */
export async function mergeInformation(system: Db, from: string, to: string): Promise<void> {
  for (const [table, key] of [
    ['letter_preferences', 'person_id'],
    ['feeds', 'person_id'],
    ['letters', 'day'],
    ['notice_receipts', 'notice_id'],
  ] as const) {
    const name = sql.ref(`information.${table}`)
    const same = key === 'person_id' ? sql`true` : sql`k.${sql.ref(key)} = f.${sql.ref(key)}`
    await sql`delete from ${name} f where f.person_id = ${from}
      and exists (select from ${name} k where k.person_id = ${to} and ${same})`.execute(system)
    await sql`update ${name} set person_id = ${to} where person_id = ${from}`.execute(system)
  }
  await sql`update information.notice_comments set person_id = ${to} where person_id = ${from}`.execute(
    system,
  )
  await sql`update information.notices set author_person_id = ${to} where author_person_id = ${from}`.execute(
    system,
  )
  await sql`update information.todos set done_by = ${to} where done_by = ${from} and done_at is not null`.execute(
    system,
  )
}
