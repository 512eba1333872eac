import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

/*
 * What time alone changes, put right once a day: each statement says how the lists should be, so that running it
 * again changes nothing. Access itself does not wait for this: the database decides it by the day.
 */

/** Guardian and child are told some days before majority; the day itself is the item's due day. */
export async function tellOfMajority(db: Db, days: number): Promise<void> {
  await sql`select information.put_todo('a:' || who.affiliation, who.kind, '{}'::jsonb, who.path, 'guardianship', who.id::text || who.suffix, who.day)
    from (
      select g.id, members.majority_day(s.birth_date) as day, v.affiliation, v.kind, v.path, v.suffix
      from members.open_guardianships g join members.affiliations s on s.id = g.student_affiliation_id
      cross join lateral (values
        (g.guardian_affiliation_id, 'members.majority_near_guardian', '/children/' || s.id, ''),
        (s.id, 'members.majority_near', '/consents', ':student')) as v(affiliation, kind, path, suffix)
    ) who
    where who.day between platform.today() and platform.today() + ${days}::int
      and not exists (select from information.todos t where t.subject_kind = 'guardianship'
        and t.kind = who.kind and t.subject_id = who.id::text || who.suffix and t.due_on = who.day)`.execute(
    db,
  )
}

/** Closes what was to be told or signed by guardians who have no access any more, and majorities that are over or moved. */
export async function closeOutdated(db: Db): Promise<void> {
  await sql`select information.close_todos(t.subject_kind, t.subject_id, array[t.kind])
    from information.todos t
    where t.done_at is null and t.kind in ('members.majority_near', 'members.majority_near_guardian')
      and not exists (select from members.open_guardianships g
        join members.affiliations s on s.id = g.student_affiliation_id
        where g.id::text = split_part(t.subject_id, ':', 1) and members.majority_day(s.birth_date) = t.due_on)`.execute(
    db,
  )
  await sql`select information.close_todos(t.subject_kind, t.subject_id, array[t.kind])
    from information.todos t
      cross join lateral (select split_part(t.subject_id, ':', 1)::uuid as consent,
        split_part(t.subject_id, ':', 2)::uuid as affiliation) k
    where t.done_at is null and t.kind = 'members.consent_to_sign'
      and (not exists (select from members.consent_signers(k.consent) s where s.affiliation_id = k.affiliation)
        or (select st.state from members.consent_states(array[k.consent]) st) <> 'waiting')`.execute(db)
}

/** Students who have come of age decide themselves on what waits for them; guardians find what they have not answered. */
export async function askWhoeverDecides(db: Db): Promise<void> {
  await sql`select information.put_todo('a:' || w.affiliation_id, 'members.consent_to_sign',
      json_build_object('zh', w.title_zh, 'en', w.title_en)::jsonb, '/consents/' || w.id, 'consent',
      w.id || ':' || w.affiliation_id, w.answer_by)
    from (
      select c.id, r.title_zh, r.title_en, r.answer_by, s.affiliation_id
      from members.consents c
        join members.consent_requests r on r.id = c.request_id and r.closed_on is null
          and (r.valid_until is null or r.valid_until >= platform.today())
        join lateral members.consent_states(array[c.id]) st on st.state = 'waiting'
        cross join lateral members.consent_signers(c.id) s
      where not exists (select from members.consent_answers n
        where n.consent_id = c.id and n.affiliation_id = s.affiliation_id)
    ) w
    where not exists (select from information.todos t where t.done_at is null and t.subject_kind = 'consent'
      and t.subject_id = w.id || ':' || w.affiliation_id)`.execute(db)
}

/** Guardianships that came by another way than an invitation wait on their guardian's list as well. */
export async function askToConfirm(db: Db): Promise<void> {
  await sql`select information.put_todo('a:' || g.guardian_affiliation_id, 'members.child_to_confirm', '{}', '/children',
      'guardianship', g.id::text, null)
    from members.guardianships g join members.active_affiliations a on a.id = g.guardian_affiliation_id
      and a.person_id is not null
      join members.affiliations s on s.id = g.student_affiliation_id and s.ends_on is null
        and s.birth_date > (select members.adult_since())
    where g.state = 'proposed' and g.ends_on is null and g.barred_on is null
      and not exists (select from information.todos t where t.done_at is null and t.kind = 'members.child_to_confirm'
        and t.subject_kind = 'guardianship' and t.subject_id = g.id::text)`.execute(db)
}
