-- A group issues for outcomes that it confirmed itself. Its secretariat sees no learners otherwise: of those whose outcomes
-- the group stands for it reads the name, which the credential carries.
create index outcomes_by_group on records.outcomes (confirming_group_id, id desc) where confirming_group_id is not null;
create function credentials.group_learners(of_group uuid) returns table (id uuid, organisation_id uuid, name text,
    number text, class_id uuid, ends_on date)
  language sql stable security definer set search_path = credentials, members, platform, pg_temp rows 100
  begin atomic
    select a.id, a.organisation_id, a.name, null::text, null::uuid, a.ends_on from members.affiliations a
    where credentials.viewer_keeps(null, $1) and a.role in ('student', 'resident')
      and a.id in (select o.learner_id from records.outcomes o where o.confirming_group_id = $1 and o.root_id is null);
  end;
revoke all on function credentials.group_learners from public;
grant execute on function credentials.group_learners to overpass_app;
