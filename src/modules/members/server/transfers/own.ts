import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/transfers.ts'
import type { OwnTransfer } from '../../contract/transfers.ts'
import { speakForTransfer, startTransfer as startPermission } from '../../policy.privacy.ts'
import { afterStep, type Chosen, mayAgree, whatIsSent } from '../../rules/transfers.ts'
import { concernedEntry } from '../privacy/corrections.ts'
import { fail } from '../privacy/fail.ts'
import { daysOf } from '../privacy/periods.ts'
import { type Entry, selectConcerned } from '../privacy/queries/entries.ts'
import { selectOwnPerson } from '../privacy/queries/leaving.ts'
import {
  insertTransfer,
  type OwnRow,
  schoolOf,
  selectConcernedPerson,
  selectMovingFacts,
  selectNeedsGuardian,
  selectOptionalOwnTransfer,
  selectOptionalSchool,
  selectOwnTransfers,
  selectSchools,
  updateSent,
  updateStopped,
} from './queries.ts'

const speakerOf = (row: { forChild: boolean }) => (row.forChild ? ('guardian' as const) : ('person' as const))

function viewOf(row: OwnRow): OwnTransfer {
  const { id, forChild, from, to, startedBy, state, reason, affiliationId, createdAt, dueOn, version } = row
  return {
    ...{ id, forChild, from, to, startedBy, state, reason, affiliationId, createdAt, dueOn, version },
    learner: row.learner ?? row.name ?? '',
    mayAgree: state === 'proposed' && mayAgree(speakerOf(row), row.needsGuardian),
    sent: row.name
      ? {
          ...{ name: row.name, birthDate: row.birthDate, formerClass: row.formerClass, message: row.message },
          formerSchool: schoolOf(row.formerSchoolZh, row.formerSchoolEn),
        }
      : null,
  }
}

export const listMyTransfers: Handler<typeof contract.listMyTransfers> = async ({ db }) => {
  const learners = (await selectConcerned(db)).filter(entry => entry.role === 'student')
  const entries = []
  for (const { id, name, organisation, className, birthDate, forChild } of learners)
    entries.push({
      ...{ id, name, organisation, className, birthDate, forChild },
      needsGuardian: await selectNeedsGuardian(db, id),
    })
  return { rows: (await selectOwnTransfers(db)).map(viewOf), entries }
}

export const listSchools: Handler<typeof contract.listSchools> = async ({ db }, { query }) => ({
  rows: await selectSchools(db, query.q ?? ''),
})

/** "I am moving to …": goes to the new school at once, or first to the guardian whose yes it needs. */
export const startTransfer: Handler<typeof contract.startTransfer> = async (context, { body }) => {
  const { db } = context
  const { personId } = context.signedIn()
  const entry = await movingFrom(context, body.fromAffiliationId)
  const to =
    (await selectOptionalSchool(db, body.toOrganisationId)) ?? fail('unprocessable', 'members.no_school')
  await checkNotThere(context, entry, to.id)
  const speaker = speakerOf(entry ?? { forChild: false })
  const agrees = mayAgree(speaker, await selectNeedsGuardian(db, entry?.id ?? null))
  const dueOn = daysAfter(today(), await daysOf(db, 'transfer_answer'))
  const id = await insertTransfer(
    db,
    {
      personId: entry
        ? ((await selectConcernedPerson(db, entry.id)) ?? fail('conflict', 'members.transfer_not_joined'))
        : personId,
      fromAffiliationId: entry?.id ?? null,
      fromOrganisationId: entry?.organisationId ?? null,
      ...{ toOrganisationId: to.id, dueOn },
    },
    agrees ? await packed(context, entry?.id ?? null, { ...body, agreedBy: speaker }) : null,
  )
  if (!id) return fail('conflict', 'members.transfer_open')
  if (agrees) await askSchool(context, { id, toOrganisationId: to.id, dueOn })
  await note(context, 'members.transfer_started', id)
  return { id, state: agrees ? 'sent' : 'proposed' }
}

