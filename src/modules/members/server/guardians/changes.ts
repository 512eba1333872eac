import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/guardians.ts'
import { keepGuardians } from '../../policy.ts'
import { type GuardianshipStep, schoolSteps } from '../../rules/guardians.ts'
import { signatureOf } from '../signature.ts'
import { checkEnd, fail } from '../values.ts'
import { selectConsentIds } from './queries/answers.ts'
import { selectOptionalDocument } from './queries/documents.ts'
import {
  insertStep,
  type StoredGuardianship,
  selectOptionalGuardianship,
  updateGuardianship,
} from './queries/guardianships.ts'
import { stopAsking } from './todos.ts'

export async function kept(context: Context, id: string): Promise<StoredGuardianship> {
  const guardianship = (await selectOptionalGuardianship(context.db, id)) ?? missing()
  context.require(keepGuardians, guardianship)
  return guardianship
}

type Step = { kind: GuardianshipStep; day: string; reason: string; version: number }

/** Takes a step of the school's with a guardianship: its new state, its history, the audit trail. */
async function takeStep(
  context: Context,
  guardianship: StoredGuardianship,
  step: Step,
  change: Parameters<typeof updateGuardianship>[3],
): Promise<void> {
  const { kind, day, reason, version } = step
  if (!schoolSteps(guardianship.standing).includes(kind)) fail('conflict', 'members.guardianship_not_now')
  if (!(await updateGuardianship(context.db, guardianship.id, version, change))) stale(guardianship.version)
  const { organisationId, id: guardianshipId } = guardianship
  const by = await signatureOf(context)
  await insertStep(context.db, { organisationId, guardianshipId, kind, day, reason, by })
  await context.audit({
    action: `members.guardianship_${kind}`,
    subject: { kind: 'affiliation', id: guardianship.studentId },
    data: { guardianship: guardianshipId, day },
  })
}

/** What a guardian was to do about a child is no longer theirs; they are told that their access has changed. */
async function tellGuardian(context: Context, guardianship: StoredGuardianship): Promise<void> {
  const { db } = context
  const { id, studentId, guardian, standing } = guardianship
  await closeTodos(db, { subject: { kind: 'guardianship', id } })
  for (const consentId of await selectConsentIds(db, studentId))
    await stopAsking(db, consentId, [{ affiliationId: guardian.id }])
  if (standing !== 'open') return
  await putTodo(db, {
    desk: { affiliationId: guardian.id },
    kind: 'members.access_changed',
    path: `/children/${studentId}`,
    subject: { kind: 'guardianship', id },
  })
}

export const endGuardianship: Handler<typeof contract.endGuardianship> = async (
  context,
  { params, body },
) => {
  const guardianship = await kept(context, params.id)
  checkEnd(guardianship.startsOn, body.day, 'day')
  await takeStep(context, guardianship, { kind: 'ended', ...body }, { endsOn: body.day })
  await tellGuardian(context, guardianship)
  return undefined
}

export const keepApart: Handler<typeof contract.keepApart> = async (context, { params, body }) => {
  const guardianship = await kept(context, params.id)
  const { apart, reason, version } = body
  if (guardianship.keptApart === apart) fail('conflict', 'members.guardianship_not_now')
  const kind = apart ? 'apart' : 'together'
  await takeStep(context, guardianship, { kind, day: today(), reason, version }, { keptApart: apart })
  return undefined
}

export const barGuardian: Handler<typeof contract.barGuardian> = async (context, { params, body }) => {
  const guardianship = await kept(context, params.id)
  const { documentId, ...step } = body
  checkEnd('1900-01-01', body.day, 'day')
  const document = await selectOptionalDocument(context.db, documentId)
  if (document?.guardianshipId !== guardianship.id)
    fail('unprocessable', 'members.document_needed', undefined, [
      { path: 'body.documentId', code: 'required' },
    ])
  await takeStep(context, guardianship, { kind: 'barred', ...step }, { barredOn: body.day })
  await tellGuardian(context, guardianship)
  return undefined
}

/** The bar goes, and the guardianship with it: whoever is to read again is proposed and confirms anew. */
export const liftBar: Handler<typeof contract.liftBar> = async (context, { params, body }) => {
  const guardianship = await kept(context, params.id)
  const step = { kind: 'lifted' as const, day: today(), ...body }
  const endsOn = guardianship.endsOn ?? today()
  await takeStep(context, guardianship, step, { barredOn: null, endsOn })
  return undefined
}
