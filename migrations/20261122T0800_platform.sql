-- Two roles, neither of which owns a table: the application acts for a viewer, the system for itself
-- (jobs, sign-in, sealing). Row-level security is written for the first.
do $$
begin
  if not exists (select from pg_roles where rolname = 'overpass_app') then
    create role overpass_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'overpass_system') then
    create role overpass_system nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of this server made them just now
end
$$;
grant overpass_app, overpass_system to current_user;

create schema if not exists platform;
grant usage on schema platform to overpass_app, overpass_system;

-- Who is asking. Unset means nobody, and then personal data answers with no rows.
create function platform.viewer_person() returns uuid language sql stable parallel safe
  return nullif(current_setting('overpass.person', true), '')::uuid;
create function platform.viewer_affiliation() returns uuid language sql stable parallel safe
  return nullif(current_setting('overpass.affiliation', true), '')::uuid;
create function platform.viewer_organisation() returns uuid language sql stable parallel safe
  return nullif(current_setting('overpass.organisation', true), '')::uuid;
create function platform.viewer_group() returns uuid language sql stable parallel safe
  return nullif(current_setting('overpass.group', true), '')::uuid;
create function platform.viewer_role() returns text language sql stable parallel safe
  return coalesce(current_setting('overpass.role', true), '');

-- The answer to a retried command, kept for a day.
create table platform.idempotency_keys (
  person_id uuid not null,
  key text not null check (length(key) between 8 and 100),
  endpoint text not null,
  request_hash bytea not null,
  status int not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (person_id, key)
);
alter table platform.idempotency_keys enable row level security;
create policy own_keys on platform.idempotency_keys to overpass_app
  using (person_id = platform.viewer_person()) with check (person_id = platform.viewer_person());
create policy system_all on platform.idempotency_keys to overpass_system using (true) with check (true);
grant select, insert, update on platform.idempotency_keys to overpass_app;
grant select, insert, update, delete on platform.idempotency_keys to overpass_system;
create index idempotency_keys_created_at on platform.idempotency_keys (created_at);

-- Stored files, content-addressed. `owner_organisation_id` is the tenancy key.
create table platform.files (
  id uuid primary key default uuidv7(),
  owner_organisation_id uuid,
  created_by uuid,
  purpose text not null,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  size bigint not null check (size >= 0),
  sha256 bytea not null check (length(sha256) = 32),
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index files_by_hash on platform.files (sha256);
create index files_by_owner on platform.files (owner_organisation_id, created_at);
alter table platform.files enable row level security;
create policy own_organisation on platform.files to overpass_app
  using (owner_organisation_id = (select platform.viewer_organisation()))
  with check (owner_organisation_id = (select platform.viewer_organisation()));
create policy system_all on platform.files to overpass_system using (true) with check (true);
grant select, insert, update on platform.files to overpass_app;
grant select, insert, update, delete on platform.files to overpass_system;
