create extension if not exists btree_gist schema public;
create schema programmes;
grant usage on schema programmes to overpass_app, overpass_system;

-- Competency frameworks: of an organisation, or of a group that decided on it together. A 1+X standard is a
-- framework of its issuing organisation, named here and never issued by the platform.
create table programmes.frameworks (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  group_id uuid references members.groups,
  kind text not null check (kind in ('competencies', 'certificate_standard')),
  name_zh text not null check (length(name_zh) between 1 and 200),
  name_en text check (length(name_en) between 1 and 200),
  issuer_zh text check (length(issuer_zh) <= 200),
  issuer_en text check (length(issuer_en) <= 200),
  edition text check (length(edition) between 1 and 40),
  description_zh text check (length(description_zh) <= 2000),
  description_en text check (length(description_en) <= 2000),
  -- What its levels are called, the lowest first.
  levels_zh text[] not null check (cardinality(levels_zh) between 1 and 8),
  levels_en text[] not null,
  closed_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (cardinality(levels_en) = cardinality(levels_zh)),
  check (kind <> 'certificate_standard' or (issuer_zh is not null and edition is not null))
);
create unique index frameworks_name on programmes.frameworks (organisation_id, name_zh, coalesce(edition, ''))
  where closed_on is null;

create table programmes.competencies (
  id uuid primary key default uuidv7(),
  framework_id uuid not null references programmes.frameworks,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  name_zh text not null check (length(name_zh) between 1 and 200),
  name_en text check (length(name_en) between 1 and 200),
  description_zh text check (length(description_zh) <= 2000),
  description_en text check (length(description_en) <= 2000),
  -- What somebody can do at each level, in the order of the framework's levels; empty texts where nobody said.
  descriptors_zh text[] not null default '{}',
  descriptors_en text[] not null default '{}',
  version int not null default 1,
  unique (framework_id, code)
);

-- Occupations, and what companies say of them: tasks, skills and how many people they look for.
create table programmes.occupations (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  group_id uuid references members.groups,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  name_zh text not null check (length(name_zh) between 1 and 200),
  name_en text check (length(name_en) between 1 and 200),
  summary_zh text check (length(summary_zh) <= 2000),
  summary_en text check (length(summary_en) <= 2000),
  grams text[] not null default '{}',
  sort_key text collate "C" not null default '',
  version int not null default 1,
  unique (organisation_id, code)
);
create index occupations_grams on programmes.occupations using gin (grams);

create table programmes.research (
  id uuid primary key default uuidv7(),
  occupation_id uuid not null references programmes.occupations,
  -- The company that said so, and on which day.
  organisation_id uuid not null references members.organisations,
  surveyed_on date not null,
  -- People the company looks for in the twelve months after that day.
  demand int not null check (demand between 0 and 10000),
  tasks_zh text not null check (length(tasks_zh) between 1 and 4000),
  tasks_en text check (length(tasks_en) <= 4000),
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  created_at timestamptz not null default now(),
  unique (occupation_id, organisation_id, surveyed_on)
);
create table programmes.research_skills (
  research_id uuid not null references programmes.research on delete cascade,
  competency_id uuid not null references programmes.competencies,
  level int not null check (level between 1 and 8),
  primary key (research_id, competency_id)
);
create index research_skills_by_competency on programmes.research_skills (competency_id);

create table programmes.programmes (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  -- Of the school's own; the code in the ministry's catalogue stands beside it.
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  catalogue_code text check (catalogue_code ~ '^[0-9]{6}[A-Z]{0,2}$'),
  name_zh text not null check (length(name_zh) between 1 and 200),
  name_en text check (length(name_en) between 1 and 200),
  level text not null check (level in ('secondary', 'higher_vocational', 'bachelor', 'continuing')),
  form text not null check (form in ('full_time', 'part_time', 'order_class', 'apprenticeship', 'through_3_2',
    'through_3_4', 'through_5_2', 'five_year', 'top_up')),
  months int not null check (months between 1 and 96),
  occupation_ids uuid[] not null default '{}' check (cardinality(occupation_ids) <= 20),
  grams text[] not null default '{}',
  sort_key text collate "C" not null default '',
  closed_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (organisation_id, code)
);
create index programmes_sorted on programmes.programmes (sort_key, id);
create index programmes_grams on programmes.programmes using gin (grams);

