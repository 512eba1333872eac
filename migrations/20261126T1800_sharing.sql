create schema sharing;
grant usage on schema sharing to overpass_app, overpass_system;

-- What members share, with the rules by which it can be booked. `units` is how many can be taken at the same time: one
-- room, thirty stations, forty seats.
create table sharing.offers (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  kind text not null check (kind in ('room', 'base', 'equipment', 'software', 'hours', 'visit')),
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  title_zh text not null check (length(title_zh) between 1 and 200),
  title_en text check (length(title_en) between 1 and 200),
  text_zh text not null default '' check (length(text_zh) <= 4000),
  text_en text check (length(text_en) <= 6000),
  -- Where on the owner's premises; the address is the owner's.
  place text check (length(place) between 1 and 200),
  -- The most people a booking may bring; null where there is no such bound.
  capacity int check (capacity between 1 and 10000),
  units int not null default 1 check (units between 1 and 10000),
  rules text not null default '' check (length(rules) <= 2000),
  -- What has to be done or known before first use.
  safety text not null default '' check (length(safety) <= 2000),
  languages text[] not null check (languages <@ array['zh', 'en'] and cardinality(languages) between 1 and 2),
  -- `hour`: fen an hour and unit; `points`: exchange points an hour and unit.
  fee_basis text not null default 'free' check (fee_basis in ('free', 'hour', 'points')),
  fee_amount int not null default 0 check (fee_amount between 0 and 10000000),
  slot_minutes int not null check (slot_minutes between 5 and 720),
  longest_minutes int not null check (longest_minutes between 5 and 10080),
  buffer_minutes int not null default 0 check (buffer_minutes between 0 and 720),
  -- For members other than the owner: how long before, how much of the open hours of a week, whether at once.
  lead_hours int not null default 0 check (lead_hours between 0 and 8760),
  outside_percent int not null default 100 check (outside_percent between 0 and 100),
  at_once boolean not null default false,
  -- How long a request holds the time while it waits for an answer.
  hold_hours int not null check (hold_hours between 1 and 720),
  -- Cancelled later than so many hours before, a booking counts as used.
  late_hours int not null default 0 check (late_hours between 0 and 720),
  grams text[] not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((fee_basis = 'free') = (fee_amount = 0))
);
create index offers_newest on sharing.offers (created_at desc, id desc);
create index offers_by_organisation on sharing.offers (organisation_id);
create index offers_grams on sharing.offers using gin (grams);

-- When it is open: a weekday, times of the day in the group's zone, and the days (a term) between which they hold.
create table sharing.windows (
  id uuid primary key default uuidv7(),
  offer_id uuid not null references sharing.offers,
  weekday int not null check (weekday between 1 and 7),
  -- Minutes after midnight.
  from_minute int not null check (from_minute between 0 and 1439),
  until_minute int not null check (until_minute between 1 and 1440),
  from_date date not null,
  until_date date check (until_date >= from_date),
  check (until_minute > from_minute)
);
create index windows_by_offer on sharing.windows (offer_id);

-- Days on which it is closed, or open as on another weekday: a working day moved because of a holiday.
create table sharing.exceptions (
  offer_id uuid not null references sharing.offers,
  day date not null,
  works_as int check (works_as between 1 and 7),
  primary key (offer_id, day)
);

