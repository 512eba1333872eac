import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { AdmissionFacts } from '../../contract/admissions.ts'
import type { ApplicationState } from '../../rules/admission.ts'
import { instant } from './instant.ts'

export type NewApplication = {
  intakeId: string
  receivingOrganisationId: string
  personId: string
  organisationId: string
  learnerId: string
  learnerName: string
  note: string | null
  entryMet: boolean
  score: number
  /** In tenths. */
  credits: number
  facts: AdmissionFacts
}

export async function insertApplication(db: Db, one: NewApplication): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into overpass.applications (intake_id, receiving_organisation_id,
      person_id, organisation_id, learner_id, learner_name, note, entry_met, score, credits, facts)
    values (${one.intakeId}, ${one.receivingOrganisationId}, ${one.personId}, ${one.organisationId}, ${one.learnerId},
      ${one.learnerName}, ${one.note}, ${one.entryMet}, ${one.score}, ${one.credits}, ${JSON.stringify(one.facts)}::jsonb)
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

type Named = { id: string; name: Bilingual }
export type AdmissionListRow = {
  id: string
  state: ApplicationState
  intakeId: string
  programme: Named
  receiving: Named
  learnerName: string
  own: boolean
  startsOn: string
  closesOn: string
  answerBy: string | null
  submittedAt: string
  version: number
}

const ROW = sql`a.id, a.state, a.intake_id, a.learner_name, a.answer_by::text as answer_by, a.version,
  a.person_id = platform.viewer_person() as own, i.starts_on::text as starts_on, i.closes_on::text as closes_on,
  ${instant('a.submitted_at')} as submitted_at,
  json_build_object('id', p.programme_id, 'name', json_build_object('zh', p.name_zh, 'en', p.name_en)) as programme,
  json_build_object('id', r.id, 'name', json_build_object('zh', r.name_zh, 'en', r.name_en)) as receiving`
const FROM = sql`from overpass.applications a join overpass.intakes i on i.id = a.intake_id
  join members.organisations r on r.id = a.receiving_organisation_id
  join members.organisations l on l.id = a.organisation_id
  join programmes.programme_facts p on p.programme_id = i.programme_id`

/** The viewer's own applications and their children's, the latest first. */
export async function selectAdmissions(
  db: Db,
  page: { after: string | null; limit: number },
): Promise<AdmissionListRow[]> {
  const { rows } = await sql<AdmissionListRow>`select ${ROW} ${FROM}
    where (a.person_id = platform.viewer_person() or a.learner_id = any ((select members.viewer_children())::uuid[]))
      and (${page.after}::uuid is null or a.id < ${page.after}::uuid)
    order by a.id desc limit ${page.limit}`.execute(db)
  return rows
}

export type AdmissionRow = AdmissionListRow & {
  personId: string
  learnerId: string
  receivingOrganisationId: string
  guardianIds: string[]
  organisation: Bilingual
  note: string | null
  entryMet: boolean
  score: number
  credits: number
  facts: AdmissionFacts
  place: number | null
  documentsIn: boolean
  wanted: boolean
  consentName: string | null
  consentedAt: string | null
  enrolledId: string | null
}

/** An application the viewer may read; `guardianIds` holds the viewer where they are a guardian of the learner today. */
export async function selectOptionalAdmission(db: Db, id: string): Promise<AdmissionRow | undefined> {
  const { rows } =
    await sql<AdmissionRow>`select ${ROW}, a.person_id, a.learner_id, a.receiving_organisation_id, a.note,
      a.entry_met, a.score::float8 as score, a.credits::float8 / 10 as credits, a.facts, a.place, a.documents_in,
      a.wanted_at is not null as wanted, a.consent_name, ${instant('a.consented_at')} as consented_at, a.enrolled_id,
      json_build_object('zh', l.name_zh, 'en', l.name_en) as organisation,
      case when a.learner_id = any ((select members.viewer_children())::uuid[])
        then array[platform.viewer_person()] else '{}' end as guardian_ids
    ${FROM} where a.id = ${id}`.execute(db)
  return rows[0]
}

export type ApplicantRow = {
  id: string
  learner: { id: string; name: string; organisation: Bilingual }
  state: ApplicationState
  entryMet: boolean
  score: number
  credits: number
  place: number | null
  documentsIn: boolean
  answerBy: string | null
  submittedAt: string
  at: string
  version: number
}

