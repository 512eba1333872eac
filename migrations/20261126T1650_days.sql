-- "Today" is the groups' day everywhere. Until eight in the morning in China the database's own day is
-- still yesterday: whoever had joined that day could not act before breakfast.
alter table members.affiliations alter column starts_on set default platform.today();
alter table members.guardianships alter column starts_on set default platform.today();

create or replace view members.active_affiliations with (security_invoker = true) as
  select id, organisation_id, person_id, group_id, role, name, number, class_id, starts_on
  from members.affiliations
  where starts_on <= platform.today() and (ends_on is null or ends_on > platform.today());

create or replace function accounts.viewer_invitable(affiliation uuid)
  returns table (id uuid, organisation_id uuid, group_ids uuid[], administered boolean, role text, name text,
    email text, claimed boolean, active boolean)
  language sql stable security definer set search_path = members, platform, pg_temp as $$
  select a.id, a.organisation_id,
    array(select m.group_id from members.memberships m where m.organisation_id = a.organisation_id and m.ends_on is null),
    exists (select from members.active_affiliations other where other.organisation_id = a.organisation_id
      and other.person_id is not null and other.role in ('school_admin', 'company_hr', 'association_staff')),
    a.role, a.name, a.email, a.person_id is not null, a.ends_on is null or a.ends_on > platform.today()
  from members.affiliations a
  where a.id = affiliation and accounts.viewer_may_invite(a.id, a.organisation_id)
$$;
