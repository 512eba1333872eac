-- What two members settle for a term: the uses between them, line by line, as they were when it was drawn up. Both sides
-- confirm it; then it stands.
create table sharing.settlements (
  id uuid primary key default uuidv7(),
  one_id uuid not null references members.organisations,
  other_id uuid not null references members.organisations,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  drawn_by uuid not null references members.organisations,
  -- What an exchange point was worth, in fen.
  point_fen int not null check (point_fen > 0),
  one_confirmed_at timestamptz,
  other_confirmed_at timestamptz,
  -- Why one side does not agree, until it is drawn up anew.
  objection text check (length(objection) between 1 and 1000),
  objected_by uuid references members.organisations,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (one_id < other_id),
  check (drawn_by in (one_id, other_id)),
  check ((objection is null) = (objected_by is null)),
  check (objection is null or one_confirmed_at is null or other_confirmed_at is null),
  -- A use is settled once.
  constraint settlements_once exclude using gist (one_id with =, other_id with =,
    daterange(from_day, until_day, '[]') with &&)
);
create index settlements_by_other on sharing.settlements (other_id);

create table sharing.settlement_lines (
  settlement_id uuid not null references sharing.settlements on delete cascade,
  booking_id uuid not null references sharing.bookings,
  offer_id uuid not null references sharing.offers,
  giver_id uuid not null references members.organisations,
  day date not null,
  title_zh text not null,
  title_en text,
  units int not null,
  hours numeric(9, 2) not null,
  person_hours numeric(11, 2) not null,
  fen int not null,
  points int not null,
  late boolean not null,
  primary key (settlement_id, booking_id, offer_id)
);

-- Each side confirms for itself, and what the other has confirmed is not changed under it; what both have confirmed is
-- not changed any more, whoever writes.
create function sharing.guard_settlement() returns trigger language plpgsql security definer
  set search_path = sharing, platform, pg_temp as $$
declare
  here uuid := platform.viewer_organisation();
begin
  if tg_op = 'UPDATE' and old.one_confirmed_at is not null and old.other_confirmed_at is not null
  then raise exception 'settled' using errcode = '23514', constraint = 'settlements_settled'; end if;
  if here is not null and (
    (new.one_confirmed_at is not null and new.one_id <> here
      and (tg_op = 'INSERT' or new.one_confirmed_at is distinct from old.one_confirmed_at))
    or (new.other_confirmed_at is not null and new.other_id <> here
      and (tg_op = 'INSERT' or new.other_confirmed_at is distinct from old.other_confirmed_at))
    or (tg_op = 'UPDATE' and new.point_fen <> old.point_fen
      and ((new.one_confirmed_at is not null and new.one_id <> here)
        or (new.other_confirmed_at is not null and new.other_id <> here))))
  then raise exception 'not yours' using errcode = '23514', constraint = 'settlements_own_side'; end if;
  return new;
end $$;
create trigger guard before insert or update on sharing.settlements
  for each row execute function sharing.guard_settlement();
create function sharing.guard_settlement_line() returns trigger language plpgsql security definer
  set search_path = sharing, platform, pg_temp as $$
declare
  here uuid := platform.viewer_organisation();
  it sharing.settlements;
begin
  select * into it from sharing.settlements s where s.id = coalesce(new.settlement_id, old.settlement_id);
  if it.one_confirmed_at is not null and it.other_confirmed_at is not null
  then raise exception 'settled' using errcode = '23514', constraint = 'settlements_settled'; end if;
  if here is not null and ((it.one_confirmed_at is not null and it.one_id <> here)
    or (it.other_confirmed_at is not null and it.other_id <> here))
  then raise exception 'not yours' using errcode = '23514', constraint = 'settlements_own_side'; end if;
  return coalesce(new, old);
end $$;
create trigger guard before insert or update or delete on sharing.settlement_lines
  for each row execute function sharing.guard_settlement_line();

-- The group in which two organisations are members, the one they have shared longest.
create function sharing.common_group(one uuid, other uuid) returns uuid language sql stable security definer
  set search_path = members, pg_temp
  return (select a.group_id from members.memberships a join members.memberships b on b.group_id = a.group_id
    where a.organisation_id = $1 and b.organisation_id = $2 and a.ends_on is null and b.ends_on is null
    order by greatest(a.starts_on, b.starts_on), a.group_id limit 1);

revoke all on function sharing.guard_settlement, sharing.guard_settlement_line, sharing.common_group from public;
grant execute on function sharing.common_group to overpass_app, overpass_system;

do $$
declare
  each text;
begin
  foreach each in array array['settlements', 'settlement_lines'] loop
    execute format('alter table sharing.%I enable row level security', each);
    execute format('create policy system_all on sharing.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on sharing.%I to overpass_system', each);
    execute format('grant select, insert on sharing.%I to overpass_app', each);
  end loop;
end
$$;
grant update (drawn_by, point_fen, one_confirmed_at, other_confirmed_at, objection, objected_by, version)
  on sharing.settlements to overpass_app;
grant delete on sharing.settlement_lines to overpass_app;
create policy settlements_sides on sharing.settlements to overpass_app using (
  (select sharing.viewer_keeper_of()) in (one_id, other_id));
create policy lines_with on sharing.settlement_lines to overpass_app
  using (exists (select from sharing.settlements s where s.id = settlement_id));

insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('sharing.point_fen', '2000-01-01', 100, '交换积分的折算值由集团议定；议定之前按一积分一元记账，未查到统一文件',
    'What an exchange point counts for is agreed on in each group; until then it is booked as one yuan; no common document was found',
    false);
