-- The overpass: bridges that signed agreements hold, and the credit bank that converts outcomes along them.
create schema overpass;
grant usage on schema overpass to overpass_app, overpass_system;

-- Published: bridges of agreements that everybody signed who had to. What is in force on a day says
-- `agreements.in_force_on(version_id, day)`; a bridge that has ended is still the rule of what was claimed along it.
create view overpass.signed_bridges as
  select c.clause_id, c.version_id, c.agreement_id, v.group_id, v.number as version_number, c.number as clause_number,
    v.title_zh, v.title_en, v.party_ids, v.in_force_from, v.in_force_until, v.from_cohort, v.until_cohort, v.open, c.data
  from agreements.signed_clauses c join agreements.signed_versions v on v.version_id = c.version_id
  where c.kind = 'bridge';
grant select on overpass.signed_bridges to overpass_app, overpass_system;
-- Published by programmes: occupations as others name them.
create view programmes.occupation_facts as
  select o.id as occupation_id, o.organisation_id, o.group_id, o.code, o.name_zh, o.name_en from programmes.occupations o;
grant select on programmes.occupation_facts to overpass_app, overpass_system;

-- A learner asks the school of a programme to recognise outcomes along a bridge. The person asks; the entry as whose
-- student they do says which cohort's rules hold.
create table overpass.claims (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members.persons,
  organisation_id uuid not null references members.organisations,
  learner_id uuid not null references members.affiliations,
  learner_name text not null check (length(learner_name) <= 100),
  -- The rule: a clause of a signed version, which never changes.
  clause_id uuid not null references agreements.clauses,
  version_id uuid not null references agreements.versions,
  group_id uuid references members.groups,
  programme_id uuid not null references programmes.programmes,
  target_version_id uuid not null references programmes.versions,
  receiving_organisation_id uuid not null references members.organisations,
  note text check (length(note) between 1 and 2000),
  state text not null default 'submitted' check (state in ('submitted', 'approved', 'reduced', 'refused', 'withdrawn')),
  -- The rule itself decided, as the agreement says.
  automatic boolean not null default false,
  due_on date not null,
  overdue_since date,
  reason_code text check (reason_code in ('as_the_rule', 'evidence', 'content', 'level', 'outdated', 'duplicate', 'other')),
  reason text check (length(reason) between 1 and 2000),
  decided_by uuid,
  decided_name text check (length(decided_name) <= 100),
  decided_at timestamptz,
  version int not null default 1,
  submitted_at timestamptz not null default now(),
  check ((state in ('approved', 'reduced', 'refused')) = (decided_at is not null)),
  check ((decided_at is null) = (reason_code is null)),
  check (decided_at is null or automatic or reason is not null)
);
create index claims_by_person on overpass.claims (person_id, id desc);
create index claims_at_school on overpass.claims (receiving_organisation_id, id desc);
create index claims_waiting on overpass.claims (due_on, id) where state = 'submitted';
create index claims_by_clause on overpass.claims (clause_id);

-- The outcomes of a claim, each under the rule that it fits. One outcome is spent once for a programme: what is
-- claimed, recognised or used holds its place, what was refused, withdrawn or has expired gives it free.
create table overpass.spendings (
  claim_id uuid not null references overpass.claims,
  outcome_id uuid not null references records.outcomes (id),
  programme_id uuid not null,
  recognition_id text not null check (recognition_id ~ '^[a-z0-9]{1,12}$'),
  state text not null default 'claimed' check (state in ('claimed', 'recognised', 'used', 'refused', 'withdrawn', 'expired')),
  -- The last day on which what it gave can be used.
  expires_on date,
  primary key (claim_id, outcome_id)
);
create unique index spendings_once on overpass.spendings (programme_id, outcome_id)
  where state in ('claimed', 'recognised', 'used');
create index spendings_by_outcome on overpass.spendings (outcome_id);
create index spendings_to_expire on overpass.spendings (expires_on) where state = 'recognised' and expires_on is not null;

-- What each outcome is to give for which named course of the programme, in tenths of a credit.
create table overpass.claim_lines (
  claim_id uuid not null,
  outcome_id uuid not null,
  course_id uuid not null references programmes.courses,
  claimed int not null check (claimed > 0),
  recognised int not null default 0 check (recognised between 0 and claimed),
  -- Of it written to the record.
  used int not null default 0 check (used between 0 and recognised),
  primary key (claim_id, outcome_id, course_id),
  foreign key (claim_id, outcome_id) references overpass.spendings (claim_id, outcome_id)
);

