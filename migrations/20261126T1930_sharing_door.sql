-- Sign-in at the door of a booking: a code that changes every half minute, those who are expected and who came, and
-- what each of them has confirmed before first use. What comes of it goes into the records of the learners.

create index bookings_by_class on sharing.bookings (class_id, starts_at) where class_id is not null;

-- The secret is never read: functions make and try its codes.
create table sharing.doors (
  booking_id uuid primary key references sharing.bookings,
  secret bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
    check (length(secret) = 32),
  -- When somebody said last who was there; until then what is known is who signed in.
  confirmed_at timestamptz,
  confirmed_by text check (length(confirmed_by) <= 100),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((confirmed_at is null) = (confirmed_by is null))
);
-- Those named for a booking, and of its class whoever came or was spoken of.
create table sharing.visitors (
  booking_id uuid not null references sharing.bookings,
  organisation_id uuid not null references members.organisations,
  affiliation_id uuid not null references members.affiliations,
  -- By the code.
  arrived_at timestamptz,
  -- As the supervisor has confirmed it.
  present boolean,
  -- What stands in a learner's record for it, and how often something has been entered there.
  outcome_id uuid references records.outcomes (id),
  entered int not null default 0 check (entered >= 0),
  primary key (booking_id, affiliation_id),
  check (outcome_id is null or present)
);
create index visitors_by_affiliation on sharing.visitors (affiliation_id);
-- What somebody has confirmed to have read before first use; what the owner has changed is read again.
create table sharing.briefings (
  offer_id uuid not null references sharing.offers,
  affiliation_id uuid not null references members.affiliations,
  text_hash text not null check (length(text_hash) = 32),
  -- Told by the supervisor to whoever came without a phone.
  by_supervisor boolean not null,
  at timestamptz not null default now(),
  primary key (offer_id, affiliation_id, text_hash)
);
create index briefings_by_affiliation on sharing.briefings (affiliation_id);

-- Whoever made a booking, and the administrators of their organisation, see to who comes to it.
create function sharing.viewer_supervises(booking uuid) returns boolean language sql stable security definer
  set search_path = sharing, platform, pg_temp
  return exists (select from sharing.bookings b where b.id = $1 and b.organisation_id = platform.viewer_organisation()
    and (platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff')
      or (platform.viewer_role() = 'teacher' and b.affiliation_id = platform.viewer_affiliation())));

-- Eight digits of a half minute.
create function sharing.door_code(secret bytea, step bigint) returns text language sql immutable parallel safe
  return lpad((('x' || left(encode(sha256($1 || int8send($2)), 'hex'), 12))::bit(48)::bigint % 100000000)::text, 8, '0');
create function sharing.door_step(at timestamptz) returns bigint language sql immutable parallel safe
  return floor(extract(epoch from $1) / 30)::bigint;
create function sharing.is_open(state text, starts_at timestamptz, ends_at timestamptz, early interval) returns boolean
  language sql stable parallel safe
  return $1 = 'confirmed' and now() >= $2 - $4 and now() < $3;

-- The code to show now, and until when it is shown; nothing where the door is not open or not the viewer's.
create function sharing.show_code(booking uuid, early interval) returns table (code text, until timestamptz)
  language sql stable security definer set search_path = sharing, pg_temp rows 1
  begin atomic
    select sharing.door_code(d.secret, sharing.door_step(now())), to_timestamp((sharing.door_step(now()) + 1) * 30)
    from sharing.doors d join sharing.bookings b on b.id = d.booking_id
    where d.booking_id = $1 and sharing.viewer_supervises($1)
      and sharing.is_open(b.state, b.starts_at, b.ends_at, $2);
  end;

-- As whom the viewer is expected at a booking: named for it, or of its class until it is said who was there.
create function sharing.viewer_place(booking uuid) returns uuid language sql stable security definer
  set search_path = sharing, members, platform, pg_temp
  return (select a.id from members.affiliations a join sharing.bookings b on b.id = $1
      and b.organisation_id = a.organisation_id
    left join sharing.doors d on d.booking_id = b.id
    left join sharing.visitors v on v.booking_id = b.id and v.affiliation_id = a.id
    where a.person_id = platform.viewer_person() and (v.affiliation_id is not null
      or (d.confirmed_at is null and b.class_id = a.class_id and a.role = 'student' and a.ends_on is null))
    order by v.affiliation_id is null, a.id limit 1);

-- What a code opens: `arrived`, or why not: `elsewhere` (of a booking the viewer is not expected at), `over` (shown a
-- while ago, on a photograph), `unknown`. The half minute before is taken too: somebody is still typing.
create function sharing.try_code(code text, early interval) returns table (outcome text, booking uuid)
  language plpgsql security definer set search_path = sharing, pg_temp as $$
declare
  step bigint := door_step(now());
  fitting uuid;
  place uuid;
