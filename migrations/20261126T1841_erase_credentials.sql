-- What was issued to somebody loses their name, its grounds and its signed forms when the entry it was issued to is
-- erased. That it was issued stays, and its place in the status lists: whoever has a copy can still have it verified.
create function credentials.erase_holder(entry uuid) returns void language plpgsql security definer
  set search_path = credentials, members, pg_temp as $$
begin
  if not is_erased(entry) then return; end if;
  update papers set token = null, document = null
    where issued_id in (select id from issued where affiliation_id = entry);
  update steps set reason = '—' where issued_id in (select id from issued where affiliation_id = entry);
  update issued set learner_name = '#' || right(entry::text, 6), evidence = '[]',
      reason = case when reason is not null then '—' end, version = version + 1
    where affiliation_id = entry;
end
$$;
revoke all on function credentials.erase_holder from public;
grant execute on function credentials.erase_holder to overpass_app, overpass_system;
