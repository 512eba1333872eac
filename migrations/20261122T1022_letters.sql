-- Letters that gather what waits: how often, in which language, and when not. No row: none.
create table information.letter_preferences (
  person_id uuid primary key references members.persons on delete cascade,
  rhythm text not null default 'off' check (rhythm in ('off', 'daily', 'weekly')),
  language text not null default 'zh' check (language in ('zh', 'en', 'both')),
  -- Hours of the day in the group's zone between which nothing is sent; alike: none are quiet.
  quiet_from smallint not null default 21 check (quiet_from between 0 and 23),
  quiet_to smallint not null default 7 check (quiet_to between 0 and 23),
  updated_at timestamptz not null default now()
);
create index letter_preferences_on on information.letter_preferences (person_id) where rhythm <> 'off';
alter table information.letter_preferences enable row level security;
create policy own_letters on information.letter_preferences to overpass_app
  using (person_id = (select platform.viewer_person())) with check (person_id = (select platform.viewer_person()));
create policy system_all on information.letter_preferences to overpass_system using (true) with check (true);
grant select, insert, update on information.letter_preferences to overpass_app;
grant select, insert, update, delete on information.letter_preferences to overpass_system;

-- The days on which somebody's letter was decided, so that it is written once however often the job runs.
create table information.letters (
  person_id uuid not null references members.persons on delete cascade,
  day date not null,
  decided_at timestamptz not null default now(),
  sent boolean not null,
  primary key (person_id, day)
);
alter table information.letters enable row level security;
create policy system_all on information.letters to overpass_system using (true) with check (true);
grant select, insert, delete on information.letters to overpass_system;

-- The secret of a person's calendar address, as a hash.
create table information.feeds (
  person_id uuid primary key references members.persons on delete cascade,
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
alter table information.feeds enable row level security;
create policy own_feed on information.feeds to overpass_app
  using (person_id = (select platform.viewer_person())) with check (person_id = (select platform.viewer_person()));
create policy system_all on information.feeds to overpass_system using (true) with check (true);
grant select (person_id, created_at, last_used_at), insert, delete on information.feeds to overpass_app;
grant update (token_hash, created_at, last_used_at) on information.feeds to overpass_app;
grant select, insert, update, delete on information.feeds to overpass_system;

-- Where letters reach a person: only an address that they have confirmed.
create function accounts.confirmed_email(person uuid) returns text language sql stable security definer
  set search_path = auth, pg_temp
  return (select email from auth.users where id = $1 and email_verified and email not like '%.invalid');

-- In whose day a person lives: the zone of the first group that an organisation of theirs belongs to.
create function members.zone_of(person uuid) returns text language sql stable security definer
  set search_path = members, pg_temp
  return coalesce((select min(g.time_zone) from members.active_affiliations a
    join members.memberships m on m.organisation_id = a.organisation_id and m.ends_on is null
    join members.groups g on g.id = m.group_id where a.person_id = $1), 'Asia/Shanghai');

revoke all on function accounts.confirmed_email, members.zone_of from public;
grant execute on function accounts.confirmed_email, members.zone_of to overpass_system;

-- Whose letter is to be decided at an instant, after a person's id: wanted, not in quiet hours, not before seven, a
-- week after the last where weekly, and not yet decided on that day.
create function information.due_letters(at timestamptz, after_person uuid, most int)
  returns table (person_id uuid, language text, email text, day date, since timestamptz)
  language sql stable security definer set search_path = information, members, pg_temp
  begin atomic
    select p.person_id, p.language, who.email, local.day, last.decided_at
    from information.letter_preferences p
    cross join lateral (select accounts.confirmed_email(p.person_id) as email) who
    cross join lateral (select ($1 at time zone members.zone_of(p.person_id)) as at) zone
    cross join lateral (select zone.at::date as day, extract(hour from zone.at) as hour) local
    left join lateral (select l.day, l.decided_at from information.letters l where l.person_id = p.person_id
      order by l.day desc limit 1) last on true
    where p.rhythm <> 'off' and who.email is not null and ($2 is null or p.person_id > $2)
      and local.hour >= 7
      and not case when p.quiet_from = p.quiet_to then false
        when p.quiet_from < p.quiet_to then local.hour >= p.quiet_from and local.hour < p.quiet_to
        else local.hour >= p.quiet_from or local.hour < p.quiet_to end
      and (last.day is null or last.day <= local.day - case p.rhythm when 'weekly' then 7 else 1 end)
    order by p.person_id limit $3;
  end;
revoke all on function information.due_letters from public;
grant execute on function information.due_letters to overpass_system;
