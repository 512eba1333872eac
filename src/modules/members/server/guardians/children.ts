import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/children.ts'
import { answerGuardianship as answerPermission, followChild } from '../../policy.ts'
import { fail } from '../values.ts'
import {
  answerOwnGuardianship,
  type OwnChild,
  selectChildFacts,
  selectContacts,
  selectFellows,
  selectOwnConsents,
  selectOwnGuardianships,
  updateShared,
} from './queries/children.ts'
import { askNewGuardian } from './todos.ts'

export const listChildren: Handler<typeof contract.listChildren> = async context => ({
  rows: await selectOwnGuardianships(context.db),
})

/** The viewer's guardianship of a student, the one with access before others. */
async function followed(context: Context, studentId: string): Promise<OwnChild> {
  const rows = await selectOwnGuardianships(context.db, studentId)
  const [first] = rows.sort((a, b) => Number(b.standing === 'open') - Number(a.standing === 'open'))
  context.require(followChild, { guardianIds: first ? [context.signedIn().personId] : [] })
  return first ?? missing()
}

const NOTHING = { number: null, programme: null, contacts: [], fellows: [], consents: [] }

export const getChild: Handler<typeof contract.getChild> = async (context, { params }) => {
  const { db } = context
  const child = await followed(context, params.id)
  if (child.standing !== 'open') return { ...child, ...NOTHING }
  context.noteReading(child.organisation.id, [child.studentId])
  return {
    ...child,
    ...(await selectChildFacts(db, child.studentId)),
    contacts: await selectContacts(db, child.studentId),
    fellows: await selectFellows(db, child.studentId),
    consents: await selectOwnConsents(db, child.studentId),
  }
}

export const noteChild: Handler<typeof contract.noteChild> = async (context, { params }) => {
  await followed(context, params.id)
  for (const { id } of await selectOwnGuardianships(context.db, params.id))
    await closeTodos(context.db, {
      subject: { kind: 'guardianship', id },
      kinds: ['members.access_changed', 'members.majority_near_guardian'],
    })
  return undefined
}

/** The guardianship of that id, if it is the viewer's own. */
async function ownOf(context: Context, id: string): Promise<OwnChild> {
  const found = (await selectOwnGuardianships(context.db)).find(row => row.id === id)
  context.require(answerPermission, { guardianIds: found ? [context.signedIn().personId] : [] })
  return found ?? missing()
}

export const answerGuardianship: Handler<typeof contract.answerGuardianship> = async (
  context,
  { params, body },
) => {
  const { db } = context
  const { studentId, guardianId, organisation } = await ownOf(context, params.id)
  const answer = { id: params.id, version: body.version, confirms: body.confirms }
  if (!(await answerOwnGuardianship(db, answer))) fail('conflict', 'members.guardianship_answer_not_now')
  const subject = { kind: 'guardianship', id: params.id }
  await closeTodos(db, { subject })
  if (body.confirms) await askNewGuardian(db, studentId, guardianId)
  else
    await putTodo(db, {
      desk: { organisationId: organisation.id, role: 'school_admin' },
      kind: 'members.guardian_refused',
      path: `/people/${studentId}`,
      subject,
    })
  await context.audit({
    action: body.confirms ? 'members.guardianship_confirmed' : 'members.guardianship_refused',
    subject: { kind: 'affiliation', id: studentId },
    organisationId: organisation.id,
    data: { guardianship: params.id },
  })
  return { studentId }
}

export const shareContact: Handler<typeof contract.shareContact> = async (context, { params, body }) => {
  const { studentId, organisation } = await ownOf(context, params.id)
  if (!(await updateShared(context.db, params.id, body.shared)))
    fail('conflict', 'members.guardianship_not_now')
  await context.audit({
    action: body.shared ? 'members.guardian_contact_shared' : 'members.guardian_contact_kept',
    subject: { kind: 'affiliation', id: studentId },
    organisationId: organisation.id,
    data: { guardianship: params.id },
  })
  return undefined
}
