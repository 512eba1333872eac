-- Bytes rot and disks lose them: every stored file is read again from time to time and held against its hash.
create table library.checks (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  checked_at timestamptz not null default now(),
  -- What was found wrong: it is gone, or it is no longer what it was.
  damage text check (damage in ('missing', 'differs'))
);
create index checks_damaged on library.checks (sha256) where damage is not null;
alter table library.checks enable row level security;
create policy system_all on library.checks to overpass_system using (true) with check (true);
grant select, insert, update, delete on library.checks to overpass_system;
-- Told to whoever may see a file that has these bytes.
create policy checks_read on library.checks for select to overpass_app
  using (exists (select from library.files f where f.sha256 = checks.sha256));
grant select on library.checks to overpass_app;

insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('library.check_days', '2026-01-01', 30, '平台默认值，非法定期限', 'The platform''s own default, no legal period', true);
