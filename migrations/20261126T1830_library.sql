create schema library;
grant usage on schema library to overpass_app, overpass_system;

-- What an organisation has: CG assets and teaching material. It stays its owner's; what is not shared is the owner's alone.
create table library.items (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  -- Who brought it, and keeps it beside the owner's administrators.
  affiliation_id uuid references members.affiliations,
  by_name text not null check (length(by_name) <= 100),
  state text not null default 'draft' check (state in ('draft', 'shared', 'recalled')),
  trashed_at timestamptz,
  kind text not null check (kind in ('model', 'texture', 'animation', 'video', 'audio', 'image', 'project', 'courseware',
    'document', 'font', 'other')),
  title_zh text not null check (length(title_zh) between 1 and 200),
  title_en text check (length(title_en) between 1 and 200),
  text_zh text not null default '' check (length(text_zh) <= 5000),
  text_en text check (length(text_en) <= 10000),
  software text[] not null default '{}' check (cardinality(software) <= 20),
  techniques text[] not null default '{}' check (cardinality(techniques) <= 20),
  level text check (level in ('beginner', 'intermediate', 'advanced')),
  subject text check (length(subject) between 1 and 100),
  -- The language spoken or written in it; null where there is none.
  language text check (language in ('zh', 'en', 'other')),
  source text check (length(source) between 1 and 500),
  licence text not null default 'unknown' check (licence in ('cc0', 'cc_by', 'cc_by_sa', 'cc_by_nc', 'cc_by_nc_sa',
    'cc_by_nd', 'cc_by_nc_nd', 'group_teaching', 'custom', 'unknown')),
  licence_text text check (length(licence_text) between 1 and 5000),
  uses text[] not null default '{}' check (uses <@ array['teach', 'modify', 'show', 'publish', 'commercial']),
  audience text not null default 'organisation' check (audience in ('organisation', 'group', 'public')),
  group_id uuid references members.groups,
  access text not null default 'open' check (access in ('open', 'request')),
  -- Not seen by others before the one day, nor after the other.
  embargo_until date,
  expires_on date check (expires_on >= embargo_until),
  -- The keeper's word that everybody named as a creator agreed to be named.
  creators_agreed boolean not null default false,
  recalled_at timestamptz,
  recall_reason text check (length(recall_reason) between 1 and 1000),
  grams text[] not null default '{}',
  sort_key text not null default '' collate "C",
  version int not null default 1,
  created_at timestamptz not null default now(),
  -- What nobody knows the licence of goes to nobody else.
  constraint items_licence_known check (licence <> 'unknown' or audience = 'organisation'),
  constraint items_licence_text check ((licence = 'custom') = (licence_text is not null)),
  constraint items_group check ((audience = 'group') = (group_id is not null)),
  check ((state = 'recalled') = (recalled_at is not null and recall_reason is not null)),
  -- What lies in the trash is offered to nobody.
  check (trashed_at is null or state <> 'shared')
);
create index items_newest on library.items (created_at desc, id desc);
create index items_named on library.items (sort_key, id);
create index items_by_owner on library.items (organisation_id);
create index items_grams on library.items using gin (grams);

create table library.creators (
  id uuid primary key default uuidv7(),
  item_id uuid not null references library.items,
  place int not null,
  name text not null check (length(name) between 1 and 100),
  role text not null check (role in ('author', 'model', 'texture', 'rig', 'animation', 'lighting', 'sound', 'camera',
    'editing', 'teaching'))
);
create index creators_by_item on library.creators (item_id, place);

-- Files are put together in an open version; once published it does not change.
create table library.versions (
  id uuid primary key default uuidv7(),
  item_id uuid not null references library.items,
  organisation_id uuid not null references members.organisations,
  number int not null check (number between 1 and 1000),
  note text not null default '' check (length(note) <= 1000),
  by_name text not null check (length(by_name) <= 100),
  affiliation_id uuid references members.affiliations,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  unique (item_id, number)
);
create unique index library_one_open on library.versions (item_id) where published_at is null;

