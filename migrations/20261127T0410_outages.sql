-- Faults and maintenance: when something cannot be used, all of it or so many of it.
create table sharing.outages (
  id uuid primary key default uuidv7(),
  offer_id uuid not null references sharing.offers,
  -- Whose offer it is.
  organisation_id uuid not null references members.organisations,
  kind text not null check (kind in ('fault', 'maintenance')),
  -- `reported` by whoever used it, until its owner has looked.
  state text not null check (state in ('reported', 'open', 'ended', 'dismissed')),
  words text not null check (length(words) between 1 and 1000),
  -- How many are out of use; null for all.
  units int check (units between 1 and 10000),
  -- Since or from when, and until when as far as is known; a report that stops nothing has no end.
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at),
  by_organisation_id uuid not null references members.organisations,
  affiliation_id uuid,
  booking_id uuid references sharing.bookings,
  -- What was done, or why it was no fault.
  note text check (length(note) between 1 and 1000),
  ended_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((state in ('ended', 'dismissed')) = (note is not null)),
  check ((state in ('ended', 'dismissed')) = (ended_at is not null)),
  check (state <> 'open' or ends_at is not null)
);
create index outages_by_offer on sharing.outages (offer_id, starts_at desc, id desc);
create index outages_by_booking on sharing.outages (booking_id) where booking_id is not null;

create table sharing.outage_files (
  id uuid primary key default uuidv7(),
  outage_id uuid not null references sharing.outages on delete cascade,
  file_id uuid not null references platform.files,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now()
);
create index outage_files_of on sharing.outage_files (outage_id, id);

-- What an outage takes of its offer while it stands, kept by a trigger and read by whoever sees the offer; why, stands
-- with the outage.
create table sharing.stopped (
  outage_id uuid primary key references sharing.outages on delete cascade,
  offer_id uuid not null references sharing.offers,
  units int check (units between 1 and 10000),
  during tstzrange not null check (not isempty(during))
);
create index stopped_by_offer on sharing.stopped using gist (offer_id, during);

-- A booking that had to give way, and what is free instead.
create table sharing.affected (
  booking_id uuid primary key references sharing.bookings,
  outage_id uuid not null references sharing.outages,
  offer_id uuid references sharing.offers,
  starts_at timestamptz,
  ends_at timestamptz,
  told_at timestamptz,
  -- When whoever booked has said that they know.
  noted_at timestamptz,
  check ((offer_id is null) = (starts_at is null) and (starts_at is null) = (ends_at is null))
);
create index affected_by_outage on sharing.affected (outage_id);

-- Equipment handed out for a booking, and how it came back.
create table sharing.handouts (
  part_id uuid primary key references sharing.parts,
  booking_id uuid not null references sharing.bookings,
  out_at timestamptz not null default now(),
  out_note text not null default '' check (length(out_note) <= 1000),
  back_at timestamptz,
  back_units int check (back_units between 0 and 10000),
  back_state text check (back_state in ('whole', 'worn', 'damaged', 'missing')),
  back_note text not null default '' check (length(back_note) <= 1000),
  reminded_at timestamptz,
  version int not null default 1,
  check ((back_at is null) = (back_state is null) and (back_at is null) = (back_units is null))
);
create index handouts_by_booking on sharing.handouts (booking_id);
create index handouts_out on sharing.handouts (out_at) where back_at is null;

-- How many of an offer are taken or out of use at most at any one moment of a time, one part left out.
create function sharing.peak_with_stopped(offer uuid, during tstzrange, except_part uuid, units int) returns int
  language sql stable security definer set search_path = sharing, public, pg_temp
  return (select coalesce(max(taken), 0)::int from (
    select coalesce((select sum(o.units) from sharing.parts o
        where o.offer_id = $1 and o.during @> at and o.id is distinct from $3), 0)
      + coalesce((select sum(least(coalesce(s.units, $4), $4)) from sharing.stopped s
        where s.offer_id = $1 and s.during @> at), 0) as taken
    from (select lower($2) as at
      union select lower(p.during) from sharing.parts p
        where p.offer_id = $1 and p.during && $2 and lower(p.during) > lower($2) and p.id is distinct from $3
      union select lower(s.during) from sharing.stopped s
        where s.offer_id = $1 and s.during && $2 and lower(s.during) > lower($2)) moments
    ) counted);

-- What is out of use is not booked either, whoever writes.
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
  if exists (select from sharing.stopped s where s.offer_id = new.offer_id and s.during && new.during)
    and sharing.peak_with_stopped(new.offer_id, new.during, new.id, offer.units) + new.units > offer.units
  then raise exception 'out of use' using errcode = '23514', constraint = 'parts_stopped'; end if;
  return new;
end $$;

-- An outage stops its offer as long as it stands. Whoever stops an offer and whoever books it wait for each other.
create function sharing.keep_stopped() returns trigger language plpgsql security definer
  set search_path = sharing, pg_temp as $$
