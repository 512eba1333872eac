-- Erases what entries of a record say, the first ones named and all that followed them, with their salt; the chains hold.
-- Of the files they name as many are let go as were named, since two may hold the same bytes.
create function records.erase_facts(roots uuid[]) returns void language plpgsql security definer
  set search_path = records, platform, pg_temp as $$
begin
  with named as (select f.sha256, count(distinct coalesce(o.root_id, o.id)) as times
      from outcomes o cross join jsonb_to_recordset(coalesce(o.payload -> 'evidence', '[]')) as f (type text, sha256 text)
      where (o.id = any (roots) or o.root_id = any (roots)) and f.type = 'file' group by f.sha256),
    brought as (select e.id, n.times, row_number() over (partition by e.sha256 order by e.used_at, e.id) as place
      from evidence_files e join named n on n.sha256 = e.sha256 where e.used_at is not null),
    gone as (delete from evidence_files e using brought b where b.id = e.id and b.place <= b.times
      returning e.file_id)
  update files set deleted_at = now() where id in (select file_id from gone);
  update outcomes set payload = null, salt = null, erased_at = now()
    where (id = any (roots) or root_id = any (roots)) and erased_at is null;
end
$$;
revoke all on function records.erase_facts from public;
grant execute on function records.erase_facts to overpass_system;

-- What records say of somebody goes when their organisation's duty to keep their entry has ended: of a learner all that was
-- said of them, of others their name.
create function records.erase_entry(concerned uuid) returns void language plpgsql security definer
  set search_path = records, members, platform, pg_temp as $$
declare
  pseudonym constant text := '#' || right(concerned::text, 6);
begin
  if not is_erased(concerned) then return; end if;
  perform erase_facts(array(select o.id from outcomes o join affiliations a
      on a.organisation_id = o.organisation_id and a.id = o.learner_id
    where a.id = concerned and o.root_id is null));
  update disputes d set by_name = case when d.by_role = 'learner' then pseudonym else '—' end, reason = '—',
      answer = case when d.answer is not null then '—' end
    from affiliations a where a.id = concerned and d.organisation_id = a.organisation_id and d.learner_id = a.id;
  update disputes set answered_by = pseudonym where answered_by_affiliation_id = concerned;
  update share_openings set reader_name = pseudonym where reader_affiliation_id = concerned;
  update grade_sheets s set first_name = case when first_by = concerned then pseudonym else first_name end,
      second_name = case when second_by = concerned then pseudonym else second_name end,
      submitted_name = case when submitted_by = concerned then pseudonym else submitted_name end
    from affiliations a where a.id = concerned and s.organisation_id = a.organisation_id
      and concerned in (s.first_by, s.second_by, s.submitted_by);
  delete from grade_sheet_rows where learner_id = concerned;
  with gone as (delete from transcripts where learner_ids @> array[concerned] returning file_id)
  update files set deleted_at = now() where id in (select file_id from gone);
end
$$;
revoke all on function records.erase_entry from public;
grant execute on function records.erase_entry to overpass_app, overpass_system;
