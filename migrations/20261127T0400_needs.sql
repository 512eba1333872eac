-- What members look for, in the same form as what they offer.
create table sharing.needs (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  -- Who said so; null once that account has left.
  affiliation_id uuid,
  kind text not null check (kind in ('room', 'base', 'equipment', 'software', 'hours', 'visit')),
  state text not null default 'open' check (state in ('open', 'met', 'withdrawn', 'over')),
  title_zh text not null check (length(title_zh) between 1 and 200),
  title_en text check (length(title_en) between 1 and 200),
  text_zh text not null default '' check (length(text_zh) <= 4000),
  text_en text check (length(text_en) <= 6000),
  -- What it has to be or have; an offer in which none of them is found does not meet it.
  words text[] not null default '{}' check (cardinality(words) <= 5),
  people int not null check (people between 1 and 10000),
  units int not null default 1 check (units between 1 and 10000),
  languages text[] not null check (languages <@ array['zh', 'en'] and cardinality(languages) between 1 and 2),
  -- What can be given for it; free is always welcome.
  pays text[] not null default '{}' check (pays <@ array['hour', 'points']),
  most_km int check (most_km between 1 and 5000),
  -- So many minutes between two minutes of the day, on weekdays between two days.
  weekdays int[] not null check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(weekdays) between 1 and 7),
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  from_minute int not null check (from_minute between 0 and 1439),
  until_minute int not null check (until_minute between 1 and 1440),
  minutes int not null check (minutes between 5 and 1440),
  -- By which offer it was met, where one of the platform did.
  met_offer_id uuid references sharing.offers,
  closed_at timestamptz,
  grams text[] not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (until_minute - from_minute >= minutes),
  check ((state = 'open') = (closed_at is null)),
  check (met_offer_id is null or state = 'met')
);
create index needs_newest on sharing.needs (created_at desc, id desc);
create index needs_open on sharing.needs (kind, until_day) where state = 'open';
create index needs_by_organisation on sharing.needs (organisation_id);
create index needs_grams on sharing.needs using gin (grams);

-- An offer that was found to meet a need, and of which both sides were told, once.
create table sharing.matches (
  need_id uuid not null references sharing.needs,
  offer_id uuid not null references sharing.offers,
  told_at timestamptz not null default now(),
  primary key (need_id, offer_id)
);
create index matches_by_offer on sharing.matches (offer_id);

-- An owner puts one of its offers forward.
create table sharing.answers (
  id uuid primary key default uuidv7(),
  need_id uuid not null references sharing.needs,
  offer_id uuid not null references sharing.offers,
  organisation_id uuid not null references members.organisations,
  note text not null default '' check (length(note) <= 1000),
  -- Why it is not what is looked for.
  declined text check (length(declined) between 1 and 1000),
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (need_id, offer_id)
);
create index answers_by_offer on sharing.answers (offer_id);

alter table sharing.bookings add column need_id uuid references sharing.needs;
create index bookings_by_need on sharing.bookings (need_id) where need_id is not null;

-- The organisation whose administrator the viewer is: what it shares and needs is theirs to keep.
create function sharing.viewer_keeper_of() returns uuid language sql stable
  return (case when platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff')
    then platform.viewer_organisation() end);

-- Organisations that share a group with one.
create function sharing.neighbours(organisation uuid) returns uuid[] language sql stable security definer
  set search_path = sharing, members, pg_temp
  return (select array(
    select other.organisation_id from members.memberships own join members.memberships other
      on other.group_id = own.group_id and other.ends_on is null where own.organisation_id = $1 and own.ends_on is null
    union select $1));

-- A need that is closed lies on nobody's desk any more.
create function sharing.settle_need(need uuid) returns void language sql security definer
  set search_path = sharing, information, pg_temp
  begin atomic
    select information.close_todos('need', $1::text, null);
    select information.close_todos('need', $1 || ' ' || owner.id, null)
      from (select distinct o.organisation_id as id from sharing.offers o where o.id in
        (select m.offer_id from sharing.matches m where m.need_id = $1)) owner;
  end;

-- A need is met when a booking made for it is confirmed, by whom and however that comes about.
create function sharing.meet_need() returns trigger language plpgsql security definer
  set search_path = sharing, pg_temp as $$
