create schema agreements;
grant usage on schema agreements to overpass_app, overpass_system;

-- What organisations agree on: kinds as data, with the roles of their parties and the clauses one begins with.
create table agreements.kinds (
  code text primary key check (code ~ '^[a-z_]{1,40}$'),
  place int not null,
  name_zh text not null check (length(name_zh) between 1 and 100),
  name_en text not null check (length(name_en) between 1 and 100),
  summary_zh text not null check (length(summary_zh) <= 500),
  summary_en text not null check (length(summary_en) <= 500),
  -- Codes of the roles its parties can have, those of a usual agreement first.
  roles text[] not null check (cardinality(roles) between 1 and 8),
  -- Whether it is for years of entry, and whether its signed text is usually open to whoever is signed in.
  by_cohort boolean not null,
  open boolean not null,
  -- [{"title": {"zh", "en"}, "text": {"zh", "en"}}], blanks as ＿＿.
  template jsonb not null
);
grant select on agreements.kinds to overpass_app, overpass_system;

create table agreements.agreements (
  id uuid primary key default uuidv7(),
  kind text not null references agreements.kinds,
  -- Who began it.
  organisation_id uuid not null references members.organisations,
  created_at timestamptz not null default now()
);

-- The text lives in versions; what a version says is fixed from the moment it is sent to its parties. Whether it is in
-- force follows from dates and cohorts, never from a state.
create table agreements.versions (
  id uuid primary key default uuidv7(),
  agreement_id uuid not null references agreements.agreements,
  number int not null check (number between 1 and 1000),
  state text not null default 'draft' check (state in ('draft', 'review', 'signed', 'ended', 'withdrawn')),
  -- The party that drafts it.
  drafted_by uuid not null references members.organisations,
  -- The group it is registered with, whose secretariat may read it once signed.
  group_id uuid references members.groups,
  based_on uuid references agreements.versions,
  -- The parties' own number for it, as on the paper.
  reference text check (length(reference) between 1 and 60),
  title_zh text not null check (length(title_zh) between 1 and 200),
  title_en text check (length(title_en) between 1 and 200),
  from_date date not null,
  until_date date check (until_date >= from_date),
  -- Years of entry it is for; null for all.
  from_cohort smallint check (from_cohort between 1950 and 2100),
  until_cohort smallint check (until_cohort between coalesce(from_cohort, 1950) and 2100),
  -- Whether its signed text is open to whoever is signed in, or the parties' own.
  open boolean not null,
  -- How often it was sent to its parties, and the text that they were sent last.
  round int not null default 0,
  sent_at timestamptz,
  text_sha256 text check (text_sha256 ~ '^[0-9a-f]{64}$'),
  signed_on date,
  -- What cuts it short after signing: the last day, the last year of entry, and what becomes of those who are on it.
  ended_on date,
  last_cohort smallint,
  handover text check (handover in ('finish', 'stop', 'move')),
  reminded_on date,
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  grams text[] not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (agreement_id, number),
  check (state in ('draft', 'withdrawn') or (text_sha256 is not null and sent_at is not null)),
  check ((state in ('signed', 'ended')) = (signed_on is not null)),
  check (state <> 'ended' or (ended_on is not null and handover is not null))
);
create index versions_by_agreement on agreements.versions (agreement_id, number desc);
create index versions_newest on agreements.versions (created_at desc, id desc);
create index versions_grams on agreements.versions using gin (grams);
-- One draft at a time: two at once would both be the next version.
create unique index versions_one_open on agreements.versions (agreement_id) where state in ('draft', 'review');

-- Days and years of entry on which a signed version holds; empty where it was cut short before it began.
create function agreements.days(from_date date, signed_on date, until_date date, ended_on date) returns daterange
  language sql immutable parallel safe
  return case when least($3, $4) < greatest($1, $2) then 'empty'::daterange
    else daterange(greatest($1, $2), least($3, $4), '[]') end;
create function agreements.cohorts(from_cohort smallint, until_cohort smallint, last_cohort smallint) returns int4range
  language sql immutable parallel safe
  return case when least($2, $3) < $1 then 'empty'::int4range else int4range($1, least($2, $3), '[]') end;
