create schema audit;
grant usage on schema audit to overpass_app, overpass_system;

-- Seals: a signed hash chain over batches of entries. The head is also written outside the database.
create table audit.seals (
  number bigint primary key check (number > 0),
  previous_hash bytea not null,
  hash bytea not null unique,
  first_entry bigint not null,
  last_entry bigint not null,
  entries int not null check (entries > 0),
  signature bytea not null,
  sealed_at timestamptz not null default now()
);
grant select on audit.seals to overpass_app;
grant select, insert on audit.seals to overpass_system;

-- One row for each change of state, written in the transaction that made it. The chain holds
-- `commitment` (a salted hash of the facts), so that `data` can be erased by law without breaking it.
create table audit.entries (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  person_id uuid,
  affiliation_id uuid,
  organisation_id uuid,
  group_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id text,
  data jsonb,
  request_id text,
  salt bytea not null,
  commitment bytea not null,
  seal bigint references audit.seals (number),
  erased_at timestamptz
);
create index entries_by_organisation on audit.entries (organisation_id, id desc);
create index entries_by_group on audit.entries (group_id, id desc) where group_id is not null;
create index entries_by_subject on audit.entries (subject_kind, subject_id, id desc);
create index entries_unsealed on audit.entries (id) where seal is null;
create index entries_by_seal on audit.entries (seal, id);

alter table audit.entries enable row level security;
create policy entries_write on audit.entries for insert to overpass_app with check (true);
create policy entries_read on audit.entries for select to overpass_app using (
  (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff', 'secretariat'))
  or (group_id = (select platform.viewer_group())
    and (select platform.viewer_role()) in ('secretariat', 'authority_observer'))
);
create policy system_all on audit.entries to overpass_system using (true) with check (true);
grant insert, select on audit.entries to overpass_app;
grant insert, select on audit.entries to overpass_system;
grant update (seal, data, salt, erased_at) on audit.entries to overpass_system;

-- Who read others' personal data: one row a request, outside the chain, written in batches.
create table audit.reads (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  person_id uuid not null,
  affiliation_id uuid,
  organisation_id uuid,
  endpoint text not null,
  subject_organisation_id uuid,
  subject_ids uuid[] not null default '{}',
  request_id text
);
-- Who read one person's record is looked up within the organisation that keeps it; an index over all ids of all
-- pages anybody has seen would cost every list more than the list itself.
create index reads_by_organisation on audit.reads (subject_organisation_id, id desc);
alter table audit.reads enable row level security;
create policy system_all on audit.reads to overpass_system using (true) with check (true);
grant select, insert, delete on audit.reads to overpass_system;
