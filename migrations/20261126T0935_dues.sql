-- Members' dues, for groups whose charter has them. The platform keeps the books; it moves no money.
-- A scheme holds from a year on until a later one replaces it: what was owed for a year stays as it was.
create table members.dues_schemes (
  id uuid primary key default uuidv7(),
  group_id uuid not null references members.groups,
  first_year int not null check (first_year between 2000 and 2100),
  -- The day of each year on which they fall due.
  due_month int not null check (due_month between 1 and 12),
  due_day int not null check (due_day between 1 and 28),
  -- The clause of the charter they rest on.
  source text not null check (length(source) between 1 and 300),
  -- A scheme without rates ends the dues from its year on.
  rates jsonb not null check (jsonb_typeof(rates) = 'array' and jsonb_array_length(rates) <= 60),
  by_name text not null check (length(by_name) <= 100),
  created_at timestamptz not null default now(),
  unique (group_id, first_year)
);
alter table members.dues_schemes enable row level security;
create policy read_all on members.dues_schemes for select to overpass_app
  using ((select platform.viewer_person()) is not null);
create policy secretariat_adds on members.dues_schemes for insert to overpass_app
  with check ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()));
create policy system_all on members.dues_schemes to overpass_system using (true) with check (true);
grant select, insert on members.dues_schemes to overpass_app;
grant select, insert, update, delete on members.dues_schemes to overpass_system;

-- One for each member and year. Overdue is what is open after its day: nobody has to write that down.
create table members.dues (
  id uuid primary key default uuidv7(),
  group_id uuid not null references members.groups,
  organisation_id uuid not null references members.organisations,
  year int not null,
  scheme_id uuid not null references members.dues_schemes,
  -- Integer fen, as are all amounts.
  amount_fen bigint not null check (amount_fen between 1 and 100000000000),
  paid_fen bigint not null default 0 check (paid_fen >= 0),
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'paid', 'waived', 'lapsed')),
  settled_on date,
  reason text check (length(reason) between 1 and 500),
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (group_id, year, organisation_id),
  check ((state = 'open') = (settled_on is null)),
  check (state <> 'waived' or reason is not null),
  check (state <> 'paid' or paid_fen >= amount_fen)
);
create index dues_by_organisation on members.dues (organisation_id, year desc, id);
create index dues_open on members.dues (due_on) where state = 'open';

-- What came in. A mistake is corrected by a counter-entry, as books are.
create table members.dues_payments (
  id uuid primary key default uuidv7(),
  due_id uuid not null references members.dues,
  day date not null,
  amount_fen bigint not null check (amount_fen <> 0 and abs(amount_fen) <= 100000000000),
  reference text not null check (length(reference) between 1 and 100),
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  at timestamptz not null default clock_timestamp()
);
create index dues_payments_by_due on members.dues_payments (due_id, id);

alter table members.dues enable row level security;
create policy secretariat on members.dues to overpass_app
  using ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()))
  with check ((select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group()));
create policy member_reads on members.dues for select to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy system_all on members.dues to overpass_system using (true) with check (true);
grant select, insert on members.dues to overpass_app;
grant update (paid_fen, state, settled_on, reason, version) on members.dues to overpass_app;
grant select, insert, update, delete on members.dues to overpass_system;

alter table members.dues_payments enable row level security;
create policy with_due on members.dues_payments for select to overpass_app
  using (due_id in (select d.id from members.dues d));
create policy secretariat_records on members.dues_payments for insert to overpass_app
  with check ((select platform.viewer_role()) = 'secretariat'
    and due_id in (select d.id from members.dues d where d.group_id = (select platform.viewer_group())));
create policy system_all on members.dues_payments to overpass_system using (true) with check (true);
grant select, insert on members.dues_payments to overpass_app;
grant select, insert, update, delete on members.dues_payments to overpass_system;
