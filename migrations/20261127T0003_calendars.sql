-- Calendars both ways: secret addresses at which a calendar program reads bookings, and outside calendars of what is
-- offered, whose events block it.

create table sharing.feeds (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members.persons on delete cascade,
  -- As whom it is read. What they may no longer read, the address no longer shows.
  affiliation_id uuid not null references members.affiliations on delete cascade,
  -- Null: what the person booked themself.
  offer_id uuid references sharing.offers,
  -- Of 256 random bits, of which only the hash is kept.
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  unique nulls not distinct (person_id, offer_id)
);
create index feeds_by_affiliation on sharing.feeds (affiliation_id);
create index feeds_by_offer on sharing.feeds (offer_id);

create table sharing.calendars (
  id uuid primary key default uuidv7(),
  offer_id uuid not null references sharing.offers,
  -- The address may hold a secret of its own: sealed, of which only the host is shown.
  address_sealed bytea not null check (length(address_sealed) between 29 and 4000),
  host text not null check (length(host) between 1 and 253),
  problem text check (problem in ('inward', 'unreachable', 'redirect', 'status', 'too_large', 'not_a_calendar', 'too_many',
    'too_slow', 'crashed', 'off')),
  events int not null default 0,
  -- When it was last read whole, and when that was last tried.
  read_at timestamptz,
  tried_at timestamptz,
  failures int not null default 0,
  created_at timestamptz not null default now()
);
create index calendars_by_offer on sharing.calendars (offer_id);

-- When an offer cannot be had because of an outside calendar. What its events are called is not kept.
create table sharing.blocked (
  calendar_id uuid not null references sharing.calendars on delete cascade,
  offer_id uuid not null references sharing.offers,
  during tstzrange not null check (not isempty(during)),
  exclude using gist (calendar_id with =, during with &&)
);
create index blocked_by_offer on sharing.blocked using gist (offer_id, during);

-- What is blocked is not booked either, whoever writes.
create or replace function sharing.guard_part() returns trigger language plpgsql security definer
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
  if exists (select from sharing.blocked b where b.offer_id = new.offer_id and b.during && new.during)
  then raise exception 'blocked' using errcode = '23514', constraint = 'parts_blocked'; end if;
  return new;
end $$;

-- Puts what an outside calendar says now in the place of what it said; the offer is held meanwhile.
create function sharing.replace_blocked(calendar uuid, spans tstzrange[]) returns void language plpgsql security definer
  set search_path = sharing, public, pg_temp as $$
declare
  offer uuid := (select c.offer_id from sharing.calendars c where c.id = calendar);
begin
  perform from sharing.offers o where o.id = offer for update;
  delete from sharing.blocked where calendar_id = calendar;
  insert into sharing.blocked (calendar_id, offer_id, during)
    select calendar, offer, each from unnest(spans) each where not isempty(each);
end $$;

revoke all on function sharing.replace_blocked from public;
grant execute on function sharing.replace_blocked to overpass_system;

do $$
declare
  each text;
begin
  foreach each in array array['feeds', 'calendars', 'blocked'] loop
    execute format('alter table sharing.%I enable row level security', each);
    execute format('create policy system_all on sharing.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on sharing.%I to overpass_system', each);
  end loop;
end
$$;
grant select (id, person_id, affiliation_id, offer_id, created_at, last_used_at),
  insert (person_id, affiliation_id, offer_id, token_hash),
  update (affiliation_id, token_hash, created_at, last_used_at), delete on sharing.feeds to overpass_app;
create policy feeds_own on sharing.feeds to overpass_app using (person_id = (select platform.viewer_person()))
  with check (person_id = (select platform.viewer_person())
    and affiliation_id = (select platform.viewer_affiliation()));

grant select (id, offer_id, host, problem, events, read_at, tried_at, created_at), delete on sharing.calendars to overpass_app;
grant insert on sharing.calendars to overpass_app;
create policy calendars_keep on sharing.calendars to overpass_app
  using (exists (select from sharing.offers o where o.id = offer_id
    and o.organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')));
-- That it is blocked is seen by whoever sees the offer.
grant select on sharing.blocked to overpass_app;
create policy blocked_read on sharing.blocked for select to overpass_app
  using (exists (select from sharing.offers o where o.id = offer_id));
