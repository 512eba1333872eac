-- What learners have achieved. A learner is an organisation's entry of somebody as student or resident; the record of
-- a person is the union over the entries they have claimed.
create schema records;
grant usage on schema records to overpass_app, overpass_system;

-- Published by members: learners as far as the viewer may see them, and those whose whole record is the viewer's to
-- read (their own entries at any time, and their minor children's).
create view members.learners with (security_invoker = true) as
  select a.id, a.organisation_id, a.person_id, a.role, a.name, a.name_latin, a.number, a.class_id, a.birth_date, a.starts_on,
    a.ends_on, a.sort_key
  from members.affiliations a where a.role in ('student', 'resident');
grant select on members.learners to overpass_app, overpass_system;
create function members.viewer_own_learners() returns uuid[] language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(array_agg(a.id), '{}') from members.affiliations a
    where a.person_id = platform.viewer_person() and a.role in ('student', 'resident'));
create function members.viewer_learners() returns uuid[] language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select members.viewer_own_learners() || members.viewer_children());
revoke all on function members.viewer_own_learners, members.viewer_learners from public;
grant execute on function members.viewer_own_learners, members.viewer_learners to overpass_app, overpass_system;

-- The last link of each learner's chain. Its row is the lock under which the next entry is linked.
create table records.heads (
  organisation_id uuid not null references members.organisations,
  learner_id uuid not null references members.affiliations,
  seq int not null check (seq >= 0),
  link bytea not null check (length(link) = 32),
  primary key (organisation_id, learner_id)
) with (fillfactor = 70);
grant select on records.heads to overpass_system;

-- The entries, append-only. `commitment` is a salted hash of the facts, `link` chains it to the entry before; what was
-- said (`payload`) lies beside and can be erased by law together with its salt, without breaking the chain.
create table records.outcomes (
  organisation_id uuid not null,
  learner_id uuid not null,
  seq int not null check (seq > 0),
  id uuid not null,
  at timestamptz not null,
  -- outcome: said by whoever confirms it; claim: said by the learner, waiting for confirmation. The others follow up
  -- an earlier entry and name it.
  entry text not null check (entry in ('outcome', 'claim', 'confirmation', 'refusal', 'withdrawal', 'correction',
    'revocation')),
  root_id uuid,
  kind text not null check (kind in ('course_result', 'work', 'project_rating', 'award', 'certificate', 'placement',
    'practice', 'short_course', 'employment')),
  held_on date not null,
  -- Who vouches for it, or is asked to.
  confirming_organisation_id uuid not null references members.organisations,
  -- Set when that organisation's secretariat vouches for a group, not for the organisation.
  confirming_group_id uuid references members.groups,
  course_id uuid references programmes.courses,
  -- Term, course and sitting of a result: the same result is entered once.
  result_key text check (length(result_key) between 1 and 200),
  -- private: for the learner, their guardians and whoever confirms it; school: for the learner's school too.
  visibility text not null check (visibility in ('private', 'school')),
  payload jsonb check (pg_column_size(payload) <= 20000),
  salt bytea check (length(salt) = 16),
  commitment bytea not null check (length(commitment) = 32),
  previous bytea not null check (length(previous) = 32),
  link bytea not null check (length(link) = 32),
  erased_at timestamptz,
  primary key (organisation_id, learner_id, seq),
  constraint outcomes_id_key unique (id),
  foreign key (organisation_id, learner_id) references records.heads (organisation_id, learner_id),
  check ((root_id is null) = (entry in ('outcome', 'claim'))),
  check ((payload is null) = (erased_at is not null) and (salt is null) = (erased_at is not null))
);
alter table records.outcomes add constraint outcomes_root foreign key (root_id) references records.outcomes (id);
create index outcomes_timeline on records.outcomes (organisation_id, learner_id, held_on desc, id desc)
  where root_id is null;
create index outcomes_follow_ups on records.outcomes (root_id, seq) where root_id is not null;
create index outcomes_confirmed on records.outcomes (confirming_organisation_id, id desc);
create unique index outcomes_result_once on records.outcomes (organisation_id, learner_id, result_key)
  where entry = 'outcome' and result_key is not null;
create unique index outcomes_decided_once on records.outcomes (root_id)
  where entry in ('confirmation', 'refusal', 'withdrawal');
create unique index outcomes_revoked_once on records.outcomes (root_id) where entry = 'revocation';

-- Links an entry to the learner's chain. The head's row stays locked until the transaction ends, so that entries that
-- come at once queue up; rows that bring their links (a restore, demo data) keep them.
create function records.link_entry() returns trigger language plpgsql security definer
  set search_path = records, members, pg_temp as $$
declare
  at_head record;
  root record;
