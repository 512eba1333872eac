-- The picture that stands for an item in lists: of its newest published version that has one, or of its draft while nothing
-- is published. Kept with the item, so that a list needs no question about files for each of its rows.
alter table library.items add column picture_id uuid references library.files on delete set null;

create function library.find_picture(item uuid) returns uuid language sql stable set search_path = library, pg_temp
  return (select f.id from library.files f join library.versions v on v.id = f.version_id
    where f.item_id = $1 and f.preview = 'ready' and f.width is not null
    order by v.published_at is null, v.number desc, f.created_at, f.id limit 1);

-- Runs as the owner of the tables: whoever makes previews or publishes may not change items.
create function library.keep_picture() returns trigger language plpgsql security definer set search_path = library, pg_temp as $$
declare
  item uuid := case when tg_op = 'DELETE' then old.item_id else new.item_id end;
begin
  update library.items i set picture_id = found.id from (select library.find_picture(item) as id) found
    where i.id = item and i.picture_id is distinct from found.id;
  return null;
end
$$;
revoke all on function library.find_picture, library.keep_picture from public;

create trigger keep_picture_made after insert on library.files for each row
  when (new.preview = 'ready' and new.width is not null) execute function library.keep_picture();
create trigger keep_picture_changed after update of preview, width on library.files for each row
  when ((old.preview, old.width) is distinct from (new.preview, new.width)) execute function library.keep_picture();
create trigger keep_picture_gone after delete on library.files for each row
  when (old.preview = 'ready' and old.width is not null) execute function library.keep_picture();
create trigger keep_picture_published after update of published_at on library.versions for each row
  when (old.published_at is distinct from new.published_at) execute function library.keep_picture();

update library.items set picture_id = library.find_picture(id);

-- One by one, by key, and without a function's call for each.
alter policy creators_read on library.creators using (exists (select from library.items i where i.id = creators.item_id));
alter policy versions_read on library.versions using (exists (select from library.items i where i.id = versions.item_id)
  and (published_at is not null or (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('teacher', 'mentor', 'school_admin', 'company_hr', 'association_staff'))));
alter policy files_read on library.files using (exists (select from library.versions v where v.id = files.version_id));
alter policy renditions_read on library.renditions using (exists (select from library.files f where f.id = renditions.file_id));
drop function library.sees_file, library.sees_version, library.sees_item;
