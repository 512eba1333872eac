import { type RawBuilder, sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { IssuedRow } from '../../contract/issued.ts'
import { KEPT, STATE } from './issued.ts'

const iso = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const affiliationsOf = (personId: string) =>
  sql`(select a.id from members.affiliations a where a.person_id = ${personId})`

export type HeldData = Pick<IssuedRow, 'kind' | 'level' | 'awardedOn' | 'validUntil' | 'state'> & {
  name: Bilingual
  issuer: Bilingual
  id: string
  holder: string
  /** What the credential names as its grounds. */
  evidence: { name?: string; narrative?: string }[]
  reason: string | null
  at: string
  total: number
}

/** What was issued and delivered to a person, the latest first. */
export async function selectHeldData(system: Db, personId: string, most: number): Promise<HeldData[]> {
  const { rows } =
    await sql<HeldData>`select i.id, t.kind, b.evidence || i.evidence as evidence, json_build_object('zh', t.name_zh, 'en', t.name_en) as name,
      json_build_object('zh', coalesce(o.name_zh, g.name_zh),
        'en', case when o.id is null then g.name_en else o.name_en end) as issuer,
      i.learner_name as holder, i.level, i.awarded_on, i.valid_until, ${STATE} as state, i.reason,
      ${iso('i.deliver_at')} as at, count(*) over ()::int as total
    from ${KEPT} where i.affiliation_id in ${affiliationsOf(personId)}
      and i.deliver_at <= now() and i.withdrawn_at is null and p.issued_id is not null
    order by i.deliver_at desc, i.id desc limit ${most}`.execute(system)
  return rows
}

/** What somebody signed for their organisation: which design, when, and why where a reason was given. */
const DEEDS = {
  signed: sql`select b.id, b.edition_id, b.by_affiliation_id as by, b.created_at as at, b.total as holders,
      null as step, null as reason from credentials.batches b`,
  steps: sql`select s.id, b.edition_id, s.by_affiliation_id as by, s.at, null as holders, s.kind as step, s.reason
    from credentials.steps s join credentials.issued i on i.id = s.issued_id
      join credentials.batches b on b.id = i.batch_id`,
} satisfies Record<string, RawBuilder<unknown>>
export type DeedKind = keyof typeof DEEDS

export type DeedData = {
  name: Bilingual
  holders: number | null
  step: 'suspended' | 'lifted' | 'revoked' | 'kept' | null
  reason: string | null
  at: string
  total: number
}

/** What a person signed for the organisations they act for, of one kind, the latest first. */
export async function selectDeeds(
  system: Db,
  kind: DeedKind,
  personId: string,
  most: number,
): Promise<DeedData[]> {
  const { rows } =
    await sql<DeedData>`select json_build_object('zh', t.name_zh, 'en', t.name_en) as name, d.holders, d.step,
      d.reason, ${iso('d.at')} as at, count(*) over ()::int as total
    from (${DEEDS[kind]}) d join credentials.editions t on t.id = d.edition_id
    where d.by in ${affiliationsOf(personId)} order by d.at desc, d.id desc limit ${most}`.execute(system)
  return rows
}

/** Takes a person's name off what they signed for their organisations; what was issued stays issued. */
export async function eraseNames(system: Db, personId: string): Promise<void> {
  for (const table of ['batches', 'steps'])
    await sql`update ${sql.ref(`credentials.${table}`)} set by_name = '—'
      where by_affiliation_id in ${affiliationsOf(personId)}`.execute(system)
}

/** Erases what credentials say of somebody whose entry its organisation has erased. */
export async function eraseEntry(db: Db, affiliationId: string): Promise<void> {
  await sql`select credentials.erase_entry(${affiliationId})`.execute(db)
}
