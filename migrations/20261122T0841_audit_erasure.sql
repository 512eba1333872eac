-- Erasing an entry by law takes its facts and its salt together, and says when.
alter table audit.entries alter column salt drop not null;
alter table audit.entries add constraint entries_erased_whole
  check ((erased_at is null) = (salt is not null) and (erased_at is null or data is null));
