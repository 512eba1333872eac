import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import { containing } from '#platform/server/database/like.ts'
import type { Db } from '#platform/server/database/session.ts'
import { NAMED_STATES, type NamedFilters, type NamedLearner, type Naming } from '../../contract/namings.ts'

const AT = sql`to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at`

/** To whom the viewer has named themself, the latest first. */
export async function selectOwnNamings(db: Db, personId: string): Promise<Naming[]> {
  const { rows } = await sql<Naming>`select n.id, n.occasion, n.ends_on, n.recorded, ${AT},
      case when n.ended_at is not null then 'ended' when n.ends_on < platform.today() then 'over' else 'open' end as state,
      case when o.id is not null then
        json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) end as organisation,
      case when g.id is not null then
        json_build_object('id', g.id, 'name', json_build_object('zh', g.name_zh, 'en', g.name_en)) end as "group"
    from records.namings n left join members.organisations o on o.id = n.to_organisation_id
      left join members.groups g on g.id = n.to_group_id
    where n.person_id = ${personId} order by n.created_at desc, n.id limit 100`.execute(db)
  return rows
}

/** The groups that the viewer's organisation belongs to: those a learner may name themself to. */
export async function selectOwnGroups(db: Db): Promise<{ id: string; name: Bilingual }[]> {
  const { rows } = await sql<{ id: string; name: Bilingual }>`select g.id,
      json_build_object('zh', g.name_zh, 'en', g.name_en) as name from members.groups g
    where records.is_of_group(platform.viewer_organisation(), g.id) order by g.name_zh, g.id`.execute(db)
  return rows
}

type NewNaming = {
  personId: string
  organisationId: string
  learnerId: string
  name: string
  toOrganisationId: string | null
  toGroupId: string | null
  occasion: string
  endsOn: string
}

export async function insertNaming(db: Db, naming: NewNaming): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into records.namings (person_id, organisation_id, learner_id,
      learner_name, to_organisation_id, to_group_id, occasion, ends_on)
    values (${naming.personId}, ${naming.organisationId}, ${naming.learnerId}, ${naming.name},
      ${naming.toOrganisationId}, ${naming.toGroupId}, ${naming.occasion}, ${naming.endsOn}) returning id`.execute(
    db,
  )
  return (rows[0] as { id: string }).id
}

export type OneNaming = {
  id: string
  personId: string
  organisationId: string
  learnerId: string
  toOrganisationId: string | null
  toGroupId: string | null
}
const ONE = sql`select n.id, n.person_id, n.organisation_id, n.learner_id, n.to_organisation_id, n.to_group_id
  from records.namings n`

export async function selectOptionalNaming(db: Db, id: string): Promise<OneNaming | undefined> {
  const { rows } = await sql<OneNaming>`${ONE} where n.id = ${id}`.execute(db)
  return rows[0]
}

/** Namings that hold, in the order of their learners: chains are locked in one order. */
export async function selectNamings(db: Db, ids: readonly string[]): Promise<OneNaming[]> {
  const { rows } = await sql<OneNaming>`${ONE} where n.id = any (${[...ids]}::uuid[]) and n.ended_at is null
    and n.ends_on >= platform.today() order by n.learner_id, n.id`.execute(db)
  return rows
}

/** False when it had ended already. */
export async function endNamingRow(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`update records.namings set ended_at = now(), version = version + 1
    where id = ${id} and ended_at is null returning id`.execute(db)
  return rows.length > 0
}

export type Addressee = { organisationId: string | null; groupId: string | null }
export type NamedRow = NamedLearner & {
  organisationId: string
  learnerId: string
  school: Bilingual
  /** When, to the microsecond: the key of a page. */
  key: string
}
type After = readonly [string, string] | null

/** What of the namings `n` to an organisation or a group holds, within these filters. */
const holding = ({ organisationId, groupId }: Addressee, { q, state }: NamedFilters) => sql`
  ${groupId === null ? sql`n.to_organisation_id = ${organisationId}` : sql`n.to_group_id = ${groupId}`}
    and n.ended_at is null and n.ends_on >= platform.today()
    and (${q ? containing(q) : null}::text is null or n.learner_name ilike ${q ? containing(q) : null}
      or n.occasion ilike ${q ? containing(q) : null})
    and (${state ?? null}::text is null or (n.recorded = 0) = (${state ?? null}::text = 'waiting'))`

/** Who has named themselves to an organisation or a group and still does, after a key, the latest first. */
export async function selectNamed(
  db: Db,
  to: Addressee,
  filters: NamedFilters,
  { after, limit }: { after: After; limit: number },
): Promise<NamedRow[]> {
  const [at, id] = after ?? [null, null]
  const { rows } =
    await sql<NamedRow>`select n.id, n.learner_name as learner, n.occasion, n.ends_on, n.recorded, ${AT},
      to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key,
      n.organisation_id, n.learner_id, json_build_object('zh', o.name_zh, 'en', o.name_en) as school
    from records.namings n join members.organisations o on o.id = n.organisation_id
    where ${holding(to, filters)}
      and (${at}::timestamptz is null or (n.created_at, n.id) < (${at}::timestamptz, ${id}::uuid))
    order by n.created_at desc, n.id desc limit ${limit}`.execute(db)
  return rows
}

/** How many they are, whatever `state` asks for, by whether something has been recorded. */
export async function selectNamedCounts(
  db: Db,
  to: Addressee,
  { q }: NamedFilters,
): Promise<{ value: (typeof NAMED_STATES)[number]; count: number }[]> {
  const { rows } = await sql<{ waiting: number; recorded: number }>`select
      count(*) filter (where n.recorded = 0)::int as waiting, count(*) filter (where n.recorded > 0)::int as recorded
    from records.namings n where ${holding(to, { q })}`.execute(db)
  return NAMED_STATES.map(value => ({ value, count: rows[0]?.[value] ?? 0 }))
}

/** Counts what was recorded by each, and tells whether any of the addressee's still waits for a first outcome. */
export async function noteRecorded(
  db: Db,
  ids: readonly string[],
  { organisationId, groupId }: Addressee,
): Promise<boolean> {
  await sql`select records.note_recorded(${[...ids]}::uuid[])`.execute(db)
  const { rows } = await sql<{ waits: boolean }>`select exists (select from records.namings n
    where ${groupId === null ? sql`n.to_organisation_id = ${organisationId}` : sql`n.to_group_id = ${groupId}`}
      and n.ended_at is null and n.ends_on >= platform.today() and n.recorded = 0) as waits`.execute(db)
  return rows[0]?.waits ?? false
}

export async function isOfGroup(db: Db, organisationId: string, groupId: string): Promise<boolean> {
  const { rows } = await sql<{
    is: boolean
  }>`select records.is_of_group(${organisationId}, ${groupId}) as is`.execute(db)
  return rows[0]?.is ?? false
}
