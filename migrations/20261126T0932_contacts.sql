-- People an organisation would like to name as its contacts. Nobody is shown before they agree in their own account,
-- to whom and with which address; withdrawing, or leaving the organisation, ends it at once.
create table members.contacts (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  affiliation_id uuid not null references members.affiliations,
  -- What one turns to them for.
  purpose_zh text not null check (length(purpose_zh) between 1 and 100),
  purpose_en text check (length(purpose_en) between 1 and 200),
  state text not null default 'asked' check (state in ('asked', 'agreed', 'declined', 'withdrawn', 'removed', 'left')),
  -- As they agreed: who sees it, and what of theirs is shown.
  audience text check (audience in ('members', 'public')),
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 40),
  -- Who agreed: the entry may pass to nobody else with their consent.
  agreed_by uuid references members.persons,
  answered_at timestamptz,
  ended_at timestamptz,
  asked_by_name text not null check (length(asked_by_name) <= 100),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (state <> 'agreed' or (audience is not null and agreed_by is not null and answered_at is not null)),
  -- What was agreed to goes with the consent.
  check (state = 'agreed' or (email is null and phone is null))
);
create unique index contacts_once on members.contacts (affiliation_id) where state in ('asked', 'agreed');
create index contacts_by_organisation on members.contacts (organisation_id, id) where state in ('asked', 'agreed');

create function members.contacts_end_with_affiliation() returns trigger language plpgsql security definer
  set search_path = members, pg_temp as $$
begin
  update contacts set state = 'left', email = null, phone = null, ended_at = now(), version = version + 1
    where affiliation_id = new.id and state in ('asked', 'agreed');
  return null;
end
$$;
create trigger contacts_end after update of ends_on, person_id on members.affiliations for each row
  when ((old.ends_on is null and new.ends_on is not null) or old.person_id is distinct from new.person_id)
  execute function members.contacts_end_with_affiliation();

-- Who is shown to the viewer: public contacts to anyone, the others to members of the same groups. Runs as the owner,
-- since a member may read a contact whose entry it does not see.
create function members.shown_contacts(organisations uuid[])
  returns table (id uuid, organisation_id uuid, affiliation_id uuid, name text, name_latin text, position_zh text,
    position_en text, purpose_zh text, purpose_en text, email text, phone text, audience text)
  language sql stable security definer set search_path = members, platform, pg_temp rows 20
  begin atomic
    select c.id, c.organisation_id, c.affiliation_id, a.name, a.name_latin, a.position_zh, a.position_en, c.purpose_zh,
      c.purpose_en, c.email, c.phone, c.audience
    from members.contacts c join members.affiliations a on a.id = c.affiliation_id
    where c.organisation_id = any ($1) and c.state = 'agreed' and a.ends_on is null
      and a.person_id = c.agreed_by and a.role not in ('student', 'guardian', 'resident')
      and (c.audience = 'public' or c.organisation_id = any (members.viewer_neighbours()))
    order by c.organisation_id, a.sort_key, c.id limit 200;
  end;
revoke all on function members.shown_contacts, members.contacts_end_with_affiliation from public;
grant execute on function members.shown_contacts to overpass_app;

alter table members.contacts enable row level security;
-- The organisation asks and may take a name off again; agreeing is the person's own.
create policy organisation_reads on members.contacts for select to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy organisation_asks on members.contacts for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation()) and state = 'asked'
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'));
create policy organisation_removes on members.contacts for update to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'company_hr', 'association_staff'))
  with check (state = 'removed');
create policy person_reads on members.contacts for select to overpass_app
  using (affiliation_id in (select a.id from members.affiliations a
    where a.person_id = (select platform.viewer_person())));
create policy person_answers on members.contacts for update to overpass_app
  using (affiliation_id in (select a.id from members.affiliations a
    where a.person_id = (select platform.viewer_person()) and a.ends_on is null))
  -- Said again, since the checks of all policies are alternatives: an administrator must not answer for others.
  with check (affiliation_id in (select a.id from members.affiliations a
      where a.person_id = (select platform.viewer_person()) and a.ends_on is null)
    and (state in ('declined', 'withdrawn')
      or (state = 'agreed' and agreed_by = (select platform.viewer_person()))));
create policy system_all on members.contacts to overpass_system using (true) with check (true);
grant select, insert on members.contacts to overpass_app;
grant update (state, audience, email, phone, agreed_by, answered_at, ended_at, version) on members.contacts to overpass_app;
grant select, insert, update, delete on members.contacts to overpass_system;