-- What a version is on a day. The rule is `statusOf` of rules/status.ts, and a test holds both to each other.
create function agreements.status(state text, from_date date, signed_on date, until_date date, ended_on date, day date)
  returns text language sql immutable parallel safe
  return case when $1 in ('draft', 'review', 'withdrawn') then $1
    when isempty(agreements.days($2, $3, $4, $5)) or upper(agreements.days($2, $3, $4, $5)) <= $6 then 'over'
    when lower(agreements.days($2, $3, $4, $5)) > $6 then 'coming' else 'in_force' end;
-- On any day a year of entry has one version.
alter table agreements.versions add constraint agreements_one_a_cohort exclude using gist (agreement_id with =,
  agreements.days(from_date, signed_on, until_date, ended_on) with &&,
  agreements.cohorts(from_cohort, until_cohort, last_cohort) with &&) where (state in ('signed', 'ended'));

create table agreements.parties (
  id uuid primary key default uuidv7(),
  version_id uuid not null references agreements.versions,
  organisation_id uuid not null references members.organisations,
  role text not null check (role ~ '^[a-z_]{1,40}$'),
  must_sign boolean not null default true,
  place int not null default 0,
  -- As it is called in this text.
  name_zh text not null check (length(name_zh) <= 200),
  name_en text check (length(name_en) <= 200),
  uscc text,
  unique (version_id, organisation_id)
);
create index parties_by_organisation on agreements.parties (organisation_id);

create table agreements.clauses (
  id uuid primary key default uuidv7(),
  version_id uuid not null references agreements.versions,
  -- The same in every version that has this clause, so that versions can be compared.
  line_id uuid not null default uuidv7(),
  number int not null check (number between 1 and 100),
  kind text not null default 'text' check (kind ~ '^[a-z_.]{1,60}$'),
  title_zh text not null check (length(title_zh) between 1 and 200),
  title_en text check (length(title_en) between 1 and 200),
  text_zh text not null default '' check (length(text_zh) <= 8000),
  text_en text check (length(text_en) <= 12000),
  data jsonb check (pg_column_size(data) <= 200000),
  -- What the data say in words, as it was sent to be signed.
  says_zh text[] not null default '{}',
  says_en text[] not null default '{}',
  version int not null default 1,
  constraint clauses_number unique (version_id, number) deferrable initially deferred,
  unique (version_id, line_id),
  check ((kind = 'text') = (data is null)),
  check (cardinality(says_zh) = cardinality(says_en))
);
create index clauses_by_kind on agreements.clauses (kind) where kind <> 'text';

-- A signature is of one text and one round; it is never changed, and a new round asks anew.
create table agreements.signatures (
  id uuid primary key default uuidv7(),
  version_id uuid not null references agreements.versions,
  organisation_id uuid not null references members.organisations,
  round int not null,
  text_sha256 text not null,
  mode text not null check (mode in ('account', 'scan')),
  signed_on date not null,
  affiliation_id uuid,
  signer_name text not null check (length(signer_name) <= 100),
  file_id uuid references platform.files,
  file_name text check (length(file_name) <= 255),
  file_type text check (file_type in ('application/pdf', 'image/jpeg', 'image/png')),
  file_size bigint,
  file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  at timestamptz not null default now(),
  constraint signatures_once unique (version_id, organisation_id, round),
  check ((mode = 'scan') = (file_id is not null))
);

create table agreements.comments (
  id uuid primary key default uuidv7(),
  version_id uuid not null references agreements.versions,
  organisation_id uuid not null references members.organisations,
  -- The clause it is about, and its number at the time; the clause may be taken out because of it.
  clause_id uuid references agreements.clauses on delete set null,
  clause_number int,
  text text check (length(text) between 1 and 2000),
  affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  at timestamptz not null default now(),
  answer text check (length(answer) between 1 and 2000),
  answered_by_affiliation_id uuid,
  answered_by_name text check (length(answered_by_name) <= 100),
  answered_at timestamptz,
  -- What was answered goes with the account of who answered; that it was answered stays.
  check (answer is null or answered_at is not null)
);
create index comments_by_version on agreements.comments (version_id, id);

