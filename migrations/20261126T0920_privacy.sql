-- What a person may ask of what is kept about them: to see it, to have it put right, to know who read it, to take it
-- along to another school, and to be forgotten.

-- How long things take and are kept, in days. None of these numbers was read in a law.
insert into platform.parameters (name, valid_from, value, source_zh, source_en) values
  ('privacy.cooling_off_days', '2026-01-01', 14, '平台的做法：给人反悔的时间', 'Practice of this platform: time to think again'),
  ('privacy.export_kept_days', '2026-01-01', 7, '平台的做法：文件不久留', 'Practice of this platform: a file does not lie about'),
  ('privacy.joining_undo_days', '2026-01-01', 14, '平台的做法：领错登记可以退回', 'Practice of this platform: a wrong claim can be undone'),
  ('privacy.correction_answer_days', '2026-01-01', 15, '通行做法；《个人信息保护法》要求及时处理，天数未核实',
    'Common practice; the Personal Information Protection Law asks for timely handling, the number of days is not from it'),
  ('privacy.transfer_answer_days', '2026-01-01', 30, '通行做法', 'Common practice'),
  ('privacy.kept_student_days', '2026-01-01', 3650, '学校保存学籍资料的通行做法', 'Common practice of schools for records of learners'),
  ('privacy.kept_staff_days', '2026-01-01', 1825, '单位保存人事资料的通行做法', 'Common practice of employers for records of staff'),
  ('privacy.kept_family_days', '2026-01-01', 365, '通行做法', 'Common practice'),
  ('privacy.kept_resident_days', '2026-01-01', 365, '通行做法', 'Common practice');

-- Since when an entry is joined to the account it is joined to.
alter table members.affiliations add column joined_at timestamptz;
create function members.note_joining() returns trigger language plpgsql as $$
begin
  new.joined_at := case when new.person_id is null then null else now() end;
  return new;
end
$$;
create trigger affiliation_joins before update of person_id on members.affiliations
  for each row when (old.person_id is distinct from new.person_id) execute function members.note_joining();

-- An account that is no more keeps its id, to which what others did with it still refers, and no name.
alter table members.persons add column erased_at timestamptz, add column merged_into uuid references members.persons;

-- The viewer's own entries and those of their minor children: what they may ask about.
create function members.viewer_concerned(affiliation uuid) returns boolean language sql stable security definer
  set search_path = members, platform, pg_temp
  return exists (select from members.affiliations a where a.id = $1
    and (a.person_id = platform.viewer_person() or a.id = any (members.viewer_children())));

-- Something an organisation is asked to put right in an entry it keeps. `joining` says: this is not me.
create table members.corrections (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  affiliation_id uuid not null references members.affiliations,
  -- Who asked: the person, or a guardian of theirs.
  person_id uuid not null references members.persons,
  field text not null check (field in ('name', 'number', 'email', 'phone', 'birth_date', 'class', 'position', 'joining')),
  wanted text check (length(wanted) between 1 and 254),
  reason text check (length(reason) between 1 and 1000),
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  due_on date not null,
  answer text check (length(answer) between 1 and 1000),
  answered_by text check (length(answered_by) <= 100),
  answered_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((field = 'joining') = (wanted is null)),
  check ((state in ('accepted', 'refused')) = (answered_at is not null)),
  check (state <> 'refused' or answer is not null)
);
create unique index corrections_once on members.corrections (affiliation_id, field) where state = 'open';
create index corrections_listed on members.corrections (organisation_id, id desc);
create index corrections_by_person on members.corrections (person_id, id desc);
create index corrections_by_affiliation on members.corrections (affiliation_id, id desc);
alter table members.corrections enable row level security;
create policy asked on members.corrections for select to overpass_app
  using (person_id = (select platform.viewer_person())
    or affiliation_id = any ((select members.viewer_children())::uuid[]));
create policy ask on members.corrections for insert to overpass_app
  with check (person_id = (select platform.viewer_person()) and state = 'open'
    and members.viewer_concerned(affiliation_id));