create table programmes.versions (
  id uuid primary key default uuidv7(),
  programme_id uuid not null references programmes.programmes,
  organisation_id uuid not null references members.organisations,
  number int not null check (number between 1 and 1000),
  state text not null default 'draft' check (state in ('draft', 'review', 'approved', 'in_force', 'closed')),
  semesters int not null check (semesters between 1 and 16),
  -- Years of entry it is in force for; an open end while nothing follows.
  from_cohort int not null check (from_cohort between 1950 and 2100),
  to_cohort int check (to_cohort between from_cohort and 2100),
  aims_zh text check (length(aims_zh) <= 4000),
  aims_en text check (length(aims_en) <= 4000),
  based_on uuid references programmes.versions,
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  approved_on date,
  approved_by text check (length(approved_by) <= 100),
  in_force_on date,
  closed_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (programme_id, number),
  unique (organisation_id, id),
  check (state not in ('in_force', 'closed') or in_force_on is not null),
  -- A cohort has one version in force.
  constraint versions_one_a_cohort exclude using gist (programme_id with =,
    int4range(from_cohort, to_cohort, '[]') with &&) where (state = 'in_force')
);
create index versions_by_programme on programmes.versions (programme_id, number desc);

-- The competencies a version sets out to teach: all of these frameworks.
create table programmes.version_frameworks (
  version_id uuid not null references programmes.versions on delete cascade,
  framework_id uuid not null references programmes.frameworks,
  primary key (version_id, framework_id)
);

create table programmes.courses (
  id uuid primary key default uuidv7(),
  version_id uuid not null references programmes.versions,
  organisation_id uuid not null references members.organisations,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  name_zh text not null check (length(name_zh) between 1 and 200),
  name_en text check (length(name_en) between 1 and 200),
  kind text not null check (kind in ('general', 'core', 'elective', 'practice', 'placement')),
  theory_hours int not null check (theory_hours between 0 and 2000),
  practice_hours int not null check (practice_hours between 0 and 2000),
  credits numeric(4, 1) not null check (credits between 0 and 100),
  placement_months numeric(3, 1) check (placement_months between 0 and 24),
  semester int not null check (semester between 1 and 16),
  place int not null default 0,
  -- Who answers for it: a department or teacher of the school, and the company that teaches along.
  responsible text check (length(responsible) <= 100),
  company_id uuid references members.organisations,
  grams text[] not null default '{}',
  version int not null default 1,
  check (theory_hours + practice_hours between 1 and 2000),
  check ((kind = 'placement') = (placement_months is not null)),
  unique (version_id, code),
  unique (version_id, id)
);
create index courses_by_version on programmes.courses (version_id, semester, place, id);
create index courses_grams on programmes.courses using gin (grams);

create table programmes.prerequisites (
  version_id uuid not null,
  course_id uuid not null,
  requires_id uuid not null,
  primary key (course_id, requires_id),
  check (course_id <> requires_id),
  foreign key (version_id, course_id) references programmes.courses (version_id, id) on delete cascade,
  foreign key (version_id, requires_id) references programmes.courses (version_id, id) on delete cascade
);
create index prerequisites_by_version on programmes.prerequisites (version_id);

create table programmes.course_aims (
  course_id uuid not null references programmes.courses on delete cascade,
  competency_id uuid not null references programmes.competencies,
  level int not null check (level between 1 and 8),
  primary key (course_id, competency_id)
);
create index course_aims_by_competency on programmes.course_aims (competency_id);

