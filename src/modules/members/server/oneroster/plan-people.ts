import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { noteProblems } from './findings.ts'
import type { Roster } from './keys.ts'
import { staged } from './staging.ts'

/**
 * Table `wanted`: which user has which role. 1.1 says it in users.csv, one role each; 1.2 in roles.csv, where
 * several tokens may mean one role here. A user whose roles the set does not name keeps those of before.
 */
async function makeWanted(db: Db, roster: Roster): Promise<void> {
  const users = staged('users', roster.id)
  const known = sql`select u.row, u.sourced_id, m.role, u.gone, null::date as starts_on, null::date as ends_on
    from ${users} u join members.oneroster_users m
      on m.organisation_id = ${roster.organisationId} and m.sourced_id = u.sourced_id`
  if (roster.manifest.version === '1.1') {
    await sql`create temp table wanted on commit drop as
      select u.row, u.sourced_id, u.role, u.gone, null::date as starts_on, null::date as ends_on
      from ${users} u where not u.gone
      union all ${known} where u.gone or m.role <> u.role`.execute(db)
    // Somebody who was a student and is a teacher now is no student any more.
    await sql`update wanted w set gone = true where not gone and exists (
      select from ${users} u where u.sourced_id = w.sourced_id and u.role <> w.role)`.execute(db)
    return
  }
  const roles = staged('roles', roster.id)
  const named = roster.manifest.files.roles === 'bulk' ? sql`and u.gone` : sql``
  await sql`create temp table wanted on commit drop as
    select min(coalesce(u.row, r.row)) as row, r.user_id as sourced_id, r.role,
      bool_and(r.gone) or coalesce(bool_or(u.gone), false) as gone, min(r.starts_on) as starts_on,
      case when bool_or(r.ends_on is null) then null else max(r.ends_on) end as ends_on
    from ${roles} r left join ${users} u on u.sourced_id = r.user_id group by r.user_id, r.role
    union all ${known} where not exists (select from ${roles} r where r.user_id = u.sourced_id and r.role = m.role)
      ${named}`.execute(db)
}

