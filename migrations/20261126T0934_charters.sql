-- What the members of a group agreed on, version by version. A version is never changed: the next one replaces it.
create table members.charters (
  id uuid primary key default uuidv7(),
  group_id uuid not null references members.groups,
  number int not null check (number >= 1),
  adopted_on date not null,
  in_force_from date not null check (in_force_from >= adopted_on),
  -- The decision that adopted it, as the minutes name it.
  resolution text check (length(resolution) <= 100),
  text_zh text not null check (length(text_zh) between 1 and 60000),
  text_en text check (length(text_en) between 1 and 120000),
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  created_at timestamptz not null default now(),
  unique (group_id, number)
);
alter table members.charters enable row level security;
create policy read_all on members.charters for select to overpass_app using (true);
create policy secretariat_adds on members.charters for insert to overpass_app
  with check ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()));
create policy system_all on members.charters to overpass_system using (true) with check (true);
grant select, insert on members.charters to overpass_app;
grant select, insert, update, delete on members.charters to overpass_system;