-- The committee's voices on a claim, each signed.
create table overpass.votes (
  claim_id uuid not null references overpass.claims,
  affiliation_id uuid not null references members.affiliations,
  name text not null check (length(name) between 1 and 100),
  opinion text not null check (opinion in ('approve', 'reduce', 'refuse')),
  comment text check (length(comment) between 1 and 2000),
  at timestamptz not null default now(),
  primary key (claim_id, affiliation_id),
  check (opinion = 'approve' or comment is not null)
);

-- A decision is appealed once, to the committee of the group in whose agreement the rule stands.
create table overpass.appeals (
  id uuid primary key default uuidv7(),
  claim_id uuid not null constraint appeals_once unique references overpass.claims,
  group_id uuid not null references members.groups,
  reason text not null check (length(reason) between 1 and 2000),
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'kept', 'changed')),
  answer text check (length(answer) between 1 and 2000),
  decided_by uuid,
  decided_name text check (length(decided_name) <= 100),
  decided_at timestamptz,
  version int not null default 1,
  opened_at timestamptz not null default now(),
  check ((state = 'open') = (decided_at is null) and (state = 'open') = (answer is null))
);
create index appeals_of_group on overpass.appeals (group_id, due_on, id) where state = 'open';

-- Outcomes with credit of their own that the account holds, in tenths as the school gave them.
create table overpass.deposits (
  outcome_id uuid primary key references records.outcomes (id),
  person_id uuid not null references members.persons,
  amount int not null check (amount > 0),
  at timestamptz not null default now(),
  expired_at timestamptz
);
create index deposits_by_person on overpass.deposits (person_id);

-- The bank. A learner has a ledger of deposits (no programme) and one for each programme where credit is recognised.
-- `outside` and `granted` are the other side of the books: where deposits come from, and what a programme gives.
-- `least` is how low a balance may go: never below nothing for the learner's own accounts, and for `granted` the cap
-- of the bridge, so that a cap cannot be overdrawn whoever claims at once.
create table overpass.accounts (
  person_id uuid not null references members.persons,
  programme_id uuid references programmes.programmes,
  account text not null check (account in ('outside', 'granted', 'deposited', 'claimed', 'recognised', 'used', 'expired')),
  balance int not null default 0,
  least int,
  constraint accounts_key unique nulls not distinct (person_id, programme_id, account),
  constraint accounts_not_overdrawn check (balance >= least),
  check (least is not null or account in ('outside', 'granted')),
  check (least <= 0)
) with (fillfactor = 70);

-- Each posting takes from one account what it gives to another.
create table overpass.postings (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  programme_id uuid,
  from_account text not null,
  to_account text not null,
  amount int not null check (amount > 0),
  claim_id uuid references overpass.claims,
  outcome_id uuid references records.outcomes (id),
  at timestamptz not null default now(),
  check (case when programme_id is null then (from_account, to_account) in (('outside', 'deposited'), ('deposited', 'expired'))
    else (from_account, to_account) in (('granted', 'claimed'), ('claimed', 'granted'), ('claimed', 'recognised'),
      ('granted', 'recognised'), ('recognised', 'used'), ('recognised', 'expired')) end)
);
create index postings_by_person on overpass.postings (person_id, id desc);
create index postings_by_claim on overpass.postings (claim_id) where claim_id is not null;

create function overpass.keep_balance() returns trigger language plpgsql security definer
  set search_path = overpass, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    -- Two accounts of one person were merged.
    if tg_op = 'UPDATE' and to_jsonb(new) - 'person_id' = to_jsonb(old) - 'person_id' then return new; end if;
    raise exception 'overpass.postings is append-only' using errcode = '42501';
  end if;
  -- Always in the same order of accounts, so that two postings never wait for each other.
  insert into accounts (person_id, programme_id, account, balance, least)
    select new.person_id, new.programme_id, side.account, 0,
      case when side.account in ('outside', 'granted') then null else 0 end
    from (select least(new.from_account, new.to_account) as account
      union all select greatest(new.from_account, new.to_account)) side
    on conflict on constraint accounts_key do nothing;
  update accounts a set balance = a.balance + case when a.account = new.to_account then new.amount else -new.amount end
    where a.person_id = new.person_id and a.programme_id is not distinct from new.programme_id
      and a.account in (new.from_account, new.to_account);
  return new;
