-- Ways that learners follow: what was found by the planner is kept, watched and worked on together with an adviser.
create table overpass.plans (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members.persons,
  organisation_id uuid not null references members.organisations,
  learner_id uuid not null references members.affiliations,
  learner_name text not null check (length(learner_name) <= 100),
  -- Whom the learner has asked to help: somebody of the own school's staff, and nobody unless they are asked.
  adviser_id uuid references members.affiliations,
  adviser_name text check (length(adviser_name) <= 100),
  -- What was asked: goal, limits, what was supposed.
  question jsonb not null check (pg_column_size(question) <= 4000),
  -- The way as it was chosen, and as it stands; null when it no longer leads there.
  way jsonb not null check (pg_column_size(way) <= 200000),
  now jsonb check (pg_column_size(now) <= 200000),
  verdict text not null default 'possible' check (verdict in ('possible', 'needs_more', 'gone', 'arrived')),
  changes jsonb not null default '[]' check (pg_column_size(changes) <= 40000),
  changed_at timestamptz,
  -- What it rests on: clauses, their agreements in any version, the places it passes; and how these stood at the last look.
  clause_ids uuid[] not null,
  agreement_ids uuid[] not null,
  place_ids uuid[] not null check (cardinality(place_ids) between 1 and 7),
  -- Empty until the first look at it.
  grounds text not null default '',
  version int not null default 1,
  kept_at timestamptz not null default now(),
  check ((now is null) = (verdict in ('gone', 'arrived'))),
  check ((adviser_id is null) = (adviser_name is null))
);
create index plans_by_person on overpass.plans (person_id, id desc);
create index plans_by_learner on overpass.plans (learner_id);
create index plans_by_adviser on overpass.plans (adviser_id, id desc) where adviser_id is not null;
create index plans_by_place on overpass.plans using gin (place_ids);

-- What learner and adviser say to each other about it.
create table overpass.plan_notes (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references overpass.plans on delete cascade,
  affiliation_id uuid not null references members.affiliations,
  name text not null check (length(name) between 1 and 100),
  text text not null check (length(text) between 1 and 2000),
  at timestamptz not null default now()
);
create index plan_notes_of_plan on overpass.plan_notes (plan_id, id);
create index plan_notes_by_affiliation on overpass.plan_notes (affiliation_id);

-- How the grounds of a way stand, as one text that changes when one of them does: where its learner is, every version of
-- its agreements and whether it holds today, the intakes on them and whether one can apply today, the programmes' plans,
-- and what may be expected of levels.
create function overpass.grounds_of(person uuid, agreements uuid[], places uuid[]) returns text language sql stable
  security definer set search_path = overpass, programmes, members, platform, pg_temp as $$
  select md5(json_build_array(
    (select string_agg(json_build_array(a.id, a.class_id, a.ends_on < platform.today())::text, ';' order by a.id)
      from members.affiliations a where a.person_id = $1 and a.role in ('student', 'resident')),
    (select string_agg(json_build_array(b.clause_id, b.in_force_from, b.in_force_until, b.from_cohort, b.until_cohort,
        b.open, agreements.in_force_on(b.version_id))::text, ';' order by b.clause_id)
      from overpass.signed_bridges b where b.agreement_id = any ($2)),
    (select string_agg(json_build_array(i.id, i.closes_on, i.starts_on, i.cancelled_at is null
        and platform.today() between i.opens_on and i.closes_on)::text, ';' order by i.id)
      from overpass.intakes i join overpass.signed_bridges b on b.clause_id = i.clause_id where b.agreement_id = any ($2)),
    (select string_agg(json_build_array(p.programme_id, p.level, p.form, p.months, p.closed_on)::text, ';'
        order by p.programme_id) from programmes.programme_facts p where p.programme_id = any ($3)),
    (select string_agg(json_build_array(v.version_id, v.state, v.from_cohort, v.to_cohort)::text, ';' order by v.version_id)
      from programmes.version_facts v where v.programme_id = any ($3)),
    (select string_agg(json_build_array(l.programme_id, l.occupation_id)::text, ';'
        order by l.programme_id, l.occupation_id)
      from programmes.programme_occupations l where l.programme_id = any ($3) and l.occupation_id = any ($3)),
    (select string_agg(json_build_array(p.id, p.value)::text, ';' order by p.id) from platform.parameters p
      where p.name like 'overpass.expected.%' and p.group_id is null and p.valid_from <= platform.today()))::text)
