import { sql } from 'kysely'
import type { OrganisationRow } from '#modules/members/contract/organisations.ts'
import type { Db } from '#platform/server/database/session.ts'

export type Damage = 'missing' | 'differs'

/** What is checked tonight: what was damaged, and of all else the share that was checked longest ago. */
export async function selectToCheck(system: Db, days: number | null): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`with stored as (select distinct sha256 from library.files)
    select s.sha256 from stored s left join library.checks c on c.sha256 = s.sha256
    order by c.damage is null, c.checked_at nulls first, s.sha256
    limit case when ${days}::int is null then null
      else (select ceil(count(*) / ${days}::numeric) from stored)
        + (select count(*) from library.checks where damage is not null) end`.execute(system)
  return rows.map(({ sha256 }) => sha256)
}

/** Notes what a check found; answers what the one before had found. */
export async function upsertCheck(system: Db, sha256: string, damage: Damage | null): Promise<Damage | null> {
  const { rows } = await sql<{ damage: Damage | null }>`with before as (
      select damage from library.checks where sha256 = ${sha256}
    ), written as (
      insert into library.checks (sha256, damage) values (${sha256}, ${damage})
      on conflict (sha256) do update set checked_at = now(), damage = excluded.damage
    ) select damage from before`.execute(system)
  return rows[0]?.damage ?? null
}

export type Holding = {
  itemId: string
  organisationId: string
  organisationKind: OrganisationRow['kind']
  title: string
  name: string
}

/** The items whose files have these bytes, each once. */
export async function selectHolding(system: Db, sha256: string): Promise<Holding[]> {
  const { rows } = await sql<Holding>`select distinct on (i.id) i.id as item_id, i.organisation_id,
      o.kind as organisation_kind, i.title_zh as title, f.name
    from library.files f join library.items i on i.id = f.item_id join members.organisations o on o.id = i.organisation_id
    where f.sha256 = ${sha256} order by i.id, f.created_at`.execute(system)
  return rows
}

/** Whether anything of an item is still damaged. */
export async function isDamaged(system: Db, itemId: string): Promise<boolean> {
  const { rows } = await sql`select from library.files f join library.checks c on c.sha256 = f.sha256
    where f.item_id = ${itemId} and c.damage is not null limit 1`.execute(system)
  return rows.length > 0
}