-- The committee: people of schools and companies by name, each with an opinion that they sign.
create table programmes.reviewers (
  id uuid primary key default uuidv7(),
  version_id uuid not null references programmes.versions on delete cascade,
  affiliation_id uuid not null references members.affiliations,
  organisation_id uuid not null references members.organisations,
  side text not null check (side in ('school', 'company', 'other')),
  name text not null check (length(name) between 1 and 100),
  opinion text check (opinion in ('agree', 'revise')),
  comment text check (length(comment) <= 2000),
  signed_at timestamptz,
  version int not null default 1,
  unique (version_id, affiliation_id),
  check ((opinion is null) = (signed_at is null))
);
create index reviewers_by_affiliation on programmes.reviewers (affiliation_id);

-- What the yearly look at a version in force found.
create table programmes.diagnoses (
  id uuid primary key default uuidv7(),
  version_id uuid not null references programmes.versions,
  year int not null check (year between 1950 and 2100),
  verdict text not null check (verdict in ('keep', 'adjust', 'replace')),
  findings text not null check (length(findings) between 1 and 4000),
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  created_at timestamptz not null default now(),
  unique (version_id, year)
);

-- Programme groups across member schools, kept by the secretariat of the group.
create table programmes.programme_groups (
  id uuid primary key default uuidv7(),
  group_id uuid not null references members.groups,
  name_zh text not null check (length(name_zh) between 1 and 200),
  name_en text check (length(name_en) between 1 and 200),
  summary_zh text check (length(summary_zh) <= 2000),
  summary_en text check (length(summary_en) <= 2000),
  version int not null default 1,
  unique (group_id, name_zh)
);
create table programmes.group_programmes (
  programme_group_id uuid not null references programmes.programme_groups on delete cascade,
  programme_id uuid not null references programmes.programmes,
  primary key (programme_group_id, programme_id)
);
create index group_programmes_by_programme on programmes.group_programmes (programme_id);
-- Courses that are not a programme's alone, by its code for them: shared by all, or open to be chosen by the others.
create table programmes.group_courses (
  programme_group_id uuid not null,
  programme_id uuid not null,
  course_code text not null check (length(course_code) <= 40),
  mode text not null check (mode in ('shared', 'chosen')),
  primary key (programme_group_id, programme_id, course_code),
  foreign key (programme_group_id, programme_id)
    references programmes.group_programmes (programme_group_id, programme_id) on delete cascade
);

-- Scope functions: versions the viewer was asked to review, programmes in groups the viewer is secretariat of.
create function programmes.viewer_reviews() returns uuid[] language sql stable security definer
  set search_path = programmes, platform, pg_temp
  return (select coalesce(array_agg(r.version_id), '{}') from programmes.reviewers r
    where r.affiliation_id = platform.viewer_affiliation());
create function programmes.viewer_grouped() returns uuid[] language sql stable security definer
  set search_path = programmes, platform, pg_temp
  return (select coalesce(array_agg(distinct p.programme_id), '{}')
    from programmes.group_programmes p join programmes.programme_groups g on g.id = p.programme_group_id
    where platform.viewer_role() = 'secretariat' and g.group_id = platform.viewer_group());
-- The groups in whose programme groups a programme is: what the policy's sentence asks for.
create function programmes.groups_of(programme uuid) returns uuid[] language sql stable security definer
  set search_path = programmes, pg_temp
  return (select coalesce(array_agg(distinct g.group_id), '{}')
    from programmes.group_programmes p join programmes.programme_groups g on g.id = p.programme_group_id
    where p.programme_id = $1);
revoke all on function programmes.viewer_reviews, programmes.viewer_grouped, programmes.groups_of from public;
grant execute on function programmes.viewer_reviews, programmes.viewer_grouped, programmes.groups_of
  to overpass_app, overpass_system;

-- Frameworks, occupations, research, programmes and programme groups are read by whoever is signed in.
do $$
declare
  each text;
