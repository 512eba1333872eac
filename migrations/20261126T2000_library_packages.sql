-- A zip is read once: its files by path, each with its own hash, and what its scenes refer to and it does not hold.
alter table library.files
  add column package text not null default 'none' check (package in ('none', 'waiting', 'ready', 'failed')),
  add column package_problem text check (package_problem ~ '^[a-z_]{1,40}$'),
  add constraint files_package check ((package = 'failed') = (package_problem is not null));

create table library.packages (
  file_id uuid primary key references library.files on delete cascade,
  files int not null check (files >= 0),
  size bigint not null check (size >= 0),
  -- References that were followed, those that lead nowhere among them.
  links int not null check (links >= 0),
  -- What is opened first, as was guessed or its keeper says.
  main_path text,
  version int not null default 1
);

create table library.entries (
  id uuid primary key default uuidv7(),
  file_id uuid not null references library.packages on delete cascade,
  path text not null collate "C" check (length(path) between 1 and 1000),
  folder text not null collate "C",
  name text not null collate "C",
  is_folder boolean not null,
  -- A file's own, or of all below a folder.
  size bigint not null check (size >= 0),
  files int not null check (files >= 0),
  media_type text,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Where its bytes lie in the zip.
  starts bigint,
  packed bigint,
  deflated boolean,
  constraint entries_once unique (file_id, path),
  check (is_folder = (sha256 is null) and is_folder = (starts is null) and is_folder = (packed is null)
    and is_folder = (deflated is null) and is_folder = (media_type is null))
);
create index entries_in_folder on library.entries (file_id, folder, is_folder desc, path);

create table library.links (
  id uuid primary key default uuidv7(),
  file_id uuid not null references library.packages on delete cascade,
  path text not null,
  target text not null check (length(target) <= 1000),
  state text not null check (state in ('missing', 'case', 'outside', 'remote', 'unread'))
);
create index links_by_file on library.links (file_id);

do $$
declare
  each text;
begin
  foreach each in array array['packages', 'entries', 'links'] loop
    execute format('alter table library.%I enable row level security', each);
    execute format('create policy system_all on library.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on library.%I to overpass_system', each);
    execute format('create policy %s_read on library.%I for select to overpass_app
      using (exists (select from library.files f where f.id = %I.file_id))', each, each, each);
    execute format('grant select on library.%I to overpass_app', each);
  end loop;
end
$$;
-- Whoever keeps the item says what is opened first; it is one of the files.
create policy packages_main on library.packages for update to overpass_app
  using (exists (select from library.files f where f.id = packages.file_id and library.viewer_keeps(f.item_id)))
  with check (exists (select from library.entries e
    where e.file_id = packages.file_id and e.path = main_path and not e.is_folder));
grant update (main_path, version) on library.packages to overpass_app;

-- The next version takes over what was read of its packages as well.
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
        preview_problem, width, height, package, package_problem)
      values (to_version, each.item_id, each.organisation_id, stored, each.name, each.media_type, each.size, each.sha256,
        each.preview, each.preview_problem, each.width, each.height, each.package, each.package_problem)
      returning id into made;
    insert into library.renditions (file_id, size, stored_id, sha256, width, height)
      select made, r.size, library.store_again(r.stored_id), r.sha256, r.width, r.height
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
