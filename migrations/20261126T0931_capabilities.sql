-- What an organisation has to give and looks for, kept by its administrators and found by everybody.
create table members.capabilities (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  direction text not null check (direction in ('offered', 'sought')),
  kind text not null check (kind in ('internships', 'practice_base', 'teachers', 'equipment', 'projects', 'courses',
    'training', 'graduates', 'technical_service', 'assets', 'other')),
  title_zh text not null check (length(title_zh) between 1 and 120),
  title_en text check (length(title_en) between 1 and 200),
  note_zh text check (length(note_zh) between 1 and 2000),
  note_en text check (length(note_en) between 1 and 4000),
  -- The last day on which it is found.
  valid_until date,
  grams text[] not null,
  removed_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index capabilities_by_organisation on members.capabilities (organisation_id, direction, id)
  where removed_on is null;
create index capabilities_by_kind on members.capabilities (direction, kind) where removed_on is null;
create index capabilities_grams on members.capabilities using gin (grams) where removed_on is null;

-- What is found today, by the day of the group's usual zone; for queries of this and other modules.
create view members.open_capabilities with (security_invoker = true) as
  select * from members.capabilities
  where removed_on is null
    and (valid_until is null or valid_until >= (now() at time zone 'Asia/Shanghai')::date);
grant select on members.open_capabilities to overpass_app, overpass_system;

-- Nothing personal: read by whoever reads organisations.
alter table members.capabilities enable row level security;
create policy read_all on members.capabilities for select to overpass_app using (true);
create policy own_add on members.capabilities for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy own_change on members.capabilities for update to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy system_all on members.capabilities to overpass_system using (true) with check (true);
grant select, insert on members.capabilities to overpass_app;
grant update (direction, kind, title_zh, title_en, note_zh, note_en, valid_until, grams, removed_on, version, updated_at)
  on members.capabilities to overpass_app;
grant select, insert, update, delete on members.capabilities to overpass_system;
