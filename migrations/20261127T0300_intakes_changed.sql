-- An intake that is open can be changed, seats upwards alone, and cancelled with a reason.
alter table overpass.intakes add column cancelled_at timestamptz;
alter table overpass.intakes add column cancel_reason text check (length(cancel_reason) between 1 and 2000);
alter table overpass.intakes add constraint intakes_cancelled_why
  check ((cancelled_at is null) = (cancel_reason is null));
alter table overpass.intakes drop constraint intakes_once_a_year;
create unique index intakes_once_a_year on overpass.intakes (clause_id, year) where cancelled_at is null;
grant update (opens_on, closes_on, starts_on, seats, note, cancelled_at, cancel_reason) on overpass.intakes to overpass_app;
create function overpass.keep_intake() returns trigger language plpgsql set search_path = overpass, pg_temp as $$
begin
  if old.cancelled_at is not null then
    raise exception 'a cancelled intake is not changed' using errcode = '42501';
  end if;
  if new.seats < old.seats then
    raise exception 'seats that were published are not taken back' using errcode = '42501';
  end if;
  if old.ranked_at is not null and (new.closes_on <> old.closes_on or new.cancelled_at is not null) then
    raise exception 'a ranked intake keeps its days' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger keep_intake before update on overpass.intakes for each row
  when ((old.opens_on, old.closes_on, old.starts_on, old.seats, old.cancelled_at) is distinct from
    (new.opens_on, new.closes_on, new.starts_on, new.seats, new.cancelled_at))
  execute function overpass.keep_intake();
revoke all on function overpass.keep_intake from public;
drop policy apply on overpass.applications;
create policy apply on overpass.applications for insert to overpass_app with check (
  person_id = (select platform.viewer_person()) and state = 'submitted' and consented_at is null and wanted_at is null
  and learner_id = any ((select members.viewer_own_learners())::uuid[])
  and exists (select from overpass.intakes i where i.id = intake_id and i.ranked_at is null and i.cancelled_at is null
    and i.organisation_id = receiving_organisation_id and platform.today() between i.opens_on and i.closes_on));

-- Appeals past their term, each told once.
alter table overpass.appeals add column overdue_since date;

-- Whoever had applied to it is told, and their application ends with it.
alter table overpass.applications drop constraint applications_state_check;
alter table overpass.applications add constraint applications_state_check check (state in ('submitted', 'unfit', 'waiting',
  'offered', 'accepted', 'enrolled', 'declined', 'lapsed', 'withdrawn', 'cancelled'));
create or replace function overpass.keep_seats() returns trigger language plpgsql security definer
  set search_path = overpass, members, platform, pg_temp as $$
declare
  before boolean := tg_op = 'UPDATE' and old.state in ('offered', 'accepted', 'enrolled');
  after boolean := new.state in ('offered', 'accepted', 'enrolled');
begin
  if tg_op = 'UPDATE' and new.state <> old.state then
    if not (case old.state
      when 'submitted' then new.state in ('unfit', 'waiting', 'offered', 'withdrawn')
        or (new.state = 'cancelled' and exists (select from intakes i where i.id = new.intake_id
          and i.cancelled_at is not null))
      when 'unfit' then new.state = 'withdrawn'
      when 'waiting' then new.state in ('offered', 'withdrawn')
      when 'offered' then new.state in ('accepted', 'declined', 'lapsed', 'withdrawn')
      when 'accepted' then new.state in ('enrolled', 'withdrawn')
      else false end) then
      raise exception 'an application does not go from % to %', old.state, new.state using errcode = '42501';
    end if;
    if new.state = 'accepted' and (new.wanted_at is null or (new.consented_at is null and exists (
        select from members.affiliations a where a.id = new.learner_id and is_minor(a.birth_date)))) then
      raise exception 'a minor accepts with a guardian' using errcode = '42501';
    end if;
  end if;
  if tg_op = 'UPDATE' and new.consented_at is distinct from old.consented_at
      and not new.learner_id = any (viewer_children()) then
    raise exception 'only a guardian consents' using errcode = '42501';
  end if;
  if before <> after then
    update intakes set taken = taken + case when after then 1 else -1 end where id = new.intake_id;
  end if;
  return new;
end
$$;
drop policy decide on overpass.applications;
create policy decide on overpass.applications for update to overpass_app
  using (receiving_organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) in ('school_admin', 'teacher')
    and person_id is distinct from (select platform.viewer_person()))
  with check (receiving_organisation_id = (select platform.viewer_organisation())
    and (state = 'submitted' or ((select platform.viewer_role()) = 'school_admin'
      and state in ('unfit', 'waiting', 'offered', 'enrolled', 'cancelled'))));
