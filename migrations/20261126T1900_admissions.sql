-- Applying along a bridge: the school of a programme opens an intake, learners apply, the school ranks by the order the
-- intake published, seats are offered, and whoever waits moves up.

-- An intake of a bridge for one year of entry. It holds nothing about people.
create table overpass.intakes (
  id uuid primary key default uuidv7(),
  clause_id uuid not null references agreements.clauses,
  version_id uuid not null references agreements.versions,
  group_id uuid references members.groups,
  programme_id uuid not null references programmes.programmes,
  organisation_id uuid not null references members.organisations,
  opens_on date not null,
  closes_on date not null,
  starts_on date not null,
  -- The bridge's quota is for a year of entry, so a bridge has one intake a year.
  year int generated always as (extract(year from starts_on)::int) stored,
  seats int not null check (seats between 1 and 100000),
  -- Seats that are offered, accepted or filled: a trigger counts them, so that no seat is given twice.
  taken int not null default 0,
  -- Published with the intake and never changed: what ranks first, and what decides between equals.
  ranked_by text not null check (ranked_by in ('scores', 'credits')),
  ranked_at timestamptz,
  note text check (length(note) between 1 and 2000),
  version int not null default 1,
  created_at timestamptz not null default now(),
  constraint intakes_once_a_year unique (clause_id, year),
  constraint intakes_seats_hold check (taken between 0 and seats),
  check (opens_on <= closes_on and closes_on < starts_on)
);
create index intakes_of_school on overpass.intakes (organisation_id, id desc);

create table overpass.applications (
  id uuid primary key default uuidv7(),
  intake_id uuid not null references overpass.intakes,
  receiving_organisation_id uuid not null references members.organisations,
  person_id uuid not null references members.persons,
  organisation_id uuid not null references members.organisations,
  learner_id uuid not null references members.affiliations,
  learner_name text not null check (length(learner_name) <= 100),
  note text check (length(note) between 1 and 2000),
  -- How the bridge's rule judged the learner's record on the day they applied: what the school ranks by.
  entry_met boolean not null,
  score numeric(5, 2) not null check (score between 0 and 100),
  credits int not null check (credits >= 0),
  facts jsonb not null check (pg_column_size(facts) <= 40000),
  state text not null default 'submitted' check (state in ('submitted', 'unfit', 'waiting', 'offered', 'accepted',
    'enrolled', 'declined', 'lapsed', 'withdrawn')),
  documents_in boolean not null default false,
  place int check (place > 0),
  offered_on date,
  answer_by date,
  -- A minor says yes, and a guardian consents: only both together accept a seat.
  wanted_at timestamptz,
  consent_name text check (length(consent_name) <= 100),
  consented_at timestamptz,
  enrolled_id uuid references members.affiliations,
  version int not null default 1,
  submitted_at timestamptz not null default now(),
  check ((state in ('offered', 'accepted', 'enrolled', 'lapsed')) <= (answer_by is not null)),
  check ((state = 'enrolled') <= (enrolled_id is not null))
);
-- One application an intake; whoever has withdrawn may apply again while it is open.
create unique index applications_once on overpass.applications (intake_id, person_id)
  where state not in ('withdrawn', 'declined', 'lapsed');
create index applications_by_person on overpass.applications (person_id, id desc);
create index applications_by_learner on overpass.applications (learner_id);
create index applications_in_order on overpass.applications (intake_id, place, id);
create index applications_to_lapse on overpass.applications (answer_by) where state = 'offered';

-- The steps an application can take, whoever takes them, and the seats they take or give back.
create function overpass.keep_seats() returns trigger language plpgsql security definer
  set search_path = overpass, members, platform, pg_temp as $$
declare
  before boolean := tg_op = 'UPDATE' and old.state in ('offered', 'accepted', 'enrolled');
  after boolean := new.state in ('offered', 'accepted', 'enrolled');
begin
  if tg_op = 'UPDATE' and new.state <> old.state then
    if not (case old.state
      when 'submitted' then new.state in ('unfit', 'waiting', 'offered', 'withdrawn')
      when 'unfit' then new.state = 'withdrawn'
      when 'waiting' then new.state in ('offered', 'withdrawn')
      when 'offered' then new.state in ('accepted', 'declined', 'lapsed', 'withdrawn')
      when 'accepted' then new.state in ('enrolled', 'withdrawn')
      else false end) then
      raise exception 'an application does not go from % to %', old.state, new.state using errcode = '42501';
    end if;
    if new.state = 'accepted' and (new.wanted_at is null or (new.consented_at is null and exists (
        select from members.affiliations a where a.id = new.learner_id and is_minor(a.birth_date)))) then
      raise exception 'a minor accepts with a guardian' using errcode = '42501';
    end if;
  end if;
  if tg_op = 'UPDATE' and new.consented_at is distinct from old.consented_at
      and not new.learner_id = any (viewer_children()) then
    raise exception 'only a guardian consents' using errcode = '42501';
  end if;
  if before <> after then
    update intakes set taken = taken + case when after then 1 else -1 end where id = new.intake_id;
  end if;
  return new;
end
$$;
create trigger keep_seats before insert or update on overpass.applications for each row
  execute function overpass.keep_seats();

alter table overpass.intakes enable row level security;
alter table overpass.applications enable row level security;
create policy system_all on overpass.intakes to overpass_system using (true) with check (true);
create policy system_all on overpass.applications to overpass_system using (true) with check (true);
grant select, insert, update, delete on overpass.intakes, overpass.applications to overpass_system;
grant select, insert on overpass.intakes, overpass.applications to overpass_app;
grant update (ranked_at, version) on overpass.intakes to overpass_app;
grant update (state, documents_in, place, offered_on, answer_by, wanted_at, consent_name, consented_at, enrolled_id, version)
  on overpass.applications to overpass_app;