async function movingFrom(context: Context, id: string | null): Promise<Entry | null> {
  const { personId } = context.signedIn()
  if (id === null) {
    context.require(startPermission, { personId, guardianIds: [] })
    return null
  }
  const entry = await concernedEntry(context, id, startPermission)
  if (entry.role !== 'student') fail('unprocessable', 'members.transfer_learners')
  return entry
}

async function checkNotThere(context: Context, entry: Entry | null, schoolId: string): Promise<void> {
  if (entry?.organisationId === schoolId) fail('unprocessable', 'members.transfer_there')
  const there = (await selectConcerned(context.db)).some(
    one =>
      one.organisationId === schoolId &&
      one.role === 'student' &&
      one.endsOn === null &&
      one.forChild === (entry?.forChild ?? false) &&
      (!one.forChild || one.id === entry?.id),
  )
  if (there) fail('unprocessable', 'members.transfer_there')
}

async function packed(
  context: Context,
  entryId: string | null,
  { send, message, agreedBy }: { send: Chosen; message: string | null; agreedBy: 'person' | 'guardian' },
) {
  const facts = entryId ? await selectMovingFacts(context.db, entryId) : undefined
  const own = facts ? undefined : await selectOwnPerson(context.db, context.signedIn().personId)
  const known = {
    name: facts?.name ?? own?.displayName ?? '',
    birthDate: facts?.birthDate ?? null,
    school: facts ? { zh: facts.schoolZh, en: facts.schoolEn } : null,
    class: facts?.className ?? null,
  }
  return { ...whatIsSent(known, send), message, agreedBy }
}

async function askSchool(
  context: Context,
  move: { id: string; toOrganisationId: string; dueOn: string },
): Promise<void> {
  await putTodo(context.db, {
    desk: { organisationId: move.toOrganisationId, role: 'school_admin' },
    kind: 'members.transfer',
    path: '/transfers',
    subject: { kind: 'transfer', id: move.id },
    dueOn: move.dueOn,
  })
}

const note = (context: Context, action: string, id: string) =>
  context.audit({ action, subject: { kind: 'transfer', id }, organisationId: null })

async function spokenFor(context: Context, id: string): Promise<OwnRow> {
  const { personId } = context.signedIn()
  const row = (await selectOptionalOwnTransfer(context.db, id)) ?? missing()
  context.require(speakForTransfer, { personId: row.personId, guardianIds: row.forChild ? [personId] : [] })
  return row
}

export const agreeToTransfer: Handler<typeof contract.agreeToTransfer> = async (
  context,
  { params, body },
) => {
  const row = await spokenFor(context, params.id)
  if (!afterStep(row.state, 'agree')) fail('conflict', 'members.transfer_over')
  if (!mayAgree(speakerOf(row), row.needsGuardian)) fail('conflict', 'members.transfer_guardian')
  const sent = await packed(context, row.fromAffiliationId, { ...body, agreedBy: speakerOf(row) })
  if (!(await updateSent(context.db, row.id, body.version, sent))) stale(row.version)
  await closeTodos(context.db, { subject: { kind: 'transfer', id: row.id } })
  await askSchool(context, row)
  await note(context, 'members.transfer_agreed', row.id)
  return undefined
}

export const stopTransfer: Handler<typeof contract.stopTransfer> = async (context, { params, body }) => {
  const row = await spokenFor(context, params.id)
  const declines = row.startedBy === 'school' || (row.forChild && row.state === 'proposed')
  const state =
    (declines && afterStep(row.state, 'decline')) ||
    afterStep(row.state, 'withdraw') ||
    fail('conflict', 'members.transfer_over')
  if (!(await updateStopped(context.db, row.id, body.version, state as 'declined' | 'withdrawn')))
    stale(row.version)
  await closeTodos(context.db, { subject: { kind: 'transfer', id: row.id } })
  await note(context, 'members.transfer_stopped', row.id)
  return undefined
}
