import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { ENTITIES, type EntityFile } from './keys.ts'
import { saveOrgs } from './orgs.ts'
import { COLUMNS, list } from './plan-teaching.ts'
import type { OneRosterRecord } from './records.ts'

/** Writes terms, courses and teaching classes as planned. */
export async function applyTeaching(db: Db, roster: OneRosterRecord, today: string): Promise<void> {
  const org = roster.organisationId
  if (roster.manifest.files.orgs) await saveOrgs(db, roster)
  for (const file of Object.keys(ENTITIES) as EntityFile[]) {
    const { name, table } = ENTITIES[file]
    const columns = COLUMNS[file]
    const [plan, end, there] = [sql.raw(`plan_${name}`), sql.raw(`end_${name}`), sql.raw(table)]
    await sql`update ${there} t set closed_on = ${today}::date, version = t.version + 1 from ${end} e
      where t.organisation_id = ${org} and t.id = e.id`.execute(db)
    await sql`update ${there} t set (${list(columns)}) = row(${list(columns, 'p.')}), closed_on = null,
        version = t.version + 1
      from ${plan} p where t.organisation_id = ${org} and t.id = p.id and p.outcome in ('changed', 'back')`.execute(
      db,
    )
    await sql`insert into ${there} (organisation_id, id, sourced_id, ${list(columns)})
      select ${org}, p.id, p.sourced_id, ${list(columns, 'p.')} from ${plan} p where p.outcome = 'added'`.execute(
      db,
    )
  }
  await sql`delete from members.course_class_sessions t using plan_classes p
    where t.organisation_id = ${org} and t.course_class_id = p.id and p.outcome in ('changed', 'back')
      and (t.course_class_id, t.session_id) not in (select course_class_id, session_id from plan_terms)`.execute(
    db,
  )
  await sql`insert into members.course_class_sessions (organisation_id, course_class_id, session_id)
    select ${org}, t.course_class_id, t.session_id from plan_terms t
    join plan_classes p on p.id = t.course_class_id and p.outcome <> 'unchanged' on conflict do nothing`.execute(
    db,
  )
}

/** Writes people, who they are in the school's system, and whose guardians they are. */
export async function applyPeople(db: Db, roster: OneRosterRecord, today: string): Promise<void> {
  const org = roster.organisationId
  await sql`update members.affiliations a set ends_on = greatest(a.starts_on, ${today}::date),
      version = a.version + 1, updated_at = now()
    from (select id from end_people union all select id from plan_people where outcome = 'ended') e
    where a.organisation_id = ${org} and a.id = e.id and a.ends_on is null`.execute(db)
  // Numbers go first, so that two people may exchange theirs.
  await sql`update members.affiliations a set number = null from plan_people p where a.organisation_id = ${org}
    and a.id = p.id and p.outcome in ('changed', 'back') and a.number is distinct from p.number`.execute(db)
  await sql`update members.affiliations a set name = p.name, name_latin = p.name_latin, number = p.number,
      email = p.email, phone = p.phone, birth_date = p.birth_date, starts_on = p.starts_on, ends_on = null,
      sort_key = p.sort_key, grams = p.grams, version = a.version + 1, updated_at = now()
    from plan_people p where a.organisation_id = ${org} and a.id = p.id
      and p.outcome in ('changed', 'back')`.execute(db)
  await sql`insert into members.affiliations (id, organisation_id, role, name, name_latin, number, email, phone,
      birth_date, starts_on, ends_on, sort_key, grams)
    select p.id, ${org}, p.role, p.name, p.name_latin, p.number, p.email, p.phone, p.birth_date, p.starts_on,
      case when not p.active then greatest(p.starts_on, ${today}::date) end, p.sort_key, p.grams
    from plan_people p where p.outcome = 'added'`.execute(db)
  await sql`insert into members.oneroster_users (organisation_id, sourced_id, role, affiliation_id)
    select ${org}, p.sourced_id, p.role, p.id from plan_people p where p.outcome = 'added' or p.adopted`.execute(
    db,
  )
  await sql`update members.guardianships g set ends_on = greatest(g.starts_on, ${today}::date) from end_pairs e
    where g.id = e.id`.execute(db)
  await sql`insert into members.guardianships as g (organisation_id, guardian_affiliation_id,
      student_affiliation_id, relation, starts_on)
    select ${org}, p.guardian, p.student, 'other', ${today}::date from pairs p
    on conflict (guardian_affiliation_id, student_affiliation_id)
      do update set ends_on = null where g.ends_on is not null`.execute(db)
}

/** Writes enrolments; the new ones part by part. Yields how many each part had. */
export async function* applyEnrolments(
  db: Db,
  roster: OneRosterRecord,
  today: string,
  part: number,
): AsyncGenerator<number> {
  const org = roster.organisationId
  const ended = await sql`update members.enrolments t set closed_on = ${today}::date, version = t.version + 1
    from end_enrolments e where t.organisation_id = ${org} and t.id = e.id`.execute(db)
  yield Number(ended.numAffectedRows ?? 0)
  // Closed before they are changed: two of them may exchange their places.
  await sql`update members.enrolments t set closed_on = ${today}::date from plan_enrolments p
    where t.organisation_id = ${org} and t.id = p.id and p.outcome = 'changed'`.execute(db)
  const changed = await sql`update members.enrolments t set course_class_id = p.course_class_id,
      affiliation_id = p.affiliation_id, role = p.role, main = p.main, starts_on = p.starts_on, ends_on = p.ends_on,
      closed_on = null, version = t.version + 1
    from plan_enrolments p where t.organisation_id = ${org} and t.id = p.id
      and p.outcome in ('changed', 'back')`.execute(db)
  yield Number(changed.numAffectedRows ?? 0)
  const { rows } = await sql<{ last: number | null }>`select max(row) as last from plan_enrolments
    where outcome = 'added'`.execute(db)
  const last = rows[0]?.last ?? 0
  for (let from = 0; from < last; from += part) {
    const added = await sql`insert into members.enrolments (organisation_id, id, sourced_id, course_class_id,
        affiliation_id, role, main, starts_on, ends_on)
      select ${org}, p.id, p.sourced_id, p.course_class_id, p.affiliation_id, p.role, p.main, p.starts_on, p.ends_on
      from plan_enrolments p where p.outcome = 'added' and p.row > ${from} and p.row <= ${from + part}`.execute(
      db,
    )
    yield Number(added.numAffectedRows ?? 0)
  }
}