create table library.files (
  id uuid primary key default uuidv7(),
  version_id uuid not null references library.versions,
  item_id uuid not null references library.items,
  organisation_id uuid not null references members.organisations,
  file_id uuid not null references platform.files,
  name text not null check (length(name) between 1 and 255 and name !~ '[/\\[:cntrl:]]'),
  -- What its content says it is, never what its name says.
  media_type text not null check (media_type ~ '^[a-z0-9.+-]+/[a-z0-9.+-]+$'),
  size bigint not null check (size >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  preview text not null default 'none' check (preview in ('none', 'waiting', 'ready', 'failed')),
  preview_problem text check (preview_problem ~ '^[a-z_]{1,40}$'),
  width int,
  height int,
  created_at timestamptz not null default now(),
  constraint files_name_once unique (version_id, name),
  check ((preview = 'failed') = (preview_problem is not null))
);
create index files_by_hash on library.files (sha256);
create index files_by_item on library.files (item_id);
create index files_by_owner on library.files (organisation_id);

create table library.renditions (
  file_id uuid not null references library.files on delete cascade,
  size text not null check (size in ('thumb', 'large')),
  stored_id uuid not null references platform.files,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  width int not null,
  height int not null,
  primary key (file_id, size)
);

-- Bytes on their way. Each part is stored as it comes and named by its own hash, so that any process goes on with it.
create table library.uploads (
  id uuid primary key default uuidv7(),
  version_id uuid not null references library.versions,
  organisation_id uuid not null references members.organisations,
  person_id uuid not null references members.persons,
  name text not null check (length(name) between 1 and 255 and name !~ '[/\\[:cntrl:]]'),
  size bigint not null check (size > 0),
  -- What the sender says the whole will hash to, where it could tell.
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  received bigint not null default 0 check (received between 0 and size),
  state text not null default 'receiving' check (state in ('receiving', 'received', 'done', 'failed')),
  problem text check (problem ~ '^[a-z_]{1,40}$'),
  created_at timestamptz not null default now(),
  moved_at timestamptz not null default now(),
  check (state = 'receiving' or state = 'failed' or received = size)
);
create index uploads_by_version on library.uploads (version_id);
create index uploads_open on library.uploads (organisation_id) where state in ('receiving', 'received');
create table library.upload_parts (
  upload_id uuid not null references library.uploads,
  starts bigint not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  stored_id uuid not null references platform.files,
  primary key (upload_id, starts)
);

-- Asked for by another organisation where the owner wants to be asked.
create table library.requests (
  id uuid primary key default uuidv7(),
  item_id uuid not null references library.items,
  owner_id uuid not null references members.organisations,
  organisation_id uuid not null references members.organisations,
  affiliation_id uuid references members.affiliations,
  by_name text not null check (length(by_name) <= 100),
  uses text[] not null check (uses <@ array['teach', 'modify', 'show', 'publish', 'commercial'] and cardinality(uses) > 0),
  purpose text not null check (length(purpose) between 1 and 1000),
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  due_on date not null,
  until_date date,
  answer text check (length(answer) between 1 and 1000),
  answered_affiliation_id uuid references members.affiliations,
  answered_by text check (length(answered_by) <= 100),
  answered_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (owner_id <> organisation_id),
  check ((state in ('granted', 'refused')) = (answered_at is not null))
);
create unique index requests_one_open on library.requests (item_id, organisation_id) where state = 'asked';
create index requests_by_owner on library.requests (owner_id, created_at desc);
create index requests_by_organisation on library.requests (organisation_id, created_at desc);

-- Who took which version under which terms. Without one nobody but the owner is given a byte of it.
create table library.receipts (
  id uuid primary key default uuidv7(),
  item_id uuid not null references library.items,
  version_id uuid not null references library.versions,
  owner_id uuid not null references members.organisations,
  organisation_id uuid not null references members.organisations,
  affiliation_id uuid references members.affiliations,
  by_name text not null check (length(by_name) <= 100),
  title_zh text not null check (length(title_zh) <= 200),
  title_en text check (length(title_en) <= 200),
  licence text not null,
  licence_text text,
  uses text[] not null,
  at timestamptz not null default now(),
  recalled_at timestamptz,
  deleted_at timestamptz,
  check (owner_id <> organisation_id),
  check (deleted_at is null or recalled_at is not null)
);
-- What was recalled and is shared again is taken anew.
create unique index receipts_once on library.receipts (version_id, affiliation_id) where recalled_at is null;
create index receipts_by_item on library.receipts (item_id);
create index receipts_by_organisation on library.receipts (organisation_id, at desc);

-- One line a person and day, whatever is reloaded.
create table library.counted (
  item_id uuid not null references library.items,
  kind text not null check (kind in ('view', 'download')),
  day date not null default platform.today(),
  person_id uuid not null,
  primary key (item_id, kind, day, person_id)
);

create function library.viewer_groups() returns uuid[] language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(array_agg(distinct g), '{}') from (
    select m.group_id as g from members.memberships m
      where m.organisation_id = platform.viewer_organisation() and m.ends_on is null
    union select platform.viewer_group() where platform.viewer_group() is not null) each);
