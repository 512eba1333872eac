import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { putTodo } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/applications.ts'
import { referenceOf } from '../../rules/applications.ts'
import { selectOptionalGroup } from '../queries/groups.ts'
import { fail } from '../values.ts'
import { writeToContact } from './letters.ts'
import {
  insertApplication,
  insertStep,
  selectApplicationsToday,
  selectIsMember,
  selectOptionalOwn,
} from './queries.ts'
import { actAsApplicant, hashOf, tokenOf } from './secret.ts'

/** Applications a group takes on one day; a busy one has a few in a year. */
const DAY_MOST = 200

export const getJoining: Handler<typeof contract.getJoining> = async (context, { params }) => {
  const { id, kind, name, summary, members } =
    (await selectOptionalGroup(context.db, params.groupId)) ?? missing()
  return { id, kind, name, summary, members }
}

/**
 * Takes an application in. Another open one of the same code is no obstacle and is not told: who has applied is
 * nobody's business, and nobody can keep an organisation out by applying in its name. The secretariat sees both.
 */
export const apply: Handler<typeof contract.apply> = async (context, { params, body }) => {
  const { db } = context
  if (!(await selectOptionalGroup(db, params.groupId))) missing()
  const { attempt, language, consent: _, ...input } = body
  // Made from the attempt, so that sending again finds the same; nobody else can have guessed it.
  const token = tokenOf(context.config, attempt)
  const secretHash = hashOf(token)
  await actAsApplicant(db, secretHash)
  await sql`select pg_advisory_xact_lock(hashtextextended('application ' || ${attempt}, 0))`.execute(db)
  const before = await selectOptionalOwn(db, secretHash)
  if (before) return { reference: before.reference, token }
  if (await selectIsMember(db, params.groupId, input.uscc)) fail('conflict', 'members.is_member')
  if ((await selectApplicationsToday(db, params.groupId)) >= DAY_MOST)
    fail('too_many', 'members.applications_many')
  const reference = referenceOf(today(), randomBytes(6))
  const id = await insertApplication(db, {
    ...input,
    ...{ attempt, groupId: params.groupId, reference, secretHash, language },
  })
  await insertStep(db, { applicationId: id, kind: 'submitted' })
  await waitForCheck(context, { id, groupId: params.groupId, reference, nameZh: input.name.zh })
  await context.audit({
    action: 'members.application_submitted',
    subject: { kind: 'application', id },
    organisationId: null,
    groupId: params.groupId,
    data: { reference },
  })
  await writeToContact(context, id, 'received')
  return { reference, token }
}

/** Puts the check on the secretariat's list. */
export async function waitForCheck(
  context: Pick<Context, 'db'>,
  application: { id: string; groupId: string; reference: string; nameZh: string },
): Promise<void> {
  await putTodo(context.db, {
    desk: { groupId: application.groupId, role: 'secretariat' },
    kind: 'members.application_check',
    data: { name: application.nameZh, reference: application.reference },
    path: `/applications/${application.id}`,
    subject: { kind: 'application', id: application.id },
  })
}
