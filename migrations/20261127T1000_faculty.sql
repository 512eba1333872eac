create schema faculty;
grant usage on schema faculty to overpass_app, overpass_system;

-- Enterprise practice of a teacher: a stay at a member, which confirms it, or at a named host outside, which the own school
-- confirms by its proof. What was confirmed is never changed; a correction is a new stay that names the old one.
create table faculty.stays (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  affiliation_id uuid not null,
  -- As the school writes it: the host reads no more of the teacher.
  teacher_name text not null check (length(teacher_name) between 1 and 100),
  host_id uuid references members.organisations check (host_id <> organisation_id),
  host_name text check (length(host_name) between 1 and 200),
  -- Who confirms it.
  confirmer_id uuid not null generated always as (coalesce(host_id, organisation_id)) stored,
  from_day date not null check (from_day >= '1980-01-01'),
  until_day date not null check (until_day >= from_day and until_day - from_day < 1100),
  tasks text not null check (length(tasks) between 1 and 2000),
  output text not null default '' check (length(output) <= 2000),
  course_change text not null default '' check (length(course_change) <= 2000),
  proof_url text check (length(proof_url) <= 500 and proof_url ~ '^https?://'),
  state text not null default 'asked' check (state in ('asked', 'corrected', 'confirmed', 'refused', 'withdrawn')),
  -- The days as the host has them, until the teacher agrees.
  proposed_from date,
  proposed_until date check (proposed_until >= proposed_from and proposed_until - proposed_from < 1100),
  -- Why it was refused, or why the days are others.
  note text check (length(note) between 1 and 1000),
  answered_at timestamptz,
  corrects_id uuid references faculty.stays,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((host_id is null) <> (host_name is null)),
  check ((state = 'corrected') = (proposed_from is not null) and (proposed_from is null) = (proposed_until is null)),
  check (state not in ('corrected', 'refused') or note is not null),
  check (state not in ('confirmed', 'corrected', 'refused') or answered_at is not null)
);
create index stays_by_teacher on faculty.stays (affiliation_id, until_day desc, id desc);
create index stays_by_confirmer on faculty.stays (confirmer_id, until_day desc, id desc);
-- A stay is corrected by one other.
create unique index stays_corrected_once on faculty.stays (corrects_id) where state in ('asked', 'corrected', 'confirmed');

-- Dual-qualified status of a teacher, as their school enters it; what was entered wrongly is withdrawn with its reason.
create table faculty.qualifications (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  affiliation_id uuid not null,
  level text not null check (level in ('junior', 'intermediate', 'senior')),
  granted_by text not null check (length(granted_by) between 1 and 200),
  number text check (length(number) between 1 and 100),
  granted_on date not null check (granted_on >= '1980-01-01'),
  valid_until date check (valid_until >= granted_on),
  entered_by uuid,
  withdrawn_at timestamptz,
  reason text check (length(reason) between 1 and 1000),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((withdrawn_at is null) = (reason is null))
);
create index qualifications_by_teacher on faculty.qualifications (affiliation_id, granted_on desc, id desc);

-- Files of evidence: brought first, then named by a stay or a status.
create table faculty.files (
  id uuid primary key default uuidv7(),
  file_id uuid not null references platform.files,
  organisation_id uuid not null references members.organisations,
  -- Whoever brought it.
  affiliation_id uuid not null,
  stay_id uuid references faculty.stays on delete cascade,
  qualification_id uuid references faculty.qualifications on delete cascade,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  size bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  check (num_nonnulls(stay_id, qualification_id) <= 1)
);
create index files_of_stay on faculty.files (stay_id, id) where stay_id is not null;
create index files_of_qualification on faculty.files (qualification_id, id) where qualification_id is not null;
create index files_unused on faculty.files (created_at) where stay_id is null and qualification_id is null;
create index files_by_bringer on faculty.files (affiliation_id);

-- What a teacher has been told about: that practice falls short on a day, that a status ends on a day.
create table faculty.told (
  affiliation_id uuid not null,
  kind text not null check (kind in ('practice', 'status')),
  day date not null,
  told_at timestamptz not null default now(),
  -- When it held no more.
  over_at timestamptz,
  primary key (affiliation_id, kind, day)
);

-- A stay takes the steps there are, whoever writes: its teacher asks, changes and withdraws, its host answers, and only
-- what its host has said is confirmed.
create function faculty.guard_stay() returns trigger language plpgsql security definer
  set search_path = faculty, members, platform, pg_temp as $$
declare
  own boolean := coalesce(new.affiliation_id = platform.viewer_affiliation(), false);
  same boolean;
