-- Under which keys notices reach the viewer: by role at an organisation (`o:<organisation>:<role>`), in a class
-- (`c:<class>:<role>`), or at a group's member organisations and for the group itself (`m:<group>:<role>`).
-- Resolved whenever something is read, so that whoever leaves or comes of age has lost it by then.
create view members.audience_keys as
  select s.person_id, s.affiliation_id, s.organisation_id, 'o:' || s.organisation_id || ':' || s.role as key
    from members.standings s
  union all
  select s.person_id, s.affiliation_id, s.organisation_id, 'c:' || s.class_id || ':' || s.role
    from members.standings s where s.class_id is not null
  union all
  select s.person_id, s.affiliation_id, s.organisation_id, 'm:' || m.group_id || ':' || s.role
    from members.standings s
    join members.memberships m on m.organisation_id = s.organisation_id and m.ends_on is null
  union all
  select s.person_id, s.affiliation_id, s.organisation_id, 'm:' || s.group_id || ':' || s.role
    from members.standings s where s.group_id is not null;
create function members.viewer_audience() returns text[] language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(array_agg(distinct key), '{}') from members.audience_keys
    where person_id = platform.viewer_person());

create table information.notices (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  -- Set when the group itself speaks, through its secretariat.
  group_id uuid references members.groups,
  author_person_id uuid not null,
  author_affiliation_id uuid not null references members.affiliations,
  author_name text not null check (length(author_name) between 1 and 100),
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  title_zh text not null check (length(title_zh) between 1 and 120),
  title_en text check (length(title_en) between 1 and 200),
  body_zh text not null check (length(body_zh) between 1 and 10000),
  body_en text check (length(body_en) between 1 and 20000),
  -- Whom it is for, as rules: [{ scope: class | organisation | group, id, roles: [...] }].
  audience jsonb not null check (jsonb_typeof(audience) = 'array' and jsonb_array_length(audience) between 1 and 20),
  comments boolean not null default false,
  -- The day it is about, for calendars.
  held_on date,
  -- The last day on which it is read.
  expires_on date,
  revision int not null default 1,
  version int not null default 1,
  published_at timestamptz,
  edited_at timestamptz,
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  check ((published_at is null) = (state = 'draft'))
);
create index notices_by_organisation on information.notices (organisation_id, id desc);
create index notices_by_group on information.notices (group_id, id desc) where group_id is not null;

-- The keys of the rules while it is published: what reading looks up.
create table information.notice_keys (
  key text collate "C" not null,
  notice_id uuid not null references information.notices on delete cascade,
  primary key (key, notice_id)
);
create index notice_keys_by_notice on information.notice_keys (notice_id);

create table information.notice_revisions (
  notice_id uuid not null references information.notices on delete cascade,
  revision int not null,
  title_zh text not null,
  title_en text,
  body_zh text not null,
  body_en text,
  replaced_at timestamptz not null default now(),
  primary key (notice_id, revision)
);
create table information.notice_receipts (
  notice_id uuid not null references information.notices on delete cascade,
  person_id uuid not null,
  revision int not null,
  read_at timestamptz not null default now(),
  primary key (notice_id, person_id)
);
create index notice_receipts_by_person on information.notice_receipts (person_id);
create table information.notice_files (
  id uuid primary key default uuidv7(),
  notice_id uuid not null references information.notices on delete cascade,
  file_id uuid not null references platform.files,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  size bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now()
);
create index notice_files_of on information.notice_files (notice_id, id);
create table information.notice_comments (
  id uuid primary key default uuidv7(),
  notice_id uuid not null references information.notices on delete cascade,
  person_id uuid not null,
  author_name text not null check (length(author_name) between 1 and 100),
  author_role text not null,
  -- Empty once removed: that somebody said something stays, what it was does not.
  text text check (length(text) between 1 and 2000),
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by text check (removed_by in ('writer', 'keeper')),
  check ((text is null) = (removed_at is not null)),
  check ((removed_at is null) = (removed_by is null))
);
create index notice_comments_of on information.notice_comments (notice_id, id);

