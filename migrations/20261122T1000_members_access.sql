-- An organisation enters its own people only in roles of its own: whoever acts for a group is entered by the
-- operator, since a secretariat's reach is not the organisation's to give.
drop policy affiliations_insert on members.affiliations;
create policy affiliations_insert on members.affiliations for insert to overpass_app with check (
  person_id is null and group_id is null and role not in ('secretariat', 'authority_observer') and (
    (organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'))
    or (role in ('school_admin', 'company_hr', 'association_staff')
      and members.viewer_is_secretariat_of(organisation_id)))
);

-- People of the viewer's own organisation by search terms. Row-level security lets only leakproof comparisons
-- use an index, and those of arrays are not; so the search runs as the owner, within that one organisation,
-- and gives ids that the viewer's own query then reads under row-level security.
create extension if not exists btree_gin schema public;
drop index members.affiliations_grams;
create index affiliations_grams on members.affiliations using gin (organisation_id, grams);
create function members.find_affiliations(terms text[]) returns setof uuid
  language sql stable security definer set search_path = members, platform, public, pg_temp rows 100 as $$
  select a.id from members.affiliations a
  where a.organisation_id = platform.viewer_organisation() and a.grams @> terms
$$;
revoke all on function members.find_affiliations from public;
grant execute on function members.find_affiliations to overpass_app;