begin
  if new.until_day > platform.today() or new.proposed_until > platform.today()
  then raise exception 'ahead' using errcode = '23514', constraint = 'stays_ahead'; end if;
  if tg_op = 'INSERT' then
    if new.corrects_id is not null and not exists (select from stays o where o.id = new.corrects_id
        and o.affiliation_id = new.affiliation_id and o.state = 'confirmed'
        and o.host_id is not distinct from new.host_id and o.host_name is not distinct from new.host_name)
    then raise exception 'corrects' using errcode = '23514', constraint = 'stays_corrects'; end if;
    return new;
  end if;
  if old.state in ('confirmed', 'withdrawn')
  then raise exception 'settled' using errcode = '23514', constraint = 'stays_settled'; end if;
  same := (new.tasks, new.output, new.course_change, new.host_name, new.teacher_name) is not distinct from
    (old.tasks, old.output, old.course_change, old.host_name, old.teacher_name)
    and new.host_id is not distinct from old.host_id and new.proof_url is not distinct from old.proof_url;
  if new.state = 'withdrawn' then
    if platform.viewer_person() is not null and not own
    then raise exception 'step' using errcode = '23514', constraint = 'stays_step'; end if;
  elsif new.state = 'asked' then
    if not own then raise exception 'step' using errcode = '23514', constraint = 'stays_step'; end if;
  elsif own then
    -- The teacher agrees to the days that the host has said, and to nothing else.
    if old.state <> 'corrected' or new.state <> 'confirmed' or not same
      or (new.from_day, new.until_day) is distinct from (old.proposed_from, old.proposed_until)
    then raise exception 'step' using errcode = '23514', constraint = 'stays_step'; end if;
  else
    if old.state <> 'asked' or not same or (new.from_day, new.until_day) is distinct from (old.from_day, old.until_day)
    then raise exception 'step' using errcode = '23514', constraint = 'stays_step'; end if;
    if exists (select from members.affiliations a where a.id = new.affiliation_id and a.person_id = platform.viewer_person())
    then raise exception 'own' using errcode = '23514', constraint = 'stays_own'; end if;
  end if;
  if new.state = 'confirmed' and new.host_id is null and new.proof_url is null
    and not exists (select from files f where f.stay_id = new.id)
  then raise exception 'proof' using errcode = '23514', constraint = 'stays_proof'; end if;
  return new;
end $$;
create trigger guard before insert or update on faculty.stays for each row execute function faculty.guard_stay();

-- The evidence of what was confirmed stays as it was.
create function faculty.guard_file() returns trigger language plpgsql security definer
  set search_path = faculty, pg_temp as $$
begin
  if (new.stay_id is distinct from old.stay_id or new.qualification_id is distinct from old.qualification_id) and (
    old.qualification_id is not null or exists (select from stays s
      where s.id in (old.stay_id, new.stay_id) and s.state in ('confirmed', 'withdrawn')))
  then raise exception 'settled' using errcode = '23514', constraint = 'stays_settled'; end if;
  return new;
end $$;
create trigger guard before update on faculty.files for each row execute function faculty.guard_file();

do $$
declare
  each text;
begin
  foreach each in array array['stays', 'qualifications', 'files', 'told'] loop
    execute format('alter table faculty.%I enable row level security', each);
    execute format('create policy system_all on faculty.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on faculty.%I to overpass_system', each);
  end loop;
end
$$;
grant select, insert on faculty.stays, faculty.qualifications, faculty.files to overpass_app;
grant update (host_id, host_name, from_day, until_day, tasks, output, course_change, proof_url, state, proposed_from,
  proposed_until, note, answered_at, teacher_name, version) on faculty.stays to overpass_app;
grant update (withdrawn_at, reason, version) on faculty.qualifications to overpass_app;
grant update (stay_id, qualification_id) on faculty.files to overpass_app;

