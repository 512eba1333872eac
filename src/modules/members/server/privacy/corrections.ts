import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { Failure, missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/corrections.ts'
import type { PersonInput } from '../../contract/people.ts'
import {
  answerCorrection as answerPermission,
  askCorrection as askPermission,
  ownCorrection,
} from '../../policy.privacy.ts'
import { isPossible } from '../../rules/privacy.ts'
import { administratorRoleOf } from '../../rules/roles.ts'
import { ownOrganisation } from '../people.ts'
import { checkEntry } from '../person-checks.ts'
import {
  type StoredPerson,
  selectKind,
  selectOptionalStored,
  updateAffiliation,
} from '../queries/person-changes.ts'
import { signatureOf } from '../signature.ts'
import { fail } from './fail.ts'
import { daysOf } from './periods.ts'
import {
  insertCorrection,
  type OpenCorrection,
  selectCorrectionCounts,
  selectCorrections,
  selectOptionalClassNamed,
  selectOptionalCorrection,
  selectOwnCorrections,
  unjoin,
  updateAnswered,
  updateWithdrawn,
} from './queries/corrections.ts'
import { type Entry, selectOptionalConcerned } from './queries/entries.ts'

export const listMyCorrections: Handler<typeof contract.listMyCorrections> = async ({ db }) => ({
  rows: await selectOwnCorrections(db),
})

/** An entry of the viewer or of their minor child, with the permission's sentence checked. */
export async function concernedEntry(
  context: Context,
  id: string,
  permission: typeof askPermission,
): Promise<Entry> {
  const { personId } = context.signedIn()
  const entry = (await selectOptionalConcerned(context.db, id)) ?? missing()
  context.require(permission, {
    personId: entry.forChild ? null : personId,
    guardianIds: entry.forChild ? [personId] : [],
  })
  return entry
}

export const askCorrection: Handler<typeof contract.askCorrection> = async (context, { body }) => {
  const { db } = context
  const entry = await concernedEntry(context, body.affiliationId, askPermission)
  if (!isPossible(body.field, body.wanted, today()))
    throw new Failure('invalid', 'input.invalid', undefined, [{ path: 'body.wanted', code: 'invalid' }])
  if (body.field === 'joining') await checkUndo(context, entry)
  const dueOn = daysAfter(today(), await daysOf(db, 'correction_answer'))
  const id =
    (await insertCorrection(db, {
      ...{ ...body, dueOn, organisationId: entry.organisationId },
      personId: context.signedIn().personId,
    })) ?? fail('conflict', 'members.correction_open')
  await putTodo(db, {
    desk: {
      organisationId: entry.organisationId,
      role: administratorRoleOf(await selectKind(db, entry.organisationId)),
    },
    kind: body.field === 'joining' ? 'members.joining_undo' : 'members.correction',
    data: { name: entry.name },
    path: '/corrections',
    subject: { kind: 'correction', id },
    dueOn,
  })
  await context.audit({
    action: 'members.correction_asked',
    subject: { kind: 'correction', id },
    organisationId: entry.organisationId,
    data: { field: body.field, affiliation: entry.id },
  })
  return { id }
}

/** A wrong claim is undone within some days of it; later the entry has long been used as the person's own. */
async function checkUndo(context: Context, entry: Entry): Promise<void> {
  const days = await daysOf(context.db, 'joining_undo')
  const joined = entry.joinedAt ? Date.parse(entry.joinedAt) : 0
  if (entry.forChild || Date.now() - joined > days * 86_400_000)
    fail('conflict', 'members.joining_settled', { days })
}

export const withdrawCorrection: Handler<typeof contract.withdrawCorrection> = async (
  context,
  { params, body },
) => {
  const asked = (await selectOptionalCorrection(context.db, params.id)) ?? missing()
  context.require(ownCorrection, asked)
  checkOpen(asked)
  if (!(await updateWithdrawn(context.db, params.id, body.version))) stale(asked.version)
  await closeTodos(context.db, { subject: { kind: 'correction', id: params.id } })
  await context.audit({
    action: 'members.correction_withdrawn',
    subject: { kind: 'correction', id: params.id },
    organisationId: asked.organisationId,
  })
  return undefined
}

function checkOpen({ state }: OpenCorrection): void {
  if (state !== 'open') fail('conflict', 'members.correction_answered')
}

export const listCorrections: Handler<typeof contract.listCorrections> = async (context, { query }) => {
  const organisationId = ownOrganisation(context)
  const found = await selectCorrections(context.db, organisationId, query, query)
  context.noteReading(organisationId, [...new Set(found.rows.map(row => row.affiliationId))])
  return found
}

export const countCorrections: Handler<typeof contract.countCorrections> = (context, { query }) =>
  selectCorrectionCounts(context.db, ownOrganisation(context), query)

/** Accepts, and then the entry says what was asked; or refuses with a reason. The person is told on their home page. */
export const answerCorrection: Handler<typeof contract.answerCorrection> = async (
  context,
  { params, body },
) => {
  const { db } = context
  const asked = (await selectOptionalCorrection(db, params.id)) ?? missing()
  context.require(answerPermission, asked)
  checkOpen(asked)
  if (!body.accept && !body.answer)
    throw new Failure('invalid', 'input.invalid', undefined, [{ path: 'body.answer', code: 'required' }])
  if (body.version !== asked.version) stale(asked.version)
  if (body.accept) await apply(context, asked)
  const { name } = await signatureOf(context)
  const answered = await updateAnswered(db, params.id, body.version, {
    ...{ state: body.accept ? ('accepted' as const) : ('refused' as const), answer: body.answer, by: name },
  })
  if (!answered) stale(asked.version)
  await closeTodos(db, { subject: { kind: 'correction', id: params.id } })
  await context.audit({
    action: body.accept ? 'members.correction_accepted' : 'members.correction_refused',
    subject: { kind: 'correction', id: params.id },
    organisationId: asked.organisationId,
    data: { field: asked.field, affiliation: asked.affiliationId },
  })
  return undefined
}

async function apply(context: Context, asked: OpenCorrection): Promise<void> {
  const { db } = context
  if (asked.field === 'joining') {
    if (!(await unjoin(db, asked.id))) fail('conflict', 'members.joining_over')
    await noteChange(context, asked, 'members.person_unjoined')
    return
  }
  const stored = (await selectOptionalStored(db, asked.affiliationId)) ?? missing()
  const entry = corrected(stored, asked, await classOf(context, asked))
  checkEntry(stored.role, entry)
  if ((await updateAffiliation(db, stored.id, stored.version, entry)) === undefined) stale(stored.version)
  await noteChange(context, asked, 'members.person_updated')
}

const noteChange = (context: Context, asked: OpenCorrection, action: string) =>
  context.audit({
    action,
    subject: { kind: 'affiliation', id: asked.affiliationId },
    organisationId: asked.organisationId,
    data: { changed: [asked.field], correction: asked.id },
  })

async function classOf(context: Context, asked: OpenCorrection): Promise<string | null> {
  if (asked.field !== 'class' || asked.wanted === null) return null
  return (
    (await selectOptionalClassNamed(context.db, asked.organisationId, asked.wanted)) ??
    fail('conflict', 'members.class_unknown', { name: asked.wanted })
  )
}

/** The entry as it is to be, with the one field as it was asked for. */
function corrected(stored: StoredPerson, asked: OpenCorrection, classId: string | null): PersonInput {
  const { positionZh, positionEn, ...rest } = stored
  const { name, number, externalId, email, phone, birthDate, listed, startsOn } = rest
  const entry: PersonInput = {
    ...{ name, number, externalId, email, phone, birthDate, listed, startsOn, classId: stored.classId },
    position: positionZh === null ? null : { zh: positionZh, en: positionEn },
  }
  const wanted = asked.wanted ?? ''
  const changed: Partial<PersonInput> = {
    name: { name: wanted },
    number: { number: wanted },
    email: { email: wanted },
    phone: { phone: wanted },
    birth_date: { birthDate: wanted },
    class: { classId },
    position: { position: { zh: wanted, en: null } },
    joining: {},
  }[asked.field]
  return { ...entry, ...changed }
}