end
$$;
create trigger keep_balance before insert or update or delete on overpass.postings for each row
  execute function overpass.keep_balance();

-- Opens the ledger of a learner for a programme, sets how much the bridge gives at most, and holds it until the end
-- of the transaction: whoever claims or decides at the same time waits.
create function overpass.hold_ledger(person uuid, programme uuid, cap int) returns void language plpgsql security definer
  set search_path = overpass, platform, pg_temp as $$
begin
  if person is distinct from platform.viewer_person() then
    raise exception 'the ledger of somebody else' using errcode = '42501';
  end if;
  insert into accounts (person_id, programme_id, account, least) values (person, programme, 'granted', null)
    on conflict on constraint accounts_key do nothing;
  update accounts set least = case when cap is null then null else least(balance, -cap) end
    where person_id = person and programme_id = programme and account = 'granted';
end
$$;

-- Who may read a claim: the learner, the staff of the receiving school, and the secretariat of the group once it was
-- appealed.
create function overpass.may_read(person uuid, receiving uuid, claim uuid, claim_group uuid) returns boolean
  language sql stable security definer set search_path = overpass, platform, pg_temp
  return person = platform.viewer_person()
    or (receiving = platform.viewer_organisation() and platform.viewer_role() in ('school_admin', 'teacher'))
    or (platform.viewer_role() = 'secretariat' and claim_group = platform.viewer_group()
      and exists (select from overpass.appeals a where a.claim_id = claim));
revoke all on function overpass.hold_ledger, overpass.may_read from public;
grant execute on function overpass.hold_ledger, overpass.may_read to overpass_app, overpass_system;

alter table overpass.claims enable row level security;
create policy read on overpass.claims for select to overpass_app using (
  case when person_id = (select platform.viewer_person()) then true
    when receiving_organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'teacher') then true
    when (select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group())
      then overpass.may_read(person_id, receiving_organisation_id, id, group_id)
    else false end);
-- A learner's own claim; decided at once only where the clause says so.
create policy claim on overpass.claims for insert to overpass_app with check (
  person_id = (select platform.viewer_person()) and learner_id = any ((select members.viewer_own_learners())::uuid[])
  and (state = 'submitted' and not automatic or state = 'approved' and automatic and exists (
    select from overpass.signed_bridges b where b.clause_id = claims.clause_id and b.data -> 'automatic' = 'true')));
create policy withdraw on overpass.claims for update to overpass_app
  using (person_id = (select platform.viewer_person()) and state = 'submitted')
  with check (person_id = (select platform.viewer_person()) and state = 'withdrawn');
create policy decide on overpass.claims for update to overpass_app
  using (receiving_organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin' and state = 'submitted')
  with check (receiving_organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin' and state in ('approved', 'reduced', 'refused'));
create policy decide_appeal on overpass.claims for update to overpass_app
  using ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group())
    and state in ('reduced', 'refused'))
  with check ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group())
    and state in ('approved', 'reduced'));

-- What belongs to a claim is read by whoever reads the claim.
do $$
declare
  each text;
