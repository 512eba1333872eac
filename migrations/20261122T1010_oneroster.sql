-- Teaching as a school's own system tells it (OneRoster 1.1 and 1.2): terms, courses, teaching classes, enrolments.
-- Rows that came by hand have no `sourced_id`. `closed_on`: since that day the school's system no longer has the row;
-- nothing is ever deleted. `starts_on` and `ends_on` are what the file says (its end dates are exclusive).

create table members.academic_sessions (
  organisation_id uuid not null references members.organisations,
  id uuid not null default uuidv7(),
  sourced_id text check (length(sourced_id) between 1 and 255),
  title text not null check (length(title) between 1 and 200),
  kind text not null check (kind in ('school_year', 'semester', 'term', 'grading_period')),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  -- The year in which the school year ends.
  school_year int not null check (school_year between 1950 and 2200),
  parent_id uuid,
  closed_on date,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, sourced_id),
  foreign key (organisation_id, parent_id) references members.academic_sessions (organisation_id, id),
  check (parent_id <> id)
);

create table members.courses (
  organisation_id uuid not null references members.organisations,
  id uuid not null default uuidv7(),
  sourced_id text check (length(sourced_id) between 1 and 255),
  title text not null check (length(title) between 1 and 200),
  code text check (length(code) <= 100),
  grades text[] not null default '{}',
  subjects text[] not null default '{}',
  session_id uuid,
  closed_on date,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, sourced_id),
  foreign key (organisation_id, session_id) references members.academic_sessions (organisation_id, id)
);

-- A teaching class: one course taught to some people in some terms. Not the administrative class
-- (`members.classes`) that a student belongs to for years.
create table members.course_classes (
  organisation_id uuid not null references members.organisations,
  id uuid not null default uuidv7(),
  sourced_id text check (length(sourced_id) between 1 and 255),
  title text not null check (length(title) between 1 and 200),
  code text check (length(code) <= 100),
  kind text not null check (kind in ('homeroom', 'scheduled')),
  location text check (length(location) <= 200),
  grades text[] not null default '{}',
  subjects text[] not null default '{}',
  periods text[] not null default '{}',
  course_id uuid not null,
  closed_on date,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, sourced_id),
  foreign key (organisation_id, course_id) references members.courses (organisation_id, id)
);
create index course_classes_by_course on members.course_classes (organisation_id, course_id);

create table members.course_class_sessions (
  organisation_id uuid not null,
  course_class_id uuid not null,
  session_id uuid not null,
  primary key (organisation_id, course_class_id, session_id),
  foreign key (organisation_id, course_class_id) references members.course_classes (organisation_id, id),
  foreign key (organisation_id, session_id) references members.academic_sessions (organisation_id, id)
);
create index course_class_sessions_by_session on members.course_class_sessions (organisation_id, session_id);

-- So that an enrolment can only join what belongs to one organisation.
alter table members.affiliations add unique (organisation_id, id);

create table members.enrolments (
  organisation_id uuid not null references members.organisations,
  id uuid not null default uuidv7(),
  sourced_id text check (length(sourced_id) between 1 and 255),
  course_class_id uuid not null,
  affiliation_id uuid not null,
  role text not null check (role in ('student', 'teacher', 'proctor', 'administrator')),
  -- The teacher who is responsible for the class.
  main boolean not null default false,
  starts_on date,
  ends_on date check (ends_on >= starts_on),
  closed_on date,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, sourced_id),
  foreign key (organisation_id, course_class_id) references members.course_classes (organisation_id, id),
  foreign key (organisation_id, affiliation_id) references members.affiliations (organisation_id, id)
);
-- Somebody who left and came back is enrolled twice, from different days.
create unique index enrolments_once on members.enrolments
  (organisation_id, course_class_id, affiliation_id, role, starts_on) nulls not distinct where closed_on is null;
create index enrolments_by_affiliation on members.enrolments (affiliation_id);

-- Which organisations a school's system names: itself, its parts, and what stands above it.
create table members.oneroster_orgs (
  organisation_id uuid not null references members.organisations,
  sourced_id text not null check (length(sourced_id) between 1 and 255),
  relation text not null check (relation in ('self', 'below', 'above')),
  name text not null check (length(name) between 1 and 200),
  primary key (organisation_id, sourced_id)
);
create unique index oneroster_orgs_self on members.oneroster_orgs (organisation_id) where relation = 'self';

-- Which affiliations a user of a school's system is. Only people in here are ended by a file that lacks them.
create table members.oneroster_users (
  organisation_id uuid not null,
  sourced_id text not null check (length(sourced_id) between 1 and 255),
  role text not null check (role in ('student', 'teacher', 'guardian')),
  affiliation_id uuid not null,
  primary key (organisation_id, sourced_id, role),
  unique (affiliation_id),
  foreign key (organisation_id, affiliation_id) references members.affiliations (organisation_id, id)
);