-- Ending before the agreed end: proposed by one signer, agreed to by all others.
create table agreements.endings (
  id uuid primary key default uuidv7(),
  version_id uuid not null references agreements.versions,
  state text not null default 'proposed' check (state in ('proposed', 'agreed', 'refused', 'withdrawn')),
  ends_on date not null,
  handover text not null check (handover in ('finish', 'stop')),
  last_cohort smallint check (last_cohort between 1950 and 2100),
  reason text not null check (length(reason) between 1 and 2000),
  proposed_by uuid not null references members.organisations,
  affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  at timestamptz not null default now(),
  version int not null default 1
);
create unique index endings_one_open on agreements.endings (version_id) where state = 'proposed';
create index endings_by_version on agreements.endings (version_id, id);
create table agreements.ending_answers (
  id uuid primary key default uuidv7(),
  ending_id uuid not null references agreements.endings,
  organisation_id uuid not null references members.organisations,
  answer text not null check (answer in ('agree', 'refuse')),
  note text check (length(note) between 1 and 2000),
  affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  at timestamptz not null default now(),
  constraint ending_answers_once unique (ending_id, organisation_id)
);

-- Everybody who must sign has signed this text in this round.
create function agreements.fully_signed(version uuid) returns boolean language sql stable security definer
  set search_path = agreements, pg_temp
  return exists (select from agreements.parties p where p.version_id = $1 and p.must_sign)
    and not exists (select from agreements.parties p join agreements.versions v on v.id = p.version_id
      where p.version_id = $1 and p.must_sign and not exists (select from agreements.signatures s
        where s.version_id = v.id and s.organisation_id = p.organisation_id and s.round = v.round
          and s.text_sha256 = v.text_sha256));

-- What was sent to be signed is not changed, by nobody: neither the outline, nor a party, nor a clause.
create function agreements.guard_version() returns trigger language plpgsql set search_path = agreements, pg_temp as $$
begin
  if old.state <> 'draft' and (new.agreement_id, new.number, new.drafted_by, new.group_id, new.reference, new.title_zh,
      new.title_en, new.from_date, new.until_date, new.from_cohort, new.until_cohort, new.open, new.text_sha256, new.round)
    is distinct from (old.agreement_id, old.number, old.drafted_by, old.group_id, old.reference, old.title_zh,
      old.title_en, old.from_date, old.until_date, old.from_cohort, old.until_cohort, old.open, old.text_sha256, old.round)
  then raise exception 'a text that was sent is not changed' using errcode = '23514', constraint = 'versions_fixed'; end if;
  if old.state <> new.state and (old.state, new.state) not in (('draft', 'review'), ('review', 'draft'),
      ('draft', 'withdrawn'), ('review', 'withdrawn'), ('review', 'signed'), ('signed', 'ended'))
  then raise exception 'no such step' using errcode = '23514', constraint = 'versions_step'; end if;
  if new.state = 'signed' and old.state = 'review' and not agreements.fully_signed(new.id)
  then raise exception 'somebody has not signed' using errcode = '23514', constraint = 'versions_signed'; end if;
  return new;
end $$;
create trigger guard before update on agreements.versions for each row execute function agreements.guard_version();
create function agreements.guard_part() returns trigger language plpgsql security definer
  set search_path = agreements, pg_temp as $$
declare
  state text;
begin
  select v.state into state from agreements.versions v
    where v.id = case when tg_op = 'DELETE' then old.version_id else new.version_id end;
  if state <> 'draft' or (tg_op = 'UPDATE' and new.version_id <> old.version_id)
  then raise exception 'a text that was sent is not changed' using errcode = '23514', constraint = 'versions_fixed'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger guard before insert or update or delete on agreements.clauses
  for each row execute function agreements.guard_part();
create trigger guard before insert or update or delete on agreements.parties
  for each row execute function agreements.guard_part();

-- Puts a version in force when its last signer has signed, and lets it take over from earlier ones from its first year
-- of entry on; one that has no year of entry left ends the day before. False while somebody has yet to sign. The rule
-- is `takesOver` of rules/succession.ts, and a test holds both to each other.
create function agreements.complete(version uuid) returns boolean language plpgsql security definer
  set search_path = agreements, pg_temp as $$
#variable_conflict use_column
declare
  done agreements.versions;
  day date;
  gone record;
