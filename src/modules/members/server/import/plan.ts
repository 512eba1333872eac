import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { ImportCounts } from '../../contract/import.ts'
import { keysOf, sound } from './checks.ts'
import type { ImportRecord } from './records.ts'

/** Which person each staged row is: by key, else by number where the person has no key yet. */
export async function matchRows(db: Db, roster: ImportRecord): Promise<number> {
  const { keyed } = keysOf(roster)
  const [org, id] = [roster.organisationId, roster.id]
  await sql`create temp table import_match on commit drop as
    with by_key as (
      select r.row, a.id from members.import_rows r join members.affiliations a
        on a.organisation_id = ${org} and a.role = r.role and a.external_id = r.external_id
      where r.import_id = ${id}),
    by_number as (
      select distinct on (r.row) r.row, a.id from members.import_rows r join members.affiliations a
        on a.organisation_id = ${org} and a.role = r.role and a.number = r.number
      where r.import_id = ${id} and (${!keyed} or a.external_id is null)
        and not exists (select from by_key k where k.row = r.row)
        and not exists (select from by_key k where k.id = a.id)
      order by r.row, a.ends_on desc nulls first, a.id desc)
    select * from by_key union all select * from by_number`.execute(db)
  await sql`analyze import_match`.execute(db)
  const { rows } = await sql<{ count: number }>`select count(*) from import_match`.execute(db)
  return rows[0]?.count ?? 0
}

/** The roles that the file's rows have. */
export async function rolesOfRows(db: Db, roster: ImportRecord): Promise<string[]> {
  const { rows } = await sql<{ role: string }>`select distinct role from members.import_rows
    where import_id = ${roster.id}`.execute(db)
  return rows.map(row => row.role)
}

/** Plans every sound row: a new person, or one that is there with what changes, field by field. */
export async function planRows(db: Db, roster: ImportRecord, matched: number): Promise<void> {
  const { keyed, numbered } = keysOf(roster)
  const unmatched = matched ? sql`and not exists (select from import_match m where m.row = r.row)` : sql``
  await sql`insert into members.import_plan (import_id, organisation_id, row, outcome, affiliation_id)
    select r.import_id, r.organisation_id, r.row, 'added', uuidv7() from members.import_rows r
    where r.import_id = ${roster.id} and ${sound} ${unmatched}`.execute(db)
  if (!matched) return
  // What the file leaves empty stays as it is.
  const filled = (flag: boolean, before: string) => (flag ? sql`true` : sql.raw(`${before} is null`))
  await sql`insert into members.import_plan (import_id, organisation_id, row, outcome, affiliation_id, changes)
    select r.import_id, r.organisation_id, r.row, case when a.ends_on is not null then 'back'
      when d.changes is null then 'unchanged' else 'changed' end, a.id, d.changes
    from import_match m join members.import_rows r on r.import_id = ${roster.id} and r.row = m.row
    join members.affiliations a on a.id = m.id
    left join members.classes c on c.id = a.class_id
    cross join lateral (
      select jsonb_object_agg(field, jsonb_build_array(before, after)) as changes
      from (values
        ('external_id', a.external_id, case when ${filled(keyed, 'a.external_id')} then r.external_id end),
        ('number', a.number, case when ${filled(numbered, 'a.number')} then r.number end),
        ('name', a.name, r.name), ('name_latin', a.name_latin, r.name_latin),
        ('class_name', c.name, r.class_name),
        ('position_zh', a.position_zh, r.position_zh), ('position_en', a.position_en, r.position_en),
        ('email', a.email, r.email), ('phone', a.phone, r.phone),
        ('birth_date', a.birth_date::text, r.birth_date::text),
        ('starts_on', a.starts_on::text, r.starts_on::text),
        ('ends_on', a.ends_on::text, null::text)
      ) v(field, before, after)
      where (after is not null and after is distinct from before) or (field = 'ends_on' and before is not null)
    ) d
    where ${sound}`.execute(db)
}

/**
 * Plans the end of those whom the file lacks: people of its roles, within its scope, whom a file can find again.
 * Somebody whose row has a name but no readable key is not taken for missing.
 */
export async function planEndings(db: Db, roster: ImportRecord, roles: readonly string[]): Promise<number> {
  const { endMissingOn, scope } = roster.settings
  const org = roster.organisationId
  const inScope = sql`a.organisation_id = ${org} and a.role = any(${roles}::text[]) and a.ends_on is null
    and (a.external_id is not null or a.number is not null) ${
      scope.classIds.length || scope.cohorts.length
        ? sql`and a.class_id in (select c.id from members.classes c where c.organisation_id = ${org}
            and (c.id = any(${scope.classIds}::uuid[]) or c.cohort = any(${scope.cohorts}::int[])))`
        : sql``
    }`
  const { rows } = await sql<{ count: number }>`select count(*) from members.affiliations a
    where ${inScope}`.execute(db)
  if (endMissingOn)
    await sql`insert into members.import_plan (import_id, organisation_id, row, outcome, affiliation_id, changes)
      select ${roster.id}, ${org}, -row_number() over (order by a.sort_key, a.id), 'ended', a.id,
        jsonb_build_object('ends_on', jsonb_build_array(null, greatest(a.starts_on, ${endMissingOn}::date)))
      from members.affiliations a where ${inScope}
        and not exists (select from import_match m where m.id = a.id)
        and not exists (select from members.import_rows b where b.import_id = ${roster.id} and b.bad
          and b.external_id is null and b.role = a.role and b.name = a.name)`.execute(db)
  return rows[0]?.count ?? 0
}

/** The numbers that the preview shows. */
export async function countPlan(db: Db, roster: ImportRecord, inScope: number): Promise<ImportCounts> {
  const { rows } = await sql<{ outcome: string; count: number }>`
    select outcome, count(*) from members.import_plan where import_id = ${roster.id} group by outcome
    union all select 'rows', count(*) from members.import_rows where import_id = ${roster.id}
    union all select 'problems', count(*) from members.import_problems where import_id = ${roster.id}`.execute(
    db,
  )
  const of = (outcome: string) => rows.find(row => row.outcome === outcome)?.count ?? 0
  const [added, changed, back, unchanged] = [of('added'), of('changed'), of('back'), of('unchanged')]
  const classes = await sql<{ name: string }>`select distinct r.class_name as name from members.import_plan p
    join members.import_rows r on r.import_id = p.import_id and r.row = p.row
    where p.import_id = ${roster.id} and p.outcome <> 'ended' and r.class_name is not null and not exists (
      select from members.classes c where c.organisation_id = r.organisation_id and c.name = r.class_name)
    order by 1`.execute(db)
  return {
    rows: of('rows'),
    added,
    changed,
    back,
    unchanged,
    ended: of('ended'),
    bad: of('rows') - added - changed - back - unchanged,
    problems: of('problems'),
    newClasses: classes.rows.length,
    newClassNames: classes.rows.slice(0, 50).map(row => row.name),
    inScope,
  }
}