create policy read on overpass.intakes for select to overpass_app using (true);
create policy open on overpass.intakes for insert to overpass_app with check (
  organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin');
create policy rank on overpass.intakes for update to overpass_app using (
  organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin');

-- An application is read by the learner, a minor's guardians and the staff of the school applied to, from whom it goes
-- when it is withdrawn.
create policy read on overpass.applications for select to overpass_app using (
  case when person_id = (select platform.viewer_person()) then true
    when receiving_organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'teacher') then state <> 'withdrawn'
    else learner_id = any ((select members.viewer_children())::uuid[]) end);
create policy apply on overpass.applications for insert to overpass_app with check (
  person_id = (select platform.viewer_person()) and state = 'submitted' and consented_at is null and wanted_at is null
  and learner_id = any ((select members.viewer_own_learners())::uuid[])
  and exists (select from overpass.intakes i where i.id = intake_id and i.ranked_at is null
    and i.organisation_id = receiving_organisation_id and platform.today() between i.opens_on and i.closes_on));
create policy answer on overpass.applications for update to overpass_app
  using (person_id = (select platform.viewer_person()))
  with check (person_id = (select platform.viewer_person())
    and state in ('offered', 'accepted', 'declined', 'withdrawn'));
create policy consent on overpass.applications for update to overpass_app
  using (learner_id = any ((select members.viewer_children())::uuid[]) and state = 'offered')
  with check (learner_id = any ((select members.viewer_children())::uuid[]) and state in ('accepted', 'declined'));
create policy decide on overpass.applications for update to overpass_app
  using (receiving_organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher')
    and person_id is distinct from (select platform.viewer_person()))
  with check (receiving_organisation_id = (select platform.viewer_organisation())
    and (state = 'submitted' or ((select platform.viewer_role()) = 'school_admin'
      and state in ('unfit', 'waiting', 'offered', 'enrolled'))));

-- Whether the learner of an application of the viewer's own is not of age, and their guardians, who are asked.
create function overpass.own_guardians(application uuid) returns table (minor boolean, guardian_id uuid)
  language sql stable security definer set search_path = overpass, members, platform, pg_temp rows 2 as $$
  select is_minor(s.birth_date), g.guardian_affiliation_id
  from overpass.applications a join members.affiliations s on s.id = a.learner_id
    left join members.open_guardianships g on g.student_affiliation_id = a.learner_id
  where a.id = $1 and a.person_id = platform.viewer_person()
$$;

-- The entry at the new school, joined to the account that accepted the seat: the entry that is there already, or a new
-- one. The birth date comes along, because a minor is protected by it.
create function overpass.enter_accepted(application uuid, number text, class uuid) returns uuid language plpgsql
  security definer set search_path = overpass, members, platform, pg_temp as $$
declare
  accepted overpass.applications;
  entry uuid;
begin
  select * into accepted from overpass.applications a where a.id = $1 and a.state = 'accepted'
    and a.receiving_organisation_id = platform.viewer_organisation() and platform.viewer_role() = 'school_admin' for update;
  if accepted.id is null then raise exception 'no accepted seat' using errcode = '42501'; end if;
  select a.id into entry from members.affiliations a where a.person_id = accepted.person_id
    and a.organisation_id = accepted.receiving_organisation_id and a.role = 'student'
    and (a.ends_on is null or a.ends_on >= platform.today()) order by a.starts_on desc limit 1;
  if entry is null then
    insert into members.affiliations (organisation_id, person_id, joined_at, role, name, number, class_id, birth_date,
        starts_on, sort_key, grams)
      select accepted.receiving_organisation_id, accepted.person_id, now(), 'student', s.name, $2, $3, s.birth_date,
        i.starts_on, s.sort_key, s.grams
      from members.affiliations s, overpass.intakes i where s.id = accepted.learner_id and i.id = accepted.intake_id
      returning id into entry;
  end if;
  update overpass.applications a set state = 'enrolled', enrolled_id = entry, version = a.version + 1
    where a.id = accepted.id;
  return entry;
end
$$;
-- What an applicant learns of the ranking: the figures of whoever stands just before and of the last who was offered a
-- seat at once, and how many were ranked; nobody's name.
create function overpass.places_around(application uuid) returns table (place int, score numeric, credits int,
    submitted_at timestamptz, seats int, ranked int)
  language sql stable security definer set search_path = overpass, members, platform, pg_temp rows 3 as $$
  select o.place, o.score, o.credits, o.submitted_at, i.seats,
    (select count(*)::int from overpass.applications r where r.intake_id = i.id and r.place is not null)
  from overpass.applications own join overpass.intakes i on i.id = own.intake_id
    join overpass.applications o on o.intake_id = i.id and (o.place in (own.place, own.place - 1)
      or o.place = (select max(l.place) from overpass.applications l where l.intake_id = i.id and l.place <= i.seats))
  where own.id = $1 and own.place is not null and (own.person_id = platform.viewer_person()
    or own.learner_id = any (viewer_children())
    or (own.receiving_organisation_id = platform.viewer_organisation()
      and platform.viewer_role() in ('school_admin', 'teacher') and own.state <> 'withdrawn'))
  order by o.place
$$;
revoke all on function overpass.places_around, overpass.own_guardians, overpass.enter_accepted, overpass.keep_seats from public;
grant execute on function overpass.places_around, overpass.own_guardians, overpass.enter_accepted to overpass_app;

insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('overpass.offer_days', '2000-01-01', 7, '录取确认期限，行业通行做法，尚未核对出处',
    'Days to answer an offered seat: common practice of the field; no source has been read yet', false);
