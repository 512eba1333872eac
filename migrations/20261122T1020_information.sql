create schema information;
grant usage on schema information to overpass_app, overpass_system;

-- As what every account holder stands today: a row for each running affiliation; a guardian's for each child
-- who is still a minor, in that child's class, so that it ends by itself. Read through the functions below only.
create view members.standings as
  select a.person_id, a.id as affiliation_id, a.organisation_id, a.group_id, a.role, a.class_id
  from members.active_affiliations a where a.role <> 'guardian'
  union all
  select guardian.person_id, guardian.id, guardian.organisation_id, null, 'guardian', student.class_id
  from members.active_affiliations guardian
  join members.guardianships g on g.guardian_affiliation_id = guardian.id and g.ends_on is null
  join members.active_affiliations student on student.id = g.student_affiliation_id
  join members.affiliations record on record.id = student.id
  where guardian.role = 'guardian' and members.is_minor(record.birth_date);

-- Under which keys the viewer's open items lie: each of the person's standings (`a:<affiliation>`), the role it
-- carries there (`o:<organisation>:<role>`) and, where it acts for a group, that role (`g:<group>:<role>`). Each
-- key once, with the affiliation one has it by.
create function members.viewer_desks()
  returns table (desk text, affiliation_id uuid, organisation_id uuid, group_id uuid, role text)
  language sql stable security definer set search_path = members, platform, pg_temp rows 6
  begin atomic
    select distinct on (d.desk) d.desk, s.affiliation_id, s.organisation_id, s.group_id, s.role
    from members.standings s
    cross join lateral (values ('a:' || s.affiliation_id), ('o:' || s.organisation_id || ':' || s.role),
      ('g:' || s.group_id || ':' || s.role)) as d(desk)
    where s.person_id = platform.viewer_person() and d.desk is not null
    order by d.desk, s.affiliation_id;
  end;
create function members.viewer_desk_keys() returns text[] language sql stable security definer
  set search_path = members, platform, pg_temp
  return (select coalesce(array_agg(desk), '{}') from members.viewer_desks());

-- What waits for a person or a role, put here by the module whose step it is and closed by it.
create table information.todos (
  id uuid primary key default uuidv7(),
  desk text collate "C" not null check (desk ~ '^([ag]|o):' and length(desk) <= 120),
  -- The words are `todo.<kind>` in the messages, with `data` as their values.
  kind text not null check (kind ~ '^[a-z_]+(\.[a-z_]+)*$' and length(kind) <= 80),
  data jsonb not null default '{}' check (pg_column_size(data) <= 4000),
  -- Where the step itself is.
  path text not null check (path ~ '^/([^/\\]|$)' and length(path) <= 500),
  subject_kind text not null check (length(subject_kind) <= 80),
  subject_id text not null check (length(subject_id) <= 100),
  due_on date,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  done_by uuid,
  -- Handed on: whose desk it was on, by whom to whom, with which word.
  handed_from text collate "C",
  handed_by_name text,
  handed_to_name text,
  handed_note text check (length(handed_note) <= 500),
  handed_at timestamptz,
  -- The place in the list: by due day, undated last.
  sort_day date not null generated always as (coalesce(due_on, date '9999-12-31')) stored,
  check ((handed_from is null) = (handed_at is null))
);
create unique index todos_once on information.todos (kind, subject_kind, subject_id, (coalesce(handed_from, desk)))
  where done_at is null;
create index todos_open on information.todos (desk, sort_day, id) where done_at is null;
create index todos_handed on information.todos (handed_from, sort_day, id)
  where done_at is null and handed_from is not null;
create index todos_by_subject on information.todos (subject_kind, subject_id) where done_at is null;
create index todos_done on information.todos (done_at) where done_at is not null;

alter table information.todos enable row level security;
create policy todos_own on information.todos for select to overpass_app
  using (desk = any ((select members.viewer_desk_keys())::text[])
    or handed_from = any ((select members.viewer_desk_keys())::text[]));
create policy system_all on information.todos to overpass_system using (true) with check (true);
grant select on information.todos to overpass_app;
grant select, insert, update, delete on information.todos to overpass_system;

-- Tells the open pages of whoever has a desk that it has changed.
create function information.tell_desk(desk text) returns void language sql security definer
  set search_path = information, members, pg_temp
  begin atomic
    select pg_notify('overpass', json_build_object('topic', 'todos.changed', 'data', who.data)::text)
    from (
      select json_build_object('organisationId', split_part($1, ':', 2)) as data where $1 like 'o:%'
      union all
      select json_build_object('personId', a.person_id) from members.affiliations a
        where $1 like 'a:%' and a.id::text = split_part($1, ':', 2) and a.person_id is not null
      union all
      select json_build_object('organisationId', a.organisation_id)
        from (select distinct organisation_id from members.active_affiliations
          where $1 like 'g:%' and group_id is not null and 'g:' || group_id || ':' || role = $1) a
    ) who;
  end;
revoke all on function information.tell_desk from public;