begin
  perform from sharing.offers o where o.id = new.offer_id for update;
  delete from sharing.stopped where outage_id = new.id;
  if new.state in ('reported', 'open') and new.ends_at is not null then
    insert into sharing.stopped (outage_id, offer_id, units, during)
      values (new.id, new.offer_id, new.units, tstzrange(new.starts_at, new.ends_at));
  end if;
  return null;
end $$;
create trigger stop after insert or update of state, units, starts_at, ends_at on sharing.outages
  for each row execute function sharing.keep_stopped();

-- Organisations that have used an offer, or do so now.
create function sharing.users(offer uuid) returns uuid[] language sql stable security definer
  set search_path = sharing, pg_temp
  return (select array(select distinct b.organisation_id from sharing.parts p
    join sharing.bookings b on b.id = p.booking_id
    where p.offer_id = $1 and b.state = 'confirmed' and b.starts_at <= now()));

revoke all on function sharing.peak_with_stopped, sharing.keep_stopped, sharing.users from public;
grant execute on function sharing.users to overpass_app, overpass_system;

do $$
declare
  each text;
begin
  foreach each in array array['outages', 'outage_files', 'stopped', 'affected', 'handouts'] loop
    execute format('alter table sharing.%I enable row level security', each);
    execute format('create policy system_all on sharing.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on sharing.%I to overpass_system', each);
    execute format('grant select on sharing.%I to overpass_app', each);
  end loop;
end
$$;
grant insert on sharing.outages, sharing.outage_files, sharing.affected, sharing.handouts to overpass_app;
grant update (state, words, units, starts_at, ends_at, note, ended_at, version) on sharing.outages to overpass_app;
grant update (noted_at) on sharing.affected to overpass_app;
grant update (back_at, back_units, back_state, back_note, version) on sharing.handouts to overpass_app;

-- A report is its owner's administrators' and the reporter's; what the owner has confirmed is read with the offer.
create policy outages_read on sharing.outages for select to overpass_app using (
  affiliation_id = (select platform.viewer_affiliation())
  or organisation_id = (select sharing.viewer_keeper_of())
  or (state in ('open', 'ended') and exists (select from sharing.offers o where o.id = offer_id)));
-- Whoever has used it reports, from now on and for as long as a report stops bookings; only its owner's administrators
-- say that it is out of use. The clock of whoever writes may be ahead.
create policy outages_report on sharing.outages for insert to overpass_app
  with check (by_organisation_id = (select platform.viewer_organisation())
    and affiliation_id = (select platform.viewer_affiliation())
    and organisation_id = (select o.organisation_id from sharing.offers o where o.id = offer_id)
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff', 'teacher', 'mentor')
    and ((state = 'reported' and kind = 'fault' and starts_at < clock_timestamp() + interval '1 hour'
        and (ends_at is null
          or ends_at - starts_at <= interval '24 hours' * platform.parameter('sharing.fault_hold_days')::float8)
        and (organisation_id = (select platform.viewer_organisation())
        or (select platform.viewer_organisation()) = any (sharing.users(offer_id))))
      or (state = 'open' and organisation_id = (select sharing.viewer_keeper_of()))));
create policy outages_keep on sharing.outages for update to overpass_app
  using (organisation_id = (select sharing.viewer_keeper_of()));
-- Pictures are seen by the two who have to do with it.
create policy outage_files_with on sharing.outage_files to overpass_app
  using (exists (select from sharing.outages u where u.id = outage_id
    and (u.affiliation_id = (select platform.viewer_affiliation())
      or u.organisation_id = (select sharing.viewer_keeper_of()))));
-- That it is out of use is seen by whoever sees the offer.
create policy stopped_read on sharing.stopped for select to overpass_app
  using (exists (select from sharing.offers o where o.id = offer_id));
create policy affected_read on sharing.affected for select to overpass_app
  using (exists (select from sharing.bookings b where b.id = booking_id));
create policy affected_make on sharing.affected for insert to overpass_app
  with check (offer_id is null and exists (select from sharing.outages u join sharing.parts p on p.offer_id = u.offer_id
    where u.id = outage_id and p.booking_id = affected.booking_id and u.organisation_id = (select sharing.viewer_keeper_of())));
create policy affected_note on sharing.affected for update to overpass_app
  using (exists (select from sharing.bookings b where b.id = booking_id
    and b.organisation_id = (select platform.viewer_organisation())));
create policy handouts_read on sharing.handouts for select to overpass_app
  using (exists (select from sharing.bookings b where b.id = booking_id));
create policy handouts_keep on sharing.handouts to overpass_app
  using (exists (select from sharing.parts p join sharing.offers o on o.id = p.offer_id
    where p.id = part_id and p.booking_id = handouts.booking_id and o.organisation_id = (select sharing.viewer_keeper_of())));

insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('sharing.fault_hold_days', '2000-01-01', 1, '使用者报修后先停用、等提供单位查看的时间，按报修一天内响应的通行做法，未查到统一文件',
    'How long a reported fault stops bookings until its owner has looked, after the common practice of answering within a day; no common document was found',
    false);