-- Whether the viewer keeps a notice: as its author, as administrator of the author's organisation, or as the
-- secretariat of the group whose it is. The same sentence as in the policy.
create function information.keeps(organisation uuid, notice_group uuid, author uuid) returns boolean
  language sql stable security invoker set search_path = platform, pg_temp
  return case when $2 is not null
    then platform.viewer_role() = 'secretariat' and platform.viewer_group() = $2
    else platform.viewer_organisation() = $1 and (platform.viewer_affiliation() = $3
      or platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff')) end;

-- Whether the viewer may address these rules: a teacher the class they run, an administrator their organisation
-- and its classes, the secretariat its group and each of its members.
create function information.may_address(rules jsonb) returns boolean language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(bool_and(coalesce(case r ->> 'scope'
    when 'class' then exists (select from members.classes c where c.id = (r ->> 'id')::uuid
      and c.organisation_id = platform.viewer_organisation()
      and (platform.viewer_role() = 'school_admin' or (platform.viewer_role() = 'teacher'
        and exists (select from members.active_affiliations a where a.id = platform.viewer_affiliation()
          and a.class_id = c.id))))
    when 'organisation' then (platform.viewer_organisation() = (r ->> 'id')::uuid
        and platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff'))
      or members.viewer_is_secretariat_of((r ->> 'id')::uuid)
    when 'group' then platform.viewer_role() = 'secretariat' and platform.viewer_group() = (r ->> 'id')::uuid
    end, false)), false) from jsonb_array_elements($1) r);

create function information.keys_of(rules jsonb) returns setof text language sql immutable
  set search_path = pg_catalog, pg_temp
  begin atomic
    select distinct case r ->> 'scope' when 'class' then 'c:' when 'organisation' then 'o:' else 'm:' end
      || (r ->> 'id') || ':' || role
    from jsonb_array_elements($1) r, jsonb_array_elements_text(r -> 'roles') role;
  end;

-- How many people with an account these rules reach today, and how many entries nobody has claimed yet.
create function information.count_reach(rules jsonb) returns table (people int, without_account int)
  language sql stable security definer set search_path = information, members, platform, pg_temp
  begin atomic
    select count(distinct k.person_id)::int,
      count(distinct k.affiliation_id) filter (where k.person_id is null)::int
    from members.audience_keys k
    where information.may_address($1) and k.key in (select information.keys_of($1));
  end;

-- Puts the keys of a published notice where readers look, or takes those of any other away. Only its keeper's
-- deed, and only what that keeper may address.
create function information.settle_notice(notice uuid) returns void
  language plpgsql security definer set search_path = information, members, platform, pg_temp as $$
declare
  n information.notices;
begin
  select * into n from notices where id = notice;
  if not found or not keeps(n.organisation_id, n.group_id, n.author_affiliation_id) then
    raise insufficient_privilege;
  end if;
  delete from notice_keys where notice_id = notice;
  if n.state <> 'published' then return; end if;
  if not may_address(n.audience) then raise insufficient_privilege; end if;
  insert into notice_keys (key, notice_id) select k, notice from keys_of(n.audience) k;
  perform pg_notify('overpass', json_build_object('topic', 'notices.changed',
    'data', json_build_object('organisationId', o.organisation_id))::text)
  from (select distinct k.organisation_id from members.audience_keys k
    where k.key in (select keys_of(n.audience)) limit 200) o;
end
$$;

-- Whether an expiry has passed, by the day in the group's usual zone.
create function information.is_over(expires_on date) returns boolean language sql stable
  return expires_on is not null and expires_on < (now() at time zone 'Asia/Shanghai')::date;

alter table information.notices enable row level security;
alter table information.notice_keys enable row level security;
alter table information.notice_revisions enable row level security;
alter table information.notice_receipts enable row level security;
alter table information.notice_files enable row level security;
alter table information.notice_comments enable row level security;

create policy keys_own on information.notice_keys for select to overpass_app
  using (key = any ((select members.viewer_audience())::text[]));
create policy notices_addressed on information.notices for select to overpass_app
  using (state = 'published' and not information.is_over(expires_on)
    and id in (select k.notice_id from information.notice_keys k
      where k.key = any ((select members.viewer_audience())::text[])));
create policy notices_kept on information.notices to overpass_app
  using (information.keeps(organisation_id, group_id, author_affiliation_id))
  with check (information.keeps(organisation_id, group_id, author_affiliation_id));
-- What belongs to a notice is seen with it, since the inner query is under the same policies.
create policy revisions_seen on information.notice_revisions for select to overpass_app
  using (exists (select from information.notices n where n.id = notice_id));
create policy revisions_kept on information.notice_revisions for insert to overpass_app
  with check (exists (select from information.notices n where n.id = notice_id
    and information.keeps(n.organisation_id, n.group_id, n.author_affiliation_id)));
create policy receipts_own on information.notice_receipts to overpass_app
  using (person_id = (select platform.viewer_person()))
  with check (person_id = (select platform.viewer_person())
    and exists (select from information.notices n where n.id = notice_id and n.state = 'published'));
create policy files_seen on information.notice_files for select to overpass_app
  using (exists (select from information.notices n where n.id = notice_id));
create policy files_kept on information.notice_files to overpass_app
  using (exists (select from information.notices n where n.id = notice_id
    and information.keeps(n.organisation_id, n.group_id, n.author_affiliation_id)))
  with check (exists (select from information.notices n where n.id = notice_id
    and information.keeps(n.organisation_id, n.group_id, n.author_affiliation_id)));
create policy comments_seen on information.notice_comments for select to overpass_app
  using (exists (select from information.notices n where n.id = notice_id));
create policy comments_written on information.notice_comments for insert to overpass_app
  with check (person_id = (select platform.viewer_person()) and removed_at is null
    and exists (select from information.notices n where n.id = notice_id and n.comments and n.state = 'published'
      -- What a group says is read by companies too: minors and their families do not speak there.
      and (n.group_id is null or author_role not in ('student', 'guardian'))));
create policy comments_removed on information.notice_comments for update to overpass_app
  using (person_id = (select platform.viewer_person()) or exists (select from information.notices n
    where n.id = notice_id and information.keeps(n.organisation_id, n.group_id, n.author_affiliation_id)))
  with check (removed_at is not null);

do $$
declare
  name text;
begin
  foreach name in array array['notices', 'notice_keys', 'notice_revisions', 'notice_receipts', 'notice_files',
    'notice_comments']
  loop
    execute format('create policy system_all on information.%I to overpass_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on information.%I to overpass_system', name);
    execute format('grant select on information.%I to overpass_app', name);
  end loop;
end
$$;
grant insert, update, delete on information.notices to overpass_app;
grant insert on information.notice_revisions, information.notice_comments to overpass_app;
grant insert, update on information.notice_receipts to overpass_app;
grant insert, delete on information.notice_files to overpass_app;
grant update (text, removed_at, removed_by) on information.notice_comments to overpass_app;

-- Who has read a notice and who has not, for its keeper: by name within the keeper's own organisation, else only
-- in numbers, organisation by organisation. Nothing for anybody else.
create function information.receipts_of(notice uuid)
  returns table (affiliation_id uuid, organisation_id uuid, person_id uuid, read_at timestamptz, revision int)
  language sql stable security definer set search_path = information, members, platform, pg_temp
  begin atomic
    select distinct on (k.person_id) k.affiliation_id, k.organisation_id, k.person_id, r.read_at, r.revision
    from information.notices n
    join information.notice_keys nk on nk.notice_id = n.id
    join members.audience_keys k on k.key = nk.key and k.person_id is not null
    left join information.notice_receipts r on r.notice_id = n.id and r.person_id = k.person_id
    where n.id = $1 and information.keeps(n.organisation_id, n.group_id, n.author_affiliation_id)
    order by k.person_id, (k.organisation_id = platform.viewer_organisation()) desc, k.affiliation_id;
  end;
create function information.receipts_named(notice uuid, after_read boolean, after_name text, after_id uuid, most int)
  returns table (affiliation_id uuid, name text, role text, class_name text, read_at timestamptz, current boolean)
  language sql stable security definer set search_path = information, members, platform, pg_temp
  begin atomic
    select a.id, a.name, a.role, c.name, r.read_at, r.revision = n.revision
    from information.receipts_of($1) r
    join information.notices n on n.id = $1 and n.group_id is null
    join members.affiliations a on a.id = r.affiliation_id and a.organisation_id = platform.viewer_organisation()
    left join members.classes c on c.id = a.class_id
    where $4 is null or (r.read_at is not null, a.name collate "C", a.id) > ($2, $3 collate "C", $4)
    order by r.read_at is not null, a.name collate "C", a.id
    limit $5;
  end;

-- As whom the viewer speaks below a notice: the standing it reaches them by, the one acted in first; else, for a
-- keeper, the one acted in.
create function information.commenter(notice uuid) returns table (name text, role text)
  language sql stable security definer set search_path = information, members, platform, pg_temp
  begin atomic
    select a.name, a.role from (
      select k.affiliation_id, 1 as rank from information.notice_keys nk
        join members.audience_keys k on k.key = nk.key and k.person_id = platform.viewer_person()
        where nk.notice_id = $1
      union all
      select platform.viewer_affiliation(), 2 from information.notices n
        where n.id = $1 and information.keeps(n.organisation_id, n.group_id, n.author_affiliation_id)
    ) k join members.affiliations a on a.id = k.affiliation_id
    order by k.rank, (a.id = platform.viewer_affiliation()) desc, a.id limit 1;
  end;

revoke all on function information.commenter, members.viewer_audience, information.may_address, information.count_reach,
  information.settle_notice, information.receipts_of, information.receipts_named from public;
grant execute on function information.commenter, members.viewer_audience, information.may_address, information.count_reach,
  information.settle_notice, information.receipts_of, information.receipts_named to overpass_app;