begin
  select * into done from agreements.versions v where v.id = $1 for update;
  if done.state is distinct from 'review' or not agreements.fully_signed($1) then return false; end if;
  select max(s.signed_on) into day from agreements.signatures s
    where s.version_id = $1 and s.round = done.round and s.text_sha256 = done.text_sha256;
  update agreements.versions v set
    ended_on = case when whole then greatest(done.from_date, day) - 1 else v.ended_on end,
    handover = case when whole then coalesce(v.handover, 'move') else v.handover end,
    state = case when whole then 'ended' else v.state end,
    last_cohort = case when whole then v.last_cohort else done.from_cohort - 1 end,
    version = v.version + 1
  from (select o.id, done.from_cohort is null or coalesce(o.from_cohort >= done.from_cohort, false) as whole
    from agreements.versions o where o.agreement_id = done.agreement_id and o.state in ('signed', 'ended')
      and agreements.days(o.from_date, o.signed_on, o.until_date, o.ended_on)
        && agreements.days(done.from_date, day, done.until_date, null)
      and agreements.cohorts(o.from_cohort, o.until_cohort, o.last_cohort)
        && agreements.cohorts(done.from_cohort, done.until_cohort, null)) each
  where v.id = each.id;
  -- What was proposed for a version that is taken over wholly has nothing left to end, and waits for nobody.
  for gone in
    with dropped as (
      update agreements.endings e set state = 'withdrawn', version = e.version + 1 from agreements.versions v
      where v.id = e.version_id and v.agreement_id = done.agreement_id and v.state = 'ended' and e.state = 'proposed'
      returning e.id, e.version_id
    ) select d.id, p.organisation_id from dropped d join agreements.parties p on p.version_id = d.version_id
  loop
    perform information.close_todos('agreement_ending', gone.id || ' ' || gone.organisation_id, null);
  end loop;
  update agreements.versions v set state = 'signed', signed_on = day, version = v.version + 1 where v.id = $1;
  return true;
end $$;

-- Settles a proposed ending when everybody who signed has answered, or somebody has refused; its state.
create function agreements.settle_ending(ending uuid) returns text language plpgsql security definer
  set search_path = agreements, pg_temp as $$
declare
  asked agreements.endings;
begin
  select * into asked from agreements.endings e where e.id = ending for update;
  if asked.state <> 'proposed' then return asked.state; end if;
  if exists (select from agreements.ending_answers a where a.ending_id = ending and a.answer = 'refuse') then
    update agreements.endings set state = 'refused', version = version + 1 where id = ending;
    return 'refused';
  end if;
  if exists (select from agreements.parties p where p.version_id = asked.version_id and p.must_sign
      and not exists (select from agreements.ending_answers a
        where a.ending_id = ending and a.organisation_id = p.organisation_id)) then
    return 'proposed';
  end if;
  update agreements.versions v set state = 'ended', ended_on = least(v.ended_on, asked.ends_on),
    last_cohort = least(v.last_cohort, asked.last_cohort), handover = asked.handover, version = v.version + 1
    where v.id = asked.version_id and v.state = 'signed';
  update agreements.endings set state = 'agreed', version = version + 1 where id = ending;
  return 'agreed';
end $$;

-- Versions to which the viewer's organisation is a party, and those where it has to sign.
create function agreements.viewer_versions() returns uuid[] language sql stable security definer
  set search_path = agreements, platform, pg_temp
  return (select coalesce(array_agg(p.version_id), '{}') from agreements.parties p
    where p.organisation_id = platform.viewer_organisation());
create function agreements.viewer_signs(version uuid) returns boolean language sql stable security definer
  set search_path = agreements, platform, pg_temp
  return platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff')
    and exists (select from agreements.parties p where p.version_id = $1 and p.must_sign
      and p.organisation_id = platform.viewer_organisation());
