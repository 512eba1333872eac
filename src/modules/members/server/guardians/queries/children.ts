import { sql } from 'kysely'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Child, getChild, OwnConsentRow } from '../../../contract/children.ts'
import { bilingual } from '../../values.ts'

type ChildRow = Omit<Child, 'organisation' | 'class' | 'name'> & {
  guardianId: string
  studentName: string | null
  className: string | null
  organisationId: string
  organisationZh: string
  organisationEn: string | null
  keptApart: boolean
}
export type OwnChild = Child & { guardianId: string; keptApart: boolean }

/** Guardianships of the viewer's own, those of one student alone when it is named. */
export async function selectOwnGuardianships(db: Db, studentId?: string): Promise<OwnChild[]> {
  const { rows } = await sql<ChildRow>`select * from members.own_guardianships()
    where ${studentId ?? null}::uuid is null or student_id = ${studentId ?? null}::uuid`.execute(db)
  return rows.map(({ studentName, className, organisationId, organisationZh, organisationEn, ...row }) => ({
    ...row,
    name: studentName,
    class: className,
    organisation: { id: organisationId, name: { zh: organisationZh, en: organisationEn } },
  }))
}

type Seen = AnswerOf<typeof getChild>

export async function selectContacts(db: Db, studentId: string): Promise<Seen['contacts']> {
  const { rows } = await sql<{
    name: string
    positionZh: string | null
    positionEn: string | null
    email: string | null
    phone: string | null
  }>`select * from members.school_contacts(${studentId})`.execute(db)
  return rows.map(({ positionZh, positionEn, ...row }) => ({
    ...row,
    position: bilingual(positionZh, positionEn),
  }))
}

export async function selectFellows(db: Db, studentId: string): Promise<Seen['fellows']> {
  const { rows } = await sql<
    Seen['fellows'][number]
  >`select * from members.fellow_guardians(${studentId})`.execute(db)
  return rows
}

/** What the viewer sees of a child beyond the guardianship; row-level security has let them. */
export async function selectChildFacts(
  db: Db,
  studentId: string,
): Promise<Pick<Seen, 'number' | 'programme'>> {
  const { rows } = await sql<{
    number: string | null
    programmeZh: string | null
    programmeEn: string | null
  }>`
    select a.number, c.programme_zh, c.programme_en from members.affiliations a
      left join members.classes c on c.id = a.class_id where a.id = ${studentId}`.execute(db)
  const [row] = rows
  return {
    number: row?.number ?? null,
    programme: bilingual(row?.programmeZh ?? null, row?.programmeEn ?? null),
  }
}

export async function answerOwnGuardianship(
  db: Db,
  answer: { id: string; version: number; confirms: boolean },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select members.answer_guardianship(${answer.id}, ${answer.version}, ${answer.confirms}) as done`.execute(
    db,
  )
  return rows[0]?.done ?? false
}

export async function updateShared(db: Db, id: string, shared: boolean): Promise<boolean> {
  const { rows } = await sql<{
    done: boolean
  }>`select members.share_contact(${id}, ${shared}) as done`.execute(db)
  return rows[0]?.done ?? false
}

type ConsentRow = Omit<OwnConsentRow, 'student' | 'title' | 'waitsForMe'> & {
  titleZh: string
  titleEn: string
  studentId: string
  studentName: string
  own: boolean
  signs: boolean
}
const MOST = 100

/**
 * Consents the viewer may see as student or guardian, of one child alone when it is named: those that wait for the
 * viewer first, then the newest.
 */
export async function selectOwnConsents(db: Db, studentId: string | null = null): Promise<OwnConsentRow[]> {
  const { rows } = await sql<ConsentRow>`select c.id, r.purpose, r.title_zh, r.title_en, st.state, r.asked_on,
      r.answer_by, r.valid_until, s.id as student_id, s.name as student_name,
      s.person_id is not distinct from platform.viewer_person() as own,
      (select n.answer from members.consent_answers n join members.affiliations mine on mine.id = n.affiliation_id
        where n.consent_id = c.id and mine.person_id = platform.viewer_person() order by n.id desc limit 1) as mine,
      exists (select from members.consent_signers(c.id) g where g.person_id = platform.viewer_person()) as signs
    from members.consents c
      join members.consent_requests r on r.id = c.request_id
      join members.affiliations s on s.id = c.student_affiliation_id
      join lateral members.consent_states(array[c.id]) st on true
    where (s.person_id = platform.viewer_person() or s.id = any ((select members.viewer_children())::uuid[]))
      and (${studentId}::uuid is null or s.id = ${studentId}::uuid)
    order by c.id desc limit ${MOST}`.execute(db)
  return rows
    .map(({ titleZh, titleEn, studentId: id, studentName, own, signs, ...row }) => ({
      ...row,
      title: { zh: titleZh, en: titleEn },
      student: own ? null : { id, name: studentName },
      waitsForMe: signs && row.state === 'waiting' && row.mine === null,
    }))
    .sort((a, b) => Number(b.waitsForMe) - Number(a.waitsForMe))
}
