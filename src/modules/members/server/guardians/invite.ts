import { putTodo } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/guardians.ts'
import { keepGuardians } from '../../policy.ts'
import { isSameGuardian } from '../../rules/guardians.ts'
import { insertAffiliation } from '../queries/person-changes.ts'
import { signatureOf } from '../signature.ts'
import { fail } from '../values.ts'
import {
  insertStep,
  proposeGuardianship,
  type StoredStudent,
  selectCourtDocuments,
  selectFreeNumber,
  selectGuardianships,
  selectKnownGuardians,
  selectOptionalStudent,
  selectSteps,
} from './queries/guardianships.ts'

export const listGuardians: Handler<typeof contract.listGuardians> = async (context, { params }) => {
  const { db } = context
  const student = (await selectOptionalStudent(db, params.id)) ?? missing()
  context.require(keepGuardians, student)
  const found = await selectGuardianships(db, student.id)
  const ids = found.map(row => row.id)
  const steps = await selectSteps(db, ids)
  const documents = await selectCourtDocuments(db, ids)
  context.noteReading(
    student.organisationId,
    found.map(row => row.guardian.id),
  )
  return {
    ...{ majorityOn: student.majorityOn, minor: student.minor, ended: student.endsOn !== null },
    rows: found.map(row => ({
      ...row,
      steps: steps.filter(step => step.guardianshipId === row.id),
      documents: documents.filter(document => document.guardianshipId === row.id),
    })),
  }
}

type Invited = Parameters<Handler<typeof contract.inviteGuardian>>[1]['body']['guardian']

/**
 * Proposes a guardian of a minor. Nothing can be read by it: the guardian claims their own entry with the school's
 * code and confirms that this is their child.
 */
export const inviteGuardian: Handler<typeof contract.inviteGuardian> = async (context, { params, body }) => {
  const { db } = context
  const student = (await selectOptionalStudent(db, params.id)) ?? missing()
  context.require(keepGuardians, student)
  checkStudent(student)
  const guardianId = await guardianOf(context, student, body.guardian)
  const proposed = { guardianId, studentId: student.id, relation: body.relation }
  const id = (await proposeGuardianship(db, proposed)) ?? fail('conflict', 'members.guardian_already')
  await insertStep(db, {
    ...{ organisationId: student.organisationId, guardianshipId: id, kind: 'proposed', day: today() },
    ...{ reason: null, by: await signatureOf(context) },
  })
  await putTodo(db, {
    desk: { affiliationId: guardianId },
    kind: 'members.child_to_confirm',
    path: '/children',
    subject: { kind: 'guardianship', id },
  })
  await context.audit({
    action: 'members.guardian_proposed',
    subject: { kind: 'affiliation', id: student.id },
    data: { guardianship: id, guardian: guardianId, relation: body.relation },
  })
  return { id, guardianId }
}

function checkStudent(student: StoredStudent): void {
  if (student.endsOn) fail('conflict', 'members.student_ended', { endsOn: student.endsOn })
  if (!student.birthDate) fail('conflict', 'members.birth_date_needed')
  if (!student.minor) fail('conflict', 'members.student_of_age')
}

/** The guardian's entry: the one that was chosen, or a new one, unless the school has that human already. */
async function guardianOf(context: Context, student: StoredStudent, invited: Invited): Promise<string> {
  const { db } = context
  if (invited.kind === 'known') {
    const [known] = await selectKnownGuardians(db, student.id, { id: invited.id })
    if (!known)
      return fail('unprocessable', 'members.guardian_unknown', undefined, [
        { path: 'body.guardian.id', code: 'choice' },
      ])
    if (known.barred) fail('conflict', 'members.guardian_barred')
    if (known.running) fail('conflict', 'members.guardian_already')
    return known.id
  }
  const { name, phone, email } = invited
  const same = (await selectKnownGuardians(db, student.id, { name })).filter(known =>
    isSameGuardian(known, invited),
  )
  if (same.some(known => known.barred)) fail('conflict', 'members.guardian_barred')
  if (same.some(known => known.running)) fail('conflict', 'members.guardian_already')
  if (same.length > 0) fail('conflict', 'members.guardian_known', { name })
  return insertAffiliation(db, {
    ...{ organisationId: student.organisationId, role: 'guardian', name, phone, email, startsOn: today() },
    number: await selectFreeNumber(db, student.id),
    ...{ externalId: null, classId: null, position: null, birthDate: null, listed: false },
  })
}
