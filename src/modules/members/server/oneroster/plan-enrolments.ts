import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { noteProblems } from './findings.ts'
import type { Roster } from './keys.ts'
import { endedRows } from './plan-teaching.ts'
import { staged } from './staging.ts'

/** Table `key_people`: the affiliation that a user and role lead to. */
async function makePeopleKeys(db: Db, roster: Roster): Promise<void> {
  await sql`create temp table key_people on commit drop as
    select sourced_id, role, id from plan_people where not gone
    union all select m.sourced_id, m.role, m.affiliation_id from named n join members.oneroster_users m
        on m.organisation_id = ${roster.organisationId} and m.sourced_id = n.sourced_id
      join members.affiliations a on a.organisation_id = m.organisation_id and a.id = m.affiliation_id
    where a.ends_on is null
      and not exists (select from plan_people p where p.id = m.affiliation_id)
      and not exists (select from end_people e where e.id = m.affiliation_id)`.execute(db)
  await sql`analyze key_people`.execute(db)
  await sql`create temp table any_people on commit drop as
    select distinct on (sourced_id) sourced_id, id from key_people order by sourced_id, role desc`.execute(db)
  await sql`analyze any_people`.execute(db)
}

/**
 * Tables `plan_enrolments`, `end_enrolments` and `pairs`. An enrolment belongs to the person's entry of the same
 * kind, and where there is none (a teacher who studies) to the one there is.
 */
export async function planEnrolments(db: Db, roster: Roster): Promise<void> {
  const org = roster.organisationId
  await makePeopleKeys(db, roster)
  await sql`create temp table plan_enrolments on commit drop as
    select e.row, e.sourced_id, e.role, e.main, e.starts_on, e.ends_on, c.id as course_class_id,
      coalesce(p.id, o.id) as affiliation_id, coalesce(t.id, uuidv7()) as id,
      case when t.id is null then 'added' when t.closed_on is not null then 'back'
        when (t.course_class_id, t.affiliation_id, t.role, t.main, t.starts_on, t.ends_on) is distinct from
          (c.id, coalesce(p.id, o.id), e.role, e.main, e.starts_on, e.ends_on) then 'changed'
        else 'unchanged' end as outcome
    from ${staged('enrollments', roster.id)} e
    left join members.enrolments t on t.organisation_id = ${org} and t.sourced_id = e.sourced_id
    left join key_classes c on c.sourced_id = e.class
    left join key_people p on p.sourced_id = e.user_id
      and p.role = case when e.role = 'student' then 'student' else 'teacher' end
    left join any_people o on o.sourced_id = e.user_id
    where not e.gone`.execute(db)
  await sql`analyze plan_enrolments`.execute(db)
  await sql`create temp table end_enrolments on commit drop as
    ${endedRows(roster, 'enrollments', 'members.enrolments')}`.execute(db)
  await noteProblems(db, roster, {
    ...{ file: 'enrollments', field: 'userSourcedId', code: 'no_such' },
    from: sql`select e.row, ''::text as value, jsonb_build_object('file', 'roles') as data
      from plan_enrolments e where e.affiliation_id is null`,
  })
  // Somebody enrolled by hand, or under another key that stays.
  await noteProblems(db, roster, {
    ...{ file: 'enrollments', field: 'userSourcedId', code: 'same_enrolment' },
    from: sql`select e.row, e.sourced_id as value, '{}'::jsonb as data
      from plan_enrolments e join members.enrolments t on t.organisation_id = ${org}
        and t.course_class_id = e.course_class_id and t.affiliation_id = e.affiliation_id and t.role = e.role
        and t.starts_on is not distinct from e.starts_on and t.closed_on is null and t.id <> e.id
      where e.outcome <> 'unchanged' and not exists (select from end_enrolments x where x.id = t.id)
        and not exists (select from plan_enrolments x where x.id = t.id)`,
  })
  await planPairs(db, roster)
}

/** Who is whose guardian: a learner's row names guardians, or a guardian's row names learners. */
async function planPairs(db: Db, roster: Roster): Promise<void> {
  const org = roster.organisationId
  const users = staged('users', roster.id)
  const named = sql`select u.sourced_id as one, v as other from ${users} u, unnest(u.agents) v where not u.gone`
  await sql`create temp table pairs on commit drop as
    select distinct s.id as student, g.id as guardian from (
      select one as student, other as guardian from (${named}) n union all
      select other, one from (${named}) n) n
    join key_people s on s.sourced_id = n.student and s.role = 'student'
    join key_people g on g.sourced_id = n.guardian and g.role = 'guardian'`.execute(db)
  // A delta speaks for the learners whose guardians it lists, a bulk set for all.
  const spoken =
    roster.manifest.files.users === 'bulk'
      ? sql`true`
      : sql`s.sourced_id in (select u.sourced_id from ${users} u where not u.gone and u.agents <> '{}')`
  await sql`create temp table end_pairs on commit drop as
    select r.id from members.guardianships r
      join members.oneroster_users s on s.affiliation_id = r.student_affiliation_id
      join members.oneroster_users g on g.affiliation_id = r.guardian_affiliation_id
    where r.organisation_id = ${org} and r.ends_on is null and ${spoken} and not exists (
      select from pairs p where p.student = r.student_affiliation_id and p.guardian = r.guardian_affiliation_id)
      and ${roster.manifest.files.users !== undefined}`.execute(db)
}
