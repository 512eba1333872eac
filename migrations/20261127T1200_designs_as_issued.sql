-- What was issued keeps the texts and the picture of its design as they were then: its design may change, what somebody
-- holds does not. A picture is stored once, under the SHA-256 of its content, whoever uses it and how often.
create table credentials.images (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  png bytea not null check (length(png) between 8 and 200000),
  small bytea not null check (length(small) between 8 and 12000),
  svg text check (length(svg) <= 60000),
  created_at timestamptz not null default now()
);
alter table credentials.images alter column png set storage external, alter column small set storage external;
-- Read and written by the functions below alone, which ask who is looking.
alter table credentials.images enable row level security;
create policy system_all on credentials.images to overpass_system using (true) with check (true);
grant select, insert, delete on credentials.images to overpass_system;

create function credentials.hash_of_image(png bytea, small bytea, svg text) returns text language sql immutable
  set search_path = pg_temp
  return encode(sha256(sha256($1) || sha256($2) || sha256(convert_to(coalesce($3, ''), 'UTF8'))), 'hex');
-- Keeps a picture and says what it is known by. Held until the end of the transaction, so that nobody sweeps it away.
create function credentials.keep_image(png bytea, small bytea, svg text) returns text language sql security definer
  set search_path = credentials, pg_temp
  begin atomic
    insert into credentials.images (hash, png, small, svg)
      values (credentials.hash_of_image($1, $2, $3), $1, $2, $3)
      on conflict (hash) do update set created_at = images.created_at returning hash;
  end;
revoke all on function credentials.hash_of_image, credentials.keep_image from public;
grant execute on function credentials.hash_of_image, credentials.keep_image to overpass_app, overpass_system;

alter table credentials.templates add column picture text references credentials.images;
create index templates_by_picture on credentials.templates (picture) where picture is not null;
update credentials.templates t set picture = credentials.keep_image(p.png, p.small, p.svg)
  from credentials.pictures p where p.template_id = t.id;

-- A design as it stood when something was issued from it; one row however often it was issued so.
create table credentials.editions (
  id uuid primary key default uuidv7(),
  template_id uuid not null references credentials.templates,
  organisation_id uuid references members.organisations,
  group_id uuid references members.groups,
  kind text not null,
  name_zh text not null,
  name_en text,
  description_zh text not null,
  description_en text,
  criteria_zh text not null,
  criteria_en text,
  colour text not null,
  levels text[] not null,
  alignments jsonb not null,
  picture text references credentials.images,
  digest bytea not null check (length(digest) = 32),
  created_at timestamptz not null default now(),
  unique (template_id, digest)
);
create index editions_by_picture on credentials.editions (picture) where picture is not null;
alter table credentials.editions enable row level security;
create policy keepers on credentials.editions for select to overpass_app
  using (credentials.viewer_keeps(organisation_id, group_id));
create policy system_all on credentials.editions to overpass_system using (true) with check (true);
grant select on credentials.editions to overpass_app;
grant select, insert on credentials.editions to overpass_system;

-- The edition of a design as it stands at this moment.
create function credentials.edition_of(template uuid) returns uuid language plpgsql security definer
  set search_path = credentials, pg_temp as $$
declare
  made editions;
begin
  select null, t.id, t.organisation_id, t.group_id, t.kind, t.name_zh, t.name_en, t.description_zh, t.description_en,
      t.criteria_zh, t.criteria_en, t.colour, t.levels, t.alignments, t.picture,
      sha256(convert_to(jsonb_build_array(t.kind, t.name_zh, t.name_en, t.description_zh, t.description_en, t.criteria_zh,
        t.criteria_en, t.colour, t.levels, t.alignments, t.picture)::text, 'UTF8')), now()
    into made from templates t where t.id = edition_of.template;
  if made.template_id is null then return null; end if;
  made.id = (select e.id from editions e where e.template_id = made.template_id and e.digest = made.digest);
  if made.id is null then
    made.id = uuidv7();
    insert into editions select made.* on conflict (template_id, digest) do update set digest = excluded.digest
      returning id into made.id;
  end if;
  return made.id;
end
$$;
revoke all on function credentials.edition_of from public;

alter table credentials.batches add column edition_id uuid references credentials.editions;
-- Of what was issued before, the design as it stands now is all that is known.
update credentials.batches set edition_id = credentials.edition_of(template_id);
alter table credentials.batches alter column edition_id set not null;

-- By whatever way something is issued, and of nobody else's design.
create function credentials.fix_edition() returns trigger language plpgsql security definer
  set search_path = credentials, pg_temp as $$
begin
  new.edition_id = edition_of(new.template_id);
  if not exists (select from editions e where e.id = new.edition_id
      and (e.organisation_id, e.group_id) is not distinct from (new.organisation_id, new.group_id)) then
    raise exception 'a design is issued by whose it is' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