-- Which parties have signed, when and what: all that others may know. Before it is signed by all it is the parties' own.
create function agreements.signings(version uuid) returns table (id uuid, organisation_id uuid, round int,
    text_sha256 text, mode text, signed_on date, at timestamptz)
  language sql stable security definer set search_path = agreements, platform, pg_temp rows 10
  begin atomic
    select s.id, s.organisation_id, s.round, s.text_sha256, s.mode, s.signed_on, s.at
    from agreements.signatures s join agreements.versions v on v.id = s.version_id
    where v.id = $1 and (v.state in ('signed', 'ended')
      or (v.id = any (agreements.viewer_versions())
        and platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff')));
  end;
-- The number of the next version: drafts of others, which the viewer does not see, have theirs too.
create function agreements.next_number(agreement uuid) returns int language sql stable security definer
  set search_path = agreements, pg_temp
  return (select coalesce(max(v.number), 0) + 1 from agreements.versions v where v.agreement_id = $1);
revoke all on function agreements.fully_signed, agreements.complete, agreements.settle_ending,
  agreements.viewer_versions, agreements.viewer_signs, agreements.signings, agreements.next_number from public;
grant execute on function agreements.fully_signed, agreements.complete, agreements.settle_ending,
  agreements.viewer_versions, agreements.viewer_signs, agreements.signings, agreements.next_number to overpass_app, overpass_system;

do $$
declare
  each text;
begin
  foreach each in array array['agreements', 'versions', 'parties', 'clauses', 'signatures', 'comments', 'endings',
    'ending_answers'] loop
    execute format('alter table agreements.%I enable row level security', each);
    execute format('create policy system_all on agreements.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on agreements.%I to overpass_system', each);
    execute format('grant select, insert on agreements.%I to overpass_app', each);
  end loop;
end
$$;
grant update (group_id, reference, title_zh, title_en, from_date, until_date, from_cohort, until_cohort, open, state, round,
  sent_at, text_sha256, grams, version) on agreements.versions to overpass_app;
grant update (number, kind, title_zh, title_en, text_zh, text_en, data, says_zh, says_en, version)
  on agreements.clauses to overpass_app;
grant delete on agreements.clauses, agreements.parties to overpass_app;
grant update (answer, answered_by_affiliation_id, answered_by_name, answered_at) on agreements.comments to overpass_app;
grant update (state, version) on agreements.endings to overpass_app;

-- A draft is read by the administrators of the party that drafts it; what was sent, by the administrators of all
-- parties; what is signed, by those who carry it out at a party too, by the secretariat it is registered with, and
-- where it is open by whoever is signed in.
create policy versions_read on agreements.versions for select to overpass_app using (
  (select platform.viewer_person()) is not null and (
    (state in ('signed', 'ended') and (open
      or (group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = 'secretariat')
      or (id = any ((select agreements.viewer_versions())::uuid[])
        and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff', 'teacher', 'mentor'))))
    or ((select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
      and (drafted_by = (select platform.viewer_organisation())
        or ((state = 'review' or (state = 'withdrawn' and round > 0))
          and id = any ((select agreements.viewer_versions())::uuid[]))))));
create policy versions_draft on agreements.versions for insert to overpass_app
  with check (state = 'draft' and round = 0 and drafted_by = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy versions_keep on agreements.versions for update to overpass_app
  using (state in ('draft', 'review') and drafted_by = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'))
  with check (state in ('draft', 'review', 'withdrawn') and drafted_by = (select platform.viewer_organisation()));

create policy agreements_read on agreements.agreements for select to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    or id in (select v.agreement_id from agreements.versions v));
create policy agreements_begin on agreements.agreements for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
do $$
declare
  each text;
begin
  foreach each in array array['parties', 'clauses'] loop
    execute format('create policy part_read on agreements.%I for select to overpass_app
      using (version_id in (select v.id from agreements.versions v))', each);
  end loop;
  foreach each in array array['parties', 'clauses'] loop
    execute format('create policy part_keep on agreements.%I to overpass_app
      using (exists (select from agreements.versions v where v.id = version_id and v.state = ''draft''
        and v.drafted_by = (select platform.viewer_organisation())
        and (select platform.viewer_role()) in (''school_admin'', ''company_hr'', ''association_staff'')))', each);
  end loop;
end
$$;
-- Nobody signs for another: a row carries the viewer's own organisation and affiliation, and the text of the round.
create policy sign_own on agreements.signatures for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation())
    and affiliation_id = (select platform.viewer_affiliation()) and agreements.viewer_signs(version_id)
    and exists (select from agreements.versions v where v.id = version_id and v.state = 'review'
      and v.round = signatures.round and v.text_sha256 = signatures.text_sha256));

-- Through whom a party signed, and its scan, stay with the parties' administrators.
create policy signatures_read on agreements.signatures for select to overpass_app
  using ((select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
    and version_id = any ((select agreements.viewer_versions())::uuid[])
    and version_id in (select v.id from agreements.versions v));
-- What the parties say to one another stays with their administrators.
create policy comments_read on agreements.comments for select to overpass_app
  using ((select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
    and version_id = any ((select agreements.viewer_versions())::uuid[])
    and version_id in (select v.id from agreements.versions v));
create policy comments_write on agreements.comments for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation())
    and affiliation_id = (select platform.viewer_affiliation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
    and version_id = any ((select agreements.viewer_versions())::uuid[])
    and exists (select from agreements.versions v where v.id = version_id and v.state = 'review'));
create policy comments_answer on agreements.comments for update to overpass_app
  using (exists (select from agreements.versions v where v.id = version_id and v.state in ('draft', 'review')
    and v.drafted_by = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')))
  with check (answered_by_affiliation_id = (select platform.viewer_affiliation()));

create policy endings_read on agreements.endings for select to overpass_app
  using ((select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
    and version_id = any ((select agreements.viewer_versions())::uuid[]));
create policy endings_propose on agreements.endings for insert to overpass_app
  with check (state = 'proposed' and proposed_by = (select platform.viewer_organisation())
    and agreements.viewer_signs(version_id)
    and exists (select from agreements.versions v where v.id = version_id and v.state = 'signed'));
create policy endings_withdraw on agreements.endings for update to overpass_app
  using (state = 'proposed' and proposed_by = (select platform.viewer_organisation())
    and agreements.viewer_signs(version_id))
  with check (state in ('proposed', 'withdrawn'));
create policy answers_read on agreements.ending_answers for select to overpass_app
  using (ending_id in (select e.id from agreements.endings e));
create policy answers_own on agreements.ending_answers for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation())
    and affiliation_id = (select platform.viewer_affiliation())
    and exists (select from agreements.endings e where e.id = ending_id and e.state = 'proposed'
      and agreements.viewer_signs(e.version_id)));

-- For other modules: only what every required signer has signed. `open` says who may read the text.
create view agreements.signed_versions as
  select v.id as version_id, v.agreement_id, v.group_id, a.kind, v.number, v.title_zh, v.title_en,
    array(select p.organisation_id from agreements.parties p where p.version_id = v.id order by p.place, p.id) as party_ids,
    greatest(v.from_date, v.signed_on) as in_force_from, least(v.until_date, v.ended_on) as in_force_until,
    v.from_cohort, least(v.until_cohort, v.last_cohort) as until_cohort, v.until_date, v.ended_on, v.handover,
    v.reference, v.signed_on, v.open
  from agreements.versions v join agreements.agreements a on a.id = v.agreement_id
  where v.state in ('signed', 'ended') and agreements.fully_signed(v.id);
create view agreements.signed_clauses as
  select c.id as clause_id, c.version_id, v.agreement_id, c.number, c.kind, c.data
  from agreements.clauses c join agreements.versions v on v.id = c.version_id
  where v.state in ('signed', 'ended') and agreements.fully_signed(v.id);
grant select on agreements.signed_versions, agreements.signed_clauses to overpass_app, overpass_system;

-- Whether a version holds on a day.
create function agreements.in_force_on(version uuid, day date default platform.today()) returns boolean
  language sql stable security definer set search_path = agreements, platform, pg_temp
  return exists (select from agreements.signed_versions s where s.version_id = $1 and s.in_force_from <= $2
    and (s.in_force_until is null or s.in_force_until >= $2));
-- Whether a version holds on a day for a year of entry. Whoever is on it is never left without one: where it ended with
-- "finish" they go on under it, and where a version followed that does not have their year of entry too.
create function agreements.serves(version uuid, day date, cohort int) returns boolean
  language sql stable security definer set search_path = agreements, platform, pg_temp
  return exists (select from agreements.signed_versions s where s.version_id = $1 and s.in_force_from <= $2
    and (s.until_date is null or s.until_date >= $2)
    and ($3 is null or $3 between coalesce(s.from_cohort, $3) and coalesce(s.until_cohort, $3))
    and (s.ended_on is null or s.ended_on >= $2 or s.handover = 'finish'
      or (s.handover = 'move' and not exists (select from agreements.signed_versions o
        where o.agreement_id = s.agreement_id and o.version_id <> s.version_id and o.in_force_from <= $2
          and (o.in_force_until is null or o.in_force_until >= $2)
          and ($3 is null or $3 between coalesce(o.from_cohort, $3) and coalesce(o.until_cohort, $3))))));
revoke all on function agreements.in_force_on, agreements.serves from public;
grant execute on function agreements.in_force_on, agreements.serves to overpass_app, overpass_system;

insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('agreements.remind_days', '2026-01-01', 90, '平台默认值，非法定期限；各集团可另行规定',
    'The platform''s own default, no legal period; a group may set another', true);
