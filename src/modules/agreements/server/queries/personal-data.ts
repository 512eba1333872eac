import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Deeds } from '#platform/server/deeds.ts'

const affiliationsOf = (personId: string) =>
  sql`(select a.id from members.affiliations a where a.person_id = ${personId})`

/** What a person drafted, signed, said or answered for the organisations they act for, each with its version. */
export function ownDeeds(personId: string): Record<string, Deeds> {
  const own = affiliationsOf(personId)
  const ofVersions = (deeds: Deeds): Deeds =>
    sql`select v.id, v.title_zh, v.title_en, x.text, x.at from (${deeds}) x
      join agreements.versions v on v.id = x.version_id where x.by in ${own}`
  return {
    'agreements.drafts': sql`select id, title_zh, title_en, null as text, created_at as at from agreements.versions
      where by_affiliation_id in ${own}`,
    'agreements.signatures': ofVersions(sql`select version_id, affiliation_id as by, at, null as text
      from agreements.signatures`),
    'agreements.comments': ofVersions(sql`select c.version_id, c.affiliation_id as by, c.at, c.text
        from agreements.comments c where c.text is not null
      union all select c.version_id, c.answered_by_affiliation_id, c.answered_at, c.answer from agreements.comments c
        where c.answer is not null`),
    // Who proposes an end has agreed to it: that row says nothing of its own.
    'agreements.endings': ofVersions(sql`select e.version_id, e.affiliation_id as by, e.at, e.reason as text
        from agreements.endings e
      union all select e.version_id, a.affiliation_id, a.at, a.note from agreements.ending_answers a
        join agreements.endings e on e.id = a.ending_id where a.organisation_id <> e.proposed_by`),
  }
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
