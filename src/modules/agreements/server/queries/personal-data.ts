import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
const titled = sql`json_build_object('text', v.title_zh, 'en', v.title_en) as title`
const own = (personId: string) =>
  sql`affiliation_id in (select a.id from members.affiliations a where a.person_id = ${personId})`

type Titled = { title: { text: string; en: string | null }; at: string }

/** What a person signed for the organisations they act for, the latest first. */
export async function selectOwnSignatures(
  system: Db,
  personId: string,
  most: number,
): Promise<{ rows: Titled[]; total: number }> {
  const { rows } = await sql<Titled>`select ${titled}, to_char(s.at at time zone 'UTC', ${ISO}) as at
    from agreements.signatures s join agreements.versions v on v.id = s.version_id
    where s.${own(personId)} order by s.id desc limit ${most}`.execute(system)
  const counted = await sql<{ total: number }>`select count(*)::int as total from agreements.signatures
    where ${own(personId)}`.execute(system)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function selectOwnComments(
  system: Db,
  personId: string,
  most: number,
): Promise<{ rows: (Titled & { text: string })[]; total: number }> {
  const { rows } = await sql<Titled & { text: string }>`select ${titled}, c.text,
      to_char(c.at at time zone 'UTC', ${ISO}) as at
    from agreements.comments c join agreements.versions v on v.id = c.version_id
    where c.${own(personId)} and c.text is not null order by c.id desc limit ${most}`.execute(system)
  const counted = await sql<{ total: number }>`select count(*)::int as total from agreements.comments
    where ${own(personId)} and text is not null`.execute(system)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/**
 * Takes a person's name off what they signed and said for their organisations. The signatures stay: they are the
 * organisations' own, and others rely on them; what was said in passing goes.
 */
export async function eraseNames(system: Db, personId: string): Promise<void> {
  await sql`update agreements.signatures set signer_name = '—' where ${own(personId)}`.execute(system)
  await sql`update agreements.comments set text = null, by_name = '—' where ${own(personId)}`.execute(system)
  for (const table of ['endings', 'ending_answers'])
    await sql`update ${sql.ref(`agreements.${table}`)} set by_name = '—' where ${own(personId)}`.execute(
      system,
    )
  await sql`update agreements.versions set by_name = '—'
    where by_affiliation_id in (select a.id from members.affiliations a where a.person_id = ${personId})`.execute(
    system,
  )
}
