-- The group's public site: what anybody may read without signing in. Nothing here, and nothing that these views show,
-- is about a person.
create schema site;
grant usage on schema site to overpass_app, overpass_system;

-- One row for each group whose secretariat has looked at its public site; a group without a row has none.
create table site.settings (
  group_id uuid primary key references members.groups,
  -- The part of the address that names the group: `/site/zh/<address>`. It stays once the site has been public.
  address text not null check (address ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(address) between 2 and 40
    and address not in ('members', 'sign-in', 'zh', 'en')),
  public boolean not null default false,
  first_public_at timestamptz,
  intro_zh text check (length(intro_zh) between 1 and 5000),
  intro_en text check (length(intro_en) between 1 and 5000),
  -- Of the secretariat's office, never of a person.
  office_email text check (length(office_email) <= 254),
  office_phone text check (length(office_phone) <= 40),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (not public or first_public_at is not null)
);
create unique index site_address_once on site.settings (address);

-- What a member has decided about itself; one without a row is shown with its public entry.
create table site.member_choices (
  organisation_id uuid primary key references members.organisations,
  name_only boolean not null,
  version int not null default 1,
  updated_at timestamptz not null default now()
);

alter table site.settings enable row level security;
create policy read_all on site.settings for select to overpass_app using (true);
create policy secretariat_insert on site.settings for insert to overpass_app
  with check ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()));
create policy secretariat_update on site.settings for update to overpass_app
  using ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()))
  with check ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()));
create policy system_all on site.settings to overpass_system using (true) with check (true);
grant select, insert on site.settings to overpass_app;
grant update (address, public, first_public_at, intro_zh, intro_en, office_email, office_phone, version, updated_at)
  on site.settings to overpass_app;
grant select, insert, update, delete on site.settings to overpass_system;

alter table site.member_choices enable row level security;
create policy read_all on site.member_choices for select to overpass_app using (true);
create policy own_insert on site.member_choices for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy own_update on site.member_choices for update to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'))
  with check (organisation_id = (select platform.viewer_organisation()));
create policy system_all on site.member_choices to overpass_system using (true) with check (true);
grant select, insert on site.member_choices to overpass_app;
grant update (name_only, version, updated_at) on site.member_choices to overpass_app;
grant select, insert, update, delete on site.member_choices to overpass_system;

-- What members publishes of groups.
create view members.public_groups as
  select id, kind, name_zh, name_en, region_zh, region_en, summary_zh, summary_en, founded_on, updated_at
  from members.groups;
-- Today's members that are neither resting nor closed. No column is about a person.
create view members.public_members as
  select m.group_id, m.organisation_id, m.position, m.starts_on, o.kind, o.code, o.name_zh, o.name_en, o.region_zh,
    o.region_en, o.summary_zh, o.summary_en, o.website, o.fields_zh, o.fields_en, o.sort_key, o.updated_at
  from members.memberships m
  join members.organisations o on o.id = m.organisation_id
  where m.ends_on is null and m.suspended_on is null and m.starts_on <= platform.today() and o.closed_on is null;

-- The organs of a group and the organisations that hold their offices; who sits there as a person is left out.
create view members.public_offices as
  select o.group_id, o.id as organ_id, o.kind, o.name_zh, o.name_en, o.place, t.office, t.organisation_id, t.starts_on
  from members.organs o
  left join members.terms t on t.organ_id = o.id and t.organisation_id is not null and t.ends_on is null
    and t.starts_on <= platform.today()
  where o.closed_on is null;
grant select on members.public_groups, members.public_members, members.public_offices to overpass_app, overpass_system;

-- Notices that a secretariat has addressed to the public: [{ "scope": "public", "id": <group>, "roles": [] }]. Neither
-- their author nor their comments and files are among them.
create index notices_public on information.notices (group_id, published_at desc, id desc)
  where group_id is not null and state = 'published' and audience @> '[{"scope": "public"}]';
create view information.public_notices as
  select n.id, n.group_id, n.title_zh, n.title_en, n.body_zh, n.body_en, n.published_at, n.edited_at, n.held_on
  from information.notices n
  where n.group_id is not null and n.state = 'published' and n.audience @> '[{"scope": "public"}]'
    and not information.is_over(n.expires_on);
grant select on information.public_notices to overpass_app, overpass_system;

alter table information.notices add constraint notices_public_silent
  check (not comments or not audience @> '[{"scope": "public"}]');

-- As before, and the public of its own group for the secretariat.
create or replace function information.may_address(rules jsonb) returns boolean language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(bool_and(coalesce(case r ->> 'scope'
    when 'class' then exists (select from members.classes c where c.id = (r ->> 'id')::uuid
      and c.organisation_id = platform.viewer_organisation()
      and (platform.viewer_role() = 'school_admin' or (platform.viewer_role() = 'teacher'
        and exists (select from members.active_affiliations a where a.id = platform.viewer_affiliation()
          and a.class_id = c.id))))
    when 'organisation' then (platform.viewer_organisation() = (r ->> 'id')::uuid
        and platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff'))
      or members.viewer_is_secretariat_of((r ->> 'id')::uuid)
    when 'group' then platform.viewer_role() = 'secretariat' and platform.viewer_group() = (r ->> 'id')::uuid
    when 'public' then platform.viewer_role() = 'secretariat' and platform.viewer_group() = (r ->> 'id')::uuid
      and r -> 'roles' = '[]'
    end, false)), false) from jsonb_array_elements($1) r);