begin
  select d.booking_id, viewer_place(d.booking_id) into fitting, place
    from doors d join bookings b on b.id = d.booking_id
    where is_open(b.state, b.starts_at, b.ends_at, early)
      and $1 in (door_code(d.secret, step), door_code(d.secret, step - 1))
    order by 2 nulls last limit 1;
  if place is not null then
    insert into visitors as v (booking_id, organisation_id, affiliation_id, arrived_at)
      select b.id, b.organisation_id, place, now() from bookings b where b.id = fitting
      -- Whoever comes after it was said that they are not there is to be spoken of anew.
      on conflict (booking_id, affiliation_id) do update set arrived_at = coalesce(v.arrived_at, now()),
        present = case when v.arrived_at is not null or v.present then v.present end;
    return query select 'arrived', fitting;
  elsif fitting is not null then
    return query select 'elsewhere', null::uuid;
  else
    return query select case when exists (select from bookings b join doors d on d.booking_id = b.id,
        generate_series(step - 2880, step - 2) as earlier
      where b.state = 'confirmed' and b.starts_at < now() + interval '1 day' and b.ends_at > now() - interval '1 day'
        and viewer_place(b.id) is not null and door_code(d.secret, earlier) = $1)
      then 'over' else 'unknown' end, null::uuid;
  end if;
end $$;

-- What has to be confirmed before first use of a booking's offers, and a hash by which a change is seen.
create function sharing.briefing(booking uuid) returns table (offer_id uuid, title_zh text, title_en text, safety text,
    text_hash text)
  language sql stable security definer set search_path = sharing, pg_temp rows 2
  begin atomic
    select o.id, o.title_zh, o.title_en, o.safety, md5(o.safety) from sharing.parts p
      join sharing.offers o on o.id = p.offer_id where p.booking_id = $1 and o.safety <> '' order by o.id;
  end;
create function sharing.is_briefed(booking uuid, affiliation uuid) returns boolean language sql stable security definer
  set search_path = sharing, pg_temp
  return not exists (select from sharing.briefing($1) s where not exists (select from sharing.briefings b
    where b.offer_id = s.offer_id and b.affiliation_id = $2 and b.text_hash = s.text_hash));
-- The viewer confirms for themself what they were shown; false where it has changed since, or nobody expects them.
create function sharing.confirm_briefing(booking uuid, shown text[]) returns boolean language plpgsql security definer
  set search_path = sharing, pg_temp as $$
declare
  place uuid := viewer_place(booking);
begin
  if place is null or shown is distinct from array(select s.text_hash from briefing(booking) s order by s.offer_id) then
    return false;
  end if;
  insert into briefings (offer_id, affiliation_id, text_hash, by_supervisor)
    select s.offer_id, place, s.text_hash, false from briefing(booking) s on conflict do nothing;
  return true;
end $$;
-- The supervisor has told those who came without a phone.
create function sharing.brief_others(booking uuid, affiliations uuid[]) returns void language sql security definer
  set search_path = sharing, pg_temp
  begin atomic
    insert into sharing.briefings (offer_id, affiliation_id, text_hash, by_supervisor)
      select s.offer_id, v.affiliation_id, s.text_hash, true
      from sharing.briefing($1) s join sharing.visitors v on v.booking_id = $1 and v.affiliation_id = any ($2)
      where sharing.viewer_supervises($1) on conflict do nothing;
  end;

-- Who is expected and who came, for whoever sees to it.
create function sharing.roster(booking uuid) returns table (affiliation_id uuid, name text, number text, role text,
    of_class boolean, arrived_at timestamptz, present boolean, briefed boolean, outcome_id uuid, entered int)
  language sql stable security definer set search_path = sharing, members, pg_temp
  begin atomic
    select a.id, a.name, a.number, a.role, b.class_id is not null and a.class_id is not distinct from b.class_id,
      v.arrived_at, v.present, sharing.is_briefed($1, a.id), v.outcome_id, coalesce(v.entered, 0)
    from sharing.bookings b
      left join sharing.doors d on d.booking_id = b.id
      join members.affiliations a on a.organisation_id = b.organisation_id
      left join sharing.visitors v on v.booking_id = b.id and v.affiliation_id = a.id
    where b.id = $1 and sharing.viewer_supervises($1) and (v.affiliation_id is not null
      or (d.confirmed_at is null and b.class_id = a.class_id and a.role = 'student' and a.ends_on is null))
    order by a.sort_key, a.id;
  end;

-- How many were there is said to both sides: it is what their balance counts.
create function sharing.count_present(booking uuid) returns int language plpgsql security definer
  set search_path = sharing, pg_temp as $$
declare
  came int;
begin
  if not viewer_supervises(booking) then return null; end if;
  select count(*)::int into came from visitors v where v.booking_id = booking and v.present;
  update parts set attended = came where booking_id = booking;
  update bookings set version = version + 1 where id = booking;
  return came;