create policy take_back on members.corrections for update to overpass_app
  using (person_id = (select platform.viewer_person()) and state = 'open') with check (state = 'withdrawn');
create policy keepers on members.corrections for select to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy answer on members.corrections for update to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff') and state = 'open')
  with check (organisation_id = (select platform.viewer_organisation()) and state in ('accepted', 'refused'));
create policy system_all on members.corrections to overpass_system using (true) with check (true);
grant select, insert on members.corrections to overpass_app;
grant update (state, answer, answered_by, answered_at, version) on members.corrections to overpass_app;
grant select, insert, update, delete on members.corrections to overpass_system;

-- Takes an entry from the account it is joined to: only where its holder has asked for it, within the days for it,
-- and its organisation's administrator says yes. False otherwise.
create function members.unjoin(correction uuid) returns boolean language sql security definer
  set search_path = members, platform, pg_temp
  begin atomic
    with asked as (select c.affiliation_id, c.person_id from members.corrections c
      where c.id = $1 and c.field = 'joining' and c.state = 'open'
        and c.organisation_id = platform.viewer_organisation()
        and platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff')),
    freed as (update members.affiliations a set person_id = null, version = a.version + 1, updated_at = now()
      from asked where a.id = asked.affiliation_id and a.person_id = asked.person_id returning a.id)
    select exists (select from freed);
  end;

-- A copy of everything for one person, for some days.
create table members.data_exports (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members.persons,
  task_id uuid not null,
  file_id uuid references platform.files,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint,
  created_at timestamptz not null default now(),
  ready_at timestamptz,
  expires_at timestamptz,
  gone_at timestamptz,
  check ((ready_at is null) = (file_id is null) and (ready_at is null) = (sha256 is null)
    and (ready_at is null) = (expires_at is null))
);
create index data_exports_by_person on members.data_exports (person_id, id desc);
create index data_exports_expiring on members.data_exports (expires_at) where gone_at is null;
alter table members.data_exports enable row level security;
create policy own_exports on members.data_exports to overpass_app
  using (person_id = (select platform.viewer_person())) with check (person_id = (select platform.viewer_person()));
create policy system_all on members.data_exports to overpass_system using (true) with check (true);
grant select on members.data_exports to overpass_app;
grant insert (person_id, task_id) on members.data_exports to overpass_app;
grant select, insert, update, delete on members.data_exports to overpass_system;

-- Who read one entry, newest first. Looks back through at most 50,000 readings of its organisation at a time;
-- `oldest` is where it stopped, so that the next call goes on there. The person's own readings are not told.
create function members.viewer_readers(affiliation uuid, before bigint, most int)
  returns table (id bigint, at timestamptz, endpoint text, role text, name text, organisation jsonb, oldest bigint,
    more boolean)
  language sql stable security definer set search_path = members, audit, platform, pg_temp
  begin atomic
    with entry as (select a.id, a.organisation_id from members.affiliations a
      where a.id = $1 and members.viewer_concerned(a.id)),
    stretch as materialized (select r.id, r.at, r.endpoint, r.person_id, r.affiliation_id, r.organisation_id,
        r.subject_ids
      from entry join audit.reads r on r.subject_organisation_id = entry.organisation_id
      where r.id < coalesce($2, 9223372036854775807) order by r.id desc limit 50000),
    found as (select s.id, s.at, s.endpoint, s.affiliation_id, s.organisation_id from stretch s
      where s.subject_ids @> array[$1] and s.person_id <> platform.viewer_person()
      order by s.id desc limit $3),
    edge as (select min(s.id) as oldest, count(*) = 50000 as more from stretch s)
    select f.id, f.at, f.endpoint, reader.role,
      -- By name where somebody acts for an organisation; a family or another learner stays unnamed.
      case when reader.role not in ('student', 'guardian', 'resident') then reader.name end,
      case when o.id is not null then jsonb_build_object('id', o.id, 'name',
        jsonb_build_object('zh', o.name_zh, 'en', o.name_en)) end,
      edge.oldest, edge.more
    from edge left join found f on true
    left join members.affiliations reader on reader.id = f.affiliation_id
    left join members.organisations o on o.id = f.organisation_id
    order by f.id desc;
  end;

-- A learner who moves. The new school sees what the person chose to send, and nothing before they chose.
create table members.transfers (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members.persons,
  from_affiliation_id uuid references members.affiliations,
  from_organisation_id uuid references members.organisations,
  to_organisation_id uuid not null references members.organisations,
  -- A school's proposal waits for the person's yes; a person's own goes out at once, unless a guardian is to say yes.
  started_by text not null check (started_by in ('person', 'school')),
  state text not null check (state in ('proposed', 'sent', 'accepted', 'refused', 'declined', 'withdrawn', 'expired')),
  -- What was sent; emptied when it came to nothing.
  name text check (length(name) between 1 and 100),
  birth_date date,
  former_school_zh text,
  former_school_en text,
  former_class text check (length(former_class) <= 100),
  -- What the name and the former school are found by.
  grams text[] not null default '{}',
  message text check (length(message) between 1 and 1000),
  agreed_by text check (agreed_by in ('person', 'guardian')),
  reason text check (length(reason) between 1 and 1000),
  answered_by text check (length(answered_by) <= 100),
  affiliation_id uuid references members.affiliations,
  version int not null default 1,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  ended_at timestamptz,
  due_on date not null,
  check (from_organisation_id is distinct from to_organisation_id),
  check (started_by = 'person' or from_affiliation_id is not null),
  check (state not in ('sent', 'accepted') or (name is not null and agreed_by is not null)),
  check ((state = 'accepted') = (affiliation_id is not null)),
  check ((state in ('proposed', 'sent')) = (ended_at is null))
);
create unique index transfers_once on members.transfers (person_id, to_organisation_id)
  where state in ('proposed', 'sent');
create index transfers_by_person on members.transfers (person_id, id desc);
create index transfers_to on members.transfers (to_organisation_id, id desc);
create index transfers_from on members.transfers (from_affiliation_id, id desc);
create index transfers_due on members.transfers (due_on) where state in ('proposed', 'sent');

-- Whether a yes about this entry is a guardian's to say: its learner is a minor who has a guardian with an account.
create function members.needs_guardian(affiliation uuid) returns boolean language sql stable security definer
  set search_path = members, pg_temp
  return exists (select from members.affiliations student
    join members.guardianships g on g.student_affiliation_id = student.id and g.ends_on is null
    join members.affiliations guardian on guardian.id = g.guardian_affiliation_id
    where student.id = $1 and members.is_minor(student.birth_date)
      and guardian.person_id is not null and guardian.ends_on is null);

-- The account behind a learner's entry, for whoever it concerns.
create function members.concerned_person(affiliation uuid) returns uuid language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select a.person_id from members.affiliations a where a.id = $1 and members.viewer_concerned(a.id));

