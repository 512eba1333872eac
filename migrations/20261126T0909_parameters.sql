-- The day it is for the platform's people. The server keeps UTC, and somebody comes of age at their own midnight.
create function platform.today() returns date language sql stable parallel safe
  return (now() at time zone 'Asia/Shanghai')::date;

-- Numbers of the field (ages, hours, shares, days): what they are, from which day, for which cohort, by which
-- source. A change is a new row; what held before stays readable. Without a group it is the law's or the
-- platform's own value, which migrations and the operator set; with a group it is that group's decision.
create table platform.parameters (
  id uuid primary key default uuidv7(),
  name text not null check (name ~ '^[a-z_]+(\.[a-z_]+)+$' and length(name) <= 80),
  group_id uuid,
  -- The year of entry it is for; null for all of them.
  cohort int check (cohort between 1950 and 2100),
  valid_from date not null,
  value numeric not null,
  source_zh text not null check (length(source_zh) between 1 and 500),
  source_en text not null check (length(source_en) between 1 and 500),
  -- Whether somebody has read the value in the source; if not it is shown as unverified.
  verified boolean not null default false,
  by_affiliation_id uuid,
  by_name text check (length(by_name) <= 100),
  created_at timestamptz not null default now()
);
create index parameters_by_name on platform.parameters (name, group_id, cohort, valid_from desc, id desc);

-- Read by everybody, since rules are no secret; changed by the secretariat for its own group alone.
alter table platform.parameters enable row level security;
create policy read_all on platform.parameters for select to overpass_app using (true);
create policy secretariat on platform.parameters for insert to overpass_app
  with check (group_id = (select platform.viewer_group()) and (select platform.viewer_role()) = 'secretariat');
create policy system_all on platform.parameters to overpass_system using (true) with check (true);
grant select, insert on platform.parameters to overpass_app, overpass_system;

-- The value that holds on a day, null where there is none: a group's decision before the general value, one for the
-- cohort before one for all, the latest before earlier ones.
create function platform.parameter(name text, day date default platform.today(), cohort int default null,
    group_id uuid default null) returns numeric
  language sql stable parallel safe
  return (select p.value from platform.parameters p
    where p.name = $1 and p.valid_from <= $2 and (p.cohort is null or p.cohort = $3)
      and (p.group_id is null or p.group_id = $4)
    order by p.group_id is null, p.cohort is null, p.valid_from desc, p.id desc limit 1);

insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('members.majority_age', '2021-01-01', 18, '《中华人民共和国民法典》第十七条：十八周岁以上的自然人为成年人',
    'Civil Code of the People''s Republic of China, art. 17: a person aged eighteen or over is an adult', true);

-- Born on this day or before it: of age today.
create function members.adult_since() returns date language sql stable parallel safe
  return (platform.today() - make_interval(years => platform.parameter('members.majority_age')::int))::date;

-- Whether somebody is not of age today. In a query over many people write
-- `birth_date > (select members.adult_since())`, which is worked out once.
create or replace function members.is_minor(birth_date date) returns boolean language sql stable
  return birth_date is not null and birth_date > members.adult_since();

-- The first day on which somebody is of age: the birthday, or the first of March for the twenty-ninth of February.
create function members.majority_day(birth_date date) returns date language sql stable parallel safe
  return (select case when (d.day - d.years)::date < $1 then d.day + 1 else d.day end
    from (select ($1 + y.years)::date as day, y.years
      from (select make_interval(years => platform.parameter('members.majority_age')::int) as years) y) d);
