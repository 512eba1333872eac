import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { AskedStudent, Signer } from '../../../contract/consents.ts'
import { isOver, standingOf } from '../../../rules/consents.ts'
import { type StoredAnswer, selectAnswers } from './answers.ts'
import type { StoredRequest } from './consents.ts'

type StudentRow = {
  id: string
  studentId: string
  name: string
  number: string | null
  claimed: boolean
  left: boolean
  age: AskedStudent['age']
  lapsed: boolean
}
type GuardianRow = {
  id: string
  consentId: string
  affiliationId: string
  name: string
  relation: Signer['relation']
  claimed: boolean
  open: boolean
  barred: boolean
}
const MOST = 300

const signed = (answer: StoredAnswer | undefined) => ({
  answer: answer?.answer ?? null,
  day: answer?.day ?? null,
  note: answer?.note ?? null,
  enteredBy: answer?.enteredBy ?? null,
  document: answer?.document ?? null,
})

/** Students a request of the viewer's school concerns, by name, with everyone who signs or signed for them. */
export async function selectAsked(db: Db, request: StoredRequest): Promise<AskedStudent[]> {
  const students = (
    await sql<StudentRow>`select c.id, a.id as student_id, a.name, a.number, a.person_id is not null as claimed,
      a.ends_on is not null as left, r.valid_until < platform.today() is true as lapsed,
      case when a.birth_date is null then 'unknown' when members.is_minor(a.birth_date) then 'minor'
        else 'adult' end as age
    from members.consents c join members.affiliations a on a.id = c.student_affiliation_id
      join members.consent_requests r on r.id = c.request_id
    where c.request_id = ${request.id} order by a.sort_key, a.id limit ${MOST}`.execute(db)
  ).rows
  const guardians = (
    await sql<GuardianRow>`select g.id, c.id as consent_id, a.id as affiliation_id, a.name, g.relation,
      a.person_id is not null as claimed, g.barred_on is not null as barred,
      exists (select from members.consent_signers(c.id) s where s.guardianship_id = g.id) as open
    from members.consents c
      join members.guardianships g on g.student_affiliation_id = c.student_affiliation_id
      join members.affiliations a on a.id = g.guardian_affiliation_id
    where c.id = any (${students.map(row => row.id)}::uuid[]) order by g.starts_on, g.id`.execute(db)
  ).rows
  const answers = await selectAnswers(
    db,
    students.map(row => row.id),
  )
  return students.map(student => {
    const latest = (affiliationId: string) =>
      answers.find(answer => answer.consentId === student.id && answer.affiliationId === affiliationId)
    const family = guardians
      .filter(guardian => guardian.consentId === student.id)
      .map(guardian => ({ ...guardian, latest: latest(guardian.affiliationId) }))
    const own = latest(student.studentId)
    const state = standingOf({
      closed: request.closedOn !== null,
      studentLeft: student.left,
      lapsed: student.lapsed,
      age: student.age,
      needsAll: request.needsAll,
      alsoStudent: request.alsoStudent,
      guardians: family.map(({ open, barred, latest }) => ({ open, barred, answer: latest?.answer ?? null })),
      student: own?.answer ?? null,
    })
    const signs =
      !isOver(state) && (student.age === 'adult' || (student.age === 'minor' && request.alsoStudent))
    const self: Signer = {
      ...{ capacity: 'student', guardianshipId: null, name: student.name, relation: null },
      ...{ open: signs, claimed: student.claimed, ...signed(own) },
    }
    return {
      id: student.id,
      student: { id: student.studentId, name: student.name, number: student.number },
      ...{ state, age: student.age },
      signers: [
        ...family
          .filter(({ open, latest }) => open || latest)
          .map(({ id, name, relation, open, claimed, latest }) => ({
            ...{ capacity: 'guardian' as const, guardianshipId: id, name, relation, claimed },
            ...{ open: open && !isOver(state), ...signed(latest) },
          })),
        ...(signs || own ? [self] : []),
      ],
    }
  })
}
