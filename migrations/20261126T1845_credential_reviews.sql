-- A credential rests on what was recorded. When that is corrected or revoked, whoever issued it looks again: it is revoked,
-- or kept with a reason. `review` is what happened to the outcome, until they have.
alter table credentials.issued
  add column review text check (review in ('correction', 'revocation'));
alter table credentials.steps drop constraint steps_kind_check,
  add constraint steps_kind_check check (kind in ('suspended', 'lifted', 'revoked', 'kept'));
grant update (review) on credentials.issued to overpass_app;

-- By whatever way the outcome was changed, in the same transaction. The version moves on: nobody decides on a page that
-- did not show it.
create function credentials.ask_for_review() returns trigger language plpgsql security definer
  set search_path = credentials, platform, pg_temp as $$
declare
  desks int;
begin
  with changed as (update issued i set review = new.entry, version = i.version + 1 from templates t
      where i.outcome_id = new.root_id and t.id = i.template_id and i.withdrawn_at is null and i.revoked_at is null
        and (i.valid_until is null or i.valid_until >= platform.today())
      returning i.id, i.organisation_id, i.group_id, t.name_zh),
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
revoke all on function credentials.ask_for_review from public;
create trigger ask_for_review after insert on records.outcomes for each row
  when (new.entry in ('correction', 'revocation')) execute function credentials.ask_for_review();
