-- Files that somebody brought as evidence; once an outcome names them they stay with it.
create table records.evidence_files (
  id uuid primary key default uuidv7(),
  file_id uuid not null references platform.files,
  person_id uuid not null,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  size bigint not null,
  sha256 text not null check (length(sha256) = 64),
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index evidence_files_unused on records.evidence_files (created_at) where used_at is null;
create index evidence_files_by_person on records.evidence_files (person_id, id desc);
create index evidence_files_by_content on records.evidence_files (sha256);
alter table records.evidence_files enable row level security;
create policy own on records.evidence_files to overpass_app using (person_id = (select platform.viewer_person()));
create policy system_all on records.evidence_files to overpass_system using (true) with check (true);
grant select, insert on records.evidence_files to overpass_app;
grant update (used_at) on records.evidence_files to overpass_app;
grant select, insert, update, delete on records.evidence_files to overpass_system;

-- What a person shows of their record to whom, for how long.
create table records.shares (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members.persons,
  title text not null check (length(title) between 1 and 100),
  -- To an organisation, or to whoever holds the secret of a link.
  to_organisation_id uuid references members.organisations,
  secret_hash bytea unique check (length(secret_hash) = 32),
  ends_on date not null,
  revoked_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((to_organisation_id is null) <> (secret_hash is null))
);
create index shares_by_person on records.shares (person_id, id desc);
create index shares_to_organisation on records.shares (to_organisation_id, id desc) where to_organisation_id is not null;
create table records.share_entries (
  share_id uuid not null references records.shares,
  outcome_id uuid not null references records.outcomes (id),
  place int not null,
  primary key (share_id, outcome_id)
);
-- Who opened it, by the day: an organisation's people by name, others as somebody with the link.
create table records.share_openings (
  share_id uuid not null references records.shares,
  day date not null,
  organisation_id uuid references members.organisations,
  reader_affiliation_id uuid,
  reader_name text,
  times int not null default 1,
  constraint share_openings_once unique nulls not distinct (share_id, day, organisation_id, reader_affiliation_id)
);
create index share_openings_by_reader on records.share_openings (reader_affiliation_id) where reader_affiliation_id is not null;

-- Whether the viewer may open a share now: one addressed to the organisation they work for, or by the link's secret,
-- whose hash the transaction then holds.
create function records.may_open_share(share uuid) returns boolean language sql stable security definer
  set search_path = records, platform, pg_temp
  return exists (select from records.shares s where s.id = $1 and s.revoked_at is null and s.ends_on >= platform.today()
    and (s.secret_hash = decode(nullif(current_setting('overpass.share', true), ''), 'hex')
      or (s.to_organisation_id = platform.viewer_organisation()
        and platform.viewer_role() in ('company_hr', 'mentor', 'school_admin', 'teacher', 'association_staff'))));

alter table records.shares enable row level security;
create policy own on records.shares to overpass_app using (person_id = (select platform.viewer_person()));
create policy opened on records.shares for select to overpass_app using (records.may_open_share(id));
create policy system_all on records.shares to overpass_system using (true) with check (true);
alter table records.share_entries enable row level security;
create policy own on records.share_entries to overpass_app
  using (exists (select from records.shares s where s.id = share_id
    and s.person_id = (select platform.viewer_person())))
  with check (exists (select from records.shares s where s.id = share_id
      and s.person_id = (select platform.viewer_person()))
    and exists (select from records.outcomes o where o.id = outcome_id
      and o.learner_id = any ((select members.viewer_own_learners())::uuid[])));
create policy system_all on records.share_entries to overpass_system using (true) with check (true);
alter table records.share_openings enable row level security;
create policy own on records.share_openings for select to overpass_app
  using (exists (select from records.shares s where s.id = share_id
    and s.person_id = (select platform.viewer_person())));
create policy system_all on records.share_openings to overpass_system using (true) with check (true);
grant select, insert on records.shares, records.share_entries to overpass_app;
grant update (revoked_at, version) on records.shares to overpass_app;
grant select on records.share_openings to overpass_app;
grant select, insert, update, delete on records.shares, records.share_entries, records.share_openings to overpass_system;

-- What a share shows, as it stands today, to whoever may open it; nothing once it has ended.
create function records.shared_facts(share uuid) returns setof records.outcome_facts
  language sql stable security definer set search_path = records, platform, pg_temp rows 20 as $$
  select f.* from records.share_entries e join records.outcome_facts f on f.id = e.outcome_id
  where e.share_id = $1 and records.may_open_share($1) order by e.place
$$;
-- Notes that it was opened and tells whose record it is; null when the viewer may not.
create function records.open_share(share uuid, reader_organisation uuid, reader_name text) returns text
  language plpgsql security definer set search_path = records, members, platform, pg_temp as $$
begin
  if not may_open_share(share) then return null; end if;
  -- Whose record it is looks at it as often as they like.
  insert into share_openings (share_id, day, organisation_id, reader_affiliation_id, reader_name)
    select share, platform.today(), reader_organisation,
      case when reader_organisation is not null then platform.viewer_affiliation() end, left(open_share.reader_name, 100)
    where not exists (select from shares s where s.id = share and s.person_id = platform.viewer_person())
    on conflict on constraint share_openings_once
    do update set times = share_openings.times + 1;
  return (select p.display_name from persons p join shares s on s.person_id = p.id where s.id = share);
end
$$;
-- Whose record a share shows, for a list of shares; null when the viewer may not open it.
create function records.share_holder(share uuid) returns text language sql stable security definer
  set search_path = records, members, pg_temp
  return (select p.display_name from members.persons p join records.shares s on s.person_id = p.id
    where s.id = $1 and records.may_open_share($1));
revoke all on function records.shared_facts, records.open_share, records.share_holder, records.may_open_share from public;
grant execute on function records.shared_facts, records.open_share, records.share_holder, records.may_open_share
  to overpass_app;

-- Transcripts that were printed: what they said, so that anybody who holds one can ask whether it still holds.
create table records.transcripts (
  id uuid primary key default uuidv7(),
  -- Sixteen letters and digits that cannot be guessed.
  number text not null unique check (number ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  learner_ids uuid[] not null check (cardinality(learner_ids) between 1 and 100),
  organisation_id uuid not null references members.organisations,
  holder_name text not null check (length(holder_name) <= 100),
  outcome_ids uuid[] not null,
  credits numeric not null,
  as_of timestamptz not null,
  content_hash bytea not null check (length(content_hash) = 32),
  file_id uuid not null references platform.files,
  file_sha256 text not null check (length(file_sha256) = 64),
  by_person_id uuid not null,
  created_at timestamptz not null default now()
);
create index transcripts_by_person on records.transcripts (by_person_id, id desc);
create index transcripts_by_learner on records.transcripts using gin (learner_ids);
alter table records.transcripts enable row level security;
create policy own on records.transcripts to overpass_app using (by_person_id = (select platform.viewer_person()));
create policy system_all on records.transcripts to overpass_system using (true) with check (true);
grant select, insert on records.transcripts to overpass_app;
grant select, insert, update, delete on records.transcripts to overpass_system;
-- A printed file belongs to whoever had it printed, who may act for no organisation.
create function records.store_transcript(name text, size bigint, sha256 text) returns uuid
  language sql security definer set search_path = platform, pg_temp as $$
  insert into files (owner_organisation_id, created_by, purpose, name, media_type, size, sha256)
    select viewer_organisation(), viewer_person(), 'records.transcript', $1, 'application/pdf', $2, decode($3, 'hex')
    where viewer_person() is not null returning id
$$;
revoke all on function records.store_transcript from public;
grant execute on function records.store_transcript to overpass_app;
-- What anybody who has the number may know: what the paper says anyway, and what became of it.
create function records.verify_transcript(number text)
  returns table (holder_name text, organisation_zh text, organisation_en text, entries int, credits numeric,
    as_of timestamptz, content_hash bytea, file_sha256 text, commitments text[], changed int, erased int)
  language sql stable security definer set search_path = records, members, pg_temp rows 1 as $$
  select t.holder_name, o.name_zh, o.name_en, cardinality(t.outcome_ids), t.credits, t.as_of, t.content_hash,
    t.file_sha256,
    (select coalesce(array_agg(encode(e.commitment, 'hex') order by encode(e.commitment, 'hex')), '{}')
      from outcomes e where (e.id = any (t.outcome_ids) or e.root_id = any (t.outcome_ids)) and e.at <= t.as_of),
    (select count(distinct e.root_id)::int from outcomes e
      where e.root_id = any (t.outcome_ids) and e.at > t.as_of and e.entry in ('correction', 'revocation')),
    (select count(*)::int from outcomes e where e.id = any (t.outcome_ids) and e.erased_at is not null)
  from transcripts t join organisations o on o.id = t.organisation_id where t.number = $1
$$;
revoke all on function records.verify_transcript from public;
grant execute on function records.verify_transcript to overpass_app;

-- A class's results in one course, before they are outcomes: entered twice, and submitted when both agree.
create table records.grade_sheets (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  class_id uuid not null,
  course_id uuid references programmes.courses,
  course_code text not null check (length(course_code) between 1 and 40),
  course_zh text not null check (length(course_zh) between 1 and 200),
  course_en text check (length(course_en) between 1 and 200),
  term text not null check (term ~ '^[0-9]{4}-[0-9]{4}-[12]$'),
  sitting text not null check (sitting in ('regular', 'resit', 'retake')),
  scale text not null check (scale in ('percent', 'five', 'pass', 'points')),
  most numeric check (most > 0),
  credits numeric check (credits between 0 and 100),
  hours numeric check (hours between 0 and 10000),
  held_on date not null,
  state text not null default 'draft' check (state in ('draft', 'submitted')),
  first_by uuid,
  first_name text check (length(first_name) <= 100),
  second_by uuid,
  second_name text check (length(second_name) <= 100),
  submitted_at timestamptz,
  submitted_by uuid,
  submitted_name text check (length(submitted_name) <= 100),
  version int not null default 1,
  created_at timestamptz not null default now(),
  foreign key (organisation_id, class_id) references members.classes (organisation_id, id),
  check ((scale = 'points') = (most is not null)),
  constraint grade_sheets_once unique (organisation_id, class_id, course_code, term, sitting)
);
create index grade_sheets_listed on records.grade_sheets (organisation_id, id desc);
create table records.grade_sheet_rows (
  sheet_id uuid not null references records.grade_sheets on delete cascade,
  learner_id uuid not null references members.affiliations,
  first text check (length(first) <= 20),
  second text check (length(second) <= 20),
  primary key (sheet_id, learner_id)
);
alter table records.grade_sheets enable row level security;
create policy keep on records.grade_sheets to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher'));
create policy system_all on records.grade_sheets to overpass_system using (true) with check (true);
alter table records.grade_sheet_rows enable row level security;
create policy keep on records.grade_sheet_rows to overpass_app
  using (exists (select from records.grade_sheets s where s.id = sheet_id));
create policy system_all on records.grade_sheet_rows to overpass_system using (true) with check (true);
grant select, insert, update, delete on records.grade_sheets, records.grade_sheet_rows to overpass_app, overpass_system;

-- A term's results from a spreadsheet: what was read and found, until somebody confirms it.
create table records.result_files (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  name text not null check (length(name) between 1 and 255),
  state text not null default 'checked' check (state in ('checked', 'applied')),
  -- The rows as they were read, until they are entered, and what is wrong with them.
  rows jsonb,
  problems jsonb not null,
  counts jsonb not null,
  by_person_id uuid not null,
  by_name text not null check (length(by_name) <= 100),
  applied_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((state = 'checked') = (rows is not null))
);
create index result_files_checked on records.result_files (created_at) where state = 'checked';
create index result_files_by_person on records.result_files (by_person_id);
create index result_files_listed on records.result_files (organisation_id, id desc);
alter table records.result_files enable row level security;
create policy keep on records.result_files to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher'));
create policy system_all on records.result_files to overpass_system using (true) with check (true);
grant select, insert, update, delete on records.result_files to overpass_app, overpass_system;
