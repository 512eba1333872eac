create schema members;
grant usage on schema members to overpass_app, overpass_system;

create table members.organisations (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('secondary_school', 'comprehensive_school', 'higher_vocational_college',
    'university', 'company', 'association', 'alliance', 'authority', 'training_centre')),
  -- Short, spoken code that people type when they sign in with a number instead of an e-mail.
  code text not null unique check (code ~ '^[A-Z][A-Z0-9]{1,11}$'),
  name_zh text not null check (length(name_zh) between 1 and 200),
  name_en text check (length(name_en) between 1 and 200),
  short_zh text check (length(short_zh) <= 60),
  short_en text check (length(short_en) <= 60),
  uscc text unique check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  region_zh text check (length(region_zh) <= 100),
  region_en text check (length(region_en) <= 100),
  summary_zh text check (length(summary_zh) <= 5000),
  summary_en text check (length(summary_en) <= 5000),
  website text check (length(website) <= 300),
  -- Majors of a school, business fields of a company: what the directory filters and finds by.
  fields_zh text[] not null default '{}',
  fields_en text[] not null default '{}',
  sort_key text collate "C" not null,
  grams text[] not null,
  closed_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index organisations_listed on members.organisations (sort_key, id);
create index organisations_grams on members.organisations using gin (grams);
grant select, insert, update on members.organisations to overpass_app, overpass_system;

create table members.groups (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('education_group', 'committee', 'alliance')),
  name_zh text not null,
  name_en text,
  region_zh text,
  region_en text,
  summary_zh text,
  summary_en text,
  founded_on date,
  time_zone text not null default 'Asia/Shanghai',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
grant select, insert, update on members.groups to overpass_app, overpass_system;

create table members.memberships (
  id uuid primary key default uuidv7(),
  group_id uuid not null references members.groups,
  organisation_id uuid not null references members.organisations,
  -- What the organisation is in the group. An approving authority is related to it, not a member.
  position text not null check (position in ('chair_unit', 'vice_chair_unit', 'director_unit', 'member',
    'organiser', 'authority')),
  number text,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  version int not null default 1
);
create unique index memberships_once on members.memberships (group_id, organisation_id, position)
  where ends_on is null;
create index memberships_by_organisation on members.memberships (organisation_id);
grant select, insert, update on members.memberships to overpass_app, overpass_system;

-- An account holder. Belongs to nobody; what organisations know of somebody stands in affiliations.
create table members.persons (
  id uuid primary key default uuidv7(),
  display_name text not null check (length(display_name) between 1 and 100),
  language text not null default 'zh' check (language in ('zh', 'en')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table members.classes (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  name text not null check (length(name) between 1 and 100),
  cohort int check (cohort between 1950 and 2100),
  programme_zh text,
  programme_en text,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  version int not null default 1,
  unique (organisation_id, name)
);
alter table members.classes add unique (organisation_id, id);

create table members.affiliations (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  person_id uuid references members.persons,
  group_id uuid references members.groups,
  role text not null check (role in ('student', 'guardian', 'teacher', 'school_admin', 'company_hr', 'mentor',
    'expert', 'association_staff', 'authority_observer', 'secretariat', 'resident')),
  -- As the organisation writes it.
  name text not null check (length(name) between 1 and 100),
  name_latin text check (length(name_latin) <= 100),
  -- Student or staff number: what its holder signs in with, beside the organisation's code.
  number text check (length(number) between 1 and 40),
  -- The key of this row in the organisation's own system; imports find it again by this.
  external_id text check (length(external_id) between 1 and 100),
  class_id uuid,
  position_zh text check (length(position_zh) <= 100),
  position_en text check (length(position_en) <= 100),
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 40),
  birth_date date,
  -- Shown to the other members of the group's organisations (staff who are to be found by partners).
  listed boolean not null default false check (not listed or role not in ('student', 'guardian', 'resident')),
  starts_on date not null default current_date,
  ends_on date check (ends_on >= starts_on),
  sort_key text collate "C" not null,
  grams text[] not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (organisation_id, class_id) references members.classes (organisation_id, id),
  check (group_id is null or role in ('secretariat', 'authority_observer', 'expert'))
);
create unique index affiliations_external on members.affiliations (organisation_id, role, external_id)
  where external_id is not null;
create unique index affiliations_number on members.affiliations (organisation_id, role, number)
  where number is not null and ends_on is null;
create index affiliations_sorted on members.affiliations (organisation_id, sort_key, id);
create index affiliations_by_role on members.affiliations (organisation_id, role, sort_key, id);
create index affiliations_by_class on members.affiliations (class_id, sort_key, id) where class_id is not null;
create index affiliations_by_person on members.affiliations (person_id) where person_id is not null;
create index affiliations_listed on members.affiliations (organisation_id, sort_key, id) where listed;
create index affiliations_grams on members.affiliations using gin (grams);

-- A guardian of one learner, at one school. Reading ends by itself at the learner's majority.
create table members.guardianships (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  guardian_affiliation_id uuid not null references members.affiliations,
  student_affiliation_id uuid not null references members.affiliations,
  relation text not null check (relation in ('father', 'mother', 'grandparent', 'other')),
  starts_on date not null default current_date,
  ends_on date check (ends_on >= starts_on),
  unique (guardian_affiliation_id, student_affiliation_id)
);
create index guardianships_by_student on members.guardianships (student_affiliation_id);

-- Age from which a learner decides alone (Civil Code of the PRC, art. 17: eighteen).
create function members.is_minor(birth_date date) returns boolean language sql stable
  return birth_date is not null and birth_date > current_date - interval '18 years';

-- Scope functions: what the viewer may see, for queries of this and other modules. They run as the
-- owner because the tables they read are themselves protected.
create function members.viewer_children() returns uuid[] language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(array_agg(g.student_affiliation_id), '{}')
    from members.guardianships g
    join members.affiliations guardian on guardian.id = g.guardian_affiliation_id
    join members.affiliations student on student.id = g.student_affiliation_id
    where guardian.person_id = platform.viewer_person()
      and guardian.ends_on is null and g.ends_on is null and student.ends_on is null
      and members.is_minor(student.birth_date));

