import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Payload } from '../../contract/payload.ts'
import type { Share } from '../../contract/shares.ts'
import type { State } from '../../rules/vocabulary.ts'

const STATE = sql`case when s.revoked_at is not null then 'revoked'
  when s.ends_on < platform.today() then 'ended' else 'open' end`

/** What the viewer shows and showed, the latest first, with the days it was opened on. */
export async function selectShares(db: Db, personId: string): Promise<Share[]> {
  const { rows } = await sql<Share>`select s.id, s.title, s.ends_on, ${STATE} as state, s.version,
      to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
      case when o.id is not null then
        json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) end as "to",
      (select count(*)::int from records.share_entries e where e.share_id = s.id) as entries,
      (select coalesce(json_agg(json_build_object('day', p.day, 'reader', p.reader_name, 'times', p.times,
          'organisation', p.organisation) order by p.day desc), '[]')
        from (select n.day, n.reader_name, n.times, case when r.id is not null then
            json_build_object('zh', r.name_zh, 'en', r.name_en) end as organisation
          from records.share_openings n left join members.organisations r on r.id = n.organisation_id
          where n.share_id = s.id order by n.day desc limit 100) p) as openings
    from records.shares s left join members.organisations o on o.id = s.to_organisation_id
    where s.person_id = ${personId} order by s.id desc limit 100`.execute(db)
  return rows
}

type NewShare = {
  personId: string
  title: string
  toOrganisationId: string | null
  secretHash: Buffer | null
  endsOn: string
}

export async function insertShare(db: Db, share: NewShare, outcomeIds: readonly string[]): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into records.shares (person_id, title, to_organisation_id,
      secret_hash, ends_on)
    values (${share.personId}, ${share.title}, ${share.toOrganisationId}, ${share.secretHash}, ${share.endsOn})
    returning id`.execute(db)
  const { id } = rows[0] as { id: string }
  await sql`insert into records.share_entries (share_id, outcome_id, place)
    select ${id}, o.id, o.place from unnest(${[...outcomeIds]}::uuid[]) with ordinality as o (id, place)`.execute(
    db,
  )
  return id
}

/** Which of these outcomes stand in the viewer's own record. */
export async function selectOwnOutcomes(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from records.outcomes
    where id = any (${[...ids]}::uuid[]) and root_id is null
      and learner_id = any ((select members.viewer_own_learners())::uuid[])`.execute(db)
  return rows.map(row => row.id)
}

export async function selectOptionalShare(db: Db, id: string) {
  const { rows } = await sql<{
    id: string
    personId: string
    toOrganisationId: string | null
    title: string
    endsOn: string
  }>`
    select id, person_id, to_organisation_id, title, ends_on from records.shares where id = ${id}`.execute(db)
  return rows[0]
}

export async function revokeShareRow(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`update records.shares set revoked_at = now(), version = version + 1
    where id = ${id} and revoked_at is null returning id`.execute(db)
  return rows.length > 0
}

/** Makes the rest of the transaction the holder's of this hash: row-level security shows what its link shows. */
export async function actByLink(db: Db, hash: Buffer): Promise<string | undefined> {
  await sql`select set_config('overpass.share', ${hash.toString('hex')}, true)`.execute(db)
  const { rows } = await sql<{
    id: string
  }>`select id from records.shares where secret_hash = ${hash}`.execute(db)
  return rows[0]?.id
}

type Reader = { organisationId: string | null; name: string | null }

/** Notes that a share was opened; whose record it is, or null when it may not be. */
export async function openShareRow(db: Db, id: string, reader: Reader): Promise<string | null> {
  const { rows } = await sql<{
    holder: string | null
  }>`select records.open_share(${id}, ${reader.organisationId}::uuid,
    ${reader.name}::text) as holder`.execute(db)
  return rows[0]?.holder ?? null
}

export type SharedFact = {
  id: string
  kind: Payload['kind']
  state: State
  disputed: boolean
  heldOn: string
  payload: Payload | null
  byOrganisation: { id: string; name: Bilingual }
  byGroup: { id: string; name: Bilingual } | null
}

export async function selectSharedFacts(db: Db, id: string): Promise<SharedFact[]> {
  const { rows } = await sql<SharedFact>`select f.id, f.kind, f.state, f.disputed, f.held_on, f.payload,
      json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as by_organisation,
      case when g.id is not null then
        json_build_object('id', g.id, 'name', json_build_object('zh', g.name_zh, 'en', g.name_en)) end as by_group
    from records.shared_facts(${id}) f join members.organisations o on o.id = f.confirming_organisation_id
      left join members.groups g on g.id = f.confirming_group_id`.execute(db)
  return rows
}

type SharedRow = {
  id: string
  title: string
  holder: string
  endsOn: string
  entries: number
  createdAt: string
}

/** What learners show to an organisation at present. */
export async function selectShared(
  db: Db,
  organisationId: string,
  page: { after: string | null; limit: number },
): Promise<SharedRow[]> {
  const { rows } = await sql<SharedRow>`select s.id, s.title, records.share_holder(s.id) as holder, s.ends_on,
      (select count(*)::int from records.shared_facts(s.id)) as entries,
      to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at
    from records.shares s
    where s.to_organisation_id = ${organisationId} and records.may_open_share(s.id)
      and (${page.after}::uuid is null or s.id < ${page.after}::uuid)
    order by s.id desc limit ${page.limit}`.execute(db)
  return rows
}