-- Whether others than the owner may see it on a day, as far as state and days say.
create function library.offered(state text, trashed_at timestamptz, embargo_until date, expires_on date, day date)
  returns boolean language sql immutable parallel safe
  return state = 'shared' and trashed_at is null and coalesce(embargo_until <= day, true)
    and coalesce(expires_on >= day, true);
-- Whether the viewer's organisation was granted what it asked for, and still is.
create function library.viewer_granted(item uuid) returns boolean language sql stable security definer
  set search_path = library, platform, pg_temp
  return exists (select from library.requests r where r.item_id = $1 and r.state = 'granted'
    and r.organisation_id = platform.viewer_organisation() and coalesce(r.until_date >= platform.today(), true));

do $$
declare
  each text;
begin
  foreach each in array array['items', 'creators', 'versions', 'files', 'renditions', 'uploads', 'upload_parts', 'requests',
    'receipts', 'counted'] loop
    execute format('alter table library.%I enable row level security', each);
    execute format('create policy system_all on library.%I to overpass_system using (true) with check (true)', each);
    execute format('grant select, insert, update, delete on library.%I to overpass_system', each);
  end loop;
end
$$;
grant select, insert on library.items, library.creators, library.versions, library.uploads, library.requests,
  library.receipts to overpass_app;
grant select on library.files, library.renditions to overpass_app;
grant insert on library.counted to overpass_app;
grant delete on library.creators to overpass_app;
grant update (state, trashed_at, kind, title_zh, title_en, text_zh, text_en, software, techniques, level, subject, language,
  source, licence, licence_text, uses, audience, group_id, access, embargo_until, expires_on, creators_agreed, recalled_at,
  recall_reason, grams, sort_key, version) on library.items to overpass_app;
grant update (note, published_at) on library.versions to overpass_app;
grant update (state, until_date, answer, answered_affiliation_id, answered_by, answered_at, version)
  on library.requests to overpass_app;
grant update (deleted_at) on library.receipts to overpass_app;

-- The owner's teachers and staff read all that is theirs; others what is offered, to the audience it is for.
create policy items_read on library.items for select to overpass_app using (
  (select platform.viewer_person()) is not null and (
    (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role())
      in ('teacher', 'mentor', 'school_admin', 'company_hr', 'association_staff'))
    or (library.offered(state, trashed_at, embargo_until, expires_on, (select platform.today()))
      and (audience = 'public' or organisation_id = (select platform.viewer_organisation())
        or (audience = 'group' and group_id = any ((select library.viewer_groups())::uuid[]))))));
create policy items_bring on library.items for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation()) and state = 'draft'
    and affiliation_id = (select platform.viewer_affiliation())
    and (select platform.viewer_role()) in ('teacher', 'mentor', 'school_admin', 'company_hr', 'association_staff'));
