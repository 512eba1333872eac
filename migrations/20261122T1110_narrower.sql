-- A secretariat reads its group's trail. The organisation its people happen to sit in keeps its own to itself.
alter policy entries_read on audit.entries using (
  (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'))
  or (group_id = (select platform.viewer_group())
    and (select platform.viewer_role()) in ('secretariat', 'authority_observer'))
);

-- What runs as the owner is called by those it was written for.
revoke all on function members.viewer_children, members.viewer_neighbours, members.viewer_is_secretariat_of from public;
grant execute on function members.viewer_children, members.viewer_neighbours, members.viewer_is_secretariat_of
  to overpass_app, overpass_system;
