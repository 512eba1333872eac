-- What a group is led by: its organs, and who held which office in them, when. Offices are public within the platform;
-- contact data is not among them.
create table members.organs (
  id uuid primary key default uuidv7(),
  group_id uuid not null references members.groups,
  kind text not null check (kind in ('assembly', 'council', 'secretariat', 'working_committee', 'advisers', 'experts')),
  -- Working committees and fields of experts have names of their own.
  name_zh text check (length(name_zh) between 1 and 100),
  name_en text check (length(name_en) between 1 and 100),
  place int not null default 0,
  closed_on date,
  version int not null default 1,
  check (kind not in ('working_committee', 'experts') or name_zh is not null)
);
create unique index organs_once on members.organs (group_id, kind, coalesce(name_zh, '')) where closed_on is null;

create table members.terms (
  id uuid primary key default uuidv7(),
  organ_id uuid not null references members.organs,
  office text not null check (office in ('chair_unit', 'vice_chair_unit', 'director_unit', 'chair', 'vice_chair',
    'director', 'secretary_general', 'deputy_secretary_general', 'head', 'deputy_head', 'member', 'chief_adviser',
    'adviser', 'expert')),
  organisation_id uuid references members.organisations,
  -- The person, as the group names them; null where an organisation holds the office itself.
  person_name text check (length(person_name) between 1 and 100),
  starts_on date not null,
  -- The day the charter lets the term run to, and the day it really ended.
  due_on date check (due_on >= starts_on),
  ends_on date check (ends_on >= starts_on),
  resolution text check (length(resolution) <= 100),
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (organisation_id is not null or person_name is not null)
);
create index terms_by_organ on members.terms (organ_id, starts_on desc, id);
create unique index terms_once on members.terms (organ_id, office, organisation_id, person_name) nulls not distinct
  where ends_on is null;

-- Read by whoever is signed in; written by the secretariat of the group.
alter table members.organs enable row level security;
create policy read_all on members.organs for select to overpass_app
  using ((select platform.viewer_person()) is not null);
create policy secretariat on members.organs to overpass_app
  using ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()))
  with check ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()));
create policy system_all on members.organs to overpass_system using (true) with check (true);
grant select, insert on members.organs to overpass_app;
grant update (closed_on, version) on members.organs to overpass_app;
grant select, insert, update, delete on members.organs to overpass_system;

alter table members.terms enable row level security;
create policy read_all on members.terms for select to overpass_app
  using ((select platform.viewer_person()) is not null);
create policy secretariat on members.terms to overpass_app
  using ((select platform.viewer_role()) = 'secretariat'
    and organ_id in (select o.id from members.organs o where o.group_id = (select platform.viewer_group())))
  with check ((select platform.viewer_role()) = 'secretariat'
    and organ_id in (select o.id from members.organs o where o.group_id = (select platform.viewer_group())));
create policy system_all on members.terms to overpass_system using (true) with check (true);
grant select, insert on members.terms to overpass_app;
grant update (ends_on, version) on members.terms to overpass_app;
grant select, insert, update, delete on members.terms to overpass_system;