-- Minor learners for whom the viewer speaks, also where a school has ended their entry because they move.
create function members.viewer_wards() returns uuid[] language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(array_agg(g.student_affiliation_id), '{}')
    from members.guardianships g
    join members.affiliations guardian on guardian.id = g.guardian_affiliation_id
    join members.affiliations student on student.id = g.student_affiliation_id
    where guardian.person_id = platform.viewer_person() and guardian.ends_on is null and g.ends_on is null
      and members.is_minor(student.birth_date));
-- What an entry says of a learner who moves, for the learner and whoever speaks for them.
create function members.moving_facts(affiliation uuid)
  returns table (name text, birth_date date, school_zh text, school_en text, class_name text)
  language sql stable security definer set search_path = members, platform, pg_temp
  begin atomic
    select a.name, a.birth_date, o.name_zh, o.name_en, c.name
    from members.affiliations a join members.organisations o on o.id = a.organisation_id
    left join members.classes c on c.id = a.class_id
    where a.id = $1 and (a.person_id = platform.viewer_person() or a.id = any (members.viewer_wards()));
  end;

alter table members.transfers enable row level security;
create policy concerned on members.transfers for select to overpass_app
  using (person_id = (select platform.viewer_person())
    or from_affiliation_id = any ((select members.viewer_wards())::uuid[]));
