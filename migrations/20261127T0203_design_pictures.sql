-- A design's own picture, as it was made anew from what somebody uploaded: the picture itself, a small one that is signed into
-- credentials, and the drawing where an SVG was uploaded. Nothing of the uploaded file is kept.
create table credentials.pictures (
  template_id uuid primary key references credentials.templates on delete cascade,
  png bytea not null check (length(png) between 8 and 200000),
  small bytea not null check (length(small) between 8 and 12000),
  svg text check (length(svg) <= 60000),
  hash text not null check (hash ~ '^[0-9a-f]{16}$'),
  created_at timestamptz not null default now()
);
alter table credentials.pictures alter column png set storage external, alter column small set storage external;
alter table credentials.pictures enable row level security;
-- By key, one after another: the function runs as the viewer, under the policy of the designs.
create function credentials.keeps_template(template uuid) returns boolean language sql stable
  set search_path = credentials, pg_temp return exists (select from credentials.templates t where t.id = $1);
create policy keepers on credentials.pictures to overpass_app using (credentials.keeps_template(template_id))
  with check (credentials.keeps_template(template_id));
create policy system_all on credentials.pictures to overpass_system using (true) with check (true);
grant select, insert, update, delete on credentials.pictures to overpass_app, overpass_system;

-- Which picture a design has is no secret; the picture is shown to whoever may read a credential of it.
create function credentials.picture_hash(template uuid) returns text language sql stable security definer
  set search_path = credentials, pg_temp return (select p.hash from credentials.pictures p where p.template_id = $1);
create function credentials.picture_of(issued uuid) returns table (png bytea, svg text) language sql stable security definer
  set search_path = credentials, members, platform, pg_temp rows 1
  begin atomic
    select p.png, p.svg from credentials.issued i join credentials.pictures p on p.template_id = i.template_id
      join members.affiliations a on a.id = i.affiliation_id
    where i.id = $1 and (credentials.viewer_keeps(i.organisation_id, i.group_id)
      or a.person_id = platform.viewer_person() or a.id = any (members.viewer_children()));
  end;
revoke all on function credentials.keeps_template, credentials.picture_hash, credentials.picture_of from public;
grant execute on function credentials.keeps_template, credentials.picture_hash to overpass_app, overpass_system;
grant execute on function credentials.picture_of to overpass_app;