begin
  update heads h set seq = h.seq + 1, link = sha256(h.link || new.commitment || int4send(h.seq + 1))
    where h.organisation_id = new.organisation_id and h.learner_id = new.learner_id
    returning with (old as before, new as after) before.link as previous, after.seq, after.link into at_head;
  if not found then
    if not exists (select from affiliations a where a.id = new.learner_id
        and a.organisation_id = new.organisation_id and a.role in ('student', 'resident')) then
      raise exception 'no learner of this organisation' using errcode = '23503', constraint = 'outcomes_learner';
    end if;
    insert into heads (organisation_id, learner_id, seq, link)
      values (new.organisation_id, new.learner_id, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
    update heads h set seq = h.seq + 1, link = sha256(h.link || new.commitment || int4send(h.seq + 1))
      where h.organisation_id = new.organisation_id and h.learner_id = new.learner_id
      returning with (old as before, new as after) before.link as previous, after.seq, after.link into at_head;
  end if;
  new.seq := at_head.seq;
  new.previous := at_head.previous;
  new.link := at_head.link;
  if new.root_id is not null then
    select o.entry, exists (select from outcomes f where f.root_id = o.id and f.entry in ('revocation', 'refusal', 'withdrawal')) as over
      into root from outcomes o
      where o.id = new.root_id and o.organisation_id = new.organisation_id and o.learner_id = new.learner_id
        and o.root_id is null and o.confirming_organisation_id = new.confirming_organisation_id
        and o.confirming_group_id is not distinct from new.confirming_group_id;
    if not found or (new.entry in ('confirmation', 'refusal', 'withdrawal')) <> (root.entry = 'claim' and not exists (
        select from outcomes f where f.root_id = new.root_id and f.entry = 'confirmation')) then
      raise exception 'this does not follow that entry' using errcode = '23514', constraint = 'outcomes_follows';
    end if;
    if root.over then
      raise exception 'the entry is no longer in force' using errcode = '23514', constraint = 'outcomes_over';
    end if;
  end if;
  return new;
end
$$;
create trigger link_entry before insert on records.outcomes for each row when (new.link is null)
  execute function records.link_entry();

-- Nothing is changed and nothing removed; what the law erases is the facts and their salt, nothing else.
create function records.refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.payload is null and new.salt is null and new.erased_at is not null and old.erased_at is null
      and (to_jsonb(new) - '{payload,salt,erased_at}'::text[]) = (to_jsonb(old) - '{payload,salt,erased_at}'::text[])
    then return new; end if;
  end if;
  raise exception 'records.outcomes is append-only' using errcode = '42501';
end
$$;
create trigger append_only before update or delete on records.outcomes for each row
  execute function records.refuse_change();

alter table records.outcomes enable row level security;
create policy outcomes_read on records.outcomes for select to overpass_app using (
  case
    when confirming_group_id is null and confirming_organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'teacher', 'company_hr', 'mentor', 'association_staff')
      then true
    when confirming_group_id = (select platform.viewer_group())
      and (select platform.viewer_role()) = 'secretariat' then true
    when organisation_id = (select platform.viewer_organisation()) and visibility = 'school'
      and (select platform.viewer_role()) in ('school_admin', 'teacher', 'association_staff') then true
    else learner_id = any ((select members.viewer_learners())::uuid[])
  end
);
-- An organisation's staff say what it vouches for; a learner says what is still to be confirmed.
create policy outcomes_append on records.outcomes for insert to overpass_app with check (
  case when entry in ('claim', 'withdrawal') then learner_id = any ((select members.viewer_own_learners())::uuid[])
    when confirming_organisation_id is distinct from (select platform.viewer_organisation()) then false
    when confirming_group_id is null then (select platform.viewer_role()) in ('school_admin', 'teacher', 'company_hr',
      'mentor', 'association_staff')
    else confirming_group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = 'secretariat' end
);
create policy system_all on records.outcomes to overpass_system using (true) with check (true);
grant select on records.outcomes to overpass_app, overpass_system;
-- Never the links: the database makes them.
grant insert (organisation_id, learner_id, id, at, entry, root_id, kind, held_on, confirming_organisation_id,
  confirming_group_id, course_id, result_key, visibility, payload, salt, commitment) on records.outcomes to overpass_app, overpass_system;
grant update (payload, salt, erased_at) on records.outcomes to overpass_system;

