import { z } from 'zod'
import { closeTodos } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/dues.ts'
import { changeDues, readDue } from '../policy.ts'
import { isAmbiguous } from '../rules/dues.ts'
import { askForDue, makeDues } from './dues-run.ts'
import {
  insertPayment,
  insertScheme,
  selectDueStates,
  selectDues,
  selectDueYears,
  selectOptionalDue,
  selectOptionalDueLocked,
  selectOwnDues,
  selectPayments,
  selectSchemes,
  updateDue,
} from './queries/dues.ts'
import { selectGroupName, selectOptionalSchemeOf } from './queries/dues-run.ts'
import { selectOptionalGroup } from './queries/groups.ts'
import { selectOptionalSide } from './queries/relations.ts'
import { signatureOf } from './signature.ts'
import { fail } from './values.ts'

const position = z.tuple([z.string().max(2000), z.uuid()])

export const listDues: Handler<typeof contract.listDues> = async (context, { params, query }) => {
  const { after, limit, ...filters } = query
  const found = await selectDues(context.db, { groupId: params.id, ...filters }, today(), {
    after: readKey(after, position) ?? null,
    limit: limit + 1,
  })
  const last = found.length > limit ? found[limit - 1] : undefined
  return {
    rows: found.slice(0, limit).map(({ sortKey: _, ...due }) => due),
    next: last ? writeKey([last.sortKey, last.id]) : null,
  }
}

export const getDuesOverview: Handler<typeof contract.getDuesOverview> = async (
  context,
  { params, query },
) => {
  const { id, name } = (await selectOptionalGroup(context.db, params.id)) ?? missing()
  return {
    group: { id, name },
    years: await selectDueYears(context.db, params.id),
    states: await selectDueStates(context.db, params.id, query.year, today()),
    schemes: await selectSchemes(context.db, params.id),
  }
}

export const addDuesScheme: Handler<typeof contract.addDuesScheme> = async (context, { params, body }) => {
  if (isAmbiguous(body.rates))
    fail('unprocessable', 'members.dues_rates', undefined, [{ path: 'body.rates', code: 'invalid' }])
  const { name } = await signatureOf(context)
  const id = await insertScheme(context.db, params.id, body, name)
  await context.audit({
    action: 'members.dues_scheme_entered',
    subject: { kind: 'group', id: params.id },
    groupId: params.id,
    data: { firstYear: body.firstYear, source: body.source },
  })
  return { id }
}

export const runDues: Handler<typeof contract.runDues> = async (context, { params, body }) => {
  const { year } = body
  if (year > Number(today().slice(0, 4)))
    fail('unprocessable', 'members.dues_future', undefined, [{ path: 'body.year', code: 'invalid' }])
  if (!(await selectOptionalSchemeOf(context.db, params.id, year)))
    fail('conflict', 'members.dues_no_scheme', { year })
  return makeDues(context.db, params.id, year, context.audit)
}

export const getDue: Handler<typeof contract.getDue> = async (context, { params }) => {
  const due = (await selectOptionalDue(context.db, params.id, today())) ?? missing()
  context.require(readDue, { groupId: due.group.id, organisationId: due.organisation.id })
  return { ...due, payments: await selectPayments(context.db, params.id) }
}

export const listOwnDues: Handler<typeof contract.listOwnDues> = async context => ({
  rows: await selectOwnDues(context.db, context.signedIn().organisationId ?? missing(), today()),
})

async function changed(context: Context, id: string, version: number) {
  const due = (await selectOptionalDueLocked(context.db, id)) ?? missing()
  context.require(changeDues, due)
  if (due.version !== version) stale(due.version)
  return due
}

/** @throws Failure `members.dues_settled`, `members.payment_below_zero`, `members.end_in_future` */
export const recordPayment: Handler<typeof contract.recordPayment> = async (context, { params, body }) => {
  const { day, amountFen, reference } = body
  const due = await changed(context, params.id, body.version)
  if (due.state === 'waived' || due.state === 'lapsed') fail('conflict', 'members.dues_settled')
  if (day > today())
    fail('unprocessable', 'members.end_in_future', undefined, [{ path: 'body.day', code: 'invalid' }])
  const paidFen = due.paidFen + amountFen
  if (paidFen < 0)
    fail('unprocessable', 'members.payment_below_zero', undefined, [
      { path: 'body.amountFen', code: 'invalid' },
    ])
  await insertPayment(context.db, due.id, { day, amountFen, reference }, await signatureOf(context))
  const isPaid = paidFen >= due.amountFen
  const settled = { state: isPaid ? 'paid' : 'open', paidFen, settledOn: isPaid ? day : null } as const
  const version = (await updateDue(context.db, due.id, due.version, settled)) ?? stale(due.version)
  if (isPaid) await closeTodos(context.db, { subject: { kind: 'due', id: due.id } })
  else if (due.state === 'paid') await askAgain(context, due)
  await context.audit({
    action: 'members.dues_payment',
    subject: { kind: 'due', id: due.id },
    organisationId: due.organisationId,
    groupId: due.groupId,
    data: { day, amountFen, reference },
  })
  return { version }
}

/** What a counter-entry opened again waits for the member again. */
async function askAgain({ db }: Context, due: Awaited<ReturnType<typeof changed>>): Promise<void> {
  const member = await selectOptionalSide(db, due.organisationId)
  if (member) await askForDue(db, { ...due, kind: member.kind }, await selectGroupName(db, due.groupId))
}

export const waiveDue: Handler<typeof contract.waiveDue> = async (context, { params, body }) => {
  const due = await changed(context, params.id, body.version)
  if (due.state !== 'open') fail('conflict', 'members.dues_settled')
  const waived = { state: 'waived', paidFen: due.paidFen, settledOn: today(), reason: body.reason } as const
  const version = (await updateDue(context.db, due.id, due.version, waived)) ?? stale(due.version)
  await closeTodos(context.db, { subject: { kind: 'due', id: due.id } })
  await context.audit({
    action: 'members.dues_waived',
    subject: { kind: 'due', id: due.id },
    organisationId: due.organisationId,
    groupId: due.groupId,
    data: { reason: body.reason },
  })
  return { version }
}