begin
  update sharing.needs set state = 'met', closed_at = now(), version = version + 1,
      met_offer_id = (select p.offer_id from sharing.parts p where p.booking_id = new.id order by p.id limit 1)
    where id = new.need_id and state = 'open';
  if found then perform sharing.settle_need(new.need_id); end if;
  return null;
end $$;
create trigger meet after update of state on sharing.bookings for each row
  when (new.need_id is not null and new.state = 'confirmed' and old.state <> 'confirmed')
  execute function sharing.meet_need();

-- Needs whose last day has passed.
create function sharing.end_needs() returns int language plpgsql security definer
  set search_path = sharing, platform, pg_temp as $$
declare
  each uuid;
  ended int := 0;
begin
  for each in update sharing.needs set state = 'over', closed_at = now(), version = version + 1
    where state = 'open' and until_day < platform.today() returning id
  loop
    perform sharing.settle_need(each);
    ended := ended + 1;
  end loop;
  return ended;
end $$;

revoke all on function sharing.viewer_keeper_of, sharing.neighbours, sharing.settle_need, sharing.meet_need, sharing.end_needs from public;
grant execute on function sharing.viewer_keeper_of, sharing.neighbours, sharing.settle_need to overpass_app, overpass_system;
grant execute on function sharing.end_needs to overpass_system;

do $$
declare
  each text;
begin
  foreach each in array array['needs', 'matches', 'answers'] loop
    execute format('alter table sharing.%I enable row level security', each);
    execute format('create policy system_all on sharing.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on sharing.%I to overpass_system', each);
    execute format('grant select on sharing.%I to overpass_app', each);
  end loop;
end
$$;
grant insert on sharing.needs, sharing.answers to overpass_app;
grant update (kind, state, title_zh, title_en, text_zh, text_en, words, people, units, languages, pays, most_km, weekdays,
  from_day, until_day, from_minute, until_minute, minutes, met_offer_id, closed_at, grams, version)
  on sharing.needs to overpass_app;
grant update (declined, version) on sharing.answers to overpass_app;

-- A need is read by the members of its owner's groups, and kept by whoever made it and their administrators.
create policy needs_read on sharing.needs for select to overpass_app using (
  organisation_id = (select platform.viewer_organisation())
  or organisation_id = any ((select members.viewer_neighbours())::uuid[]));
create policy needs_make on sharing.needs for insert to overpass_app
  with check (state = 'open' and organisation_id = (select platform.viewer_organisation())
    and affiliation_id = (select platform.viewer_affiliation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff', 'teacher', 'mentor'));
create policy needs_keep on sharing.needs for update to overpass_app using (
  organisation_id = (select sharing.viewer_keeper_of())
  or (organisation_id = (select platform.viewer_organisation()) and affiliation_id = (select platform.viewer_affiliation())));
-- What was found is seen by the two sides.
create policy matches_read on sharing.matches for select to overpass_app using (
  exists (select from sharing.offers o where o.id = offer_id
    and o.organisation_id = (select platform.viewer_organisation()))
  or exists (select from sharing.needs n where n.id = need_id
    and n.organisation_id = (select platform.viewer_organisation())));
create policy answers_read on sharing.answers for select to overpass_app using (
  organisation_id = (select platform.viewer_organisation())
  or exists (select from sharing.needs n where n.id = need_id
    and n.organisation_id = (select platform.viewer_organisation())));
create policy answers_make on sharing.answers for insert to overpass_app
  with check (organisation_id = (select sharing.viewer_keeper_of())
    and exists (select from sharing.offers o where o.id = offer_id and o.state = 'published'
      and o.organisation_id = (select sharing.viewer_keeper_of()))
    and exists (select from sharing.needs n where n.id = need_id and n.state = 'open'
      and n.organisation_id <> (select sharing.viewer_keeper_of())));
create policy answers_decline on sharing.answers for update to overpass_app using (
  exists (select from sharing.needs n where n.id = need_id and (n.organisation_id = (select sharing.viewer_keeper_of())
    or (n.organisation_id = (select platform.viewer_organisation()) and n.affiliation_id = (select platform.viewer_affiliation())))));
