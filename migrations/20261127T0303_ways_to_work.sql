-- Counts of people that are shown outside their own school begin here; fewer are said to be few.
insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('overpass.count_least', '2000-01-01', 5, '统计披露的通行做法：小于该数的人数不予显示，尚未核对出处',
    'Common practice of statistical disclosure: smaller counts of people are not shown; no source has been read yet', false);

-- What leads to the occupations of a company, and for how many learners, for its own staff. Counts alone; small ones as null.
create function overpass.ways_to_work() returns table (occupation_id uuid, programme_id uuid, learners int, few boolean)
  language sql stable security definer set search_path = overpass, members, programmes, platform, pg_temp as $$
  with own as (
    select l.occupation_id, l.programme_id from programmes.programme_occupations l
      join programmes.occupation_facts o on o.occupation_id = l.occupation_id
    where o.organisation_id = platform.viewer_organisation()
      and platform.viewer_role() in ('company_hr', 'mentor')),
  counted as (
    select v.programme_id, count(*)::int as learners
    from members.affiliations a
      join members.classes k on k.id = a.class_id
      join programmes.version_facts v on v.version_id = programmes.version_of_class(a.class_id)
    where a.role in ('student', 'resident') and a.starts_on <= platform.today()
      and (a.ends_on is null or a.ends_on >= platform.today())
      and k.organisation_id in (select f.organisation_id from programmes.programme_facts f
        where f.programme_id in (select programme_id from own))
    group by 1)
  select own.occupation_id, own.programme_id,
    case when coalesce(c.learners, 0) = 0 or c.learners >= platform.parameter('overpass.count_least')
      then coalesce(c.learners, 0) end,
    coalesce(c.learners > 0 and c.learners < platform.parameter('overpass.count_least'), false)
  from own left join counted c on c.programme_id = own.programme_id
$$;
-- How many learners follow a way to each of a company's occupations; few as null.
create function overpass.followers_to_work() returns table (occupation_id uuid, followers int, few boolean)
  language sql stable security definer set search_path = overpass, programmes, platform, pg_temp as $$
  select o.occupation_id,
    case when c.n = 0 or c.n >= platform.parameter('overpass.count_least') then c.n end,
    c.n > 0 and c.n < platform.parameter('overpass.count_least')
  from programmes.occupation_facts o cross join lateral (select count(distinct p.person_id)::int as n
    from overpass.plans p where p.place_ids @> array[o.occupation_id] and p.verdict <> 'gone') c
  where o.organisation_id = platform.viewer_organisation() and platform.viewer_role() in ('company_hr', 'mentor')
$$;
revoke all on function overpass.ways_to_work, overpass.followers_to_work from public;
grant execute on function overpass.ways_to_work, overpass.followers_to_work to overpass_app, overpass_system;
-- How many learners each programme has from which a signed bridge leads to a programme of the viewer's school: for its staff.
-- Counts alone; few as null.
create function overpass.learners_towards() returns table (programme_id uuid, learners int, few boolean) language sql stable
  security definer set search_path = overpass, members, programmes, platform, pg_temp as $$
  with parties as (
    select distinct unnest(b.party_ids) as organisation_id from overpass.signed_bridges b
      join programmes.programme_facts p on p.programme_id::text = b.data -> 'to' ->> 'programmeId'
    where p.organisation_id = platform.viewer_organisation() and platform.viewer_role() in ('school_admin', 'teacher')),
  counted as (
    select v.programme_id, count(*)::int as learners
    from members.affiliations a join members.classes k on k.id = a.class_id
      join programmes.version_facts v on v.version_id = programmes.version_of_class(a.class_id)
    where a.role in ('student', 'resident') and a.starts_on <= platform.today()
      and (a.ends_on is null or a.ends_on >= platform.today())
      and k.organisation_id in (select p.organisation_id from parties p)
    group by 1)
  select c.programme_id, case when c.learners >= platform.parameter('overpass.count_least') then c.learners end,
    c.learners < platform.parameter('overpass.count_least')
  from counted c
$$;
revoke all on function overpass.learners_towards from public;
grant execute on function overpass.learners_towards to overpass_app, overpass_system;
