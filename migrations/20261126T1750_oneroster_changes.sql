-- What a OneRoster set would do, person by person: made with the preview and gone with it.
create unlogged table members.oneroster_plan (
  import_id uuid not null,
  organisation_id uuid not null,
  -- By name, in the order in which the list shows them.
  place int not null,
  outcome text not null check (outcome in ('added', 'changed', 'back', 'ended')),
  affiliation_id uuid not null,
  sourced_id text not null,
  role text not null,
  name text not null,
  number text,
  -- { field: [before, after] }; null for people added.
  changes jsonb,
  primary key (import_id, place)
);
create index oneroster_plan_listed on members.oneroster_plan (import_id, outcome, place);

-- What a set has done, person by person: its part of the trail.
create table members.oneroster_changes (
  import_id uuid not null references members.oneroster_imports,
  organisation_id uuid not null,
  place int not null,
  outcome text not null check (outcome in ('added', 'changed', 'back', 'ended')),
  affiliation_id uuid not null,
  changes jsonb,
  primary key (import_id, place)
);
create index oneroster_changes_listed on members.oneroster_changes (import_id, outcome, place);
create index oneroster_changes_of on members.oneroster_changes (affiliation_id);

do $$
declare
  name text;
begin
  foreach name in array array['oneroster_plan', 'oneroster_changes']
  loop
    execute format('alter table members.%I enable row level security', name);
    execute format('create policy own_administrators on members.%I for select to overpass_app
      using (organisation_id = (select platform.viewer_organisation())
        and (select platform.viewer_role()) = ''school_admin'')', name);
    execute format('create policy system_all on members.%I to overpass_system using (true) with check (true)', name);
    execute format('grant select on members.%I to overpass_app', name);
    execute format('grant select, insert, update, delete, maintain on members.%I to overpass_system', name);
  end loop;
end
$$;

-- The staged rows are the system's alone; the preview's list searches them through this.
create view members.oneroster_people with (security_barrier) as
  select s.import_id, s.sourced_id, s.grams from members.oneroster_staged_users s
  join members.oneroster_imports i on i.id = s.import_id
  where i.organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin';
grant select on members.oneroster_people to overpass_app;
