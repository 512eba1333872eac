-- A consent is asked for by the school, of a class or of one student, and signed by whoever decides for the student.
create table members.consent_requests (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  purpose text not null check (purpose in ('photo', 'work', 'contact', 'data', 'trip', 'health', 'other')),
  title_zh text not null check (length(title_zh) between 1 and 100),
  title_en text not null check (length(title_en) between 1 and 150),
  text_zh text not null check (length(text_zh) between 1 and 5000),
  text_en text not null check (length(text_en) between 1 and 10000),
  class_id uuid,
  student_affiliation_id uuid references members.affiliations,
  -- Several guardians: each of them signs, not just one.
  needs_all boolean not null default false,
  -- A minor signs as well.
  also_student boolean not null default false,
  -- A signature counts with a scan of the paper only.
  on_paper boolean not null default false,
  answer_by date,
  valid_until date,
  asked_on date not null default platform.today(),
  closed_on date,
  reminded_on date,
  by_affiliation_id uuid,
  by_name text not null check (length(by_name) <= 100),
  version int not null default 1,
  created_at timestamptz not null default now(),
  foreign key (organisation_id, class_id) references members.classes (organisation_id, id),
  check ((class_id is null) <> (student_affiliation_id is null)),
  check (valid_until >= asked_on),
  check (answer_by >= asked_on)
);
create index consent_requests_listed on members.consent_requests (organisation_id, id desc);

-- One for each student whom a request concerns.
create table members.consents (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  request_id uuid not null references members.consent_requests,
  student_affiliation_id uuid not null references members.affiliations,
  created_at timestamptz not null default now(),
  unique (request_id, student_affiliation_id)
);
create index consents_by_student on members.consents (student_affiliation_id, id desc);

-- Papers of families: a scan of a signature, or a court's decision about a guardianship, which only the school's
-- administrators see.
create table members.family_documents (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  guardianship_id uuid references members.guardianships,
  consent_id uuid references members.consents,
  file_id uuid not null references platform.files,
  name text not null check (length(name) between 1 and 255),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  by_affiliation_id uuid,
  by_person_id uuid not null,
  at timestamptz not null default now(),
  check ((guardianship_id is null) <> (consent_id is null))
);
create index family_documents_of_guardianship on members.family_documents (guardianship_id, id);
create index family_documents_of_consent on members.family_documents (consent_id, id);

-- Every answer, in order; each signer's latest counts. Nothing is overwritten.
create table members.consent_answers (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references members.organisations,
  consent_id uuid not null references members.consents,
  capacity text not null check (capacity in ('guardian', 'student')),
  -- Who signed, and by which guardianship.
  affiliation_id uuid not null references members.affiliations,
  guardianship_id uuid references members.guardianships,
  signer_name text not null check (length(signer_name) <= 100),
  answer text not null check (answer in ('given', 'refused', 'withdrawn')),
  day date not null default platform.today(),
  note text check (length(note) between 1 and 1000),
  document_id uuid references members.family_documents,
  -- Who entered a signature given on paper, where it was not the signer.
  entered_by_affiliation_id uuid,
  entered_by_name text check (length(entered_by_name) <= 100),
  at timestamptz not null default clock_timestamp(),
  check ((capacity = 'guardian') = (guardianship_id is not null))
);
create index consent_answers_of on members.consent_answers (consent_id, id);

-- Affiliations that may sign for the student of a consent today: the student who is of age, or who is asked as well;
-- a minor's guardians with access. The rule is `signersOf` of rules/consents.ts.
create function members.consent_signers(consent uuid)
  returns table (affiliation_id uuid, person_id uuid, capacity text, guardianship_id uuid)
  language sql stable security definer set search_path = members, platform, pg_temp
  begin atomic
    select s.id, s.person_id, 'student', null::uuid
    from members.consents c join members.consent_requests r on r.id = c.request_id
    join members.affiliations s on s.id = c.student_affiliation_id
    where c.id = $1 and s.ends_on is null and s.birth_date is not null
      and (not members.is_minor(s.birth_date) or r.also_student)
    union all
    select g.guardian_affiliation_id, g.person_id, 'guardian', g.id
    from members.consents c join members.open_guardianships g on g.student_affiliation_id = c.student_affiliation_id
    where c.id = $1;
  end;