-- One file handed in, what it would do, what it did.
create table members.oneroster_imports (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  person_id uuid,
  affiliation_id uuid,
  viewer_role text not null,
  file_name text not null check (length(file_name) between 1 and 255),
  file_sha256 bytea not null check (length(file_sha256) = 32),
  file_size bigint not null check (file_size >= 0),
  state text not null check (state in ('previewing', 'ready', 'applying', 'done', 'failed', 'cancelled')),
  -- Version, mode of each file, whether birth dates are wanted, which organisation of the file is meant.
  manifest jsonb not null,
  -- Organisations as the file has them; written with the rest.
  orgs jsonb not null default '[]',
  -- Numbers by file, and remarks: [{ code, file, count }].
  counts jsonb,
  notes jsonb not null default '[]',
  problems int not null default 0,
  error text check (length(error) <= 100),
  error_data jsonb not null default '{}',
  task_id uuid,
  kept boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((finished_at is null) = (state not in ('done', 'cancelled')))
);
create index oneroster_imports_by_organisation on members.oneroster_imports (organisation_id, id desc);
create index oneroster_imports_kept on members.oneroster_imports (updated_at) where kept;

create unlogged table members.oneroster_problems (
  import_id uuid not null,
  organisation_id uuid not null,
  -- Order in which a person mends: files in the order of the specification, then rows.
  file_order smallint not null,
  file text not null,
  row int not null,
  field text not null,
  code text not null,
  value text not null default '',
  data jsonb not null default '{}',
  primary key (import_id, file_order, row, field, code, value)
);

-- Staged rows. Unlogged: made from the file, and made again when a crash of the database has emptied them.
create unlogged table members.oneroster_staged_sessions (
  import_id uuid not null, row int not null, gone boolean not null, sourced_id text not null,
  title text, kind text, starts_on date, ends_on date, school_year int, parent text
);
create unlogged table members.oneroster_staged_courses (
  import_id uuid not null, row int not null, gone boolean not null, sourced_id text not null,
  title text, code text, grades text[], subjects text[], session text
);
create unlogged table members.oneroster_staged_classes (
  import_id uuid not null, row int not null, gone boolean not null, sourced_id text not null,
  title text, code text, kind text, location text, grades text[], subjects text[], periods text[], course text,
  sessions text[]
);
create unlogged table members.oneroster_staged_users (
  import_id uuid not null, row int not null, gone boolean not null, sourced_id text not null,
  enabled boolean not null, role text, name text, number text, email text, phone text, agents text[],
  name_latin text, sort_key text collate "C", grams text[]
);
create unlogged table members.oneroster_staged_roles (
  import_id uuid not null, row int not null, gone boolean not null, sourced_id text not null,
  user_id text not null, role text not null, starts_on date, ends_on date
);
create unlogged table members.oneroster_staged_births (
  import_id uuid not null, row int not null, gone boolean not null, sourced_id text not null, birth_date date
);
create unlogged table members.oneroster_staged_enrolments (
  import_id uuid not null, row int not null, gone boolean not null, sourced_id text not null,
  class text, user_id text, role text, main boolean, starts_on date, ends_on date
);

do $$
declare
  name text;
begin
  -- What is taught where is open to everyone of the organisation, in whatever role.
  foreach name in array array['academic_sessions', 'courses', 'course_classes', 'course_class_sessions']
  loop
    execute format('alter table members.%I enable row level security', name);
    execute format('create policy own_organisation on members.%I for select to overpass_app
      using (organisation_id = (select platform.viewer_organisation()))', name);
  end loop;
  foreach name in array array['oneroster_orgs', 'oneroster_users', 'oneroster_imports', 'oneroster_problems']
  loop
    execute format('alter table members.%I enable row level security', name);
    execute format('create policy own_administrators on members.%I to overpass_app
      using (organisation_id = (select platform.viewer_organisation())
        and (select platform.viewer_role()) = ''school_admin'')
      with check (organisation_id = (select platform.viewer_organisation())
        and (select platform.viewer_role()) = ''school_admin'')', name);
  end loop;
  foreach name in array array['academic_sessions', 'courses', 'course_classes', 'course_class_sessions',
    'oneroster_orgs', 'oneroster_users', 'oneroster_imports', 'oneroster_problems']
  loop
    execute format('create policy system_all on members.%I to overpass_system using (true) with check (true)', name);
    execute format('grant select on members.%I to overpass_app', name);
    execute format('grant select, insert, update, delete on members.%I to overpass_system', name);
  end loop;
  foreach name in array array['sessions', 'courses', 'classes', 'users', 'roles', 'births', 'enrolments']
  loop
    execute format('create index on members.oneroster_staged_%s (import_id)', name);
    execute format('grant select, insert, delete, maintain on members.oneroster_staged_%s to overpass_system', name);
  end loop;
end
$$;
grant insert, update on members.oneroster_imports to overpass_app;

alter table members.enrolments enable row level security;
create policy enrolments_read on members.enrolments for select to overpass_app using (
  (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher'))
  or affiliation_id in (select a.id from members.affiliations a where a.person_id = (select platform.viewer_person()))
  or affiliation_id = any ((select members.viewer_children())::uuid[])
);
create policy system_all on members.enrolments to overpass_system using (true) with check (true);
grant select on members.enrolments to overpass_app;
grant select, insert, update, delete on members.enrolments to overpass_system;
