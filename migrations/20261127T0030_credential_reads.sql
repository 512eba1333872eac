-- What belongs to a credential is seen by whoever sees the credential, and written by whoever keeps it. Asked one by one, by
-- key: as a list of all that the viewer sees, a single step first read everything an organisation ever issued. The
-- functions run as the viewer, under the policy of what was issued.
create function credentials.sees_issued(issued uuid) returns boolean language sql stable
  set search_path = credentials, pg_temp return exists (select from credentials.issued i where i.id = $1);
create function credentials.keeps_issued(issued uuid) returns boolean language sql stable
  set search_path = credentials, pg_temp return exists (select from credentials.issued i
    where i.id = $1 and credentials.viewer_keeps(i.organisation_id, i.group_id));
revoke all on function credentials.sees_issued, credentials.keeps_issued from public;
grant execute on function credentials.sees_issued, credentials.keeps_issued to overpass_app, overpass_system;

alter policy with_issued on credentials.papers using (credentials.sees_issued(issued_id));
alter policy readers on credentials.steps using (credentials.sees_issued(issued_id));
alter policy keepers on credentials.steps with check (credentials.keeps_issued(issued_id));