-- How consents stand today. The rule is `standingOf` of rules/consents.ts, and a test holds both to each other.
create function members.consent_states(consents uuid[]) returns table (consent_id uuid, state text)
  language sql stable security definer set search_path = members, platform, pg_temp
  begin atomic
    with asked as (
      select c.id, c.student_affiliation_id, r.needs_all, r.also_student, r.closed_on, r.valid_until, s.ends_on,
        s.birth_date, s.birth_date > (select members.adult_since()) as minor
      from members.consents c join members.consent_requests r on r.id = c.request_id
      join members.affiliations s on s.id = c.student_affiliation_id
      where c.id = any ($1)
    ), latest as (
      select distinct on (n.consent_id, n.affiliation_id) n.consent_id, n.capacity, n.answer, n.guardianship_id
      from members.consent_answers n where n.consent_id = any ($1)
      order by n.consent_id, n.affiliation_id, n.id desc
    ), counted as (
      select a.*,
        (select count(*) from members.open_guardianships g
          where g.student_affiliation_id = a.student_affiliation_id) as guardians,
        -- Of guardians: signed while they were guardians, unless a court has barred them since.
        (select count(*) from latest l join members.guardianships g on g.id = l.guardianship_id
          where l.consent_id = a.id and l.answer = 'given' and g.barred_on is null and a.minor) as given,
        (select count(*) from latest l join members.open_guardianships g on g.id = l.guardianship_id
          where l.consent_id = a.id and l.answer = 'given' and a.minor) as given_open,
        (select count(*) from latest l join members.open_guardianships g on g.id = l.guardianship_id
          where l.consent_id = a.id and l.answer = 'refused' and a.minor) as refused,
        (select count(*) from latest l join members.open_guardianships g on g.id = l.guardianship_id
          where l.consent_id = a.id and l.answer = 'withdrawn' and a.minor) as withdrawn,
        (select l.answer from latest l where l.consent_id = a.id and l.capacity = 'student'
          and (not a.minor or a.also_student)) as own
      from asked a
    ), weighed as (
      select c.*, c.given > 0 or coalesce(c.own = 'given', false) as some_for,
        c.refused > 0 or coalesce(c.own = 'refused', false) as some_refused,
        c.withdrawn > 0 or coalesce(c.own = 'withdrawn', false) as some_withdrawn
      from counted c
    )
    select w.id, case
      when w.closed_on is not null then 'closed'
      when w.ends_on is not null then 'left'
      when w.valid_until < platform.today() then 'lapsed'
      when w.birth_date is null then 'nobody'
      when w.some_for and (w.some_refused or w.some_withdrawn) then 'disagreed'
      when w.some_refused then 'refused'
      when w.some_withdrawn then 'withdrawn'
      when w.minor and w.guardians = 0 and w.given = 0 then 'nobody'
      when (not w.minor or case when w.needs_all then w.guardians > 0 and w.given_open = w.guardians else w.given > 0 end)
        and (w.minor and not w.also_student or coalesce(w.own = 'given', false)) then 'given'
      else 'waiting' end
    from weighed w;
  end;

-- For other modules: whether a student's consent to a purpose holds today. The latest request that was answered
-- decides; one that still waits takes nothing back.
create function members.has_consent(student_affiliation_id uuid, purpose text) returns boolean
  language sql stable security definer set search_path = members, platform, pg_temp
  return coalesce((select s.state = 'given'
    from members.consents c join members.consent_requests r on r.id = c.request_id
    cross join lateral members.consent_states(array[c.id]) s
    where c.student_affiliation_id = $1 and r.purpose = $2
      and s.state in ('given', 'refused', 'withdrawn', 'disagreed')
    order by r.id desc limit 1), false);

create function members.viewer_signs(consent uuid, affiliation uuid, capacity text) returns boolean
  language sql stable security definer set search_path = members, platform, pg_temp
  return exists (select from members.consent_signers($1) s where s.affiliation_id = $2 and s.capacity = $3
    and s.person_id = platform.viewer_person());

