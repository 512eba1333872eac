-- What belongs to an item is seen by whoever sees the item. Asked one by one, by key: as a list of all that the viewer sees,
-- every question about one file read the whole library first. The functions run as the viewer, under the items' own policy.
create function library.sees_item(item uuid) returns boolean language sql stable
  set search_path = library, pg_temp return exists (select from library.items i where i.id = $1);
create function library.sees_version(version uuid) returns boolean language sql stable
  set search_path = library, pg_temp return exists (select from library.versions v where v.id = $1);
create function library.sees_file(file uuid) returns boolean language sql stable
  set search_path = library, pg_temp return exists (select from library.files f where f.id = $1);
revoke all on function library.sees_item, library.sees_version, library.sees_file from public;
grant execute on function library.sees_item, library.sees_version, library.sees_file to overpass_app, overpass_system;

alter policy creators_read on library.creators using (library.sees_item(item_id));
alter policy versions_read on library.versions using (library.sees_item(item_id)
  and (published_at is not null or (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('teacher', 'mentor', 'school_admin', 'company_hr', 'association_staff'))));
alter policy files_read on library.files using (library.sees_version(version_id));
alter policy renditions_read on library.renditions using (library.sees_file(file_id));
