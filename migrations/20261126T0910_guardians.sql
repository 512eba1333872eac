-- A guardianship is proposed by the school and confirmed by the guardian, who has claimed their own entry; only then
-- does it let them read. What was there before counts as confirmed.
alter table members.guardianships
  add column state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'refused')),
  add column answered_at timestamptz,
  -- Sees nothing of the child's other guardians.
  add column kept_apart boolean not null default false,
  -- Lets the child's other guardians see e-mail and phone.
  add column shares_contact boolean not null default false,
  -- No access by a court's decision, until it is lifted.
  add column barred_on date,
  add column version int not null default 1;
update members.guardianships set state = 'confirmed', answered_at = starts_on;

-- Every step, its day, its reason, who signed it. Reasons are the school's own.
create table members.guardianship_steps (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  guardianship_id uuid not null references members.guardianships,
  kind text not null check (kind in ('proposed', 'confirmed', 'refused', 'ended', 'apart', 'together', 'barred',
    'lifted')),
  day date not null default platform.today(),
  reason text check (length(reason) between 1 and 2000),
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  at timestamptz not null default clock_timestamp()
);
create index guardianship_steps_of on members.guardianship_steps (guardianship_id, id);

-- Guardianships that let somebody read today. The day of majority ends them by itself. A bar holds for the person,
-- whichever entry they come with.
create view members.open_guardianships as
  select g.id, g.organisation_id, g.guardian_affiliation_id, g.student_affiliation_id, g.relation, g.answered_at,
    guardian.person_id
  from members.guardianships g
  join members.affiliations guardian on guardian.id = g.guardian_affiliation_id
  join members.affiliations student on student.id = g.student_affiliation_id
  where g.state = 'confirmed' and g.ends_on is null and guardian.ends_on is null and student.ends_on is null
    and guardian.person_id is not null and student.birth_date > (select members.adult_since())
    and not exists (select from members.guardianships b
      join members.affiliations other on other.id = b.guardian_affiliation_id
      where b.student_affiliation_id = g.student_affiliation_id and b.barred_on is not null
        and other.person_id = guardian.person_id);
grant select on members.open_guardianships to overpass_system;

create or replace function members.viewer_children() returns uuid[] language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(array_agg(g.student_affiliation_id), '{}')
    from members.open_guardianships g where g.person_id = platform.viewer_person());

create or replace view members.standings as
  select a.person_id, a.id as affiliation_id, a.organisation_id, a.group_id, a.role, a.class_id
  from members.active_affiliations a where a.role <> 'guardian'
  union all
  select guardian.person_id, guardian.id, guardian.organisation_id, null, 'guardian', student.class_id
  from members.active_affiliations guardian
  join members.open_guardianships g on g.guardian_affiliation_id = guardian.id
  join members.active_affiliations student on student.id = g.student_affiliation_id
  where guardian.role = 'guardian';

-- A guardian has a desk of their own before a guardianship is confirmed and after the school has ended it: what they
-- are to answer or to be told lies there. Majority takes the desk away with the access.
create or replace function members.viewer_desks()
  returns table (desk text, affiliation_id uuid, organisation_id uuid, group_id uuid, role text)
  language sql stable security definer set search_path = members, platform, pg_temp rows 6
  begin atomic
    select distinct on (d.desk) d.desk, s.affiliation_id, s.organisation_id, s.group_id, s.role
    from (
      select t.affiliation_id, t.organisation_id, t.group_id, t.role,
        array['a:' || t.affiliation_id, 'o:' || t.organisation_id || ':' || t.role, 'g:' || t.group_id || ':' || t.role]
          as desks
      from members.standings t where t.person_id = platform.viewer_person()
      union all
      select a.id, a.organisation_id, null, a.role, array['a:' || a.id]
      from members.active_affiliations a where a.person_id = platform.viewer_person() and a.role = 'guardian'
        and exists (select from members.guardianships g where g.guardian_affiliation_id = a.id
          and (g.state = 'proposed' or g.ends_on is not null or g.barred_on is not null))
    ) s
    cross join lateral unnest(s.desks) as d(desk)
    where d.desk is not null
    order by d.desk, s.affiliation_id;
  end;

-- Whoever claims a guardian's entry finds the children to confirm on their desk.
create or replace function members.claim_affiliation(affiliation uuid, person uuid) returns boolean
  language sql security invoker set search_path = members, pg_temp as $$
  with claimed as (
    update affiliations set person_id = person, version = version + 1, updated_at = now()
    where id = affiliation and person_id is null and (ends_on is null or ends_on > platform.today())
    returning id),
  waiting as (
    select information.put_todo('a:' || c.id, 'members.child_to_confirm', '{}', '/children', 'guardianship',
      g.id::text, null)
    from claimed c join guardianships g on g.guardian_affiliation_id = c.id
    where g.state = 'proposed' and g.ends_on is null)
  select exists (select from claimed) and (select count(*) from waiting) >= 0
