-- A learner names themself to an organisation or a group with which they took part in something, so that it may record what
-- came of it. Nothing else lets an organisation name a learner who is not its own: nobody is found, and nobody is probed.
create table records.namings (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references members.persons,
  organisation_id uuid not null references members.organisations,
  learner_id uuid not null references members.affiliations,
  -- As the learner stands at their school when they name themself.
  learner_name text not null check (length(learner_name) between 1 and 100),
  to_organisation_id uuid references members.organisations,
  to_group_id uuid references members.groups,
  -- What they took part in, in their own words.
  occasion text not null check (length(occasion) between 1 and 200),
  ends_on date not null,
  ended_at timestamptz,
  -- How many outcomes have been recorded by it.
  recorded int not null default 0 check (recorded >= 0),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((to_organisation_id is null) <> (to_group_id is null))
);
create index namings_by_person on records.namings (person_id, created_at desc, id);
create index namings_by_learner on records.namings (learner_id);
create index namings_to_organisation on records.namings (to_organisation_id, created_at desc, id)
  where to_organisation_id is not null and ended_at is null;
create index namings_to_group on records.namings (to_group_id, created_at desc, id)
  where to_group_id is not null and ended_at is null;

-- A company is shown nobody who is a minor, nor anybody of whom that is not known.
create function records.may_face(learner uuid, organisation uuid) returns boolean language sql stable security definer
  set search_path = members, platform, pg_temp
  return not exists (select from members.organisations o where o.id = $2 and o.kind = 'company')
    or exists (select from members.affiliations a where a.id = $1 and a.birth_date is not null
      and not members.is_minor(a.birth_date));
-- Whether the viewer answers for an organisation, or for a group as its secretariat.
create function records.viewer_answers_for(organisation uuid, of_group uuid) returns boolean language sql stable
  set search_path = platform, pg_temp
  return case when $2 is null then $1 = platform.viewer_organisation()
      and platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff')
    else $2 = platform.viewer_group() and platform.viewer_role() = 'secretariat' end;
-- Whether a group is one of those that an organisation belongs to today.
create function records.is_of_group(organisation uuid, of_group uuid) returns boolean language sql stable security definer
  set search_path = members, pg_temp
  return exists (select from members.memberships m where m.organisation_id = $1 and m.group_id = $2 and m.ends_on is null);
revoke all on function records.may_face, records.viewer_answers_for, records.is_of_group from public;
grant execute on function records.may_face, records.viewer_answers_for, records.is_of_group to overpass_app, overpass_system;

alter table records.namings enable row level security;
create policy own on records.namings to overpass_app using (person_id = (select platform.viewer_person()))
  with check (person_id = (select platform.viewer_person())
    and learner_id = any ((select members.viewer_own_learners())::uuid[])
    and (to_organisation_id is null or records.may_face(learner_id, to_organisation_id)));
create policy named on records.namings for select to overpass_app
  using (ended_at is null and ends_on >= platform.today() and records.viewer_answers_for(to_organisation_id, to_group_id)
    and (to_organisation_id is null or records.may_face(learner_id, to_organisation_id)));
create policy system_all on records.namings to overpass_system using (true) with check (true);
grant select, insert on records.namings to overpass_app;
grant update (ended_at, version) on records.namings to overpass_app;
grant select, insert, update, delete on records.namings to overpass_system;

-- Whether a learner has named themself to the viewer, who may therefore record something of them.
create function records.viewer_was_named(learner uuid) returns boolean language sql stable security definer
  set search_path = records, platform, pg_temp
  return exists (select from records.namings n where n.learner_id = $1 and n.ended_at is null
    and n.ends_on >= platform.today() and records.viewer_answers_for(n.to_organisation_id, n.to_group_id)
    and (n.to_organisation_id is null or records.may_face(n.learner_id, n.to_organisation_id)));
-- Counts what was recorded by these namings; those that are not the viewer's are left alone.
create function records.note_recorded(namings uuid[]) returns void language sql security definer
  set search_path = records, platform, pg_temp
  begin atomic
    update records.namings n set recorded = n.recorded + 1, version = n.version + 1
    where n.id = any ($1) and n.ended_at is null and records.viewer_answers_for(n.to_organisation_id, n.to_group_id);
  end;
revoke all on function records.viewer_was_named, records.note_recorded from public;
grant execute on function records.viewer_was_named, records.note_recorded to overpass_app;

-- With the entry of a learner whom their school has erased.
create function records.erase_namings(concerned uuid) returns void language sql security definer
  set search_path = records, members, pg_temp
  begin atomic
    delete from records.namings n where n.learner_id = $1 and members.is_erased($1);
  end;
revoke all on function records.erase_namings from public;
grant execute on function records.erase_namings to overpass_app, overpass_system;

-- Of learners who are not their own, organisations and groups record only of those who named themselves to them; what
-- follows up an outcome follows whoever stands for it. A learner's claim reaches nobody whom they may not be shown to.
alter policy outcomes_append on records.outcomes with check (
  case when entry = 'claim' then learner_id = any ((select members.viewer_own_learners())::uuid[])
      and records.may_face(learner_id, confirming_organisation_id)
    when entry = 'withdrawal' then learner_id = any ((select members.viewer_own_learners())::uuid[])
    when confirming_organisation_id is distinct from (select platform.viewer_organisation()) then false
    when entry = 'outcome' and organisation_id <> (select platform.viewer_organisation())
      and not records.viewer_was_named(learner_id) then false
    when confirming_group_id is null then (select platform.viewer_role()) in ('school_admin', 'teacher', 'company_hr',
      'mentor', 'association_staff')
    else confirming_group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = 'secretariat' end
);

-- The names of learners of other organisations whose outcomes an organisation stands for, so that it can issue for them:
-- it has read them when they named themselves or asked. Minors are not among them where it is a company.
create function credentials.outside_learners(organisation uuid) returns table (id uuid, organisation_id uuid, name text,
    number text, class_id uuid, ends_on date)
  language sql stable security definer set search_path = credentials, members, platform, pg_temp rows 100
  begin atomic
    select a.id, a.organisation_id, a.name, null::text, null::uuid, a.ends_on from members.affiliations a
    where credentials.viewer_keeps($1, null) and a.role in ('student', 'resident') and a.organisation_id <> $1
      and a.id in (select o.learner_id from records.outcomes o where o.confirming_organisation_id = $1
        and o.organisation_id <> $1 and o.confirming_group_id is null and o.root_id is null)
      and records.may_face(a.id, $1);
  end;
revoke all on function credentials.outside_learners from public;
grant execute on function credentials.outside_learners to overpass_app;
