-- Whoever issues for outcomes holds them first: what follows up an outcome names it and waits for that hold, and issuing
-- waits for a follow-up that is being written. So either the issuer sees that an outcome was revoked, or the revocation sees
-- the credential and asks for it to be looked at again. Only outcomes that the viewer's organisation or group stands for.
create function credentials.hold_outcomes(ids uuid[]) returns void language sql security definer
  set search_path = records, platform, pg_temp
  begin atomic
    select o.id from records.outcomes o
    where o.id = any ($1) and case when o.confirming_group_id is null
      then o.confirming_organisation_id = platform.viewer_organisation()
      else o.confirming_group_id = platform.viewer_group() end
    order by o.id for update;
  end;
revoke all on function credentials.hold_outcomes from public;
grant execute on function credentials.hold_outcomes to overpass_app;