create policy concerned_change on members.transfers for update to overpass_app
  using ((person_id = (select platform.viewer_person())
      or from_affiliation_id = any ((select members.viewer_wards())::uuid[])) and state in ('proposed', 'sent'))
  with check (state in ('proposed', 'sent', 'declined', 'withdrawn'));
create policy start on members.transfers for insert to overpass_app
  with check (started_by = 'person' and state in ('proposed', 'sent')
    and person_id = case when from_affiliation_id is null then (select platform.viewer_person())
      else members.concerned_person(from_affiliation_id) end);
create policy receiver on members.transfers for select to overpass_app
  using (to_organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin' and sent_at is not null);
create policy receiver_refuses on members.transfers for update to overpass_app
  using (to_organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin' and state = 'sent')
  with check (to_organisation_id = (select platform.viewer_organisation()) and state = 'refused');
create policy system_all on members.transfers to overpass_system using (true) with check (true);
grant select, insert on members.transfers to overpass_app;
grant update (state, name, birth_date, former_school_zh, former_school_en, former_class, grams, message, agreed_by,
  reason, answered_by, version, sent_at, ended_at) on members.transfers to overpass_app;
grant select, insert, update, delete on members.transfers to overpass_system;

-- A school proposes for the person behind its own entry, whose id it never learns; false where nobody has joined it.
-- There is no second proposal where the person asked the same school already, which is not told.
create function members.propose_transfer(affiliation uuid, to_organisation uuid, due_on date) returns boolean
  language plpgsql security definer set search_path = members, platform, pg_temp as $$
declare
  learner affiliations;
begin
  select * into learner from affiliations a where a.id = affiliation and a.role = 'student'
    and a.organisation_id = platform.viewer_organisation() and platform.viewer_role() = 'school_admin';
  if learner.person_id is null then return false; end if;
  insert into transfers (person_id, from_affiliation_id, from_organisation_id, to_organisation_id, started_by, state,
      due_on)
    values (learner.person_id, learner.id, learner.organisation_id, to_organisation, 'school', 'proposed',
      propose_transfer.due_on)
    on conflict (person_id, to_organisation_id) where state in ('proposed', 'sent') do nothing;
  return true;
end
$$;

-- Joins the new entry, which the receiving school has just written, to the person who sent the request.
create function members.accept_transfer(transfer uuid, seen_version int, affiliation uuid, answered_by text)
  returns boolean language sql security definer set search_path = members, platform, pg_temp
  begin atomic
    with taken as (update members.transfers t set state = 'accepted', affiliation_id = $3, answered_by = $4,
        version = t.version + 1, ended_at = now()
      from members.persons p
      where t.id = $1 and t.version = $2 and t.state = 'sent' and p.id = t.person_id and p.erased_at is null
        and t.to_organisation_id = platform.viewer_organisation() and platform.viewer_role() = 'school_admin'
      returning t.person_id),
    joined as (update members.affiliations a set person_id = taken.person_id
      from taken where a.id = $3 and a.person_id is null and a.organisation_id = platform.viewer_organisation()
      returning a.id)
    select exists (select from joined);
  end;

-- An entry whose person has had their account erased: what the organisation does with it, at the longest until when.
create table members.erasure_duties (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  affiliation_id uuid not null references members.affiliations,
  role text not null,
  keep_until date not null,
  state text not null default 'open' check (state in ('open', 'kept', 'erased', 'returned')),
  reason text check (length(reason) between 1 and 1000),
  decided_by text check (length(decided_by) <= 100),
  decided_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (state <> 'kept' or reason is not null)
);
create unique index erasure_duties_once on members.erasure_duties (affiliation_id) where state in ('open', 'kept');
create index erasure_duties_listed on members.erasure_duties (organisation_id, id desc);
create index erasure_duties_due on members.erasure_duties (keep_until) where state in ('open', 'kept');
alter table members.erasure_duties enable row level security;
create policy keepers on members.erasure_duties to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'))
  with check (organisation_id = (select platform.viewer_organisation()));
create policy system_all on members.erasure_duties to overpass_system using (true) with check (true);
grant select on members.erasure_duties to overpass_app;
grant update (state, reason, decided_by, decided_at, version) on members.erasure_duties to overpass_app;
grant select, insert, update, delete on members.erasure_duties to overpass_system;

-- Somebody has joined the entry again: nothing is left to decide.
create function members.settle_duties() returns trigger language plpgsql security definer
  set search_path = members, pg_temp as $$
declare
  duty uuid;
begin
  for duty in update erasure_duties set state = 'returned', version = version + 1
    where affiliation_id = new.id and state in ('open', 'kept') returning id
  loop
    perform information.close_todos('erasure_duty', duty::text, null);
  end loop;
  return null;
end
$$;
create trigger affiliation_returns after update of person_id on members.affiliations
  for each row when (old.person_id is null and new.person_id is not null) execute function members.settle_duties();

revoke all on function members.viewer_concerned, members.unjoin, members.viewer_readers, members.needs_guardian,
  members.propose_transfer, members.concerned_person, members.accept_transfer, members.settle_duties,
  members.viewer_wards, members.moving_facts from public;
grant execute on function members.viewer_concerned, members.unjoin, members.viewer_readers, members.needs_guardian,
  members.propose_transfer, members.concerned_person, members.accept_transfer, members.viewer_wards,
  members.moving_facts to overpass_app;

-- The end of an account: asked for, thought over, carried out.
create table accounts.erasures (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members.persons,
  state text not null default 'waiting' check (state in ('waiting', 'undone', 'done')),
  asked_at timestamptz not null default now(),
  due_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'waiting') = (ended_at is null))
);
create unique index erasures_once on accounts.erasures (person_id) where state = 'waiting';
create index erasures_due on accounts.erasures (due_at) where state = 'waiting';
alter table accounts.erasures enable row level security;
create policy own_erasure on accounts.erasures to overpass_app
  using (person_id = (select platform.viewer_person())) with check (person_id = (select platform.viewer_person()));