-- Organisations that share a group with the one the viewer acts for, itself included.
create function members.viewer_neighbours() returns uuid[] language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(array_agg(distinct other.organisation_id), '{}')
    from members.memberships other
    where other.ends_on is null
      and (other.group_id = platform.viewer_group()
        or other.group_id in (select m.group_id from members.memberships m
             where m.organisation_id = platform.viewer_organisation() and m.ends_on is null)));

-- Whether the viewer acts for the secretariat of a group that the organisation belongs to.
create function members.viewer_is_secretariat_of(organisation uuid) returns boolean language sql stable security definer
  set search_path = members, platform, pg_temp
  return platform.viewer_role() = 'secretariat' and exists (select from members.memberships m
    where m.organisation_id = organisation and m.group_id = platform.viewer_group() and m.ends_on is null);

alter table members.persons enable row level security;
create policy persons_own on members.persons to overpass_app
  using (id = (select platform.viewer_person())) with check (id = (select platform.viewer_person()));
create policy system_all on members.persons to overpass_system using (true) with check (true);
grant select, update on members.persons to overpass_app;
grant select, insert, update, delete on members.persons to overpass_system;

alter table members.classes enable row level security;
create policy classes_read on members.classes for select to overpass_app
  using (organisation_id = (select platform.viewer_organisation()));
create policy classes_write on members.classes to overpass_app
  using (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin')
  with check (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin');
create policy system_all on members.classes to overpass_system using (true) with check (true);
grant select, insert, update on members.classes to overpass_app;
grant select, insert, update, delete on members.classes to overpass_system;

alter table members.affiliations enable row level security;
create policy affiliations_read on members.affiliations for select to overpass_app using (
  (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher', 'company_hr', 'association_staff'))
  or person_id = (select platform.viewer_person())
  or (listed and ends_on is null and organisation_id = any ((select members.viewer_neighbours())::uuid[]))
  or id = any ((select members.viewer_children())::uuid[])
);
create policy affiliations_insert on members.affiliations for insert to overpass_app with check (
  person_id is null and (
    (organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'))
    or (role in ('school_admin', 'company_hr', 'association_staff')
      and members.viewer_is_secretariat_of(organisation_id)))
);
create policy affiliations_update on members.affiliations for update to overpass_app using (
  organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
) with check (organisation_id = (select platform.viewer_organisation()));
create policy system_all on members.affiliations to overpass_system using (true) with check (true);
grant select, insert on members.affiliations to overpass_app;
-- Never `person_id`: only the person's own claim joins an affiliation to a person.
grant update (name, name_latin, number, external_id, class_id, position_zh, position_en, email, phone, birth_date,
  listed, starts_on, ends_on, sort_key, grams, version, updated_at) on members.affiliations to overpass_app;
grant select, insert, update, delete on members.affiliations to overpass_system;

alter table members.guardianships enable row level security;
create policy guardianships_read on members.guardianships for select to overpass_app using (
  (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin')
  or student_affiliation_id = any ((select members.viewer_children())::uuid[])
);
create policy guardianships_write on members.guardianships to overpass_app
  using (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin')
  with check (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin');
create policy system_all on members.guardianships to overpass_system using (true) with check (true);
grant select, insert, update on members.guardianships to overpass_app;
grant select, insert, update, delete on members.guardianships to overpass_system;