begin
  foreach each in array array['frameworks', 'competencies', 'occupations', 'research', 'research_skills', 'programmes',
    'versions', 'version_frameworks', 'courses', 'prerequisites', 'course_aims', 'reviewers', 'diagnoses',
    'programme_groups', 'group_programmes', 'group_courses'] loop
    execute format('alter table programmes.%I enable row level security', each);
    execute format('create policy system_all on programmes.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on programmes.%I to overpass_system', each);
    execute format('grant select, insert, update, delete on programmes.%I to overpass_app', each);
  end loop;
  foreach each in array array['frameworks', 'competencies', 'occupations', 'research', 'research_skills', 'programmes',
    'programme_groups', 'group_programmes', 'group_courses'] loop
    execute format('create policy read_all on programmes.%I for select to overpass_app
      using ((select platform.viewer_person()) is not null)', each);
  end loop;
end
$$;

-- Kept by the staff of the organisation they belong to, and by the secretariat where a group owns them.
create policy keep on programmes.frameworks to overpass_app
  using ((group_id is null and organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'teacher', 'company_hr', 'association_staff'))
    or (group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = 'secretariat'));
create policy keep on programmes.competencies to overpass_app
  using (exists (select from programmes.frameworks f where f.id = framework_id
    and ((f.group_id is null and f.organisation_id = (select platform.viewer_organisation())
        and (select platform.viewer_role()) in ('school_admin', 'teacher', 'company_hr', 'association_staff'))
      or (f.group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = 'secretariat'))));
create policy keep on programmes.occupations to overpass_app
  using ((group_id is null and organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'teacher', 'company_hr', 'association_staff'))
    or (group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = 'secretariat'));
create policy keep on programmes.research to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('company_hr', 'mentor'));
create policy keep on programmes.research_skills to overpass_app
  using (exists (select from programmes.research r where r.id = research_id
    and r.organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('company_hr', 'mentor')));
create policy keep on programmes.programmes to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher'));

-- A version in force, and one that was, is open to whoever is signed in; before that it is the school's, its
-- reviewers' and the secretariat's whose programme group it is in.
create policy versions_read on programmes.versions for select to overpass_app
  using ((select platform.viewer_person()) is not null and (state in ('in_force', 'closed')
    or (organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'teacher'))
    or id = any ((select programmes.viewer_reviews())::uuid[])
    or programme_id = any ((select programmes.viewer_grouped())::uuid[])));
create policy versions_keep on programmes.versions to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher'));

create policy courses_read on programmes.courses for select to overpass_app
  using (version_id in (select v.id from programmes.versions v));
create policy courses_keep on programmes.courses to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher')
    and exists (select from programmes.versions v where v.id = version_id and v.state = 'draft'));
do $$
declare
  each text;
