-- What was issued to somebody loses their name, its grounds and its signed forms when the entry it was issued to is
-- erased; what is not delivered yet is withdrawn. That it was issued stays, and its place in the status lists: whoever has
-- a copy can still have it verified. Of whoever signed, the name goes with their entry.
create function credentials.erase_entry(concerned uuid) returns void language plpgsql security definer
  set search_path = credentials, members, pg_temp as $$
declare
  pseudonym constant text := '#' || right(concerned::text, 6);
begin
  if not is_erased(concerned) then return; end if;
  update papers set token = null, document = null
    where issued_id in (select id from issued where affiliation_id = concerned);
  update steps set reason = '—' where issued_id in (select id from issued where affiliation_id = concerned);
  perform information.close_todos('credential_review', i.id::text, null) from issued i
    where i.affiliation_id = concerned and i.review is not null;
  update issued set review = null, learner_name = pseudonym, evidence = '[]', reason = case when reason is not null then '—' end,
      withdrawn_at = case when deliver_at > now() then coalesce(withdrawn_at, now()) else withdrawn_at end,
      version = version + 1
    where affiliation_id = concerned;
  update batches set by_name = pseudonym where by_affiliation_id = concerned;
  update steps set by_name = pseudonym where by_affiliation_id = concerned;
end
$$;
revoke all on function credentials.erase_entry from public;
grant execute on function credentials.erase_entry to overpass_app, overpass_system;
