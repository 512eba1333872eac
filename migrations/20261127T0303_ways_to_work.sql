-- Counts of people that are shown outside their own school begin here; fewer are said to be few.
insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('overpass.count_least', '2000-01-01', 5, '统计披露的通行做法：小于该数的人数不予显示，尚未核对出处',
    'Common practice of statistical disclosure: smaller counts of people are not shown; no source has been read yet', false);

-- A count as others than the own school read it: none, or enough that nobody is told by it; few as null.
create function overpass.as_many(count int) returns int language sql stable set search_path = platform, pg_temp
  return case when count = 0 or count >= platform.parameter('overpass.count_least') then count end;
-- How many learners each programme of some schools has today. For the functions that count, and for nobody else.
create function overpass.learners_of(organisations uuid[]) returns table (programme_id uuid, learners int)
  language sql stable set search_path = members, programmes, platform, pg_temp as $$
  select v.programme_id, sum(k.learners)::int
  from (select a.class_id, count(*) as learners from members.affiliations a
    where a.organisation_id = any ($1) and a.role in ('student', 'resident') and a.class_id is not null
      and a.starts_on <= platform.today() and (a.ends_on is null or a.ends_on >= platform.today())
    group by 1) k
  join programmes.version_facts v on v.version_id = programmes.version_of_class(k.class_id)
  group by 1
$$;
create or replace function overpass.group_learners() returns table (programme_id uuid, learners int) language sql stable
  security definer set search_path = overpass, members, platform, pg_temp as $$
  select c.programme_id, c.learners from learners_of(array(select m.organisation_id from members.memberships m
    where m.group_id = platform.viewer_group() and m.ends_on is null
      and platform.viewer_role() in ('secretariat', 'authority_observer'))) c
$$;

-- What leads to the occupations of a company, and for how many learners, for its own staff. Counts alone.
create function overpass.ways_to_work() returns table (occupation_id uuid, programme_id uuid, learners int)
  language sql stable security definer set search_path = overpass, programmes, platform, pg_temp as $$
  with own as (
    select l.occupation_id, l.programme_id, p.organisation_id from programmes.programme_occupations l
      join programmes.occupation_facts o on o.occupation_id = l.occupation_id
      join programmes.programme_facts p on p.programme_id = l.programme_id
    where o.organisation_id = platform.viewer_organisation()
      and platform.viewer_role() in ('company_hr', 'mentor'))
  select own.occupation_id, own.programme_id, as_many(coalesce(c.learners, 0))
  from own left join learners_of(array(select own.organisation_id from own)) c on c.programme_id = own.programme_id
$$;
-- How many learners follow a way to each of a company's occupations.
create function overpass.followers_to_work() returns table (occupation_id uuid, followers int) language sql stable
  security definer set search_path = overpass, programmes, platform, pg_temp as $$
  select o.occupation_id, as_many((select count(distinct p.person_id)::int from overpass.plans p
    where p.place_ids @> array[o.occupation_id] and p.verdict <> 'gone'))
  from programmes.occupation_facts o
  where o.organisation_id = platform.viewer_organisation() and platform.viewer_role() in ('company_hr', 'mentor')
$$;
-- How many learners the programmes have whose schools signed a bridge to a programme of the viewer's school, for its staff.
create function overpass.learners_towards() returns table (programme_id uuid, learners int) language sql stable
  security definer set search_path = overpass, programmes, platform, pg_temp as $$
  select c.programme_id, as_many(c.learners) from learners_of(array(select unnest(b.party_ids)
    from overpass.signed_bridges b join programmes.programme_facts p
      on p.programme_id::text = b.data -> 'to' ->> 'programmeId'
    where p.organisation_id = platform.viewer_organisation() and platform.viewer_role() in ('school_admin', 'teacher')
      and (b.in_force_until is null or b.in_force_until >= platform.today()))) c
$$;
revoke all on function overpass.as_many, overpass.learners_of, overpass.ways_to_work, overpass.followers_to_work,
  overpass.learners_towards from public;
grant execute on function overpass.ways_to_work, overpass.followers_to_work, overpass.learners_towards
  to overpass_app, overpass_system;