-- A booking is of one or several offers for the same time, all or none of them.
create table sharing.bookings (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  -- Whose offers they are: they read it too.
  owner_ids uuid[] not null check (cardinality(owner_ids) between 1 and 10),
  affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  class_id uuid references members.classes,
  class_name text check (length(class_name) <= 100),
  people int not null check (people between 1 and 10000),
  purpose text not null check (length(purpose) between 1 and 1000),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  state text not null default 'requested' check (state in ('requested', 'confirmed', 'waiting', 'refused', 'withdrawn',
    'cancelled', 'expired')),
  -- Until when a request holds the time.
  hold_until timestamptz,
  -- Why it was refused or cancelled, by which side, and whether too late.
  reason text check (length(reason) between 1 and 1000),
  ended_by uuid references members.organisations,
  late boolean not null default false,
  changed_at timestamptz not null default now(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((state = 'requested') = (hold_until is not null)),
  check ((state in ('refused', 'cancelled')) = (reason is not null)),
  check (not late or state = 'cancelled')
);
create index bookings_by_organisation on sharing.bookings (organisation_id, starts_at desc, id desc);
create index bookings_by_owner on sharing.bookings using gin (owner_ids);
create index bookings_by_affiliation on sharing.bookings (affiliation_id);
create index bookings_held on sharing.bookings (hold_until) where state = 'requested';
create index bookings_waiting on sharing.bookings (created_at, id) where state = 'waiting';

create table sharing.parts (
  id uuid primary key default uuidv7(),
  booking_id uuid not null references sharing.bookings,
  offer_id uuid not null references sharing.offers,
  units int not null check (units between 1 and 10000),
  state text not null default 'asked' check (state in ('asked', 'agreed')),
  -- By a member other than the owner.
  outside boolean not null,
  -- The time it takes, the pause after it included; null while it holds nothing.
  during tstzrange check (not isempty(during)),
  pause_minutes int not null default 0,
  -- Of an offer that can be taken only once at a time.
  alone boolean not null default false,
  fee_basis text not null,
  fee_amount int not null,
  -- How many came, confirmed by the owner.
  attended int check (attended between 0 and 10000),
  unique (booking_id, offer_id),
  -- Nobody books twice what there is once.
  constraint parts_once exclude using gist (offer_id with =, during with &&) where (alone)
);
create index parts_by_offer on sharing.parts using gist (offer_id, during);

-- What a booking is at an instant. The rule is `statusOf` of rules/booking.ts, and a test holds both to each other.
create function sharing.status(state text, starts_at timestamptz, ends_at timestamptz, at timestamptz) returns text
  language sql immutable parallel safe
  return case when $1 = 'confirmed' and $3 <= $4 then 'done'
    when $1 in ('requested', 'waiting') and $2 <= $4 then 'expired' else $1 end;

-- How many of an offer are taken at most at any one moment of a time, one part left out.
create function sharing.peak(offer uuid, during tstzrange, except_part uuid) returns int language sql stable
  security definer set search_path = sharing, public, pg_temp
  return (select coalesce(max(taken), 0)::int from (
    select (select sum(o.units) from sharing.parts o
      where o.offer_id = $1 and o.during @> at and o.id is distinct from $3) as taken
    from (select lower($2) as at union select lower(p.during) from sharing.parts p
      where p.offer_id = $1 and p.during && $2 and lower(p.during) > lower($2) and p.id is distinct from $3) moments
    ) counted);

-- A pool is never taken more often than it has units. The offer's row is locked, so that two cannot look at once.
create function sharing.guard_part() returns trigger language plpgsql security definer
  set search_path = sharing, public, pg_temp as $$
declare
  offer sharing.offers;
begin
  if new.during is null then
    new.alone := false;
    return new;
  end if;
  select * into offer from sharing.offers o where o.id = new.offer_id for update;
  new.alone := offer.units = 1;
  if sharing.peak(new.offer_id, new.during, new.id) + new.units > offer.units
  then raise exception 'taken' using errcode = '23514', constraint = 'parts_units'; end if;
  return new;
end $$;
create trigger guard before insert or update of during, units on sharing.parts
  for each row execute function sharing.guard_part();

-- An offer does not shrink below what has been promised.
create function sharing.guard_offer() returns trigger language plpgsql security definer
  set search_path = sharing, public, pg_temp as $$
begin
  if new.units < old.units and sharing.peak(new.id, tstzrange(now(), null), null) > new.units
  then raise exception 'promised' using errcode = '23514', constraint = 'offers_promised'; end if;
  return new;
end $$;
create trigger guard before update of units on sharing.offers for each row execute function sharing.guard_offer();

-- A booking takes the steps there are, is confirmed when every part is, and lets go of all its parts at once.
create function sharing.guard_booking() returns trigger language plpgsql security definer
  set search_path = sharing, pg_temp as $$
begin
  if new.state = old.state then return new; end if;
  if (old.state, new.state) not in (('requested', 'confirmed'), ('requested', 'refused'), ('requested', 'withdrawn'),
      ('requested', 'expired'), ('waiting', 'requested'), ('waiting', 'withdrawn'), ('waiting', 'expired'),
      ('confirmed', 'cancelled'))
  then raise exception 'no such step' using errcode = '23514', constraint = 'bookings_step'; end if;
  if new.state = 'confirmed' and exists (select from sharing.parts p where p.booking_id = new.id
      and (p.state <> 'agreed' or p.during is null))
  then raise exception 'not all agreed' using errcode = '23514', constraint = 'bookings_agreed'; end if;
  if new.state in ('refused', 'withdrawn', 'expired', 'cancelled') then
    update sharing.parts set during = null where booking_id = new.id;
  end if;
  new.changed_at := now();
  return new;
end $$;
create trigger guard before update on sharing.bookings for each row execute function sharing.guard_booking();

-- Lets go of requests that nobody answered in time; gives the offers that became free with it.
create function sharing.release_expired(only_of uuid[] default null) returns uuid[] language plpgsql security definer
  set search_path = sharing, pg_temp as $$
declare
  each record;
  freed uuid[] := '{}';
begin
  for each in select b.id, b.owner_ids, array(select p.offer_id from sharing.parts p where p.booking_id = b.id) as offers
    from sharing.bookings b
    where b.state = 'requested' and b.hold_until <= now() and (only_of is null or exists
      (select from sharing.parts p where p.booking_id = b.id and p.offer_id = any (only_of)))
    order by b.id for update of b skip locked
  loop
    update sharing.bookings set state = 'expired', hold_until = null, version = version + 1 where id = each.id;
    perform information.close_todos('booking', each.id || ' ' || owner, null) from unnest(each.owner_ids) owner;
    freed := freed || each.offers;
  end loop;
  return freed;
end $$;
-- Whoever books or answers holds the offers first, in one order, and sees what is free then; gives what became free with it.
create function sharing.hold_offers(offers uuid[]) returns uuid[] language plpgsql security definer
  set search_path = sharing, pg_temp as $$
begin
  perform from sharing.offers o where o.id = any (offers) order by o.id for update;
  return sharing.release_expired(offers);
end $$;

-- Organisations that may read an offer: those that share a group with its owner, and those that have booked it.
create function sharing.readers(offer uuid) returns uuid[] language sql stable security definer
  set search_path = sharing, members, pg_temp
  return (select array(
    select other.organisation_id from sharing.offers o join members.memberships own on own.organisation_id = o.organisation_id
      and own.ends_on is null join members.memberships other on other.group_id = own.group_id and other.ends_on is null
      where o.id = $1
    union select o.organisation_id from sharing.offers o where o.id = $1
    union select b.organisation_id from sharing.bookings b join sharing.parts p on p.booking_id = b.id where p.offer_id = $1));
create function sharing.groups(organisation uuid) returns uuid[] language sql stable security definer
  set search_path = members, pg_temp
  return (select array(select distinct m.group_id from members.memberships m
    where m.organisation_id = $1 and m.ends_on is null));
create function sharing.viewer_booked(offer uuid) returns boolean language sql stable security definer
  set search_path = sharing, platform, pg_temp
  return exists (select from sharing.parts p join sharing.bookings b on b.id = p.booking_id
    where p.offer_id = $1 and b.organisation_id = platform.viewer_organisation());
-- Whether an organisation may book what another owns: both are members of one group today, neither suspended.
create function sharing.may_book(owner uuid, taker uuid) returns boolean language sql stable security definer
  set search_path = sharing, members, platform, pg_temp
  return owner = taker or exists (select from members.memberships own
    join members.memberships other on other.group_id = own.group_id
    where own.organisation_id = $2 and other.organisation_id = $1
      and own.ends_on is null and other.ends_on is null and own.suspended_on is null and other.suspended_on is null
      and own.starts_on <= platform.today() and other.starts_on <= platform.today());

-- Who gave how much to whom between two days: hours booked and used, or cancelled too late, and hours of people who came.
create function sharing.uses(from_day date, until_day date)
  returns table (giver uuid, taker uuid, bookings int, hours float8, person_hours float8)
  language sql stable security definer set search_path = sharing, members, platform, pg_temp
  begin atomic
    select o.organisation_id, b.organisation_id, count(distinct b.id)::int,
      sum(extract(epoch from b.ends_at - b.starts_at) / 3600)::float8,
      sum(extract(epoch from b.ends_at - b.starts_at) / 3600 * coalesce(p.attended, 0))::float8
    from sharing.bookings b join sharing.parts p on p.booking_id = b.id join sharing.offers o on o.id = p.offer_id
    where p.outside and ((b.state = 'confirmed' and b.ends_at <= now()) or b.late)
      and b.starts_at >= ($1::timestamp at time zone 'Asia/Shanghai')
      and b.starts_at < (($2 + 1)::timestamp at time zone 'Asia/Shanghai')
      and o.organisation_id = any (members.viewer_neighbours()) and b.organisation_id = any (members.viewer_neighbours())
      and platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff', 'secretariat', 'authority_observer')
    group by 1, 2;
  end;

revoke all on function sharing.peak, sharing.release_expired, sharing.hold_offers, sharing.readers, sharing.groups,
  sharing.viewer_booked, sharing.may_book, sharing.uses, sharing.guard_part, sharing.guard_offer, sharing.guard_booking
  from public;
grant execute on function sharing.release_expired, sharing.hold_offers, sharing.readers, sharing.groups,
  sharing.viewer_booked, sharing.may_book, sharing.uses to overpass_app, overpass_system;

do $$
declare
  each text;
begin
  foreach each in array array['offers', 'windows', 'exceptions', 'bookings', 'parts'] loop
    execute format('alter table sharing.%I enable row level security', each);
    execute format('create policy system_all on sharing.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on sharing.%I to overpass_system', each);
    execute format('grant select, insert on sharing.%I to overpass_app', each);
  end loop;
end
$$;
grant update (kind, state, title_zh, title_en, text_zh, text_en, place, capacity, units, rules, safety, languages, fee_basis,
  fee_amount, slot_minutes, longest_minutes, buffer_minutes, lead_hours, outside_percent, at_once, hold_hours, late_hours,
  grams, version) on sharing.offers to overpass_app;
grant delete on sharing.windows, sharing.exceptions to overpass_app;
grant update (state, hold_until, reason, ended_by, late, version) on sharing.bookings to overpass_app;
grant update (state, attended) on sharing.parts to overpass_app;

-- A draft is its owner's administrators'; what was published is read by the members of the owner's groups, and goes on
-- being read by those who have booked it.
create policy offers_read on sharing.offers for select to overpass_app using (
  (organisation_id = (select platform.viewer_organisation())
    and (state <> 'draft' or (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')))
  or (state <> 'draft' and (organisation_id = any ((select members.viewer_neighbours())::uuid[])
    or sharing.viewer_booked(id))));
create policy offers_add on sharing.offers for insert to overpass_app
  with check (state = 'draft' and organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy offers_keep on sharing.offers for update to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
do $$
declare
  each text;
begin
  foreach each in array array['windows', 'exceptions'] loop
    execute format('create policy read_with on sharing.%I for select to overpass_app
      using (exists (select from sharing.offers o where o.id = offer_id))', each);
    execute format('create policy keep on sharing.%I to overpass_app
      using (exists (select from sharing.offers o where o.id = offer_id
        and o.organisation_id = (select platform.viewer_organisation())
        and (select platform.viewer_role()) in (''school_admin'', ''company_hr'', ''association_staff'')))', each);
  end loop;
end
$$;

-- A booking is read and ended by whoever made it, by the administrators of their organisation and of the offers' owners.
create policy bookings_read on sharing.bookings for select to overpass_app using (
  affiliation_id = (select platform.viewer_affiliation())
  or ((select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
    and (organisation_id = (select platform.viewer_organisation())
      or owner_ids @> array[(select platform.viewer_organisation())])));
create policy bookings_make on sharing.bookings for insert to overpass_app
  with check (state in ('requested', 'waiting') and organisation_id = (select platform.viewer_organisation())
    and affiliation_id = (select platform.viewer_affiliation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff', 'teacher', 'mentor'));
create policy bookings_step on sharing.bookings for update to overpass_app using (
  affiliation_id = (select platform.viewer_affiliation())
  or ((select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
    and (organisation_id = (select platform.viewer_organisation())
      or owner_ids @> array[(select platform.viewer_organisation())])));
-- That something is taken is seen by whoever sees the offer; by whom and what for, only with the booking.
create policy parts_read on sharing.parts for select to overpass_app
  using (exists (select from sharing.offers o where o.id = offer_id));
-- What must be asked for is never agreed to by whoever asks.
create policy parts_make on sharing.parts for insert to overpass_app
  with check (exists (select from sharing.bookings b where b.id = booking_id
      and b.affiliation_id = (select platform.viewer_affiliation()))
    and exists (select from sharing.offers o where o.id = offer_id and o.state = 'published'
      and outside = (o.organisation_id <> (select platform.viewer_organisation()))
      and (parts.state = 'asked' or o.at_once or o.organisation_id = (select platform.viewer_organisation()))));
create policy parts_answer on sharing.parts for update to overpass_app
  using (exists (select from sharing.offers o where o.id = offer_id
    and o.organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')));
