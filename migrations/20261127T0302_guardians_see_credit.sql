-- A minor's guardians read claims and the credit account, as they read the record; nothing of it is theirs to change, so
-- whoever changes is named wherever reading was enough before.
drop policy read on overpass.claims;
create policy read on overpass.claims for select to overpass_app using (
  case when person_id = (select platform.viewer_person()) then true
    when receiving_organisation_id = (select platform.viewer_organisation())
      and (select platform.viewer_role()) in ('school_admin', 'teacher') then true
    when (select platform.viewer_role()) = 'secretariat' and group_id = (select platform.viewer_group())
      then overpass.may_read(person_id, receiving_organisation_id, id, group_id)
    else person_id = any ((select overpass.viewer_children_persons())::uuid[]) end);
create or replace function overpass.may_read(person uuid, receiving uuid, claim uuid, claim_group uuid) returns boolean
  language sql stable security definer set search_path = overpass, platform, pg_temp
  return person = platform.viewer_person()
    or (receiving = platform.viewer_organisation() and platform.viewer_role() in ('school_admin', 'teacher'))
    or (platform.viewer_role() = 'secretariat' and claim_group = platform.viewer_group()
      and exists (select from overpass.appeals a where a.claim_id = claim))
    or person = any (overpass.viewer_children_persons());
create or replace function overpass.claimed_outcomes(claim uuid) returns table (outcome_id uuid, kind text, state text,
    disputed boolean, held_on date, payload jsonb, by_zh text, by_en text)
  language sql stable security definer set search_path = overpass, platform, pg_temp rows 20 as $$
  select f.id, f.kind, f.state, f.disputed, f.held_on, f.payload, o.name_zh, o.name_en
  from overpass.claims c join overpass.spendings s on s.claim_id = c.id
    join records.outcome_facts f on f.id = s.outcome_id
    join members.organisations o on o.id = f.confirming_organisation_id
  where c.id = $1 and overpass.may_read(c.person_id, c.receiving_organisation_id, c.id, c.group_id)
    -- Who takes a claim back no longer shows the school anything by it.
    and (c.state <> 'withdrawn' or c.person_id = platform.viewer_person()
      or c.person_id = any (overpass.viewer_children_persons()))
$$;
-- Whether the viewer decides on a claim: at the receiving school, or in the group that it was appealed to.
create function overpass.may_decide(claim uuid) returns boolean language sql stable security definer
  set search_path = overpass, platform, pg_temp
  return exists (select from overpass.claims c where c.id = $1 and c.person_id is distinct from platform.viewer_person()
    and ((c.receiving_organisation_id = platform.viewer_organisation()
        and platform.viewer_role() in ('school_admin', 'teacher'))
      or (platform.viewer_role() = 'secretariat' and c.group_id = platform.viewer_group()
        and exists (select from overpass.appeals a where a.claim_id = c.id))));
revoke all on function overpass.may_decide from public;
grant execute on function overpass.may_decide to overpass_app, overpass_system;
drop policy decide on overpass.spendings;
create policy decide on overpass.spendings for update to overpass_app using (overpass.may_decide(claim_id));
drop policy decide on overpass.claim_lines;
create policy decide on overpass.claim_lines for update to overpass_app using (overpass.may_decide(claim_id));
drop policy own on overpass.accounts;
create policy own on overpass.accounts for select to overpass_app using (
  person_id = (select platform.viewer_person())
  or person_id = any ((select overpass.viewer_children_persons())::uuid[]));
drop policy own on overpass.postings;
create policy own on overpass.postings for select to overpass_app using (
  person_id = (select platform.viewer_person())
  or person_id = any ((select overpass.viewer_children_persons())::uuid[])
  or exists (select from overpass.claims c where c.id = claim_id));
drop policy post on overpass.postings;
create policy post on overpass.postings for insert to overpass_app with check (
  case when claim_id is null then person_id = (select platform.viewer_person())
    else exists (select from overpass.claims c where c.id = claim_id and c.person_id = postings.person_id
      and c.programme_id = postings.programme_id
      and (c.person_id = (select platform.viewer_person()) or overpass.may_decide(c.id))) end);