begin
  foreach each in array array['claims', 'spendings', 'claim_lines', 'votes', 'appeals', 'deposits', 'accounts', 'postings'] loop
    execute format('alter table overpass.%I enable row level security', each);
    execute format('create policy system_all on overpass.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on overpass.%I to overpass_system', each);
    execute format('grant select, insert on overpass.%I to overpass_app', each);
  end loop;
  foreach each in array array['spendings', 'claim_lines', 'votes', 'appeals'] loop
    execute format('create policy read on overpass.%I for select to overpass_app
      using (exists (select from overpass.claims c where c.id = claim_id))', each);
  end loop;
  foreach each in array array['spendings', 'claim_lines'] loop
    execute format('create policy claim on overpass.%I for insert to overpass_app
      with check (exists (select from overpass.claims c where c.id = claim_id
        and c.person_id = (select platform.viewer_person())))', each);
    execute format('create policy decide on overpass.%I for update to overpass_app
      using (exists (select from overpass.claims c where c.id = claim_id and c.person_id is distinct from
        (select platform.viewer_person())))', each);
  end loop;
end
$$;
create policy withdraw on overpass.spendings for update to overpass_app
  using (exists (select from overpass.claims c where c.id = claim_id and c.person_id = (select platform.viewer_person())))
  with check (state = 'withdrawn');
create policy vote on overpass.votes for insert to overpass_app with check (
  affiliation_id = (select platform.viewer_affiliation()) and exists (select from overpass.claims c where c.id = claim_id
    and c.receiving_organisation_id = (select platform.viewer_organisation()) and c.state = 'submitted')
  and (select platform.viewer_role()) in ('school_admin', 'teacher'));
create policy vote_again on overpass.votes for update to overpass_app
  using (affiliation_id = (select platform.viewer_affiliation())
    and exists (select from overpass.claims c where c.id = claim_id and c.state = 'submitted'));
create policy appeal on overpass.appeals for insert to overpass_app with check (
  state = 'open' and exists (select from overpass.claims c where c.id = claim_id
    and c.person_id = (select platform.viewer_person())));
create policy answer on overpass.appeals for update to overpass_app
  using (state = 'open' and group_id = (select platform.viewer_group())
    and (select platform.viewer_role()) = 'secretariat')
  with check (state in ('kept', 'changed') and group_id = (select platform.viewer_group())
    and (select platform.viewer_role()) = 'secretariat');
create policy own on overpass.deposits for select to overpass_app using (person_id = (select platform.viewer_person()));
create policy deposit on overpass.deposits for insert to overpass_app
  with check (person_id = (select platform.viewer_person()) and expired_at is null);
create policy own on overpass.accounts for select to overpass_app using (person_id = (select platform.viewer_person()));
create policy own on overpass.postings for select to overpass_app using (
  person_id = (select platform.viewer_person()) or exists (select from overpass.claims c where c.id = claim_id));
create policy post on overpass.postings for insert to overpass_app with check (
  case when claim_id is null then person_id = (select platform.viewer_person())
    else exists (select from overpass.claims c where c.id = claim_id and c.person_id = postings.person_id
      and c.programme_id = postings.programme_id) end);
-- Balances change by postings alone.
revoke insert on overpass.accounts from overpass_app;
grant update (state, reason_code, reason, decided_by, decided_name, decided_at, version) on overpass.claims
  to overpass_app;
grant update (state) on overpass.spendings to overpass_app;
grant update (recognised, used) on overpass.claim_lines to overpass_app;
grant update (name, opinion, comment, at) on overpass.votes to overpass_app;
grant update (state, answer, decided_by, decided_name, decided_at, version) on overpass.appeals to overpass_app;

-- Outcomes of claims as they stand today, for whoever may read the claim: what the learner shows the receiving school
-- by claiming, and no other entry of their record.
create function overpass.claimed_outcomes(claim uuid) returns table (outcome_id uuid, kind text, state text, disputed boolean,
    held_on date, payload jsonb, by_zh text, by_en text)
  language sql stable security definer set search_path = overpass, platform, pg_temp rows 20 as $$
  select f.id, f.kind, f.state, f.disputed, f.held_on, f.payload, o.name_zh, o.name_en
  from overpass.claims c join overpass.spendings s on s.claim_id = c.id
    join records.outcome_facts f on f.id = s.outcome_id
    join members.organisations o on o.id = f.confirming_organisation_id
  where c.id = $1 and overpass.may_read(c.person_id, c.receiving_organisation_id, c.id, c.group_id)
    -- Who takes a claim back no longer shows anything by it.
    and (c.state <> 'withdrawn' or c.person_id = platform.viewer_person())
$$;
-- The learner's entry at the receiving school, where they have arrived there.
create function overpass.arrived(claim uuid) returns uuid language sql stable security definer
  set search_path = overpass, platform, pg_temp
  return (select a.id from overpass.claims c join members.affiliations a on a.person_id = c.person_id
      and a.organisation_id = c.receiving_organisation_id and a.role = 'student'
    where c.id = $1 and overpass.may_read(c.person_id, c.receiving_organisation_id, c.id, c.group_id)
      and (a.ends_on is null or a.ends_on >= platform.today())
    order by a.starts_on desc limit 1);
revoke all on function overpass.claimed_outcomes, overpass.arrived from public;
grant execute on function overpass.claimed_outcomes, overpass.arrived to overpass_app;

-- What became of claims, in counts without names: for a receiving school its own, for a secretariat its group's.
create function overpass.conversion() returns table (clause_id uuid, receiving_organisation_id uuid, claims int, waiting int,
    overdue int, claimed bigint, recognised bigint, used bigint, days_median numeric, reasons jsonb)
  language sql stable security definer set search_path = overpass, platform, pg_temp rows 50 as $$
  with mine as (
    select * from overpass.claims c where case platform.viewer_role()
      when 'secretariat' then c.group_id = platform.viewer_group()
      when 'school_admin' then c.receiving_organisation_id = platform.viewer_organisation()
      when 'teacher' then c.receiving_organisation_id = platform.viewer_organisation() else false end
      and c.state <> 'withdrawn'),
  sums as (
    select l.claim_id, sum(l.claimed) as claimed, sum(l.recognised) as recognised,
      sum(l.used) as used
    from mine m join overpass.claim_lines l on l.claim_id = m.id
    group by l.claim_id)
  select m.clause_id, m.receiving_organisation_id, count(*)::int,
    (count(*) filter (where m.state = 'submitted'))::int,
    (count(*) filter (where m.state = 'submitted' and m.due_on < platform.today()))::int,
    coalesce(sum(s.claimed), 0)::bigint, coalesce(sum(s.recognised), 0)::bigint, coalesce(sum(s.used), 0)::bigint,
    round((percentile_cont(0.5) within group (order by extract(epoch from m.decided_at - m.submitted_at) / 86400)
      filter (where m.decided_at is not null))::numeric, 1),
    coalesce((select jsonb_object_agg(r.reason_code, r.n) from (select x.reason_code, count(*) as n from mine x
      where x.clause_id = m.clause_id and x.receiving_organisation_id = m.receiving_organisation_id
        and x.state in ('reduced', 'refused') group by x.reason_code) r), '{}')
  from mine m left join sums s on s.claim_id = m.id
  group by m.clause_id, m.receiving_organisation_id
$$;
-- Deposited credit of the learners of the group's members, and how much of it was ever recognised somewhere.
create function overpass.group_deposits() returns table (people int, deposited bigint, converted bigint)
  language sql stable security definer set search_path = overpass, members, platform, pg_temp rows 1 as $$
  select count(distinct d.person_id)::int, coalesce(sum(d.amount), 0)::bigint,
    coalesce(sum(d.amount) filter (where exists (select from overpass.spendings s where s.outcome_id = d.outcome_id
      and s.state in ('recognised', 'used'))), 0)::bigint
  from overpass.deposits d join records.outcomes o on o.id = d.outcome_id
  where d.expired_at is null and case platform.viewer_role()
    when 'secretariat' then exists (select from members.memberships m where m.group_id = platform.viewer_group()
      and m.organisation_id = o.organisation_id)
    when 'school_admin' then o.organisation_id = platform.viewer_organisation()
    when 'teacher' then o.organisation_id = platform.viewer_organisation() else false end
$$;
revoke all on function overpass.conversion, overpass.group_deposits from public;
grant execute on function overpass.conversion, overpass.group_deposits to overpass_app;

insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('overpass.decide_days', '2000-01-01', 20, '学分认定期限，行业通行做法，尚未核对出处',
    'Days to decide a claim: common practice of the field; no source has been read yet', false),
  ('overpass.appeal_days', '2000-01-01', 15, '申诉提出期限，参照学生申诉的一般做法，尚未核对出处',
    'Days to appeal, after the common practice of student appeals; no source has been read yet', false),
  ('overpass.appeal_decide_days', '2000-01-01', 30, '申诉处理期限，参照学生申诉的一般做法，尚未核对出处',
    'Days to decide an appeal, after the common practice of student appeals; no source has been read yet', false),
  ('overpass.votes_least', '2000-01-01', 2, '认定至少由两人审议，行业通行做法，尚未核对出处',
    'Voices before a claim is decided: common practice of the field; no source has been read yet', false),
  ('overpass.grade.excellent', '2000-01-01', 95, '五级制折合百分制，各校做法不一，尚未核对出处',
    'Grades read as percent: schools differ; no source has been read yet', false),
  ('overpass.grade.good', '2000-01-01', 85, '五级制折合百分制，各校做法不一，尚未核对出处',
    'Grades read as percent: schools differ; no source has been read yet', false),
  ('overpass.grade.medium', '2000-01-01', 75, '五级制折合百分制，各校做法不一，尚未核对出处',
    'Grades read as percent: schools differ; no source has been read yet', false),
  ('overpass.grade.pass', '2000-01-01', 65, '五级制折合百分制，各校做法不一，尚未核对出处',
    'Grades read as percent: schools differ; no source has been read yet', false);