-- A learner contests an entry; whoever vouches for it answers by a day. Neither word is taken off the record.
create table records.disputes (
  id uuid primary key default uuidv7(),
  outcome_id uuid not null references records.outcomes (id),
  organisation_id uuid not null,
  learner_id uuid not null,
  confirming_organisation_id uuid not null references members.organisations,
  confirming_group_id uuid references members.groups,
  by_person_id uuid not null,
  by_name text not null check (length(by_name) <= 100),
  by_role text not null check (by_role in ('learner', 'guardian')),
  reason text not null check (length(reason) between 1 and 2000),
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'answered', 'withdrawn')),
  decision text check (decision in ('kept', 'corrected', 'revoked')),
  answer text check (length(answer) between 1 and 2000),
  answered_by text check (length(answered_by) <= 100),
  answered_by_affiliation_id uuid,
  closed_at timestamptz,
  version int not null default 1,
  opened_at timestamptz not null default now(),
  foreign key (organisation_id, learner_id) references records.heads (organisation_id, learner_id),
  check ((state = 'answered') = (decision is not null) and (state = 'answered') = (answer is not null)),
  check ((state = 'open') = (closed_at is null))
);
create unique index disputes_open_once on records.disputes (outcome_id) where state = 'open';
create index disputes_by_outcome on records.disputes (outcome_id);
create index disputes_by_person on records.disputes (by_person_id);
create index disputes_by_answerer on records.disputes (answered_by_affiliation_id) where answered_by_affiliation_id is not null;
create index disputes_by_learner on records.disputes (organisation_id, learner_id);
create index disputes_to_answer on records.disputes (confirming_organisation_id, due_on, id) where state = 'open';
alter table records.disputes enable row level security;
create policy read on records.disputes for select to overpass_app using (
  case
    when confirming_group_id is null and confirming_organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'teacher', 'company_hr', 'mentor', 'association_staff')
      then true
    when confirming_group_id = (select platform.viewer_group())
      and (select platform.viewer_role()) = 'secretariat' then true
    else exists (select from records.outcomes o where o.id = outcome_id)
  end);
create policy contest on records.disputes for insert to overpass_app with check (
  by_person_id = (select platform.viewer_person()) and state = 'open'
  and learner_id = any ((select members.viewer_learners())::uuid[]));
create policy withdraw on records.disputes for update to overpass_app
  using (by_person_id = (select platform.viewer_person()) and state = 'open')
  with check (by_person_id = (select platform.viewer_person()) and state = 'withdrawn');
create policy answer on records.disputes for update to overpass_app
  using (state = 'open' and case when confirming_group_id is null
    then confirming_organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
    else confirming_group_id = (select platform.viewer_group())
      and (select platform.viewer_role()) = 'secretariat' end)
  with check (state = 'answered');
create policy system_all on records.disputes to overpass_system using (true) with check (true);
grant select, insert on records.disputes to overpass_app;
grant update (state, decision, answer, answered_by, answered_by_affiliation_id, closed_at, version) on records.disputes to overpass_app;
grant select, insert, update, delete on records.disputes to overpass_system;

-- Published: every outcome once, as it stands after what followed it, for whoever may see it. `state` is confirmed,
-- pending, refused, withdrawn or revoked; `payload` is that of the last correction;
-- `disputed`: contested at the moment.
create view records.outcome_facts with (security_invoker = true) as
  select o.id, o.organisation_id, o.learner_id, o.kind, coalesce(c.held_on, o.held_on) as held_on,
    o.confirming_organisation_id, o.confirming_group_id, coalesce(c.course_id, o.course_id) as course_id, o.visibility,
    o.at as recorded_at,
    case when f.revoked then 'revoked' when f.refused then 'refused' when f.withdrawn then 'withdrawn'
      when o.entry = 'claim' and f.confirmed is not true then 'pending' else 'confirmed' end as state,
    c.id is not null as corrected, f.changed_at, facts.payload,
    facts.payload -> 'title' ->> 'zh' as title_zh, facts.payload -> 'title' ->> 'en' as title_en,
    facts.payload ->> 'level' as level, facts.payload ->> 'prize' as prize,
    (facts.payload ->> 'teamPlace')::int as team_place, facts.payload -> 'score' as score,
    (facts.payload ->> 'passed')::boolean as passed, (facts.payload ->> 'credits')::numeric as credits,
    (facts.payload ->> 'hours')::numeric as hours, facts.payload -> 'course' ->> 'code' as course_code,
    facts.payload ->> 'term' as term, facts.payload -> 'competencies' as competencies,
    facts.payload -> 'evidence' as evidence, facts.payload -> 'certificate' as certificate,
    facts.payload -> 'recordedBy' ->> 'name' as recorded_by,
    exists (select from records.disputes d where d.outcome_id = o.id and d.state = 'open') as disputed
  from records.outcomes o
  left join lateral (select n.id, n.held_on, n.course_id, n.payload, n.erased_at from records.outcomes n
    where n.root_id = o.id and n.entry = 'correction' order by n.seq desc limit 1) c on true
  left join lateral (select bool_or(n.entry = 'revocation') as revoked, bool_or(n.entry = 'refusal') as refused,
    bool_or(n.entry = 'withdrawal') as withdrawn,
    bool_or(n.entry = 'confirmation') as confirmed, max(n.at) as changed_at
    from records.outcomes n where n.root_id = o.id) f on true
  cross join lateral (select case when c.id is null then o.payload else c.payload end as payload) facts
  where o.root_id is null;
grant select on records.outcome_facts to overpass_app, overpass_system;

-- Numbers of the field, as far as records need them.
insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('records.pass_mark', '2000-01-01', 60, '百分制以 60 分为及格，各校通行做法，未查到统一文件',
    'Sixty of a hundred passes: common practice of schools; no common document was found', false),
  ('records.dispute_days', '2000-01-01', 15, '异议答复期限，参照学生申诉的一般做法，未查到统一文件',
    'Days to answer a contested entry, after the common practice of student appeals; no common document was found', false);