-- Keeps a scan of a consent that the viewer signs or whose school they keep, or a paper about a guardianship of
-- their school; null where it is neither.
create function members.add_family_document(consent uuid, guardianship uuid, name text, media_type text, size bigint,
    sha256 text) returns uuid
  language plpgsql security definer set search_path = members, platform, pg_temp as $$
declare
  owner uuid;
  stored uuid;
  added uuid;
begin
  select c.organisation_id into owner from consents c where c.id = consent
    and ((c.organisation_id = viewer_organisation() and viewer_role() = 'school_admin')
      or exists (select from consent_signers(c.id) s where s.person_id = viewer_person()))
  union all
  select g.organisation_id from guardianships g where g.id = guardianship and consent is null
    and g.organisation_id = viewer_organisation() and viewer_role() = 'school_admin';
  if not found then return null; end if;
  insert into files (created_by, purpose, name, media_type, size, sha256)
    values (viewer_person(), 'members.family', $3, $4, $5, decode($6, 'hex')) returning id into stored;
  insert into family_documents (organisation_id, guardianship_id, consent_id, file_id, name, media_type, size, sha256,
      by_affiliation_id, by_person_id)
    values (owner, guardianship, consent, stored, $3, $4, $5, $6, viewer_affiliation(), viewer_person())
    returning id into added;
  return added;
end
$$;
revoke all on function members.consent_signers, members.consent_states, members.has_consent, members.viewer_signs,
  members.add_family_document from public;
grant execute on function members.consent_signers, members.consent_states, members.has_consent, members.viewer_signs,
  members.add_family_document to overpass_app, overpass_system;

-- The school sees all of its own; students what is asked about them; guardians what is asked about their children.
alter table members.consents enable row level security;
create policy school on members.consents to overpass_app
  using (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin')
  with check (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin');
create policy family on members.consents for select to overpass_app using (
  student_affiliation_id = any ((select members.viewer_children())::uuid[])
  or student_affiliation_id in
    (select a.id from members.affiliations a where a.person_id = (select platform.viewer_person())));
create policy system_all on members.consents to overpass_system using (true) with check (true);
grant select, insert on members.consents to overpass_app;
grant select, insert, update, delete on members.consents to overpass_system;

alter table members.consent_requests enable row level security;
create policy school on members.consent_requests to overpass_app
  using (organisation_id = (select platform.viewer_organisation()) and (select platform.viewer_role()) = 'school_admin')
  with check (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin');
create policy family on members.consent_requests for select to overpass_app
  using (id in (select c.request_id from members.consents c));
create policy system_all on members.consent_requests to overpass_system using (true) with check (true);
grant select, insert on members.consent_requests to overpass_app;
grant update (closed_on, reminded_on, version) on members.consent_requests to overpass_app;
grant select, insert, update, delete on members.consent_requests to overpass_system;

-- Guardians see their own signatures only: not what the other has said, nor a former one. Students see all of theirs.
alter table members.consent_answers enable row level security;
create policy school on members.consent_answers for select to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin');
create policy school_paper on members.consent_answers for insert to overpass_app
  with check (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin' and document_id is not null and entered_by_name is not null);
create policy family on members.consent_answers for select to overpass_app using (
  affiliation_id in (select a.id from members.affiliations a where a.person_id = (select platform.viewer_person()))
  or consent_id in (select c.id from members.consents c join members.affiliations a on a.id = c.student_affiliation_id
    where a.person_id = (select platform.viewer_person())));
create policy signer on members.consent_answers for insert to overpass_app
  with check (entered_by_name is null and members.viewer_signs(consent_id, affiliation_id, capacity));
create policy system_all on members.consent_answers to overpass_system using (true) with check (true);
grant select, insert on members.consent_answers to overpass_app;
grant select, insert, update, delete on members.consent_answers to overpass_system;

alter table members.family_documents enable row level security;
create policy school on members.family_documents for select to overpass_app
  using (organisation_id = (select platform.viewer_organisation())
    and (select platform.viewer_role()) = 'school_admin');
create policy own on members.family_documents for select to overpass_app
  using (consent_id is not null and by_person_id = (select platform.viewer_person()));
create policy system_all on members.family_documents to overpass_system using (true) with check (true);
grant select on members.family_documents to overpass_app;
grant select, insert, update, delete on members.family_documents to overpass_system;