begin
  foreach each in array array['version_frameworks', 'prerequisites', 'diagnoses'] loop
    execute format('create policy part_read on programmes.%I for select to overpass_app
      using (version_id in (select v.id from programmes.versions v))', each);
    execute format('create policy part_keep on programmes.%I to overpass_app
      using (exists (select from programmes.versions v where v.id = version_id
        and v.organisation_id = (select platform.viewer_organisation())
        and (select platform.viewer_role()) in (''school_admin'', ''teacher'')))', each);
  end loop;
end
$$;
-- The school puts the committee together while it drafts; what a reviewer says is the reviewer's own.
create policy committee_read on programmes.reviewers for select to overpass_app
  using (version_id in (select v.id from programmes.versions v));
create policy committee_invite on programmes.reviewers for insert to overpass_app
  with check (opinion is null and exists (select from programmes.versions v where v.id = version_id
    and v.state = 'draft' and v.organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher')));
create policy committee_leave on programmes.reviewers for delete to overpass_app
  using (exists (select from programmes.versions v where v.id = version_id
    and v.state = 'draft' and v.organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher')));
create policy own_opinion on programmes.reviewers for update to overpass_app
  using (affiliation_id = (select platform.viewer_affiliation()));
revoke update on programmes.reviewers from overpass_app;
grant update (opinion, comment, signed_at, version) on programmes.reviewers to overpass_app;
create policy aims_read on programmes.course_aims for select to overpass_app
  using (course_id in (select c.id from programmes.courses c));
create policy aims_keep on programmes.course_aims to overpass_app
  using (exists (select from programmes.courses c join programmes.versions v on v.id = c.version_id
    where c.id = course_id and v.state = 'draft'
      and c.organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'teacher')));

create policy keep on programmes.programme_groups to overpass_app
  using (group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = 'secretariat');
do $$
declare
  each text;
begin
  foreach each in array array['group_programmes', 'group_courses'] loop
    execute format('create policy keep on programmes.%I to overpass_app
      using (exists (select from programmes.programme_groups g where g.id = programme_group_id
        and g.group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = ''secretariat''))', each);
  end loop;
end
$$;

-- What other modules join: courses of versions that are or were in force, and all competencies. Nobody's drafts.
create view programmes.course_facts as
  select c.id as course_id, c.version_id, v.programme_id, c.organisation_id, v.state, c.code, c.name_zh, c.name_en,
    c.credits, c.theory_hours, c.practice_hours, c.theory_hours + c.practice_hours as hours, c.kind, c.semester
  from programmes.courses c join programmes.versions v on v.id = c.version_id
  where v.state in ('in_force', 'closed');
create view programmes.competency_facts as
  select c.id as competency_id, c.framework_id, f.organisation_id, f.group_id, f.kind as framework_kind, c.code,
    c.name_zh, c.name_en, cardinality(f.levels_zh) as levels, f.levels_zh, f.levels_en
  from programmes.competencies c join programmes.frameworks f on f.id = c.framework_id;
create view programmes.course_competencies as
  select a.course_id, c.version_id, a.competency_id, a.level
  from programmes.course_aims a join programmes.courses c on c.id = a.course_id
    join programmes.versions v on v.id = c.version_id
  where v.state in ('in_force', 'closed');
create view programmes.programme_facts as
  select p.id as programme_id, p.organisation_id, p.code, p.catalogue_code, p.name_zh, p.name_en, p.level, p.form,
    p.months, p.closed_on
  from programmes.programmes p;
create view programmes.version_facts as
  select v.id as version_id, v.programme_id, v.organisation_id, v.number, v.state, v.from_cohort, v.to_cohort,
    v.semesters, v.in_force_on, v.closed_on
  from programmes.versions v where v.state in ('in_force', 'closed');
grant select on programmes.course_facts, programmes.competency_facts, programmes.course_competencies,
  programmes.programme_facts, programmes.version_facts to overpass_app, overpass_system;

-- The version that a cohort of a programme learns by; null where there is none.
create function programmes.version_of_cohort(programme uuid, cohort int) returns uuid
  language sql stable security definer set search_path = programmes, pg_temp
  return (select v.id from programmes.versions v
    where v.programme_id = $1 and v.state = 'in_force' and $2 <@ int4range(v.from_cohort, v.to_cohort, '[]'));
-- The same for a class. A class carries the name of its programme; where two programmes of the school share that
-- name and both have a version for the cohort, nobody can tell, and the answer is null.
create function programmes.version_of_class(class uuid) returns uuid
  language sql stable security definer set search_path = programmes, members, pg_temp
  return (select case when count(*) = 1 then min(v.id::text)::uuid end
    from members.classes k
    join programmes.programmes p on p.organisation_id = k.organisation_id and p.name_zh = k.programme_zh
    join programmes.versions v on v.programme_id = p.id and v.state = 'in_force'
      and k.cohort <@ int4range(v.from_cohort, v.to_cohort, '[]')
    where k.id = $1);
-- Courses of versions in force by search terms. Row-level security lets only leakproof comparisons use an index, and
-- those of arrays are not; what is in force is open to whoever is signed in.
create function programmes.find_courses(terms text[]) returns setof uuid language sql stable security definer
  set search_path = programmes, platform, pg_temp rows 50 as $$
  select c.id from programmes.courses c join programmes.versions v on v.id = c.version_id
  where c.grams @> terms and v.state = 'in_force' and platform.viewer_person() is not null
$$;
revoke all on function programmes.find_courses from public;
grant execute on function programmes.find_courses to overpass_app;
revoke all on function programmes.version_of_cohort, programmes.version_of_class from public;
grant execute on function programmes.version_of_cohort, programmes.version_of_class to overpass_app, overpass_system;