revoke all on function credentials.fix_edition from public;
create trigger fix_edition before insert on credentials.batches for each row execute function credentials.fix_edition();

-- A picture that neither a design nor anything issued shows any more goes.
create function credentials.sweep_image() returns trigger language plpgsql security definer
  set search_path = credentials, pg_temp as $$
begin
  delete from images i where i.hash = old.picture and not exists (select from templates t where t.picture = i.hash)
    and not exists (select from editions e where e.picture = i.hash);
  return null;
exception
  -- Somebody has taken it up meanwhile.
  when foreign_key_violation then return null;
end
$$;
revoke all on function credentials.sweep_image from public;
create trigger sweep_image after update of picture on credentials.templates for each row
  when (old.picture is distinct from new.picture and old.picture is not null) execute function credentials.sweep_image();

-- What stands on a credential, for whoever may read it.
drop function credentials.design_of(uuid);
create function credentials.design_of(credential uuid) returns table (kind text, colour text, name_zh text, name_en text,
    description_zh text, description_en text, criteria_zh text, criteria_en text, picture text, person_id uuid,
    guardian_ids uuid[])
  language sql stable security definer set search_path = credentials, members, platform, pg_temp rows 1
  begin atomic
    select e.kind, e.colour, e.name_zh, e.name_en, e.description_zh, e.description_en, e.criteria_zh, e.criteria_en,
      e.picture, a.person_id,
      array(select distinct guardian.person_id from members.guardianships s
        join members.affiliations guardian on guardian.id = s.guardian_affiliation_id
        where s.student_affiliation_id = a.id and s.ends_on is null and guardian.ends_on is null
          and guardian.person_id is not null and a.ends_on is null and members.is_minor(a.birth_date))
    from credentials.issued i join credentials.batches b on b.id = i.batch_id
      join credentials.editions e on e.id = b.edition_id join members.affiliations a on a.id = i.affiliation_id
    where i.id = $1 and (credentials.viewer_keeps(i.organisation_id, i.group_id)
      or a.person_id = platform.viewer_person() or a.id = any (members.viewer_children()));
  end;
revoke all on function credentials.design_of from public;
grant execute on function credentials.design_of to overpass_app, overpass_system;

-- The picture of a credential, for whoever may read it, and of a design, for whoever keeps it.
drop function credentials.picture_of(uuid);
drop function credentials.picture_hash(uuid);
create function credentials.picture_of(issued uuid) returns table (png bytea, svg text) language sql stable security definer
  set search_path = credentials, members, platform, pg_temp rows 1
  begin atomic
    select m.png, m.svg from credentials.issued i join credentials.batches b on b.id = i.batch_id
      join credentials.editions e on e.id = b.edition_id join credentials.images m on m.hash = e.picture
      join members.affiliations a on a.id = i.affiliation_id
    where i.id = $1 and (credentials.viewer_keeps(i.organisation_id, i.group_id)
      or a.person_id = platform.viewer_person() or a.id = any (members.viewer_children()));
  end;
create function credentials.picture_of_design(template uuid) returns table (png bytea, svg text)
  language sql stable security definer set search_path = credentials, platform, pg_temp rows 1
  begin atomic
    select m.png, m.svg from credentials.templates t join credentials.images m on m.hash = t.picture
    where t.id = $1 and credentials.viewer_keeps(t.organisation_id, t.group_id);
  end;
revoke all on function credentials.picture_of, credentials.picture_of_design from public;
grant execute on function credentials.picture_of, credentials.picture_of_design to overpass_app;
drop table credentials.pictures;
drop function credentials.keeps_template(uuid);

-- What lies on the desks of those who issued it calls it by its own name.
create or replace function credentials.ask_for_review() returns trigger language plpgsql security definer
  set search_path = credentials, platform, pg_temp as $$
declare
  desks int;
begin
  with changed as (update issued i set review = new.entry, version = i.version + 1
      from batches b join editions e on e.id = b.edition_id
      where i.outcome_id = new.root_id and b.id = i.batch_id and i.withdrawn_at is null and i.revoked_at is null
        and (i.valid_until is null or i.valid_until >= platform.today())
      returning i.id, i.organisation_id, i.group_id, e.name_zh),
    told as (select information.put_todo(d.desk, 'credentials.review', jsonb_build_object('name', c.name_zh),
        '/credentials/' || c.id, 'credential_review', c.id::text, null)
      from changed c cross join lateral (select 'g:' || c.group_id || ':secretariat' as desk where c.group_id is not null
        union all select 'o:' || c.organisation_id || ':' || role
          from unnest(array['school_admin', 'company_hr', 'association_staff']) as role
          where c.organisation_id is not null) d)
  select count(*) into desks from told;
  return null;
end
$$;
