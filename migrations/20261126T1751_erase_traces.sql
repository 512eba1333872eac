-- Published: whether an entry is to be erased, as its organisation or its day decided, and nobody has joined it. Whoever
-- calls the functions that erase what hangs on an entry, they erase of such an entry alone.
create function members.is_erased(entry uuid) returns boolean language sql stable security definer
  set search_path = members, pg_temp
  return exists (select from members.erasure_duties d join members.affiliations a on a.id = d.affiliation_id
    where d.affiliation_id = entry and d.state = 'erased' and a.person_id is null);
revoke all on function members.is_erased from public;

-- What other rows say of an entry goes with it: of the papers of a family, names under signatures, words beside them, scans and courts'
-- papers, the reasons for steps; of imports, what
-- they changed. That a consent was given stays, since others relied on it. Whoever calls it: only an
-- entry that is to be erased and that nobody has joined.
create function members.erase_traces(entry uuid) returns void language plpgsql security definer
  set search_path = members, platform, pg_temp as $$
declare
  pseudonym constant text := '#' || right(entry::text, 6);
  papers uuid[];
begin
  if not is_erased(entry) then return; end if;
  select coalesce(array_agg(d.id), '{}') into papers from family_documents d
    where d.guardianship_id in (select id from guardianships
        where entry in (guardian_affiliation_id, student_affiliation_id))
      or d.consent_id in (select id from consents where student_affiliation_id = entry)
      or d.id in (select document_id from consent_answers where affiliation_id = entry)
      or (d.consent_id is not null and d.by_affiliation_id = entry
        and exists (select from affiliations where id = entry and role in ('guardian', 'student')));
  update consent_answers set note = null, signer_name = case when affiliation_id = entry then pseudonym else signer_name end
    where affiliation_id = entry or consent_id in (select id from consents where student_affiliation_id = entry);
  update consent_answers set document_id = null where document_id = any (papers);
  with gone as (delete from family_documents where id = any (papers) returning file_id)
  update files set deleted_at = now() where id in (select file_id from gone);
  update consent_answers set entered_by_name = pseudonym where entered_by_affiliation_id = entry;
  update consent_requests set by_name = pseudonym where by_affiliation_id = entry;
  update guardianship_steps set by_name = pseudonym where by_affiliation_id = entry;
  update guardianship_steps set reason = null where guardianship_id in (select id from guardianships
    where entry in (guardian_affiliation_id, student_affiliation_id));
  update guardianships set ends_on = greatest(starts_on, platform.today()), shares_contact = false,
      version = version + 1
    where entry in (guardian_affiliation_id, student_affiliation_id) and ends_on is null;
  update import_changes set changes = null where affiliation_id = entry and changes is not null;
  update oneroster_changes set changes = null where affiliation_id = entry and changes is not null;
end
$$;

revoke all on function members.erase_traces from public;
grant execute on function members.erase_traces to overpass_app, overpass_system;
