import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
const affiliationsOf = (personId: string) =>
  sql`(select a.id from members.affiliations a where a.person_id = ${personId})`

/** What somebody did for an organisation they act for, and of which version. */
const DEEDS = {
  drafts: sql`select v.id as version_id, v.by_affiliation_id as by, v.created_at as at, null as text
    from agreements.versions v`,
  signatures: sql`select s.version_id, s.affiliation_id as by, s.at, null as text from agreements.signatures s`,
  comments: sql`select c.version_id, c.affiliation_id as by, c.at, c.text from agreements.comments c
      where c.text is not null
    union all select c.version_id, c.answered_by_affiliation_id, c.answered_at, c.answer from agreements.comments c
      where c.answer is not null`,
  // Who proposes an end has agreed to it: that row says nothing of its own.
  endings: sql`select e.version_id, e.affiliation_id as by, e.at, e.reason as text from agreements.endings e
    union all select e.version_id, a.affiliation_id, a.at, a.note from agreements.ending_answers a
      join agreements.endings e on e.id = a.ending_id where a.organisation_id <> e.proposed_by`,
} satisfies Record<string, RawBuilder<unknown>>
export type DeedKind = keyof typeof DEEDS

type Deed = { title: { text: string; en: string | null }; text: string | null; at: string; total: number }

/** What a person drafted, signed, said or answered for the organisations they act for, the latest first. */
export async function selectOwnDeeds(
  system: Db,
  kind: DeedKind,
  personId: string,
  most: number,
): Promise<{ rows: Deed[]; total: number }> {
  const { rows } =
    await sql<Deed>`select json_build_object('text', v.title_zh, 'en', v.title_en) as title, d.text,
      to_char(d.at at time zone 'UTC', ${ISO}) as at, (count(*) over ())::int as total
    from (${DEEDS[kind]}) d join agreements.versions v on v.id = d.version_id
    where d.by in ${affiliationsOf(personId)} order by d.at desc, v.id desc limit ${most}`.execute(system)
  return { rows, total: rows[0]?.total ?? 0 }
}

/**
 * Takes a person's name off what they drafted, signed and said for their organisations. Signatures, proposals to end and
 * answers to those stay: they are the organisations' own, and others rely on them; what was said in passing goes.
 */
export async function eraseNames(system: Db, personId: string): Promise<void> {
  const own = affiliationsOf(personId)
  await sql`update agreements.signatures set signer_name = '—' where affiliation_id in ${own}`.execute(system)
  await sql`update agreements.comments set text = null, by_name = '—' where affiliation_id in ${own}`.execute(
    system,
  )
  await sql`update agreements.comments set answer = null, answered_by_name = '—'
    where answered_by_affiliation_id in ${own}`.execute(system)
  await sql`update agreements.endings set by_name = '—' where affiliation_id in ${own}`.execute(system)
  await sql`update agreements.ending_answers set by_name = '—' where affiliation_id in ${own}`.execute(system)
  await sql`update agreements.versions set by_name = '—' where by_affiliation_id in ${own}`.execute(system)
}