create policy items_keep on library.items for update to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and ((select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')
      or ((select platform.viewer_role()) in ('teacher', 'mentor')
        and affiliation_id = (select platform.viewer_affiliation()))));
-- Those of the items that the viewer keeps.
create function library.viewer_keeps(item uuid) returns boolean language sql stable security definer
  set search_path = library, platform, pg_temp
  return exists (select from library.items i where i.id = $1 and i.organisation_id = platform.viewer_organisation()
    and (platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff')
      or (platform.viewer_role() in ('teacher', 'mentor') and i.affiliation_id = platform.viewer_affiliation())));
create policy creators_read on library.creators for select to overpass_app
  using (item_id in (select i.id from library.items i));
create policy creators_keep on library.creators for insert to overpass_app with check (library.viewer_keeps(item_id));
create policy creators_drop on library.creators for delete to overpass_app using (library.viewer_keeps(item_id));
create policy versions_read on library.versions for select to overpass_app
  using (item_id in (select i.id from library.items i)
    and (published_at is not null or (organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('teacher', 'mentor', 'school_admin', 'company_hr', 'association_staff'))));
create policy versions_begin on library.versions for insert to overpass_app
  with check (library.viewer_keeps(item_id) and organisation_id = (select platform.viewer_organisation())
    and published_at is null);
create policy versions_publish on library.versions for update to overpass_app
  using (published_at is null and library.viewer_keeps(item_id)) with check (library.viewer_keeps(item_id));
create policy files_read on library.files for select to overpass_app
  using (version_id in (select v.id from library.versions v));
create policy renditions_read on library.renditions for select to overpass_app
  using (file_id in (select f.id from library.files f));
-- An upload is its sender's: nobody else sees it or goes on with it.
create policy uploads_own on library.uploads for select to overpass_app
  using (person_id = (select platform.viewer_person()));
create policy uploads_begin on library.uploads for insert to overpass_app
  with check (person_id = (select platform.viewer_person()) and received = 0 and state = 'receiving'
    and organisation_id = (select platform.viewer_organisation())
    and version_id in (select v.id from library.versions v where v.published_at is null
      and library.viewer_keeps(v.item_id)));
create policy requests_read on library.requests for select to overpass_app
  using ((select platform.viewer_role()) in ('teacher', 'mentor', 'school_admin', 'company_hr', 'association_staff')
    and (select platform.viewer_organisation()) in (organisation_id, owner_id));
create policy requests_ask on library.requests for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation()) and state = 'asked'
    and affiliation_id = (select platform.viewer_affiliation())
    and (select platform.viewer_role()) in ('teacher', 'mentor', 'school_admin', 'company_hr', 'association_staff')
    and exists (select from library.items i where i.id = item_id and i.organisation_id = owner_id and i.state = 'shared'));
create policy requests_answer on library.requests for update to overpass_app
  using (state = 'asked' and library.viewer_keeps(item_id))
  with check (state in ('granted', 'refused') and library.viewer_keeps(item_id));
create policy requests_withdraw on library.requests for update to overpass_app
  using (state = 'asked' and organisation_id = (select platform.viewer_organisation())
    and affiliation_id = (select platform.viewer_affiliation()))
  with check (state = 'withdrawn' and affiliation_id = (select platform.viewer_affiliation()));
-- A receipt names somebody, perhaps a learner: it is theirs and their own administrators'.
create policy receipts_read on library.receipts for select to overpass_app
  using (affiliation_id = (select platform.viewer_affiliation())
    or (organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff')));
create policy receipts_take on library.receipts for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation())
    and affiliation_id = (select platform.viewer_affiliation()) and recalled_at is null
    and exists (select from library.items i where i.id = item_id and i.organisation_id = owner_id
      and i.organisation_id <> (select platform.viewer_organisation())
      and (i.access = 'open' or library.viewer_granted(i.id)))
    and version_id in (select v.id from library.versions v where v.item_id = receipts.item_id));
