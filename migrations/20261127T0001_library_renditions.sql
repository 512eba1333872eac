-- What is made of a file so that it can be seen here: small pictures of a still one, and what a player needs of a moving
-- one. Which kinds there are is the module's to say.
alter table library.renditions rename column size to kind;
alter table library.renditions drop constraint renditions_size_check;
alter table library.renditions
  add constraint renditions_kind check (kind ~ '^[a-z_]{1,20}$'),
  add column media_type text not null default 'image/webp' check (media_type ~ '^[a-z0-9.+-]+/[a-z0-9.+-]+$'),
  add column length bigint;
update library.renditions r set length = f.size from platform.files f where f.id = r.stored_id;
alter table library.renditions alter column length set not null;
alter table library.renditions alter column media_type drop default;

alter table library.files
  -- What was read of its content, by its kind: rate and frames of a video, for one.
  add column details jsonb check (jsonb_typeof(details) = 'object'),
  -- The number of a video's first frame where its keeper says another than the file does.
  add column start_frame int check (start_frame between 0 and 100000000);

-- Whoever keeps the item says how its frames are counted; false when somebody was faster.
create function library.set_start_frame(file uuid, seen int, wanted int) returns boolean language plpgsql
  security definer set search_path = library, pg_temp as $$
begin
  update library.files f set start_frame = wanted
  where f.id = file and f.start_frame is not distinct from seen and library.viewer_keeps(f.item_id);
  return found;
end $$;
revoke all on function library.set_start_frame from public;
grant execute on function library.set_start_frame to overpass_app;

-- The next version takes over all that was made and read of its files.
create or replace function library.copy_files(from_version uuid, to_version uuid) returns void language plpgsql
  security definer set search_path = library, platform, pg_temp as $$
declare
  each record;
  stored uuid;
  made uuid;
begin
  if not exists (select from library.versions f join library.versions t on t.item_id = f.item_id
      where f.id = from_version and t.id = to_version and t.published_at is null and library.viewer_keeps(t.item_id))
  then return; end if;
  for each in select * from library.files where version_id = from_version loop
    stored := library.store_again(each.file_id);
    insert into library.files (version_id, item_id, organisation_id, file_id, name, media_type, size, sha256, preview,
        preview_problem, width, height, details, start_frame, package, package_problem)
      values (to_version, each.item_id, each.organisation_id, stored, each.name, each.media_type, each.size, each.sha256,
        each.preview, each.preview_problem, each.width, each.height, each.details, each.start_frame, each.package,
        each.package_problem)
      returning id into made;
    insert into library.renditions (file_id, kind, stored_id, sha256, media_type, length, width, height)
      select made, r.kind, library.store_again(r.stored_id), r.sha256, r.media_type, r.length, r.width, r.height
      from library.renditions r where r.file_id = each.id;
    insert into library.packages (file_id, files, size, links, main_path)
      select made, p.files, p.size, p.links, p.main_path from library.packages p where p.file_id = each.id;
    insert into library.entries (file_id, path, folder, name, is_folder, size, files, media_type, sha256, starts, packed,
        deflated)
      select made, e.path, e.folder, e.name, e.is_folder, e.size, e.files, e.media_type, e.sha256, e.starts, e.packed,
        e.deflated from library.entries e where e.file_id = each.id;
    insert into library.links (file_id, path, target, state)
      select made, l.path, l.target, l.state from library.links l where l.file_id = each.id;
  end loop;
end $$;