$$;

-- Whether somebody is (still) a learner where a plan was made.
create function overpass.still_learns(learner uuid) returns boolean language sql stable security definer
  set search_path = members, platform, pg_temp
  return exists (select from members.affiliations a where a.id = $1
    and (a.ends_on is null or a.ends_on >= platform.today()));
-- Staff of the school where the viewer learns, who can be asked for advice: those with an account.
create function overpass.advisers(learner uuid) returns table (id uuid, name text) language sql stable
  security definer set search_path = members, platform, pg_temp rows 50 as $$
  select a.id, a.name from members.affiliations l
    join members.active_affiliations a on a.organisation_id = l.organisation_id
  where l.id = $1 and l.person_id = platform.viewer_person() and overpass.still_learns(l.id)
    and a.role in ('teacher', 'school_admin') and a.person_id is not null and a.person_id <> l.person_id
  order by a.name, a.id limit 500
$$;
-- The persons whose guardian the viewer is today.
create function overpass.viewer_children_persons() returns uuid[] language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(array_agg(a.person_id) filter (where a.person_id is not null), '{}')
    from members.affiliations a where a.id = any (members.viewer_children()));
revoke all on function overpass.grounds_of, overpass.still_learns, overpass.advisers, overpass.viewer_children_persons
  from public;
grant execute on function overpass.grounds_of to overpass_system;
grant execute on function overpass.still_learns, overpass.advisers, overpass.viewer_children_persons
  to overpass_app, overpass_system;

-- Only the learner asks, and only the staff of their own school, by their name.
create function overpass.keep_adviser() returns trigger language plpgsql set search_path = overpass, pg_temp as $$
begin
  if new.adviser_id is not null and not exists (select from overpass.advisers(new.learner_id) a
      where a.id = new.adviser_id and a.name = new.adviser_name) then
    raise exception 'nobody of the own school' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger keep_adviser before update of adviser_id, adviser_name on overpass.plans for each row
  when ((new.adviser_id, new.adviser_name) is distinct from (old.adviser_id, old.adviser_name)) execute function overpass.keep_adviser();
revoke all on function overpass.keep_adviser from public;

alter table overpass.plans enable row level security;
alter table overpass.plan_notes enable row level security;
create policy system_all on overpass.plans to overpass_system using (true) with check (true);
create policy system_all on overpass.plan_notes to overpass_system using (true) with check (true);
grant select, insert, update, delete on overpass.plans, overpass.plan_notes to overpass_system;
grant select, insert, delete on overpass.plans to overpass_app;
grant select, insert on overpass.plan_notes to overpass_app;
grant update (adviser_id, adviser_name, way, now, verdict, changes, clause_ids, agreement_ids, place_ids, grounds, version)
  on overpass.plans to overpass_app;

-- A plan is read by the learner, a minor's guardians, and whoever the learner asked to advise as long as they learn there;
-- learner and adviser work on it.
create policy read on overpass.plans for select to overpass_app using (
  case when person_id = (select platform.viewer_person()) then true
    when adviser_id = (select platform.viewer_affiliation()) then overpass.still_learns(learner_id)
    else learner_id = any ((select members.viewer_children())::uuid[]) end);
create policy keep on overpass.plans for insert to overpass_app with check (
  person_id = (select platform.viewer_person()) and adviser_id is null
  and learner_id = any ((select members.viewer_own_learners())::uuid[]));
create policy work on overpass.plans for update to overpass_app
  using (person_id = (select platform.viewer_person())
    or (adviser_id = (select platform.viewer_affiliation()) and overpass.still_learns(learner_id)))
  with check (person_id = (select platform.viewer_person())
    or (adviser_id = (select platform.viewer_affiliation()) and overpass.still_learns(learner_id)));
create policy leave on overpass.plans for delete to overpass_app using (person_id = (select platform.viewer_person()));
create policy read on overpass.plan_notes for select to overpass_app
  using (exists (select from overpass.plans p where p.id = plan_id));
create policy say on overpass.plan_notes for insert to overpass_app with check (
  affiliation_id = (select platform.viewer_affiliation())
  and exists (select from overpass.plans p where p.id = plan_id
    and (p.person_id = (select platform.viewer_person()) or p.adviser_id = (select platform.viewer_affiliation()))));
