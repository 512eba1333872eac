import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { FamilyDocument } from '../../../contract/guardians.ts'
import type { ConsentAnswer, ConsentCapacity, ConsentPurpose, ConsentState } from '../../../rules/consents.ts'

/** One consent with its request, among those the viewer may see. */
export type StoredConsent = {
  id: string
  requestId: string
  organisationId: string
  organisationZh: string
  organisationEn: string | null
  studentId: string
  studentName: string
  own: boolean
  purpose: ConsentPurpose
  titleZh: string
  titleEn: string
  textZh: string
  textEn: string
  needsAll: boolean
  onPaper: boolean
  askedOn: string
  answerBy: string | null
  validUntil: string | null
  createdAt: Date
  state: ConsentState
}

export async function selectOptionalConsent(db: Db, id: string): Promise<StoredConsent | undefined> {
  const { rows } = await sql<StoredConsent>`select c.id, c.request_id, c.organisation_id,
      o.name_zh as organisation_zh, o.name_en as organisation_en, s.id as student_id, s.name as student_name,
      s.person_id is not distinct from platform.viewer_person() as own, r.purpose, r.title_zh, r.title_en, r.text_zh,
      r.text_en, r.needs_all, r.on_paper, r.asked_on, r.answer_by, r.valid_until, c.created_at, st.state
    from members.consents c
      join members.consent_requests r on r.id = c.request_id
      join members.organisations o on o.id = c.organisation_id
      join members.affiliations s on s.id = c.student_affiliation_id
      join lateral members.consent_states(array[c.id]) st on true
    where c.id = ${id}`.execute(db)
  return rows[0]
}

/** Held until the transaction ends: of two signers of one consent each sees what the other has answered. */
export async function lockConsent(db: Db, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('consent ' || ${id}, 0))`.execute(db)
}

export type ConsentSigner = {
  affiliationId: string
  personId: string | null
  capacity: ConsentCapacity
  guardianshipId: string | null
}

/** Who may sign a consent today. */
export async function selectSigners(db: Db, consentId: string): Promise<ConsentSigner[]> {
  const { rows } = await sql<ConsentSigner>`select * from members.consent_signers(${consentId})`.execute(db)
  return rows
}

export async function selectState(db: Db, consentId: string): Promise<ConsentState> {
  const { rows } = await sql<{ state: ConsentState }>`
    select state from members.consent_states(array[${consentId}::uuid])`.execute(db)
  return (rows[0] as { state: ConsentState }).state
}

/** Consents of a student that still wait for somebody, with what a to-do says of them. */
export async function selectWaiting(
  db: Db,
  studentId: string,
): Promise<{ id: string; answerBy: string | null; title: Bilingual }[]> {
  const { rows } = await sql<{ id: string; answerBy: string | null; titleZh: string; titleEn: string }>`
    select c.id, r.answer_by, r.title_zh, r.title_en from members.consents c
      join members.consent_requests r on r.id = c.request_id
      join lateral members.consent_states(array[c.id]) st on true
    where c.student_affiliation_id = ${studentId} and st.state = 'waiting' order by c.id limit 200`.execute(
    db,
  )
  return rows.map(({ titleZh, titleEn, ...row }) => ({ ...row, title: { zh: titleZh, en: titleEn } }))
}

/** Every consent of a student, whatever its state. */
export async function selectConsentIds(db: Db, studentId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from members.consents
    where student_affiliation_id = ${studentId} order by id desc limit 500`.execute(db)
  return rows.map(row => row.id)
}

export type StoredAnswer = {
  id: string
  consentId: string
  affiliationId: string
  guardianshipId: string | null
  name: string
  capacity: ConsentCapacity
  answer: ConsentAnswer
  day: string
  note: string | null
  enteredBy: string | null
  document: FamilyDocument | null
}

/** Answers to consents that the viewer may see, the latest first. */
export async function selectAnswers(db: Db, consentIds: readonly string[]): Promise<StoredAnswer[]> {
  const { rows } = await sql<StoredAnswer>`select n.id, n.consent_id, n.affiliation_id, n.guardianship_id,
      n.signer_name as name, n.capacity, n.answer, n.day, n.note, n.entered_by_name as entered_by,
      case when d.id is not null then json_build_object('id', d.id, 'name', d.name, 'mediaType', d.media_type,
        'size', d.size, 'at', to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as document
    from members.consent_answers n left join members.family_documents d on d.id = n.document_id
    where n.consent_id = any (${consentIds}::uuid[]) order by n.id desc limit 3000`.execute(db)
  return rows
}

export type NewAnswer = {
  organisationId: string
  consentId: string
  capacity: ConsentCapacity
  affiliationId: string
  guardianshipId: string | null
  answer: ConsentAnswer
  day: string
  note: string | null
  documentId: string | null
  /** Who entered a signature given on paper, where it was not the signer. */
  enteredBy: { affiliationId: string | null; name: string } | null
}

/** Writes an answer under the name its signer has at the school. */
export async function insertAnswer(db: Db, answer: NewAnswer): Promise<void> {
  await sql`insert into members.consent_answers (organisation_id, consent_id, capacity, affiliation_id,
      guardianship_id, signer_name, answer, day, note, document_id, entered_by_affiliation_id,
      entered_by_name)
    select ${answer.organisationId}, ${answer.consentId}, ${answer.capacity}, a.id, ${answer.guardianshipId}, a.name,
      ${answer.answer}, ${answer.day}, ${answer.note}, ${answer.documentId}, ${answer.enteredBy?.affiliationId ?? null},
      ${answer.enteredBy?.name ?? null}
    from members.affiliations a where a.id = ${answer.affiliationId}`.execute(db)
}

/** When the viewer confirmed to be guardian of a student, in the one guardianship that is open; null without one. */
export async function selectConfirmedAt(db: Db, guardianshipId: string | null): Promise<Date | null> {
  const { rows } = await sql<{ answeredAt: Date | null }>`select answered_at from members.guardianships
    where id = ${guardianshipId}`.execute(db)
  return rows[0]?.answeredAt ?? null
}
