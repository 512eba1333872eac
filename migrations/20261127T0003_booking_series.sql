-- A series: one booking for every week, asked for, answered and given back as one or date by date. Each date is a booking
-- of its own, so that what holds for a booking holds for every date.
create table sharing.series (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  owner_ids uuid[] not null check (cardinality(owner_ids) between 1 and 10),
  affiliation_id uuid,
  weekdays int[] not null check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(weekdays) between 1 and 7),
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  -- Minutes after midnight in the group's zone, whatever its clocks do between two dates.
  from_minute int not null check (from_minute between 0 and 1439),
  until_minute int not null check (until_minute between 1 and 1440),
  created_at timestamptz not null default now(),
  unique (id, organisation_id),
  check (until_minute > from_minute)
);
create index series_by_affiliation on sharing.series (affiliation_id);

alter table sharing.bookings add column series_id uuid,
  add foreign key (series_id, organisation_id) references sharing.series (id, organisation_id);
create index bookings_by_series on sharing.bookings (series_id, starts_at) where series_id is not null;

-- Once no date of a series waits for an owner, the series is off that owner's desk.
create function sharing.close_series(series uuid) returns void language sql security definer
  set search_path = sharing, information, pg_temp
  begin atomic
    select information.close_todos('series', s.id || ' ' || owner, null)
      from sharing.series s, unnest(s.owner_ids) owner
      where s.id = $1 and not exists (select from sharing.bookings b join sharing.parts p on p.booking_id = b.id
        join sharing.offers o on o.id = p.offer_id
        where b.series_id = s.id and b.state = 'requested' and p.state = 'asked' and o.organisation_id = owner);
  end;

create or replace function sharing.release_expired(only_of uuid[] default null) returns uuid[] language plpgsql
  security definer set search_path = sharing, pg_temp as $$
declare
  each record;
  freed uuid[] := '{}';
begin
  for each in select b.id, b.owner_ids, b.series_id,
      array(select p.offer_id from sharing.parts p where p.booking_id = b.id) as offers
    from sharing.bookings b
    where b.state = 'requested' and b.hold_until <= now() and (only_of is null or exists
      (select from sharing.parts p where p.booking_id = b.id and p.offer_id = any (only_of)))
    order by b.id for update of b skip locked
  loop
    update sharing.bookings set state = 'expired', hold_until = null, version = version + 1 where id = each.id;
    perform information.close_todos('booking', each.id || ' ' || owner, null) from unnest(each.owner_ids) owner;
    if each.series_id is not null then perform sharing.close_series(each.series_id); end if;
    freed := freed || each.offers;
  end loop;
  return freed;
end $$;

revoke all on function sharing.close_series from public;
grant execute on function sharing.close_series to overpass_app, overpass_system;

alter table sharing.series enable row level security;
create policy system_all on sharing.series to overpass_system using (true) with check (true);
grant select, insert, update, delete on sharing.series to overpass_system;
grant select, insert on sharing.series to overpass_app;
-- As the bookings in it.
create policy series_read on sharing.series for select to overpass_app using (
  affiliation_id = (select platform.viewer_affiliation())
  or ((select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
    and (organisation_id = (select platform.viewer_organisation())
      or owner_ids @> array[(select platform.viewer_organisation())])));
create policy series_make on sharing.series for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation())
    and affiliation_id = (select platform.viewer_affiliation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff', 'teacher', 'mentor'));
