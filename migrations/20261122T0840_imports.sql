-- Import of people from a file: what was handed in, what it would do, what it did.
create table members.imports (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  -- Who handed it in, and who confirmed it: the audit entry of a job names them.
  person_id uuid not null,
  affiliation_id uuid,
  viewer_role text not null,
  file_name text not null check (length(file_name) between 1 and 255),
  file_sha256 bytea not null check (length(file_sha256) = 32),
  file_size bigint not null check (file_size >= 0),
  state text not null check (state in ('uploaded', 'mapping', 'previewing', 'ready', 'applying', 'done', 'failed',
    'cancelled')),
  -- How the file was read: format, encoding, sheet, header, columns left out.
  source jsonb not null,
  -- A few rows without the columns that are left out; gone when the import has ended.
  sample jsonb,
  -- What the person chose: columns, role, what happens to people the file lacks.
  settings jsonb,
  -- What the preview found: numbers of rows by outcome.
  counts jsonb,
  -- What the organisation's people looked like when the preview was made.
  base text,
  leave_out_bad boolean not null default false,
  error text check (length(error) <= 100),
  error_data jsonb not null default '{}',
  task_id uuid,
  -- Whether the stored file and the staged rows are still there.
  kept boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((finished_at is null) = (state not in ('done', 'cancelled')))
);
create index imports_by_organisation on members.imports (organisation_id, id desc);
create index imports_kept on members.imports (updated_at) where kept;
create index imports_by_file on members.imports (file_sha256) where kept;

-- Which field a column name of the organisation's own files means; null: left out.
create table members.import_columns (
  organisation_id uuid not null references members.organisations,
  header text not null check (length(header) between 1 and 200),
  field text check (length(field) <= 40),
  updated_at timestamptz not null default now(),
  primary key (organisation_id, header)
);

-- Staged rows. Unlogged: they are made from the file and can be made again; after a crash of the
-- database they are empty, and the import asks for a new preview.
create unlogged table members.import_rows (
  import_id uuid not null,
  organisation_id uuid not null,
  row int not null,
  bad boolean not null,
  role text not null,
  external_id text,
  number text,
  name text not null,
  name_latin text,
  -- Of a new person: the file's Latin name, else the name as it is read.
  latin text,
  class_name text,
  cohort int,
  programme_zh text,
  position_zh text,
  position_en text,
  email text,
  phone text,
  birth_date date,
  starts_on date,
  sort_key text collate "C" not null,
  grams text[] not null,
  primary key (import_id, row)
);
create unlogged table members.import_problems (
  import_id uuid not null,
  organisation_id uuid not null,
  row int not null,
  field text not null,
  code text not null,
  data jsonb not null default '{}',
  primary key (import_id, row, field, code)
);
-- What the import would do: one row for each row of the file without problems and each person ended.
create unlogged table members.import_plan (
  import_id uuid not null,
  organisation_id uuid not null,
  -- Rows of the file; people it lacks follow with negative numbers.
  row int not null,
  outcome text not null check (outcome in ('added', 'changed', 'back', 'unchanged', 'ended')),
  affiliation_id uuid not null,
  changes jsonb
);
create index import_plan_listed on members.import_plan (import_id, outcome, row);

-- What an import has done, person by person: its part of the trail.
create table members.import_changes (
  import_id uuid not null,
  organisation_id uuid not null,
  affiliation_id uuid not null,
  row int not null,
  outcome text not null check (outcome in ('added', 'changed', 'back', 'ended')),
  -- { field: [before, after] }; null for people added.
  changes jsonb
);
create index import_changes_listed on members.import_changes (import_id, outcome, row);
create index import_changes_of on members.import_changes (affiliation_id);

do $$
declare
  name text;
begin
  foreach name in array array['imports', 'import_columns', 'import_problems', 'import_plan', 'import_changes']
  loop
    execute format('alter table members.%I enable row level security', name);
    execute format('create policy own_administrators on members.%I to overpass_app
      using (organisation_id = (select platform.viewer_organisation())
        and (select platform.viewer_role()) in (''school_admin'', ''company_hr'', ''association_staff''))
      with check (organisation_id = (select platform.viewer_organisation())
        and (select platform.viewer_role()) in (''school_admin'', ''company_hr'', ''association_staff''))', name);
    execute format('create policy system_all on members.%I to overpass_system using (true) with check (true)', name);
    execute format('grant select on members.%I to overpass_app', name);
    execute format('grant select, insert, update, delete on members.%I to overpass_system', name);
  end loop;
end
$$;
grant insert, update on members.imports, members.import_columns to overpass_app;
-- COPY does not know row-level security: the staged rows are the system's alone, and administrators see what
-- the preview shows of them through a view.
grant select, insert, update, delete on members.import_rows to overpass_system;
create view members.import_people with (security_barrier) as
  select import_id, row, role, name, number, class_name from members.import_rows
  where organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff');
grant select on members.import_people to overpass_app;
grant maintain on members.import_rows, members.import_plan to overpass_system;