/** Applications to an intake that the viewer may read, in their order where they have one. */
export async function selectApplicants(db: Db, intakeId: string): Promise<ApplicantRow[]> {
  const { rows } = await sql<ApplicantRow>`select a.id, a.state, a.entry_met, a.score::float8 as score,
      a.credits::float8 / 10 as credits, a.place, a.documents_in, a.answer_by::text as answer_by, a.version,
      ${instant('a.submitted_at')} as submitted_at, ${instant('a.submitted_at')} as at,
      json_build_object('id', a.learner_id, 'name', a.learner_name,
        'organisation', json_build_object('zh', l.name_zh, 'en', l.name_en)) as learner
    from overpass.applications a join members.organisations l on l.id = a.organisation_id
    where a.intake_id = ${intakeId} and a.state <> 'withdrawn'
    order by a.place nulls last, a.id limit 5000`.execute(db)
  return rows
}

/** The learner's answer to an offer, or the withdrawal; false when somebody was faster. */
export async function setState(
  db: Db,
  { id, version }: { id: string; version: number },
  state: ApplicationState,
): Promise<boolean> {
  const { rows } = await sql`update overpass.applications set state = ${state}, version = version + 1,
      wanted_at = case when ${state} = 'accepted' then now() else wanted_at end
    where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}

/** A minor says yes; the seat is accepted when a guardian consents. */
export async function setWanted(db: Db, { id, version }: { id: string; version: number }): Promise<boolean> {
  const { rows } = await sql`update overpass.applications set wanted_at = now(), version = version + 1
    where id = ${id} and version = ${version} and state = 'offered' returning id`.execute(db)
  return rows.length > 0
}

/** A guardian's answer. */
export async function setConsent(
  db: Db,
  { id, version }: { id: string; version: number },
  { given, name }: { given: boolean; name: string },
): Promise<boolean> {
  const { rows } =
    await sql`update overpass.applications set version = version + 1, state = ${given ? 'accepted' : 'declined'},
      consent_name = ${given ? name : null}, consented_at = ${given ? sql`now()` : null}
    where id = ${id} and version = ${version} and state = 'offered' returning id`.execute(db)
  return rows.length > 0
}

export async function setDocuments(
  db: Db,
  { id, version }: { id: string; version: number },
  received: boolean,
): Promise<boolean> {
  const { rows } =
    await sql`update overpass.applications set documents_in = ${received}, version = version + 1
    where id = ${id} and version = ${version} and state = 'submitted' returning id`.execute(db)
  return rows.length > 0
}

/** Whether the learner of an own application is a minor, and the guardians' entries. */
export async function selectGuardians(
  db: Db,
  id: string,
): Promise<{ minor: boolean; guardianIds: string[] }> {
  const { rows } = await sql<{ minor: boolean; guardianId: string | null }>`
    select minor, guardian_id from overpass.own_guardians(${id})`.execute(db)
  return {
    minor: rows.some(row => row.minor),
    guardianIds: rows.flatMap(row => row.guardianId ?? []),
  }
}

export type PlaceRow = {
  place: number
  score: number
  credits: number
  at: string
  seats: number
  ranked: number
}

/** Places around an application as whoever reads it may know them: figures, no names. */
export async function selectPlacesAround(db: Db, id: string): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`select place, score::float8 as score, credits::float8 / 10 as credits,
      ${instant('submitted_at')} as at, seats, ranked from overpass.places_around(${id})`.execute(db)
  return rows
}

/** Makes the entry at the new school and says so in the application; the entry's id. */
export async function enterAccepted(
  db: Db,
  id: string,
  number: string,
  classId: string | null,
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`select overpass.enter_accepted(${id}, ${number}, ${classId}) as id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Claims of a person that a school recognised credit for and that are not on its record yet. */
export async function selectRecognisedAt(
  db: Db,
  personId: string,
  receivingOrganisationId: string,
): Promise<{ id: string; receivingOrganisationId: string }[]> {
  const { rows } = await sql<{ id: string; receivingOrganisationId: string }>`select c.id,
      c.receiving_organisation_id from overpass.claims c
    where c.person_id = ${personId} and c.receiving_organisation_id = ${receivingOrganisationId}
      and exists (select from overpass.spendings s where s.claim_id = c.id and s.state = 'recognised') limit 100`.execute(
    db,
  )
  return rows
}
