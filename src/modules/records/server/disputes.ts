import { z } from 'zod'
import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import { day } from '#platform/contract/fields.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/disputes.ts'
import {
  answerDispute as answerPermission,
  contest,
  withdrawDispute as withdrawPermission,
} from '../policy.ts'
import { stateOf } from '../rules/states.ts'
import { vouchFactsOf } from './outcomes.ts'
import { disputeDays } from './parameters.ts'
import { closeDispute, insertDispute, selectDisputes, selectOptionalDispute } from './queries/disputes.ts'
import { selectOptionalEntry } from './queries/entries.ts'
import { selectOptionalLearner } from './queries/learners.ts'
import { factsOf } from './record.ts'
import { fail, ownOrganisation, signatureOf } from './values.ts'

const TODO = 'records.dispute'

export const openDispute: Handler<typeof contract.openDispute> = async (context, { params, body }) => {
  const row = (await selectOptionalEntry(context, params.id)) ?? missing()
  const learner = (await selectOptionalLearner(context.db, row.learner_id)) ?? missing()
  const viewer = context.signedIn()
  context.require(contest, factsOf(learner, viewer.personId))
  if (stateOf(row, row.follow_ups ?? []) !== 'confirmed') fail('conflict', 'records.not_contestable')
  const vouch = vouchFactsOf(row)
  const days = await readParameter(context.db, disputeDays, { groupId: vouch.confirmingGroupId })
  const dueOn = daysAfter(today(), days)
  const isSelf = learner.personId === viewer.personId
  const id = await insertDispute(context.db, {
    ...{ outcomeId: row.id, organisationId: row.organisation_id, learnerId: row.learner_id, ...vouch },
    ...{ byPersonId: viewer.personId, byRole: isSelf ? 'learner' : 'guardian', reason: body.reason, dueOn },
    byName: (await signatureOf(context)).name || learner.name,
  })
  await putTodoAtAnswerers()
  await context.audit({
    action: 'records.dispute_opened',
    subject: { kind: 'outcome', id: row.id },
    organisationId: row.confirming_organisation_id,
    data: { dispute: id, dueOn },
  })
  return { id, dueOn }

  async function putTodoAtAnswerers() {
    const { confirmingGroupId: groupId, confirmingOrganisationId: organisationId } = vouch
    const desks = groupId
      ? [{ groupId, role: 'secretariat' as const }]
      : (['school_admin', 'company_hr', 'association_staff'] as const).map(role => ({ organisationId, role }))
    for (const desk of desks)
      await putTodo(context.db, {
        ...{ desk, kind: TODO, path: `/outcomes/${row.id}`, dueOn },
        subject: { kind: 'dispute', id },
      })
  }
}

export const withdrawDispute: Handler<typeof contract.withdrawDispute> = async (
  context,
  { params, body },
) => {
  const dispute = (await selectOptionalDispute(context.db, params.id)) ?? missing()
  context.require(withdrawPermission, dispute)
  if (dispute.state !== 'open') fail('conflict', 'records.dispute_closed')
  if (!(await closeDispute(context.db, dispute.id, body.version, { state: 'withdrawn' })))
    stale(dispute.version)
  await closeTodos(context.db, { subject: { kind: 'dispute', id: dispute.id } })
  await context.audit({
    action: 'records.dispute_withdrawn',
    subject: { kind: 'outcome', id: dispute.outcomeId },
    organisationId: dispute.confirmingOrganisationId,
    data: { dispute: dispute.id },
  })
  return undefined
}

export const answerDispute: Handler<typeof contract.answerDispute> = async (context, { params, body }) => {
  const dispute = (await selectOptionalDispute(context.db, params.id)) ?? missing()
  context.require(answerPermission, dispute)
  if (dispute.state !== 'open') fail('conflict', 'records.dispute_closed')
  const row = (await selectOptionalEntry(context, dispute.outcomeId)) ?? missing()
  // An answer says what was done: the correction or the revocation stands in the chain before it.
  const done = { kept: true, corrected: false, revoked: false }
  for (const { entry, at } of row.follow_ups ?? []) {
    if (at < dispute.openedAt) continue
    if (entry === 'correction') done.corrected = true
    if (entry === 'revocation') done.revoked = true
  }
  if (!done[body.decision]) fail('conflict', 'records.not_done_yet')
  const { decision, answer } = body
  const end = { state: 'answered' as const, decision, answer, by: await signatureOf(context) }
  if (!(await closeDispute(context.db, dispute.id, body.version, end))) stale(dispute.version)
  await closeTodos(context.db, { subject: { kind: 'dispute', id: dispute.id } })
  await context.audit({
    action: 'records.dispute_answered',
    subject: { kind: 'outcome', id: dispute.outcomeId },
    data: { dispute: dispute.id, decision: body.decision },
  })
  return undefined
}

const KEY = z.tuple([day, z.uuid()])

export const listDisputes: Handler<typeof contract.listDisputes> = async (context, { query }) => {
  const organisationId = ownOrganisation(context)
  const { groupId } = context.signedIn()
  const after = readKey(query.after, KEY)
  const found = await selectDisputes(
    context.db,
    { organisationId, groupId },
    { after, limit: query.limit + 1 },
  )
  const rows = found.slice(0, query.limit)
  context.noteReading(
    organisationId,
    rows.map(row => row.learner.id),
  )
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.dueOn, last.id]) : null }
}
