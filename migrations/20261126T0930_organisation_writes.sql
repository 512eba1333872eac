-- Where an organisation is to be found, and for the first time a second lock on who writes organisations, groups and
-- memberships. Reading stays open: the policies for it are the constant true, which the planner folds away, so that
-- lists and searches use their indexes as before (EXPLAIN shows the same plans, `grams @>` through its index included).
alter table members.organisations
  add column address_zh text check (length(address_zh) between 1 and 300),
  add column address_en text check (length(address_en) between 1 and 300),
  -- WGS 84, in degrees.
  add column latitude numeric(8, 6) check (latitude between -90 and 90),
  add column longitude numeric(9, 6) check (longitude between -180 and 180),
  add constraint organisations_place check ((latitude is null) = (longitude is null)),
  add constraint organisations_address check (address_en is null or address_zh is not null);

alter table members.groups
  -- The sectors of industry it works in.
  add column sectors_zh text[] not null default '{}',
  add column sectors_en text[] not null default '{}';

-- The field somebody advises on or is an expert of.
alter table members.terms
  add column field_zh text check (length(field_zh) between 1 and 100),
  add column field_en text check (length(field_en) between 1 and 100);

alter table members.organisations enable row level security;
create policy read_all on members.organisations for select to overpass_app using (true);
-- The secretariat takes organisations in; afterwards they are kept by their administrators, too.
create policy secretariat_adds on members.organisations for insert to overpass_app
  with check ((select platform.viewer_role()) = 'secretariat' and (select platform.viewer_group()) is not null);
create policy keepers_change on members.organisations for update to overpass_app
  using (case when (select platform.viewer_role()) = 'secretariat' then members.viewer_is_secretariat_of(id)
    else id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff') end);
create policy system_all on members.organisations to overpass_system using (true) with check (true);

alter table members.groups enable row level security;
create policy read_all on members.groups for select to overpass_app using (true);
create policy secretariat_changes on members.groups for update to overpass_app
  using ((select platform.viewer_role()) = 'secretariat' and id = (select platform.viewer_group()));
create policy system_all on members.groups to overpass_system using (true) with check (true);
-- A group is set up by the operator.
revoke insert on members.groups from overpass_app;

alter table members.memberships enable row level security;
create policy read_all on members.memberships for select to overpass_app using (true);
create policy secretariat_adds on members.memberships for insert to overpass_app
  with check ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()));
create policy secretariat_changes on members.memberships for update to overpass_app
  using ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()));
-- Leaving is free: the member's own administrators end it.
create policy member_leaves on members.memberships for update to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy system_all on members.memberships to overpass_system using (true) with check (true);
