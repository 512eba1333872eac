-- How many learners each programme of the viewer's group has at present, for those who look after the group. Counts alone.
create function overpass.group_learners() returns table (programme_id uuid, learners int) language sql stable security definer
  set search_path = overpass, members, programmes, platform, pg_temp as $$
  select v.programme_id, sum(k.learners)::int
  from (select a.class_id, count(*) as learners from members.affiliations a
    where a.role in ('student', 'resident') and a.class_id is not null
      and a.starts_on <= platform.today() and (a.ends_on is null or a.ends_on >= platform.today())
      and platform.viewer_role() in ('secretariat', 'authority_observer')
      and a.organisation_id in (select m.organisation_id from members.memberships m
        where m.group_id = platform.viewer_group() and m.ends_on is null)
    group by 1) k
  join programmes.version_facts v on v.version_id = programmes.version_of_class(k.class_id)
  group by 1
$$;
revoke all on function overpass.group_learners from public;
grant execute on function overpass.group_learners to overpass_app, overpass_system;