/** Tables `plan_people` (user and role, affiliation, what it becomes) and `end_people`. */
export async function planPeople(db: Db, roster: Roster, today: string): Promise<void> {
  const org = roster.organisationId
  await makeWanted(db, roster)
  await sql`analyze wanted`.execute(db)
  const users = staged('users', roster.id)
  // Somebody of today whom the school has entered by hand, or from a spreadsheet, is found by number.
  await sql`create temp table adopted on commit drop as
    with unknown as materialized (
      select w.sourced_id, w.role, u.number from wanted w join ${users} u on u.sourced_id = w.sourced_id
      where not w.gone and u.number is not null and not exists (select from members.oneroster_users m
        where m.organisation_id = ${org} and m.sourced_id = w.sourced_id and m.role = w.role))
    select distinct on (a.id) n.sourced_id, n.role, a.id from unknown n
      join members.affiliations a on a.organisation_id = ${org} and a.role = n.role and a.number = n.number
        and a.ends_on is null
    where not exists (select from members.oneroster_users m where m.affiliation_id = a.id)`.execute(db)
  await sql`analyze adopted`.execute(db)
  await sql`create temp table plan_people on commit drop as
    select p.*, case
      when existing is null then case when gone then 'skipped' else 'added' end
      when ended_on is not null and active then 'back'
      when ended_on is null and not active then 'ended'
      when ended_on is not null then 'unchanged'
      when differs then 'changed' else 'unchanged' end as outcome
    from (
      select w.row, w.sourced_id, w.role, w.gone, n.id is not null as adopted, a.id as existing, a.ends_on as ended_on,
        coalesce(a.id, uuidv7()) as id,
        not w.gone and coalesce(u.enabled, true) and (w.ends_on is null or w.ends_on > ${today}::date) as active,
        coalesce(u.name, a.name, o.name) as name,
        case when u.name is null or u.name = a.name then coalesce(a.name_latin, u.name_latin) else u.name_latin end
          as name_latin,
        coalesce(u.number, a.number, o.number) as number,
        coalesce(u.email, a.email, o.email) as email, coalesce(u.phone, a.phone, o.phone) as phone,
        coalesce(b.birth_date, a.birth_date, o.birth_date) as birth_date,
        coalesce(w.starts_on, a.starts_on, ${today}::date) as starts_on,
        coalesce(u.sort_key, a.sort_key, o.sort_key) as sort_key, coalesce(u.grams, a.grams, o.grams) as grams,
        n.id is not null
          or (u.name is not null and u.name <> a.name) or (u.number is not null and u.number is distinct from a.number)
          or (u.email is not null and u.email is distinct from a.email)
          or (u.phone is not null and u.phone is distinct from a.phone)
          or (b.birth_date is not null and b.birth_date is distinct from a.birth_date)
          or (w.starts_on is not null and w.starts_on <> a.starts_on) as differs
      from wanted w
      left join ${users} u on u.sourced_id = w.sourced_id and not u.gone
      left join ${staged('demographics', roster.id)} b on b.sourced_id = w.sourced_id and not b.gone
      left join members.oneroster_users m
        on m.organisation_id = ${org} and m.sourced_id = w.sourced_id and m.role = w.role
      left join adopted n on n.sourced_id = w.sourced_id and n.role = w.role
      left join members.affiliations a on a.organisation_id = ${org} and a.id = coalesce(m.affiliation_id, n.id)
      left join lateral (select other.* from members.oneroster_users k
          join members.affiliations other on other.id = k.affiliation_id
        where u.sourced_id is null and k.organisation_id = ${org} and k.sourced_id = w.sourced_id limit 1) o on true
    ) p`.execute(db)
  await sql`create index on plan_people (id)`.execute(db)
  await sql`analyze plan_people`.execute(db)
  await sql`create temp table end_people on commit drop as ${missingPeople(roster)}`.execute(db)
}

/** Users of before whom a bulk set no longer has, in that role. */
function missingPeople(roster: Roster) {
  const { files, version } = roster.manifest
  const whole = version === '1.1' ? files.users === 'bulk' : files.roles === 'bulk'
  const open = sql`select m.affiliation_id as id from members.oneroster_users m
    join members.affiliations a on a.organisation_id = m.organisation_id and a.id = m.affiliation_id
    where m.organisation_id = ${roster.organisationId} and a.ends_on is null`
  if (whole) return sql`${open} and not exists (select from plan_people p where p.id = m.affiliation_id)`
  if (files.users !== 'bulk') return sql`${open} and false`
  return sql`${open} and not exists (select from ${staged('users', roster.id)} u where u.sourced_id = m.sourced_id)
    and not exists (select from plan_people p where p.id = m.affiliation_id)`
}

/** Numbers are what people sign in with: nobody may get one that somebody else has or gets. */
export async function checkNumbers(db: Db, roster: Roster): Promise<void> {
  const field = 'identifier'
  await noteProblems(db, roster, {
    ...{ file: 'users', field, code: 'duplicate' },
    from: sql`select p.row, p.number as value,
        jsonb_build_object('other', case when p.row = t.first then t.last else t.first end) as data
      from plan_people p join (select role, number, min(row) as first, max(row) as last from plan_people
        where active and number is not null group by role, number having count(*) > 1) t
        on t.role = p.role and t.number = p.number where p.active`,
  })
  await noteProblems(db, roster, {
    ...{ file: 'users', field, code: 'number_taken' },
    from: sql`select p.row, p.number as value, jsonb_build_object('name', a.name) as data
      from plan_people p join members.affiliations a on a.organisation_id = ${roster.organisationId}
        and a.role = p.role and a.number = p.number and a.ends_on is null and a.id <> p.id
      where p.active and p.outcome <> 'unchanged' and not exists (select from plan_people q where q.id = a.id)
        and not exists (select from end_people e where e.id = a.id)`,
  })
}
