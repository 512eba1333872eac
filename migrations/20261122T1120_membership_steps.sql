-- A membership may rest for a while, and ends in one of three ways.
alter table members.memberships add column suspended_on date,
  add column end_kind text check (end_kind in ('left', 'lapsed', 'ended')),
  add constraint memberships_end_kind check (end_kind is null or ends_on is not null);

-- Every change of a membership: its day, its reason, who signed it.
create table members.membership_steps (
  id uuid primary key default uuidv7(),
  membership_id uuid not null references members.memberships,
  kind text not null check (kind in ('admitted', 'suspended', 'resumed', 'left', 'lapsed', 'ended')),
  day date not null,
  reason text check (length(reason) <= 3000),
  resolution text check (length(resolution) <= 100),
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  at timestamptz not null default clock_timestamp()
);
create index membership_steps_by_membership on members.membership_steps (membership_id, id);

-- Read by both sides of the membership. Leaving is the member's own step, all others are the group's.
alter table members.membership_steps enable row level security;
create policy secretariat on members.membership_steps to overpass_app
  using ((select platform.viewer_role()) = 'secretariat' and exists (select from members.memberships m
    where m.id = membership_id and m.group_id = (select platform.viewer_group())))
  with check (kind <> 'left' and (select platform.viewer_role()) = 'secretariat'
    and exists (select from members.memberships m
      where m.id = membership_id and m.group_id = (select platform.viewer_group())));
create policy member on members.membership_steps to overpass_app
  using ((select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
    and exists (select from members.memberships m
      where m.id = membership_id and m.organisation_id = (select platform.viewer_organisation())))
  with check (kind = 'left' and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
    and exists (select from members.memberships m
      where m.id = membership_id and m.organisation_id = (select platform.viewer_organisation())));
create policy system_all on members.membership_steps to overpass_system using (true) with check (true);
grant select, insert on members.membership_steps to overpass_app;
grant select, insert, update, delete on members.membership_steps to overpass_system;