-- The two things a module does: put an item on a desk, once however often it says so, and close what a finished
-- step has settled. An item that was handed on stays with whoever has it.
create function information.put_todo(desk text, kind text, data jsonb, path text, subject_kind text, subject_id text,
    due_on date) returns void language sql security definer set search_path = information, pg_temp
  begin atomic
    insert into information.todos (desk, kind, data, path, subject_kind, subject_id, due_on)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (kind, subject_kind, subject_id, (coalesce(handed_from, desk))) where done_at is null
    do update set data = excluded.data, path = excluded.path, due_on = excluded.due_on;
    select information.tell_desk($1);
  end;
create function information.close_todos(subject_kind text, subject_id text, kinds text[]) returns int
  language plpgsql security definer set search_path = information, platform, pg_temp as $$
declare
  closed text[];
begin
  with done as (
    update todos t set done_at = now(), done_by = platform.viewer_person()
    where t.done_at is null and t.subject_kind = close_todos.subject_kind
      and t.subject_id = close_todos.subject_id and (kinds is null or t.kind = any (kinds))
    returning t.desk
  ) select coalesce(array_agg(done.desk), '{}') into closed from done;
  perform tell_desk(d) from (select distinct unnest(closed)) as each(d);
  return cardinality(closed);
end
$$;

-- Who may take an item over: somebody with an account at the organisation whose desk it is on, in the same role
-- or, unless it is a group's, its administrator. Nobody for what waits for a learner or a guardian.
create function information.colleagues(todo uuid) returns table (affiliation_id uuid, name text, role text)
  language sql stable security definer set search_path = information, members, platform, pg_temp rows 50
  begin atomic
    select a.id, a.name, a.role
    from information.todos t
    join members.viewer_desks() own on own.desk = t.desk and own.role not in ('student', 'guardian', 'resident')
    join members.active_affiliations a on a.organisation_id = own.organisation_id
      and a.person_id <> platform.viewer_person()
      and ((a.role = own.role and a.group_id is not distinct from own.group_id)
        or (own.group_id is null and a.role in ('school_admin', 'company_hr', 'association_staff')))
    where t.id = $1 and t.done_at is null
    order by a.name collate "C", a.id;
  end;

-- Hands an item on; null unless it is on one of the viewer's desks and the other may take it. Gives the
-- organisation it stays in.
create function information.hand_on(todo uuid, to_affiliation uuid, note text) returns uuid
  language plpgsql security definer set search_path = information, members, platform, pg_temp as $$
declare
  item record;
  taker text;
begin
  select t.desk, own.organisation_id, a.name into item
    from todos t join members.viewer_desks() own on own.desk = t.desk
    join members.affiliations a on a.id = own.affiliation_id
    where t.id = todo and t.done_at is null for update of t;
  if not found then return null; end if;
  select c.name into taker from colleagues(todo) c where c.affiliation_id = to_affiliation;
  if not found then return null; end if;
  update todos t set desk = 'a:' || to_affiliation, handed_from = coalesce(t.handed_from, t.desk),
      handed_by_name = item.name, handed_to_name = taker, handed_note = note, handed_at = now()
    where t.id = todo;
  perform tell_desk(item.desk), tell_desk('a:' || to_affiliation);
  return item.organisation_id;
end
$$;

-- Takes an item back to the desk it was handed on from, by whoever has that desk or has the item now.
create function information.take_back(todo uuid) returns uuid
  language plpgsql security definer set search_path = information, members, platform, pg_temp as $$
declare
  item record;
begin
  select t.desk, t.handed_from, own.organisation_id into item
    from todos t join members.viewer_desks() own on own.desk in (t.handed_from, t.desk)
    where t.id = todo and t.done_at is null and t.handed_from is not null limit 1 for update of t;
  if not found then return null; end if;
  update todos t set desk = t.handed_from, handed_from = null, handed_by_name = null, handed_to_name = null,
      handed_note = null, handed_at = null where t.id = todo;
  perform tell_desk(item.desk), tell_desk(item.handed_from);
  return item.organisation_id;
end
$$;

-- Items handed on to somebody who has left go back to where they came from; how many.
create function information.return_orphans() returns int
  language sql security definer set search_path = information, members, pg_temp
  begin atomic
    with back as (
      update information.todos t set desk = t.handed_from, handed_from = null, handed_by_name = null,
        handed_to_name = null, handed_note = null, handed_at = null
      where t.done_at is null and t.handed_from is not null
        and not exists (select from members.active_affiliations a where 'a:' || a.id = t.desk)
      returning 1)
    select count(*)::int from back;
  end;

revoke all on function members.viewer_desks, members.viewer_desk_keys, information.put_todo, information.close_todos,
  information.colleagues, information.hand_on, information.take_back, information.return_orphans from public;
grant execute on function members.viewer_desks, members.viewer_desk_keys, information.colleagues,
  information.hand_on, information.take_back to overpass_app;
grant execute on function information.put_todo, information.close_todos to overpass_app, overpass_system;
grant execute on function information.return_orphans to overpass_system;
