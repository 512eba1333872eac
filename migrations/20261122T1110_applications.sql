-- Applications for membership. They come from people without an account, who hold a secret: its hash is what row-level
-- security knows them by, for the length of one transaction.
create function members.viewer_application() returns bytea language sql stable
  return decode(nullif(current_setting('overpass.application', true), ''), 'hex');

create table members.applications (
  id uuid primary key default uuidv7(),
  group_id uuid not null references members.groups,
  -- Spoken and written in letters: it opens nothing.
  reference text not null unique check (reference ~ '^[0-9]{6}-[0-9A-Z]{6}$'),
  -- Made by the applicant's page: the same sending again is the same application.
  attempt uuid not null unique,
  secret_hash bytea not null unique check (length(secret_hash) = 32),
  state text not null default 'submitted' check (state in ('submitted', 'incomplete', 'checked', 'admitted',
    'rejected', 'withdrawn')),
  kind text not null check (kind in ('secondary_school', 'comprehensive_school', 'higher_vocational_college',
    'university', 'company', 'association', 'alliance', 'authority', 'training_centre')),
  name_zh text not null check (length(name_zh) between 1 and 200),
  name_en text check (length(name_en) between 1 and 200),
  uscc text not null check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  address text not null check (length(address) between 1 and 300),
  fields_zh text[] not null default '{}',
  fields_en text[] not null default '{}',
  motivation text not null check (length(motivation) between 1 and 3000),
  -- Of the contact person, who agreed to it; gone half a year after an application that came to nothing.
  contact_name text check (length(contact_name) between 1 and 100),
  contact_email text check (length(contact_email) <= 254),
  contact_phone text check (length(contact_phone) <= 40),
  consented_at timestamptz not null default now(),
  language text not null default 'zh' check (language in ('zh', 'en')),
  organisation_id uuid references members.organisations,
  version int not null default 1,
  submitted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (state <> 'admitted' or organisation_id is not null)
);
create index applications_listed on members.applications (group_id, submitted_at desc, id desc);
create index applications_by_code on members.applications (group_id, uscc);

-- What happened to an application, in order; `note` is what the applicant reads of it.
create table members.application_steps (
  id uuid primary key default uuidv7(),
  application_id uuid not null references members.applications on delete cascade,
  kind text not null check (kind in ('submitted', 'asked', 'completed', 'checked', 'admitted', 'rejected',
    'withdrawn', 'document')),
  note text check (length(note) <= 3000),
  -- The council's decision, as its minutes name it.
  decided_on date,
  resolution text check (length(resolution) <= 100),
  votes jsonb,
  by_affiliation_id uuid,
  by_name text check (length(by_name) <= 100),
  at timestamptz not null default clock_timestamp()
);
create index application_steps_by_application on members.application_steps (application_id, id);

create table members.application_documents (
  id uuid primary key default uuidv7(),
  application_id uuid not null references members.applications on delete cascade,
  file_id uuid not null references platform.files,
  name text not null check (length(name) between 1 and 255),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  at timestamptz not null default now()
);
create index application_documents_by_application on members.application_documents (application_id, id);

alter table members.applications enable row level security;
create policy applicant on members.applications to overpass_app
  using (secret_hash = (select members.viewer_application()))
  with check (secret_hash = (select members.viewer_application())
    and state in ('submitted', 'withdrawn') and organisation_id is null);
create policy secretariat on members.applications to overpass_app
  using (group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = 'secretariat')
  with check (group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = 'secretariat');
create policy system_all on members.applications to overpass_system using (true) with check (true);
-- Never `attempt`, from which the secret is made: a secretariat must not act as an applicant.
grant select (id, group_id, reference, secret_hash, state, kind, name_zh, name_en, uscc, address, fields_zh, fields_en,
  motivation, contact_name, contact_email, contact_phone, consented_at, language, organisation_id, version, submitted_at,
  updated_at) on members.applications to overpass_app;
grant insert on members.applications to overpass_app;
grant update (state, organisation_id, version, updated_at) on members.applications to overpass_app;
grant select, insert, update, delete on members.applications to overpass_system;

-- Steps and documents are seen with their application: the subquery is itself under its row-level security.
alter table members.application_steps enable row level security;
create policy with_application on members.application_steps to overpass_app
  using (application_id in (select id from members.applications))
  with check (application_id in (select id from members.applications));
create policy system_all on members.application_steps to overpass_system using (true) with check (true);
grant select, insert on members.application_steps to overpass_app;
grant select, insert, update, delete on members.application_steps to overpass_system;

alter table members.application_documents enable row level security;
create policy with_application on members.application_documents to overpass_app
  using (application_id in (select id from members.applications));
create policy system_all on members.application_documents to overpass_system using (true) with check (true);
grant select on members.application_documents to overpass_app;
grant select, insert, update, delete on members.application_documents to overpass_system;

-- Adds a document to the application whose secret the transaction holds, five of them at most: the application's row
-- is locked, so that two sendings at once cannot both be the fifth. Null when there is no room or nothing to add to.
create function members.add_application_document(name text, media_type text, size bigint, sha256 text) returns uuid
  language plpgsql security definer set search_path = members, platform, pg_temp as $$
declare
  application uuid;
  stored uuid;
  added uuid;
begin
  select a.id into application from applications a
    where a.secret_hash = viewer_application() and a.state in ('submitted', 'incomplete') for update;
  if not found or (select count(*) from application_documents d where d.application_id = application) >= 5 then
    return null;
  end if;
  insert into files (purpose, name, media_type, size, sha256)
    values ('members.application', $1, $2, $3, decode($4, 'hex')) returning id into stored;
  insert into application_documents (application_id, file_id, name, media_type, size, sha256)
    values (application, stored, $1, $2, $3, $4) returning id into added;
  return added;
end
$$;

-- Whether a group takes no more today: what a machine could send in must not bury what people did.
create function members.applications_today(group_id uuid) returns int language sql stable security definer
  set search_path = members, pg_temp
  return (select count(*)::int from members.applications a
    where a.group_id = $1 and a.submitted_at > now() - interval '1 day');
revoke all on function members.add_application_document, members.applications_today from public;
grant execute on function members.add_application_document, members.applications_today to overpass_app;

-- Numbers of members are their own within a group; a certificate is verified by them.
create unique index memberships_number on members.memberships (group_id, number)
  where number is not null and ends_on is null;
create index memberships_by_number on members.memberships (number) where number is not null;
