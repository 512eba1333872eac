-- Sign-in. `auth` holds the tables of better-auth as it compiles them, `accounts` our own. The application
-- role has nothing in `auth`: sessions, passwords and second factors are touched by the system role alone.
create schema auth;
create schema accounts;
grant usage on schema auth to overpass_system;
grant usage on schema accounts to overpass_app, overpass_system;

-- A user of better-auth is the sign-in side of a person, with the same id.
create table auth.users (
  id uuid primary key references members.persons on delete cascade,
  name text not null,
  -- Somebody without an e-mail has an address below `.invalid`, which no letter can reach.
  email text not null unique check (length(email) <= 254 and email = lower(email)),
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  two_factor_enabled boolean
);

create table auth.sessions (
  id uuid primary key default gen_random_uuid(),
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id uuid not null references auth.users on delete cascade,
  -- The affiliation its holder acts in.
  affiliation_id uuid references members.affiliations on delete set null
);
create index sessions_user_id_idx on auth.sessions (user_id);
create index sessions_expires_at on auth.sessions (expires_at);

create table auth.credentials (
  id uuid primary key default gen_random_uuid(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references auth.users on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index credentials_user_id_idx on auth.credentials (user_id);
create unique index credentials_once on auth.credentials (user_id, provider_id, account_id);

create table auth.verifications (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier_idx on auth.verifications (identifier);

create table auth.two_factors (
  id uuid primary key default gen_random_uuid(),
  secret text not null,
  backup_codes text not null,
  user_id uuid not null references auth.users on delete cascade,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);
create unique index two_factors_user_id_idx on auth.two_factors (user_id);
grant select, insert, update, delete on all tables in schema auth to overpass_system;

-- What sign-in may know of affiliations: those that can be acted in today.
create view members.active_affiliations with (security_invoker = true) as
  select id, organisation_id, person_id, group_id, role, name, number, class_id, starts_on
  from members.affiliations
  where starts_on <= current_date and (ends_on is null or ends_on > current_date);
grant select on members.active_affiliations to overpass_app, overpass_system;

-- Joins an affiliation to the person who claims it; false when somebody already has.
create function members.claim_affiliation(affiliation uuid, person uuid) returns boolean
  language sql security invoker set search_path = members, pg_temp as $$
  with claimed as (
    update affiliations set person_id = person, version = version + 1, updated_at = now()
    where id = affiliation and person_id is null and (ends_on is null or ends_on > current_date)
    returning id)
  select exists (select from claimed)
$$;
revoke all on function members.claim_affiliation from public;
grant execute on function members.claim_affiliation to overpass_system;

-- Processes keep a session for some seconds; whatever changes it tells all of them as it commits.
create function accounts.session_gone() returns trigger language plpgsql as $$
begin
  perform pg_notify('overpass', json_build_object('topic', 'session.revoked',
    'data', json_build_object('sessionId', old.id, 'personId', old.user_id))::text);
  return null;
end
$$;
create trigger session_gone after delete on auth.sessions
  for each row execute function accounts.session_gone();

create function accounts.session_acts() returns trigger language plpgsql as $$
begin
  perform pg_notify('overpass', json_build_object('topic', 'viewer.changed',
    'data', json_build_object('personId', new.user_id))::text);
  return null;
end
$$;
create trigger session_acts after update of affiliation_id on auth.sessions
  for each row when (old.affiliation_id is distinct from new.affiliation_id)
  execute function accounts.session_acts();

create function accounts.affiliation_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('overpass', json_build_object('topic', 'viewer.changed',
    'data', json_build_object('personId', coalesce(new.person_id, old.person_id)))::text);
  return null;
end
$$;
create trigger affiliation_acts after update of ends_on, starts_on, person_id, role, group_id on members.affiliations
  for each row when (coalesce(new.person_id, old.person_id) is not null
    and (old.ends_on, old.starts_on, old.person_id, old.role, old.group_id)
      is distinct from (new.ends_on, new.starts_on, new.person_id, new.role, new.group_id))
  execute function accounts.affiliation_changed();

-- The affiliation a person acted in last: where the next session begins.
create table accounts.preferences (
  person_id uuid primary key references members.persons on delete cascade,
  affiliation_id uuid references members.affiliations on delete set null
);

-- People of a demo group that anyone may try the platform as. Empty in real use, and then unused.
create table accounts.personas (
  affiliation_id uuid primary key references members.affiliations on delete cascade,
  position int not null,
  title_zh text not null check (length(title_zh) between 1 and 100),
  title_en text not null check (length(title_en) between 1 and 100)
);

-- Failures by what was tried (an account, an address, a kind of code), shared by all processes. Keys of
-- accounts are hashes: what somebody typed is not kept.
create table accounts.throttles (
  scope text not null,
  key text not null check (length(key) <= 100),
  failures int not null,
  last_at timestamptz not null,
  blocked_until timestamptz,
  primary key (scope, key)
);
create index throttles_last_at on accounts.throttles (last_at);

-- Codes of an authenticator that were used: none opens two sessions.
create table accounts.used_factors (
  person_id uuid not null references members.persons on delete cascade,
  code text not null check (length(code) <= 20),
  used_at timestamptz not null default now(),
  primary key (person_id, code)
);

-- What a person has to be told at the next sign-in.
create table accounts.notices (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members.persons on delete cascade,
  kind text not null check (kind in ('password_reset_by_organisation', 'password_reset_by_mail',
    'password_changed', 'second_factor_disabled', 'recovery_code_used', 'email_changed')),
  organisation_id uuid references members.organisations,
  at timestamptz not null default now(),
  seen_at timestamptz
);
create index notices_unseen on accounts.notices (person_id, at) where seen_at is null;

-- Whether the viewer may invite for this affiliation: an administrator within the own organisation, a
-- secretariat for the first administrator of a member of its group, as long as there is none. Runs as the
-- owner, because a secretariat cannot read another organisation's people.
create function accounts.viewer_may_invite(affiliation uuid, organisation uuid) returns boolean
  language sql stable security definer set search_path = members, platform, pg_temp
  return exists (select from members.affiliations a
    where a.id = affiliation and a.organisation_id = organisation
      and ((platform.viewer_organisation() = organisation
          and platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff'))
        or (a.role in ('school_admin', 'company_hr', 'association_staff')
          and members.viewer_is_secretariat_of(organisation)
          and not exists (select from members.active_affiliations other where other.organisation_id = organisation
            and other.person_id is not null and other.role in ('school_admin', 'company_hr', 'association_staff')))));

create function accounts.viewer_invitable(affiliation uuid)
  returns table (id uuid, organisation_id uuid, group_ids uuid[], administered boolean, role text, name text,
    email text, claimed boolean, active boolean)
  language sql stable security definer set search_path = members, platform, pg_temp as $$
  select a.id, a.organisation_id,
    array(select m.group_id from members.memberships m where m.organisation_id = a.organisation_id and m.ends_on is null),
    exists (select from members.active_affiliations other where other.organisation_id = a.organisation_id
      and other.person_id is not null and other.role in ('school_admin', 'company_hr', 'association_staff')),
    a.role, a.name, a.email, a.person_id is not null, a.ends_on is null or a.ends_on > current_date
  from members.affiliations a
  where a.id = affiliation and accounts.viewer_may_invite(a.id, a.organisation_id)
$$;
revoke all on function accounts.viewer_may_invite, accounts.viewer_invitable from public;
grant execute on function accounts.viewer_may_invite, accounts.viewer_invitable to overpass_app, overpass_system;

-- A code that lets one human claim one affiliation. Only a keyed hash of it is kept.
create table accounts.invitations (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  affiliation_id uuid not null references members.affiliations,
  code_hash bytea unique check (length(code_hash) = 32),
  delivery text not null check (delivery in ('print', 'mail')),
  email text check (length(email) <= 254),
  created_by uuid references members.persons,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid references members.persons,
  revoked_at timestamptz,
  check ((delivery = 'mail') = (email is not null))
);
create unique index invitations_open on accounts.invitations (affiliation_id)
  where used_at is null and revoked_at is null;
create index invitations_listed on accounts.invitations (organisation_id, created_at desc, id desc);
alter table accounts.invitations enable row level security;
create policy inviters on accounts.invitations to overpass_app
  using (accounts.viewer_may_invite(affiliation_id, organisation_id))
  with check (accounts.viewer_may_invite(affiliation_id, organisation_id));
create policy system_all on accounts.invitations to overpass_system using (true) with check (true);
-- The hash is never read by the application role.
grant select (id, organisation_id, affiliation_id, delivery, email, created_by, created_at, expires_at, used_at,
  used_by, revoked_at) on accounts.invitations to overpass_app;
grant insert (organisation_id, affiliation_id, code_hash, delivery, email, created_by, expires_at)
  on accounts.invitations to overpass_app;
grant update (revoked_at) on accounts.invitations to overpass_app;

-- A way back in: a token sent to a verified address, or a code an organisation hands out.
create table accounts.recoveries (
  id uuid primary key default uuidv7(),
  person_id uuid not null references members.persons on delete cascade,
  kind text not null check (kind in ('mail', 'organisation')),
  organisation_id uuid references members.organisations,
  affiliation_id uuid references members.affiliations,
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_by uuid references members.persons,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  check ((kind = 'organisation') = (organisation_id is not null and affiliation_id is not null))
);
create index recoveries_open on accounts.recoveries (person_id) where used_at is null and revoked_at is null;

-- An address somebody says is theirs, until the letter sent there is answered.
create table accounts.email_confirmations (
  person_id uuid primary key references members.persons on delete cascade,
  email text not null check (length(email) <= 254),
  token_hash bytea unique check (length(token_hash) = 32),
  expires_at timestamptz not null
);

-- What a program of an organisation may ask for it. Shown once, kept as a hash.
create table accounts.api_keys (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  -- The role its maker had: what row-level security lets the key see.
  role text not null check (role in ('school_admin', 'company_hr', 'association_staff')),
  name text not null check (length(name) between 1 and 100),
  hint text not null check (length(hint) <= 20),
  key_hash bytea not null unique check (length(key_hash) = 32),
  scopes text[] not null check (cardinality(scopes) between 1 and 20),
  created_by uuid not null references members.persons,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_listed on accounts.api_keys (organisation_id, created_at desc);
alter table accounts.api_keys enable row level security;
create policy administrators_read on accounts.api_keys for select to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy administrators_update on accounts.api_keys for update to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'))
  with check (organisation_id = (select platform.viewer_organisation()));
-- A key never reaches further than its maker.
create policy administrators_insert on accounts.api_keys for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation())
    and role = (select platform.viewer_role()) and created_by = (select platform.viewer_person()));
create policy system_all on accounts.api_keys to overpass_system using (true) with check (true);
grant select (id, organisation_id, role, name, hint, scopes, created_by, created_at, expires_at, last_used_at,
  revoked_at) on accounts.api_keys to overpass_app;
grant insert (organisation_id, role, name, hint, key_hash, scopes, created_by, expires_at) on accounts.api_keys
  to overpass_app;
grant update (revoked_at) on accounts.api_keys to overpass_app;

create function accounts.key_revoked() returns trigger language plpgsql as $$
begin
  perform pg_notify('overpass', json_build_object('topic', 'session.revoked',
    'data', json_build_object('sessionId', old.id))::text);
  return null;
end
$$;
create trigger key_revoked after update of revoked_at or delete on accounts.api_keys
  for each row execute function accounts.key_revoked();

grant select, insert, update, delete on all tables in schema accounts to overpass_system;
