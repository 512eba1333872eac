-- A company is shown nobody who is a minor, nor anybody of whom that is not known: not by a share of the learner's own making
-- either, and not by one that was made before.
create function records.may_show(person uuid, organisation uuid) returns boolean language sql stable security definer
  set search_path = members, platform, pg_temp
  return not exists (select from members.organisations o where o.id = $2 and o.kind = 'company')
    or coalesce((select bool_and(not members.is_minor(a.birth_date)) from members.affiliations a
      where a.person_id = $1 and a.birth_date is not null), false);
revoke all on function records.may_show from public;
grant execute on function records.may_show to overpass_app, overpass_system;

create or replace function records.may_open_share(share uuid) returns boolean language sql stable security definer
  set search_path = records, platform, pg_temp
  return exists (select from records.shares s where s.id = $1 and s.revoked_at is null and s.ends_on >= platform.today()
    and (s.secret_hash = decode(nullif(current_setting('overpass.share', true), ''), 'hex')
      or (s.to_organisation_id = platform.viewer_organisation()
        and platform.viewer_role() in ('company_hr', 'mentor', 'school_admin', 'teacher', 'association_staff')
        and records.may_show(s.person_id, s.to_organisation_id))));
-- One that is no longer allowed can still be taken back.
alter policy own on records.shares with check (person_id = (select platform.viewer_person())
  and (to_organisation_id is null or revoked_at is not null or records.may_show(person_id, to_organisation_id)));
