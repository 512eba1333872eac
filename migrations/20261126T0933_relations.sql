-- Who works with whom. What says something about both sides is proposed by one and confirmed by the other; who leads
-- and who supervises is entered by the secretariat of a group both belong to. Rows stay as the history.
create table members.relations (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('lead_of', 'supervised_by', 'partner_of', 'alliance_of')),
  -- "from" leads, is supervised by, is the alliance of, or is a partner of "to".
  from_id uuid not null references members.organisations,
  to_id uuid not null references members.organisations,
  -- Of the group that says so.
  group_id uuid references members.groups,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'declined', 'withdrawn')),
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  note_zh text check (length(note_zh) between 1 and 500),
  note_en text check (length(note_en) between 1 and 1000),
  -- Which side proposed it; null where a group entered it.
  proposed_by uuid references members.organisations,
  proposed_by_name text not null check (length(proposed_by_name) <= 100),
  proposed_at timestamptz not null default now(),
  answered_by_name text check (length(answered_by_name) <= 100),
  answered_at timestamptz,
  ended_by_name text check (length(ended_by_name) <= 100),
  version int not null default 1,
  check (from_id <> to_id),
  check ((kind in ('lead_of', 'supervised_by')) = (group_id is not null)),
  check ((group_id is null) = (proposed_by is not null)),
  check (group_id is null or state = 'confirmed'),
  check (proposed_by is null or proposed_by in (from_id, to_id)),
  check (ends_on is null or state = 'confirmed')
);
-- Two organisations are partners once, whichever of them said so first.
create unique index relations_once on members.relations (kind, least(from_id, to_id), greatest(from_id, to_id), group_id)
  nulls not distinct where state in ('proposed', 'confirmed') and ends_on is null;
create index relations_from on members.relations (from_id);
create index relations_to on members.relations (to_id);
create index relations_by_group on members.relations (group_id) where group_id is not null;

alter table members.relations enable row level security;
-- What is agreed is read by everybody, a proposal by the two it is about.
create policy agreed on members.relations for select to overpass_app using (state = 'confirmed');
create policy sides_read on members.relations for select to overpass_app
  using ((select platform.viewer_organisation()) in (from_id, to_id)
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy side_proposes on members.relations for insert to overpass_app
  with check (group_id is null and state = 'proposed' and proposed_by = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy side_answers on members.relations for update to overpass_app
  using (group_id is null and (select platform.viewer_organisation()) in (from_id, to_id)
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'))
  -- Nobody confirms their own proposal; ending a confirmed one is open to both.
  with check ((select platform.viewer_organisation()) in (from_id, to_id)
    and (state = 'withdrawn' or ends_on is not null or proposed_by <> (select platform.viewer_organisation())));
create policy secretariat_enters on members.relations for insert to overpass_app
  with check ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group())
    and members.viewer_is_secretariat_of(from_id) and members.viewer_is_secretariat_of(to_id));
create policy secretariat_ends on members.relations for update to overpass_app
  using ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()));
create policy system_all on members.relations to overpass_system using (true) with check (true);
grant select, insert on members.relations to overpass_app;
grant update (state, ends_on, answered_by_name, answered_at, ended_by_name, version) on members.relations to overpass_app;
grant select, insert, update, delete on members.relations to overpass_system;