create policy system_all on accounts.erasures to overpass_system using (true) with check (true);
grant select on accounts.erasures to overpass_app;
grant insert (person_id, due_at) on accounts.erasures to overpass_app;
grant update (state, ended_at) on accounts.erasures to overpass_app;
grant select, insert, update, delete on accounts.erasures to overpass_system;

-- A code by which somebody who is signed in to one account proves it in another.
create table accounts.merge_codes (
  person_id uuid primary key references members.persons on delete cascade,
  code_hash bytea not null unique check (length(code_hash) = 32),
  expires_at timestamptz not null
);
grant select, insert, update, delete on accounts.merge_codes to overpass_system;

-- The name of the class of an entry that concerns the viewer: a family does not see the classes of a school.
create function members.class_name(class uuid) returns text language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select c.name from members.classes c where c.id = $1
    and (c.organisation_id = platform.viewer_organisation() or exists (select from members.affiliations a
      where a.class_id = c.id and members.viewer_concerned(a.id))));
revoke all on function members.class_name from public;
grant execute on function members.class_name to overpass_app;

-- A former school is told that its learner has come elsewhere, not where: a step on its own desk.
create function members.tell_former_school(transfer uuid) returns void language sql security definer
  set search_path = members, information, platform, pg_temp
  begin atomic
    select information.put_todo('o:' || a.organisation_id || ':school_admin', 'members.learner_moved',
      jsonb_build_object('name', a.name), '/people/' || a.id, 'affiliation', a.id::text, null)
    from members.transfers t join members.affiliations a on a.id = t.from_affiliation_id
    where t.id = $1 and t.state = 'accepted' and t.to_organisation_id = platform.viewer_organisation()
      and platform.viewer_role() = 'school_admin' and a.ends_on is null;
  end;
revoke all on function members.tell_former_school from public;
grant execute on function members.tell_former_school to overpass_app;

-- What a merged account was sent on which day counts for the account it went into.
grant update on information.letters to overpass_system;