create policy receipts_confirm on library.receipts for update to overpass_app
  using (recalled_at is not null and (affiliation_id = (select platform.viewer_affiliation())
    or (organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'))));
create policy counted_own on library.counted for insert to overpass_app
  with check (person_id = (select platform.viewer_person()) and day = (select platform.today())
    and item_id in (select i.id from library.items i));

-- A published version does not change, whoever asks.
create function library.guard_file() returns trigger language plpgsql security definer
  set search_path = library, pg_temp as $$
begin
  if exists (select from library.versions v where v.published_at is not null
      and v.id = case when tg_op = 'DELETE' then old.version_id else new.version_id end)
    and (tg_op <> 'UPDATE' or (new.name, new.sha256, new.media_type, new.version_id)
      is distinct from (old.name, old.sha256, old.media_type, old.version_id))
  then raise exception 'a published version does not change' using errcode = '23514', constraint = 'library_fixed'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger guard before insert or update or delete on library.files
  for each row execute function library.guard_file();

-- Tells every receipt that what it is for was recalled; whom to tell.
create function library.recall_receipts(item uuid) returns table (id uuid, affiliation_id uuid, organisation_id uuid,
    active boolean, organisation_kind text) language sql security definer
  set search_path = library, members, platform, pg_temp
  begin atomic
    with told as (
      update library.receipts r set recalled_at = now()
      where r.item_id = $1 and r.recalled_at is null and library.viewer_keeps($1)
      returning r.id, r.affiliation_id, r.organisation_id
    ) select t.id, t.affiliation_id, t.organisation_id,
      exists (select from members.active_affiliations a where a.id = t.affiliation_id), o.kind
    from told t join members.organisations o on o.id = t.organisation_id;
  end;
-- What an item's keepers are told of its receipts: which organisation, when and whether deleted; no names.
create function library.takers(item uuid) returns table (organisation_id uuid, name_zh text, name_en text,
    taken int, recalled int, deleted int, last_at timestamptz) language sql stable security definer
  set search_path = library, members, platform, pg_temp
  begin atomic
    select o.id, o.name_zh, o.name_en, count(*)::int, count(r.recalled_at)::int, count(r.deleted_at)::int, max(r.at)
    from library.receipts r join members.organisations o on o.id = r.organisation_id
    where r.item_id = $1 and library.viewer_keeps($1) group by o.id order by max(r.at) desc limit 200;
  end;
-- Views and downloads, once a person and day; for whoever may see the item.
create function library.figures(item uuid) returns table (views int, downloads int) language sql stable security definer
  set search_path = library, pg_temp
  begin atomic
    select (count(*) filter (where c.kind = 'view'))::int, (count(*) filter (where c.kind = 'download'))::int
    from library.counted c where c.item_id = $1;
  end;
-- What the members of a group have shared, and given to and taken from one another: an item counts once for each
-- organisation that took it.
create function library.balances(in_group uuid) returns table (organisation_id uuid, name_zh text, name_en text, shared int,
    given int, taken int) language sql stable security definer set search_path = library, members, platform, pg_temp
  begin atomic
    with members_of as (
      select distinct m.organisation_id as id from members.memberships m where m.group_id = $1 and m.ends_on is null
    ), passed as (
      select distinct r.item_id, r.owner_id, r.organisation_id from library.receipts r
      where r.owner_id in (select id from members_of) and r.organisation_id in (select id from members_of)
    )
    select o.id, o.name_zh, o.name_en,
      (select count(*)::int from library.items i where i.organisation_id = o.id
        and (i.audience = 'public' or (i.audience = 'group' and i.group_id = $1))
        and library.offered(i.state, i.trashed_at, i.embargo_until, i.expires_on, platform.today())),
      (select count(*)::int from passed p where p.owner_id = o.id),
      (select count(*)::int from passed p where p.organisation_id = o.id)
    from members_of join members.organisations o on o.id = members_of.id
    where $1 = any (library.viewer_groups());
  end;
-- Bytes an organisation keeps, the same bytes once, with those on their way.
create function library.stored_bytes(organisation uuid) returns bigint language sql stable security definer
  set search_path = library, pg_temp
  return (select coalesce(sum(size), 0)::bigint from (
      select distinct f.sha256, f.size from library.files f where f.organisation_id = $1) kept)
    + (select coalesce(sum(u.size), 0)::bigint from library.uploads u
      where u.organisation_id = $1 and u.state in ('receiving', 'received'));
-- The number of a version that its taker may see no more.
create function library.version_number(version uuid) returns int language sql stable security definer
  set search_path = library, pg_temp
  return (select v.number from library.versions v where v.id = $1);
-- Who brought an item, for whoever may ask for it: a request goes to their list.
create function library.keeper(item uuid) returns table (affiliation_id uuid, active boolean, organisation_kind text)
  language sql stable security definer set search_path = library, members, pg_temp
  begin atomic
    select i.affiliation_id, exists (select from members.active_affiliations a where a.id = i.affiliation_id), o.kind
    from library.items i join members.organisations o on o.id = i.organisation_id where i.id = $1;
  end;
-- Uploads into a version that are not files yet, whoever sends them.
create function library.uploads_open(version uuid) returns int language sql stable security definer
  set search_path = library, pg_temp
  return (select count(*)::int from library.uploads u where u.version_id = $1 and u.state in ('receiving', 'received'));
-- Whoever keeps an item takes its files over into its next version, renditions with them; the bytes are named once more.
create function library.copy_files(from_version uuid, to_version uuid) returns void language plpgsql security definer
  set search_path = library, platform, pg_temp as $$
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
        preview_problem, width, height)
      values (to_version, each.item_id, each.organisation_id, stored, each.name, each.media_type, each.size, each.sha256,
        each.preview, each.preview_problem, each.width, each.height) returning id into made;
    insert into library.renditions (file_id, size, stored_id, sha256, width, height)
      select made, r.size, library.store_again(r.stored_id), r.sha256, r.width, r.height
      from library.renditions r where r.file_id = each.id;
  end loop;
end $$;
create function library.store_again(stored uuid) returns uuid language sql security definer
  set search_path = platform, pg_temp
  begin atomic
    insert into platform.files (owner_organisation_id, created_by, purpose, name, media_type, size, sha256)
      select f.owner_organisation_id, f.created_by, f.purpose, f.name, f.media_type, f.size, f.sha256
      from platform.files f where f.id = $1 returning id;
  end;
create function library.remove_file(file uuid) returns void language plpgsql security definer
  set search_path = library, platform, pg_temp as $$
begin
  if not exists (select from library.files f where f.id = file and library.viewer_keeps(f.item_id)) then return; end if;
  update platform.files set deleted_at = now() where id in (select f.file_id from library.files f where f.id = file
    union all select r.stored_id from library.renditions r where r.file_id = file);
  delete from library.files where id = file;
end $$;
revoke all on function library.version_number, library.keeper, library.uploads_open,
  library.copy_files, library.store_again, library.remove_file from public;
grant execute on function library.version_number, library.keeper, library.uploads_open, library.copy_files,
  library.remove_file to overpass_app, overpass_system;
revoke all on function library.viewer_groups, library.viewer_granted, library.viewer_keeps, library.recall_receipts,
  library.takers, library.figures, library.balances, library.stored_bytes from public;
grant execute on function library.viewer_groups, library.viewer_granted, library.viewer_keeps, library.recall_receipts,
  library.takers, library.figures, library.balances, library.stored_bytes to overpass_app, overpass_system;

insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('library.quota_gigabytes', '2026-01-01', 200, '平台默认值，非法定限额', 'The platform''s own default, no legal limit', true),
  ('library.file_gigabytes', '2026-01-01', 20, '平台默认值，非法定限额', 'The platform''s own default, no legal limit', true),
  ('library.upload_days', '2026-01-01', 7, '平台默认值，非法定期限', 'The platform''s own default, no legal period', true),
  ('library.answer_days', '2026-01-01', 7, '平台默认值，非法定期限', 'The platform''s own default, no legal period', true);
