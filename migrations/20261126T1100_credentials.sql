-- Credentials that outlive the platform: who issues them under which keys, what is issued to whom, and whether it is
-- still in force.
create schema credentials;
grant usage on schema credentials to overpass_app, overpass_system;

-- An organisation or a group that issues. Its id stands in its DID.
create table credentials.issuers (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid unique references members.organisations,
  group_id uuid unique references members.groups,
  created_at timestamptz not null default now(),
  check ((organisation_id is null) <> (group_id is null))
);

-- Every key an issuer has ever signed with stays published. `sealed` is the private half, encrypted.
create table credentials.keys (
  id uuid primary key default gen_random_uuid(),
  issuer_id uuid not null references credentials.issuers,
  did text not null check (length(did) <= 500),
  method text not null unique check (length(method) <= 600),
  public_key text not null check (public_key ~ '^z6Mk'),
  sealed bytea not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
create index keys_by_did on credentials.keys (did, created_at);
create unique index keys_in_use on credentials.keys (issuer_id) where retired_at is null;

-- A page of status entries of one DID; revocation and suspension are two lists of the same indexes. Random ids and
-- random indexes: neither tells when or with whom something was issued.
create table credentials.status_pages (
  id uuid primary key default gen_random_uuid(),
  issuer_id uuid not null references credentials.issuers,
  did text not null,
  length int not null check (length >= 131072 and length % 8 = 0),
  used int not null default 0 check (used between 0 and length)
);
create index status_pages_by_did on credentials.status_pages (did);

-- The lists as signed last; thrown away by whatever changes them.
create table credentials.status_lists (
  page_id uuid not null references credentials.status_pages,
  purpose text not null check (purpose in ('revocation', 'suspension')),
  signed text not null,
  signed_at timestamptz not null default now(),
  primary key (page_id, purpose)
);

create table credentials.templates (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid references members.organisations,
  group_id uuid references members.groups,
  kind text not null check (kind in ('completion', 'award', 'project', 'contribution')),
  name_zh text not null check (length(name_zh) between 1 and 100),
  name_en text check (length(name_en) between 1 and 200),
  description_zh text not null check (length(description_zh) between 1 and 2000),
  description_en text check (length(description_en) between 1 and 4000),
  criteria_zh text not null check (length(criteria_zh) between 1 and 4000),
  criteria_en text check (length(criteria_en) between 1 and 8000),
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  levels text[] not null default '{}' check (cardinality(levels) <= 10),
  alignments jsonb not null default '[]' check (pg_column_size(alignments) <= 20000),
  -- The recorded outcome that earns it: of which kind, and what its title holds. None: it is issued by hand alone.
  outcome_kind text check (length(outcome_kind) between 1 and 40),
  outcome_named text check (length(outcome_named) between 1 and 100),
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((organisation_id is null) <> (group_id is null)),
  check (outcome_kind is not null or outcome_named is null)
);
create index templates_by_owner on credentials.templates (coalesce(organisation_id, group_id), created_at desc, id);

-- One decision to issue: to one learner or to many. Until `deliver_at` nobody outside has it and it can be withdrawn.
create table credentials.batches (
  id uuid primary key default uuidv7(),
  template_id uuid not null references credentials.templates,
  organisation_id uuid references members.organisations,
  group_id uuid references members.groups,
  total int not null check (total >= 1),
  level text check (length(level) <= 100),
  awarded_on date not null,
  valid_until date check (valid_until > awarded_on),
  evidence jsonb not null default '[]' check (pg_column_size(evidence) <= 20000),
  deliver_at timestamptz not null,
  task_id uuid,
  signed_at timestamptz,
  withdrawn_at timestamptz,
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  version int not null default 1,
  created_at timestamptz not null default now()
);
create index batches_by_signer on credentials.batches (by_affiliation_id) where by_affiliation_id is not null;
create index batches_by_owner on credentials.batches (coalesce(organisation_id, group_id), id desc);

-- What was issued to one learner. Ids are random: whoever has one may verify it.
create table credentials.issued (
  id uuid primary key default gen_random_uuid(),
  batch_id uuid not null references credentials.batches,
  template_id uuid not null references credentials.templates,
  organisation_id uuid references members.organisations,
  group_id uuid references members.groups,
  affiliation_id uuid not null references members.affiliations,
  -- As it stands on the credential, for good.
  learner_name text not null check (length(learner_name) between 1 and 100),
  level text,
  awarded_on date not null,
  valid_until date,
  deliver_at timestamptz not null,
  withdrawn_at timestamptz,
  suspended_at timestamptz,
  revoked_at timestamptz,
  reason text check (length(reason) between 1 and 1000),
  -- The outcome that earned it, and how the credential names it: what was recorded then, for good.
  outcome_id uuid references records.outcomes (id),
  evidence jsonb not null default '[]' check (pg_column_size(evidence) <= 5000),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (reason is not null or (suspended_at is null and revoked_at is null))
);
create index issued_by_owner on credentials.issued (coalesce(organisation_id, group_id), created_at desc, id desc);
create index issued_by_learner on credentials.issued (affiliation_id, deliver_at desc, id);
create index issued_by_batch on credentials.issued (batch_id, id);
create unique index issued_once_for_outcome on credentials.issued (outcome_id)
  where outcome_id is not null and withdrawn_at is null and revoked_at is null;

-- The signed forms. The document is made when first asked for, or with the token.
create table credentials.papers (
  issued_id uuid primary key references credentials.issued on delete cascade,
  page_id uuid not null references credentials.status_pages,
  status_index int not null check (status_index >= 0),
  key_id uuid not null references credentials.keys,
  token text,
  document text,
  unique (page_id, status_index)
);
-- Compressing signatures costs more than it saves.
alter table credentials.papers alter column token set storage external, alter column document set storage external;

-- What happened to it afterwards, with its reason and who signed.
create table credentials.steps (
  id uuid primary key default uuidv7(),
  issued_id uuid not null references credentials.issued on delete cascade,
  kind text not null check (kind in ('suspended', 'lifted', 'revoked')),
  reason text not null check (length(reason) between 1 and 1000),
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  at timestamptz not null default clock_timestamp()
);
create index steps_by_issued on credentials.steps (issued_id, id);
create index steps_by_signer on credentials.steps (by_affiliation_id) where by_affiliation_id is not null;

-- Whether the viewer keeps what an organisation or a group issues.
create function credentials.viewer_keeps(organisation uuid, of_group uuid) returns boolean language sql stable
  return case when organisation is not null then organisation = platform.viewer_organisation()
      and platform.viewer_role() in ('school_admin', 'company_hr', 'association_staff')
    else of_group = platform.viewer_group() and platform.viewer_role() = 'secretariat' end;

-- Issuers and public keys are public; what is sealed is read by the system alone.
grant select on credentials.issuers to overpass_app;
grant select, insert, update on credentials.issuers to overpass_system;
grant select (id, issuer_id, did, method, public_key, created_at, retired_at) on credentials.keys to overpass_app;
grant select, insert, update on credentials.keys to overpass_system;
grant select, insert, update on credentials.status_pages to overpass_system;
grant select, insert, update, delete on credentials.status_lists to overpass_system;

alter table credentials.templates enable row level security;
create policy keepers on credentials.templates to overpass_app
  using (credentials.viewer_keeps(organisation_id, group_id))
  with check (credentials.viewer_keeps(organisation_id, group_id));
create policy system_all on credentials.templates to overpass_system using (true) with check (true);
grant select, insert, update on credentials.templates to overpass_app;
grant select, insert, update, delete on credentials.templates to overpass_system;

alter table credentials.batches enable row level security;
create policy keepers on credentials.batches to overpass_app
  using (credentials.viewer_keeps(organisation_id, group_id))
  with check (credentials.viewer_keeps(organisation_id, group_id));
create policy system_all on credentials.batches to overpass_system using (true) with check (true);
grant select, insert on credentials.batches to overpass_app;
grant update (withdrawn_at, task_id, version) on credentials.batches to overpass_app;
grant select, insert, update, delete on credentials.batches to overpass_system;

-- A learner's own, once delivered, and a minor's for their guardians; everything for those who issued it.
alter table credentials.issued enable row level security;
create policy keepers on credentials.issued to overpass_app
  using (credentials.viewer_keeps(organisation_id, group_id))
  with check (credentials.viewer_keeps(organisation_id, group_id));
create policy learners on credentials.issued for select to overpass_app
  using (deliver_at <= now() and withdrawn_at is null and (
    affiliation_id in (select a.id from members.affiliations a where a.person_id = (select platform.viewer_person()))
    or affiliation_id = any ((select members.viewer_children())::uuid[])));
create policy system_all on credentials.issued to overpass_system using (true) with check (true);
grant select, insert on credentials.issued to overpass_app;
grant update (withdrawn_at, suspended_at, revoked_at, reason, version) on credentials.issued to overpass_app;
grant select, insert, update, delete on credentials.issued to overpass_system;

-- Read with what was issued: the subquery is itself under its row-level security.
alter table credentials.papers enable row level security;
create policy with_issued on credentials.papers for select to overpass_app
  using (issued_id in (select i.id from credentials.issued i));
create policy system_all on credentials.papers to overpass_system using (true) with check (true);
grant select on credentials.papers to overpass_app;
grant select, insert, update, delete on credentials.papers to overpass_system;

alter table credentials.steps enable row level security;
create policy readers on credentials.steps for select to overpass_app
  using (issued_id in (select i.id from credentials.issued i));
create policy keepers on credentials.steps for insert to overpass_app
  with check (issued_id in (select i.id from credentials.issued i
    where credentials.viewer_keeps(i.organisation_id, i.group_id)));
create policy system_all on credentials.steps to overpass_system using (true) with check (true);
grant select, insert on credentials.steps to overpass_app;
grant select, insert, update, delete on credentials.steps to overpass_system;

-- A change of status throws away the signed lists it stands in, in the same transaction: the next reader gets new ones.
create function credentials.forget_lists() returns trigger language plpgsql security definer
  set search_path = credentials, pg_temp as $$
begin
  -- Whoever is signing a list meanwhile has it locked, so that none is kept that misses this change.
  perform from status_pages s join papers p on p.page_id = s.id where p.issued_id = new.id for update of s;
  delete from status_lists l using papers p where p.issued_id = new.id and l.page_id = p.page_id;
  return null;
end
$$;
revoke all on function credentials.forget_lists from public;
create trigger forget_lists after update of suspended_at, revoked_at, withdrawn_at on credentials.issued
  for each row when ((old.suspended_at, old.revoked_at, old.withdrawn_at)
    is distinct from (new.suspended_at, new.revoked_at, new.withdrawn_at))
  execute function credentials.forget_lists();

-- For anybody who holds a credential's id, as the code on paper carries it: its signed form, once delivered.
create function credentials.shown(credential uuid) returns text language sql stable security definer
  set search_path = credentials, pg_temp
  return (select coalesce(p.token, p.document) from credentials.issued i join credentials.papers p on p.issued_id = i.id
    where i.id = credential and i.deliver_at <= now() and i.withdrawn_at is null);
revoke all on function credentials.shown from public;
grant execute on function credentials.shown to overpass_app, overpass_system;

-- The design of one credential and whose it is, for whoever may read that credential: the policy on `issued` is asked
-- before, so this adds nothing but what stands on it.
create function credentials.design_of(credential uuid) returns table (id uuid, kind text, colour text, name_zh text,
    name_en text, description_zh text, description_en text, criteria_zh text, criteria_en text, person_id uuid,
    guardian_ids uuid[])
  language sql stable security definer set search_path = credentials, members, platform, pg_temp rows 1
  begin atomic
    select t.id, t.kind, t.colour, t.name_zh, t.name_en, t.description_zh, t.description_en, t.criteria_zh,
      t.criteria_en, a.person_id,
      array(select distinct guardian.person_id from members.guardianships s
        join members.affiliations guardian on guardian.id = s.guardian_affiliation_id
        where s.student_affiliation_id = a.id and s.ends_on is null and guardian.ends_on is null
          and guardian.person_id is not null and a.ends_on is null and members.is_minor(a.birth_date))
    from credentials.issued i join credentials.templates t on t.id = i.template_id
      join members.affiliations a on a.id = i.affiliation_id
    where i.id = $1 and (credentials.viewer_keeps(i.organisation_id, i.group_id)
      or a.person_id = platform.viewer_person() or a.id = any (members.viewer_children()));
  end;
revoke all on function credentials.design_of from public;
grant execute on function credentials.design_of to overpass_app, overpass_system;