end $$;
create function sharing.door_confirmed(booking uuid) returns boolean language sql stable security definer
  set search_path = sharing, pg_temp
  return exists (select from sharing.doors d where d.booking_id = $1 and d.confirmed_at is not null);

-- Where the viewer is expected or was, for the past two months and the next two weeks.
create function sharing.own_visits() returns table (booking_id uuid, at_zh text, at_en text, owner_zh text, owner_en text,
    place text, starts_at timestamptz, ends_at timestamptz, arrived_at timestamptz, present boolean, confirmed boolean,
    briefed boolean)
  language sql stable security definer set search_path = sharing, members, platform, pg_temp rows 20
  begin atomic
    select b.id, o.title_zh, o.title_en, w.name_zh, w.name_en, o.place, b.starts_at, b.ends_at, v.arrived_at, v.present,
      d.confirmed_at is not null, sharing.is_briefed(b.id, a.id)
    from members.affiliations a
      join sharing.bookings b on b.organisation_id = a.organisation_id and b.state = 'confirmed'
        and b.ends_at > now() - interval '60 days' and b.starts_at < now() + interval '14 days'
      left join sharing.doors d on d.booking_id = b.id
      left join sharing.visitors v on v.booking_id = b.id and v.affiliation_id = a.id
      join sharing.offers o on o.id = (select p.offer_id from sharing.parts p where p.booking_id = b.id order by p.id limit 1)
      join members.organisations w on w.id = o.organisation_id
    where a.person_id = platform.viewer_person() and (v.affiliation_id is not null
      or (d.confirmed_at is null and b.class_id = a.class_id and a.role = 'student' and a.ends_on is null))
    order by b.starts_at desc, b.id limit 50;
  end;

-- Bookings for a class or named people that have begun without a door: gives each one, once, with whoever made it.
create function sharing.begin_doors() returns table (booking uuid, affiliation uuid, title text, starts_at timestamptz)
  language sql security definer set search_path = sharing, pg_temp
  begin atomic
    with made as (insert into sharing.doors (booking_id)
      select b.id from sharing.bookings b where b.state = 'confirmed' and b.starts_at <= now()
        and b.starts_at > now() - interval '7 days' and b.affiliation_id is not null
        and (b.class_id is not null or exists (select from sharing.visitors v where v.booking_id = b.id))
        and not exists (select from sharing.doors d where d.booking_id = b.id)
      on conflict do nothing returning booking_id)
    select b.id, b.affiliation_id, (select o.title_zh from sharing.parts p join sharing.offers o on o.id = p.offer_id
      where p.booking_id = b.id order by p.id limit 1), b.starts_at from made join sharing.bookings b on b.id = made.booking_id;
  end;

revoke all on function sharing.viewer_supervises, sharing.show_code, sharing.viewer_place, sharing.try_code,
  sharing.door_code, sharing.briefing, sharing.is_briefed, sharing.confirm_briefing, sharing.brief_others, sharing.roster,
  sharing.count_present, sharing.door_confirmed, sharing.own_visits, sharing.begin_doors from public;
grant execute on function sharing.viewer_supervises, sharing.show_code, sharing.viewer_place, sharing.try_code,
  sharing.briefing, sharing.is_briefed, sharing.confirm_briefing, sharing.brief_others, sharing.roster,
  sharing.count_present, sharing.door_confirmed, sharing.own_visits to overpass_app;
grant execute on function sharing.begin_doors, sharing.door_code to overpass_system;

do $$
declare
  each text;
begin
  foreach each in array array['doors', 'visitors', 'briefings'] loop
    execute format('alter table sharing.%I enable row level security', each);
    execute format('create policy system_all on sharing.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on sharing.%I to overpass_system', each);
  end loop;
end
$$;
grant select (booking_id, confirmed_at, confirmed_by, version), insert (booking_id),
  update (confirmed_at, confirmed_by, version) on sharing.doors to overpass_app;
grant select, insert (booking_id, organisation_id, affiliation_id, present), update (present, outcome_id, entered), delete
  on sharing.visitors to overpass_app;
create policy doors_keep on sharing.doors to overpass_app using (sharing.viewer_supervises(booking_id));
-- Whoever sees to a booking names people of their own organisation; each sees their own line.
create policy visitors_keep on sharing.visitors to overpass_app using (sharing.viewer_supervises(booking_id))
  with check (sharing.viewer_supervises(booking_id) and organisation_id = (select platform.viewer_organisation())
    and exists (select from members.affiliations a where a.id = affiliation_id and a.role <> 'guardian'
      and a.organisation_id = visitors.organisation_id));

-- How long before its time the door of a booking opens.
insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('sharing.door_minutes', '2000-01-01', 30, '到场签到提前开放的时间，按实训课提前集合的通行做法，未查到统一文件',
    'How early sign-in opens, after the common practice of gathering before a practice class; no common document was found',
    false);
