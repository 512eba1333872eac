import { sql } from 'kysely'
import { Failure } from '#platform/contract/errors.ts'
import type { Db } from '#platform/server/database/session.ts'
import { keysOf, numberAfter } from './checks.ts'
import type { ImportRecord } from './records.ts'
import { latinAfter } from './refresh-terms.ts'

/** Nobody changes the people concerned between the last check and the end of the transaction. */
export async function lockPeople(db: Db, roster: ImportRecord): Promise<void> {
  await sql`select from members.affiliations a where a.id in (select affiliation_id from members.import_plan
    where import_id = ${roster.id} and outcome in ('changed', 'back', 'ended')) order by a.id for update`.execute(
    db,
  )
}

export async function endMissing(db: Db, roster: ImportRecord): Promise<void> {
  if (!roster.counts?.ended) return
  await sql`update members.affiliations a set ends_on = (p.changes -> 'ends_on' ->> 1)::date,
      version = a.version + 1, updated_at = now()
    from members.import_plan p where p.import_id = ${roster.id} and p.outcome = 'ended'
      and a.id = p.affiliation_id`.execute(db)
}

/** Classes that the planned rows name and the school does not have yet. */
export async function createClasses(db: Db, roster: ImportRecord): Promise<void> {
  if (!roster.counts?.newClasses) return
  await sql`insert into members.classes (organisation_id, name, cohort, programme_zh, starts_on)
    select r.organisation_id, r.class_name, min(r.cohort), min(r.programme_zh),
      coalesce(make_date(min(r.cohort), 9, 1), min(r.starts_on), platform.today())
    from members.import_plan p join members.import_rows r on r.import_id = p.import_id and r.row = p.row
    where p.import_id = ${roster.id} and p.outcome <> 'ended' and r.class_name is not null
    group by r.organisation_id, r.class_name
    on conflict (organisation_id, name) do nothing`.execute(db)
}

/** Changes the people who are there. Their numbers go first, so that two of them may exchange theirs. */
export async function updateFound(db: Db, roster: ImportRecord): Promise<void> {
  if (!roster.counts?.changed && !roster.counts?.back) return
  const found = sql`members.import_plan p join members.import_rows r on r.import_id = p.import_id and r.row = p.row
    left join members.classes c on c.organisation_id = r.organisation_id and c.name = r.class_name`
  const planned = sql`p.import_id = ${roster.id} and p.outcome in ('changed', 'back') and a.id = p.affiliation_id`
  await sql`create temp table import_numbers on commit drop as
    select a.id, ${numberAfter(roster)} as number from ${found}, members.affiliations a
    where ${planned} and p.changes ? 'number'`.execute(db)
  await sql`update members.affiliations a set number = null from import_numbers n where n.id = a.id`.execute(
    db,
  )
  const key = keysOf(roster).keyed
    ? sql`coalesce(r.external_id, a.external_id)`
    : sql`coalesce(a.external_id, r.external_id)`
  await sql`update members.affiliations a set
      number = coalesce((select n.number from import_numbers n where n.id = a.id), a.number),
      external_id = ${key}, name = r.name,
      name_latin = ${latinAfter}, class_id = coalesce(c.id, a.class_id),
      position_zh = coalesce(r.position_zh, a.position_zh), position_en = coalesce(r.position_en, a.position_en),
      email = coalesce(r.email, a.email), phone = coalesce(r.phone, a.phone),
      birth_date = coalesce(r.birth_date, a.birth_date), starts_on = coalesce(r.starts_on, a.starts_on),
      ends_on = null,
      sort_key = case when p.changes ? 'name' then r.sort_key else a.sort_key end,
      grams = case when p.changes ?| array['name', 'name_latin', 'number'] then r.grams else a.grams end,
      version = a.version + 1, updated_at = now()
    from ${found} where ${planned}`.execute(db)
}

/** Inserts the new people part by part; yields how many each part had. */
export async function* insertAdded(db: Db, roster: ImportRecord, part: number): AsyncGenerator<number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(row), 0) as last from members.import_plan
    where import_id = ${roster.id} and outcome = 'added'`.execute(db)
  const last = rows[0]?.last ?? 0
  for (let from = 0; from < last; from += part) {
    const { numAffectedRows } =
      await sql`insert into members.affiliations (id, organisation_id, role, name, name_latin,
        number, external_id, class_id, position_zh, position_en, email, phone, birth_date, starts_on, sort_key, grams)
      select p.affiliation_id, r.organisation_id, r.role, r.name, r.latin, r.number, r.external_id, c.id,
        r.position_zh, r.position_en, r.email, r.phone, r.birth_date, coalesce(r.starts_on, platform.today()),
        r.sort_key, r.grams
      from members.import_plan p join members.import_rows r on r.import_id = p.import_id and r.row = p.row
      left join members.classes c on c.organisation_id = r.organisation_id and c.name = r.class_name
      where p.import_id = ${roster.id} and p.outcome = 'added' and p.row > ${from} and p.row <= ${from + part}`
        .execute(db)
        .catch(taken)
    yield Number(numAffectedRows ?? 0)
  }
}

/** Somebody else has just taken a key or number: the preview is no longer true. */
function taken(error: Error & { code?: unknown }): never {
  if (error.code === '23505') throw new Failure('conflict', 'import.stale')
  throw error
}

/** Keeps what happened to whom, for the trail. */
export async function noteChanges(db: Db, roster: ImportRecord): Promise<void> {
  await sql`insert into members.import_changes (import_id, organisation_id, affiliation_id, row, outcome, changes)
    select import_id, organisation_id, affiliation_id, row, outcome, changes from members.import_plan
    where import_id = ${roster.id} and outcome <> 'unchanged'`.execute(db)
}
