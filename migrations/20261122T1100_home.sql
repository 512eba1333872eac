-- Members of the group the viewer is secretariat of that have no administrator: their people have no one
-- to enter them. Tells organisations only, nothing of their people, whom the secretariat does not see.
create function members.without_administrator() returns setof uuid
  language sql stable security definer set search_path = members, platform, pg_temp
  as $$ select m.organisation_id from members.memberships m
    where platform.viewer_role() = 'secretariat' and m.group_id = platform.viewer_group()
      and m.ends_on is null and m.position <> 'authority'
      and not exists (select from members.affiliations a
        where a.organisation_id = m.organisation_id and a.ends_on is null
          and a.role in ('school_admin', 'company_hr', 'association_staff'))$$;
revoke all on function members.without_administrator from public;
grant execute on function members.without_administrator to overpass_app;