$$;

-- The school ends, restricts and bars; a guardian's own answer comes through the function below.
drop policy guardianships_read on members.guardianships;
drop policy guardianships_write on members.guardianships;
create policy school on members.guardianships to overpass_app
  using (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin')
  with check (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin');
create policy own on members.guardianships for select to overpass_app using (guardian_affiliation_id in
  (select a.id from members.affiliations a where a.person_id = (select platform.viewer_person())));
revoke insert, update on members.guardianships from overpass_app;
grant update (ends_on, kept_apart, barred_on, version) on members.guardianships to overpass_app;

alter table members.guardianship_steps enable row level security;
create policy school on members.guardianship_steps to overpass_app
  using (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin')
  with check (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin' and kind not in ('confirmed', 'refused'));
create policy system_all on members.guardianship_steps to overpass_system using (true) with check (true);
grant select, insert on members.guardianship_steps to overpass_app;
grant select, insert, update, delete on members.guardianship_steps to overpass_system;

-- Proposes a guardianship between two entries of the viewer's school, again where it was refused or has ended. Null
-- where there is a running one, where it is barred, or where it is not the viewer's to propose.
create function members.propose_guardianship(guardian uuid, student uuid, relation text) returns uuid
  language sql security definer set search_path = members, platform, pg_temp as $$
  insert into guardianships as g (organisation_id, guardian_affiliation_id, student_affiliation_id, relation, starts_on)
  select a.organisation_id, a.id, s.id, $3, platform.today() from affiliations a
    join affiliations s on s.organisation_id = a.organisation_id
  where a.id = $1 and a.role = 'guardian' and a.ends_on is null and s.id = $2 and s.role = 'student'
    and s.ends_on is null and is_minor(s.birth_date)
    and platform.viewer_role() = 'school_admin' and a.organisation_id = platform.viewer_organisation()
  on conflict (guardian_affiliation_id, student_affiliation_id) do update
    set state = 'proposed', relation = excluded.relation, starts_on = excluded.starts_on, ends_on = null,
      answered_at = null, version = g.version + 1
    where (g.ends_on is not null or g.state = 'refused') and g.barred_on is null
  returning g.id
$$;

-- The guardian's own answer; false where nothing of theirs waits for one. An entry that only led to a child who is
-- not theirs ends with the refusal, so that a code in wrong hands opens nothing.
create function members.answer_guardianship(guardianship uuid, seen int, confirms boolean) returns boolean
  language plpgsql security definer set search_path = members, platform, pg_temp as $$
declare
  own record;
begin
  update guardianships g set state = case when confirms then 'confirmed' else 'refused' end, answered_at = now(),
      version = g.version + 1
    from affiliations a, affiliations s
    where g.id = guardianship and g.version = seen and g.state = 'proposed' and g.ends_on is null
      and a.id = g.guardian_affiliation_id and a.person_id = platform.viewer_person() and a.ends_on is null
      and s.id = g.student_affiliation_id and s.ends_on is null and is_minor(s.birth_date)
      and not exists (select from guardianships b join affiliations other on other.id = b.guardian_affiliation_id
        where b.student_affiliation_id = g.student_affiliation_id and b.barred_on is not null
          and other.person_id = a.person_id)
    returning g.organisation_id, a.id, a.name into own;
  if not found then return false; end if;
  insert into guardianship_steps (organisation_id, guardianship_id, kind, by_affiliation_id, by_name)
    values (own.organisation_id, guardianship, case when confirms then 'confirmed' else 'refused' end, own.id, own.name);
  if not confirms then
    update affiliations a set ends_on = greatest(a.starts_on, platform.today()), version = a.version + 1
      where a.id = own.id and not exists (select from guardianships g
        where g.guardian_affiliation_id = own.id and g.state <> 'refused');
  end if;
  return true;
end
$$;

-- Whether the child's other guardians may see the viewer's e-mail and phone: the guardian's own choice.
create function members.share_contact(guardianship uuid, shared boolean) returns boolean
  language sql security definer set search_path = members, platform, pg_temp as $$
  with changed as (
    update guardianships g set shares_contact = $2, version = g.version + 1
    where g.id = $1 and g.id in (select o.id from open_guardianships o where o.person_id = platform.viewer_person())
    returning g.id)
  select exists (select from changed)
$$;

-- Who else is a guardian of the viewer's child, as far as the viewer may know: nobody where they are kept apart,
-- and contact data only of those who share it.
create function members.fellow_guardians(student uuid)
  returns table (name text, relation text, email text, phone text)
  language sql stable security definer set search_path = members, platform, pg_temp
  begin atomic
    select a.name, g.relation, case when g.shares_contact then a.email end, case when g.shares_contact then a.phone end
    from members.open_guardianships o
    join members.guardianships g on g.id = o.id
    join members.affiliations a on a.id = o.guardian_affiliation_id
    where o.student_affiliation_id = $1 and o.person_id <> platform.viewer_person()
      and exists (select from members.open_guardianships own join members.guardianships mine on mine.id = own.id
        where own.student_affiliation_id = $1 and own.person_id = platform.viewer_person() and not mine.kept_apart)
    order by g.starts_on, a.id limit 20;
  end;

-- Whom a guardian turns to at school: who teaches the child's class, or else who keeps the school's people. Contact
-- data of those alone who are listed for others.
create function members.school_contacts(student uuid)
  returns table (name text, position_zh text, position_en text, email text, phone text)
  language sql stable security definer set search_path = members, platform, pg_temp
  begin atomic
    with child as (select s.organisation_id, s.class_id from members.affiliations s
      where s.id = $1 and s.id = any (members.viewer_children())),
    staff as (select t.*, t.class_id = c.class_id as of_class from child c
      join members.affiliations t on t.organisation_id = c.organisation_id and t.ends_on is null
        and ((t.role = 'teacher' and t.class_id = c.class_id) or t.role = 'school_admin'))
    select s.name, s.position_zh, s.position_en, case when s.listed then s.email end,
      case when s.listed then s.phone end
    from staff s where coalesce(s.of_class, false) or not exists (select from staff where of_class)
    order by s.sort_key, s.id limit 5;
  end;

-- What a guardian is shown of a child, whatever became of the guardianship: once it gives no access any more, only
-- when and why.
create function members.own_guardianships()
  returns table (id uuid, guardian_id uuid, student_id uuid, relation text, state text, standing text,
    ended_on date, until date, shares_contact boolean, kept_apart boolean, version int,
    student_name text, class_name text, organisation_id uuid, organisation_zh text, organisation_en text)
  language sql stable security definer set search_path = members, platform, pg_temp
  begin atomic
    select g.id, g.guardian_affiliation_id, g.student_affiliation_id, g.relation, g.state, p.standing,
      case p.standing when 'closed' then coalesce(g.ends_on, g.barred_on, guardian.ends_on)
        when 'left' then s.ends_on when 'of_age' then members.majority_day(s.birth_date) end,
      case when p.standing in ('open', 'proposed') then members.majority_day(s.birth_date) end,
      g.shares_contact, g.kept_apart, g.version,
      case when p.standing in ('open', 'proposed', 'of_age', 'left') then s.name end,
      case when p.standing = 'open' then c.name end, o.id, o.name_zh, o.name_en
    from members.affiliations guardian
    join members.guardianships g on g.guardian_affiliation_id = guardian.id
    join members.affiliations s on s.id = g.student_affiliation_id
    join members.organisations o on o.id = g.organisation_id
    left join members.classes c on c.id = s.class_id
    left join members.open_guardianships open on open.id = g.id
    cross join lateral (select case
      when open.id is not null then 'open'
      when g.state = 'refused' then 'refused'
      when g.ends_on is not null or guardian.ends_on is not null then 'closed'
      when exists (select from members.guardianships b
        join members.affiliations other on other.id = b.guardian_affiliation_id
        where b.student_affiliation_id = g.student_affiliation_id and b.barred_on is not null
          and other.person_id = guardian.person_id) then 'closed'
      when s.ends_on is not null then 'left'
      when s.birth_date is null then 'unknown'
      when not members.is_minor(s.birth_date) then 'of_age'
      else 'proposed' end as standing) p
    where guardian.person_id = platform.viewer_person()
    order by p.standing <> 'proposed', p.standing <> 'open', s.sort_key, g.id limit 50;
  end;

revoke all on function members.propose_guardianship, members.answer_guardianship, members.share_contact,
  members.fellow_guardians, members.school_contacts, members.own_guardianships from public;
grant execute on function members.propose_guardianship, members.answer_guardianship, members.share_contact,
  members.fellow_guardians, members.school_contacts, members.own_guardianships to overpass_app;

-- Days before majority on which guardian and child are told.
insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('members.majority_notice_days', '2021-01-01', 30, '本平台的约定，尚无成文依据',
    'This platform''s own choice; no written source', false);
