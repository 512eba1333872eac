-- Long work that somebody waits for: how far it is, whether it is to stop, and what came of it.
create table platform.tasks (
  id uuid primary key default uuidv7(),
  kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$' and length(kind) <= 60),
  person_id uuid not null,
  organisation_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0 check (done >= 0),
  total bigint check (total >= 0),
  -- A message key and its values: what is being done, or why it failed.
  message text check (length(message) <= 100),
  message_data jsonb not null default '{}',
  cancel_requested boolean not null default false,
  result jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((finished_at is null) = (state in ('waiting', 'running')))
);
create index tasks_by_person on platform.tasks (person_id, id desc);
create index tasks_finished on platform.tasks (finished_at) where finished_at is not null;

alter table platform.tasks enable row level security;
create policy own_tasks on platform.tasks to overpass_app
  using (person_id = (select platform.viewer_person())
    and organisation_id is not distinct from (select platform.viewer_organisation()))
  with check (person_id = (select platform.viewer_person())
    and organisation_id is not distinct from (select platform.viewer_organisation()));
create policy system_all on platform.tasks to overpass_system using (true) with check (true);
grant select, insert on platform.tasks to overpass_app;
grant update (cancel_requested, updated_at) on platform.tasks to overpass_app;
grant select, insert, update, delete on platform.tasks to overpass_system;