-- A stay is its teacher's, their school's administrators' and, until it is withdrawn, those of its host.
create policy stays_read on faculty.stays for select to overpass_app using (
  affiliation_id = (select platform.viewer_affiliation())
  or (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin')
  or (state <> 'withdrawn' and confirmer_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')));
create policy stays_ask on faculty.stays for insert to overpass_app with check (
  state = 'asked' and affiliation_id = (select platform.viewer_affiliation())
  and organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'teacher'
  and (host_id is null or host_id = any ((select members.viewer_neighbours())::uuid[])));
create policy stays_step on faculty.stays for update to overpass_app using (
  affiliation_id = (select platform.viewer_affiliation())
  or (confirmer_id = (select platform.viewer_organisation()) and state = 'asked'
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')))
  with check ((affiliation_id = (select platform.viewer_affiliation())
      and (host_id is null or state in ('withdrawn', 'confirmed') or host_id = any ((select members.viewer_neighbours())::uuid[])))
    or (confirmer_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')));

create policy qualifications_read on faculty.qualifications for select to overpass_app using (
  affiliation_id = (select platform.viewer_affiliation())
  or (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin'));
create policy qualifications_enter on faculty.qualifications for insert to overpass_app with check (
  organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin'
  and withdrawn_at is null and exists (select from members.affiliations a where a.id = affiliation_id
    and a.organisation_id = (select platform.viewer_organisation()) and a.role = 'teacher'));
create policy qualifications_withdraw on faculty.qualifications for update to overpass_app using (
  organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin'
  and withdrawn_at is null) with check (withdrawn_at is not null);

-- A file is whoever brought it's until something names it; then it is read with that.
create policy files_read on faculty.files for select to overpass_app using (
  affiliation_id = (select platform.viewer_affiliation())
  or exists (select from faculty.stays s where s.id = stay_id)
  or exists (select from faculty.qualifications q where q.id = qualification_id));
create policy files_bring on faculty.files for insert to overpass_app with check (
  affiliation_id = (select platform.viewer_affiliation()) and organisation_id = (select platform.viewer_organisation())
  and stay_id is null and qualification_id is null);
create policy files_name on faculty.files for update to overpass_app
  using (affiliation_id = (select platform.viewer_affiliation()))
  with check ((stay_id is null or exists (select from faculty.stays s where s.id = stay_id
      and s.affiliation_id = (select platform.viewer_affiliation())))
    and (qualification_id is null or exists (select from faculty.qualifications q where q.id = qualification_id
      and q.organisation_id = (select platform.viewer_organisation()))));

-- What counts: confirmed, and not corrected by another that was confirmed.
create view faculty.counting_stays with (security_invoker = true) as
  select s.id, s.organisation_id, s.affiliation_id, s.host_id, s.from_day, s.until_day from faculty.stays s
  where s.state = 'confirmed'
    and not exists (select from faculty.stays n where n.corrects_id = s.id and n.state = 'confirmed');
grant select on faculty.counting_stays to overpass_app, overpass_system;

-- The days of practice of a teacher between two days, both included; a day on which two stays were counts once. The rule
-- is `daysWithin` of rules/ledger.ts, and a test holds both to each other.
create function faculty.days_within(teacher uuid, from_day date, until_day date) returns int language sql stable
  set search_path = faculty, public, pg_temp
  return (select coalesce(sum(upper(run) - lower(run)), 0)::int from (
    select unnest(range_agg(daterange(s.from_day, s.until_day, '[]')) * datemultirange(daterange($2, $3, '[]'))) as run
    from faculty.counting_stays s where s.affiliation_id = $1 and s.until_day >= $2 and s.from_day <= $3) runs);
-- The first day of the years that count on a day.
create function faculty.window_from(on_day date) returns date language sql stable set search_path = platform, pg_temp
  return ($1 - make_interval(years => platform.parameter('faculty.practice_years')::int))::date + 1;
create function faculty.days_needed() returns int language sql stable set search_path = platform, pg_temp
  return (platform.parameter('faculty.practice_months') * platform.parameter('faculty.month_days'))::int;
-- The highest status that a teacher has on a day.
create function faculty.level_on(teacher uuid, on_day date) returns text language sql stable
  set search_path = faculty, pg_temp
  return (select q.level from faculty.qualifications q where q.affiliation_id = $1 and q.withdrawn_at is null
      and q.granted_on <= $2 and (q.valid_until is null or q.valid_until >= $2)
    order by array_position(array['senior', 'intermediate', 'junior'], q.level) limit 1);

-- A count of teachers as others than their school read it, out of a whole; few as null.
create function faculty.as_many(count int, whole int) returns int language sql stable
  set search_path = overpass, pg_temp
  return case when overpass.as_many(whole) is not null and overpass.as_many(whole - count) is not null
    then overpass.as_many(count) end;
-- For the secretariat: how many teachers each school of its group has, how many have practised enough, how many are
-- dual-qualified.
create function faculty.counts_by_school() returns table (organisation_id uuid, teachers int, enough int, dual int)
  language sql stable security definer set search_path = faculty, members, platform, pg_temp as $$
  with schools as (
      select distinct o.id from members.memberships m join members.organisations o on o.id = m.organisation_id
      where m.group_id = platform.viewer_group() and platform.viewer_role() = 'secretariat' and m.ends_on is null
        and o.kind in ('secondary_school', 'comprehensive_school', 'higher_vocational_college', 'university',
          'training_centre')),
    counted as (
      select s.id, count(a.id)::int as teachers,
        count(*) filter (where faculty.days_within(a.id, w.from_day, platform.today()) >= w.needed)::int as enough,
        count(*) filter (where faculty.level_on(a.id, platform.today()) is not null)::int as dual
      from schools s join members.affiliations a on a.organisation_id = s.id and a.role = 'teacher' and a.ends_on is null,
        (select faculty.window_from(platform.today()) as from_day, faculty.days_needed() as needed) w
      group by s.id)
  select c.id, overpass.as_many(c.teachers), faculty.as_many(c.enough, c.teachers), faculty.as_many(c.dual, c.teachers)
  from counted c
$$;

-- Hours of people that members gave to others between two days: what was booked of such offers, agreed to and is over.
-- `people`: of each offer the most that were booked at once.
create function sharing.hours_given(from_day date, until_day date)
  returns table (giver uuid, takers int, bookings int, hours float8, people int)
  language sql stable security definer set search_path = sharing, members, platform, pg_temp
  begin atomic
    select u.giver, count(distinct u.taker)::int, count(distinct u.booking)::int, sum(u.hours)::float8,
      (sum(u.most) filter (where u.first))::int
    from (select o.organisation_id as giver, b.organisation_id as taker, b.id as booking,
        extract(epoch from b.ends_at - b.starts_at) / 3600 * p.units as hours,
        max(p.units) over (partition by o.id) as most, row_number() over (partition by o.id) = 1 as first
      from sharing.bookings b join sharing.parts p on p.booking_id = b.id join sharing.offers o on o.id = p.offer_id
      where p.outside and o.kind = 'hours' and b.state = 'confirmed' and b.ends_at <= now()
        and b.starts_at >= ($1::timestamp at time zone 'Asia/Shanghai')
        and b.starts_at < (($2 + 1)::timestamp at time zone 'Asia/Shanghai')
        and o.organisation_id = any (members.viewer_neighbours()) and b.organisation_id = any (members.viewer_neighbours())
        and platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff', 'secretariat',
          'authority_observer')) u
    group by u.giver;
  end;

revoke all on function faculty.guard_stay, faculty.guard_file, faculty.days_within, faculty.window_from,
  faculty.days_needed, faculty.level_on, faculty.as_many, faculty.counts_by_school, sharing.hours_given from public;
grant execute on function faculty.days_within, faculty.window_from, faculty.days_needed, faculty.level_on,
  faculty.counts_by_school, sharing.hours_given to overpass_app, overpass_system;

insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('faculty.practice_months', '2016-01-01', 6,
    '《职业学校教师企业实践规定》（2016年）：专业课教师每五年累计不少于六个月到企业或生产服务一线实践',
    'Provisions on enterprise practice of vocational-school teachers (2016): specialist teachers practise at least six months in every five years',
    true),
  ('faculty.practice_years', '2016-01-01', 5,
    '《职业学校教师企业实践规定》（2016年）：每五年累计不少于六个月',
    'Provisions on enterprise practice of vocational-school teachers (2016): at least six months in every five years', true),
  ('faculty.month_days', '2016-01-01', 30, '六个月折合天数的通行算法：一个月按三十天计，尚未核对出处',
    'Common way of counting months in days, thirty to a month; no source has been read yet', false),
  ('faculty.yearly_months', '2016-01-01', 1, '行业通行要求：每年累计不少于一个月，尚未核对出处',
    'Common practice of the field: at least one month a year; no source has been read yet', false),
  ('faculty.remind_days', '2016-01-01', 180, '平台自定的提前提醒时间，供教师安排下一次实践',
    'The platform''s own time for telling teachers before they fall short, so that they can plan the next stay', false);

-- What is kept of a teacher goes with their entry, when their school's duty to keep that has ended.
create function faculty.erase_entry(concerned uuid) returns void language plpgsql security definer
  set search_path = faculty, members, platform, pg_temp as $$
begin
  if not is_erased(concerned) then return; end if;
  with gone as (delete from faculty.files f where f.affiliation_id = concerned
      or f.stay_id in (select id from stays where affiliation_id = concerned)
      or f.qualification_id in (select id from qualifications where affiliation_id = concerned)
      returning f.file_id)
  update platform.files set deleted_at = now() where id in (select file_id from gone);
  delete from stays where affiliation_id = concerned;
  delete from qualifications where affiliation_id = concerned;
  delete from told where affiliation_id = concerned;
end
$$;
revoke all on function faculty.erase_entry from public;
grant execute on function faculty.erase_entry to overpass_app, overpass_system;
