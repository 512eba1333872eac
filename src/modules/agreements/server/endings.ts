import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/endings.ts'
import {
  answerEnding as answerPermission,
  followVersion,
  withdrawEnding as withdrawPermission,
} from '../policy.ts'
import { problemOf } from '../rules/ending.ts'
import {
  insertEnding,
  insertEndingAnswer,
  selectOptionalEnding,
  settleEnding,
  withdrawEndingRow,
} from './queries/endings.ts'
import { selectParties } from './queries/parties.ts'
import { selectOptionalVersion } from './queries/versions.ts'
import { closeEnding, deskOf, endingSubject } from './todos.ts'
import { fail } from './values.ts'
import { note } from './versions.ts'
import { whoActs } from './who-acts.ts'

export const proposeEnding: Handler<typeof contract.proposeEnding> = async (context, { params, body }) => {
  const { db } = context
  const version = (await selectOptionalVersion(db, params.id)) ?? missing()
  context.require(followVersion, version.facts)
  if (version.state !== 'signed') fail('conflict', 'agreements.not_signed')
  const problem = problemOf(body, version, today())
  if (problem)
    fail('unprocessable', `agreements.ending.${problem.code}`, undefined, [
      { path: `body.${problem.field}`, code: 'invalid' },
    ])
  const by = await whoActs(context)
  const id = await insertEnding(db, { versionId: version.id, ...by, ...body })
  // Who proposes an end agrees to it.
  await insertEndingAnswer(db, id, { ...by, answer: 'agree', note: null })
  await note(context, 'agreements.ending_proposed', version.id, {
    ...{ endsOn: body.endsOn, handover: body.handover, lastCohort: body.lastCohort },
  })
  for (const party of await selectParties(db, version.id))
    if (party.mustSign && party.organisationId !== by.organisationId)
      await putTodo(db, {
        desk: deskOf(party),
        kind: 'agreements.answer_ending',
        data: { title: version.title.zh, day: body.endsOn },
        path: `/agreements/${version.agreementId}?version=${version.id}`,
        subject: endingSubject(id, party.organisationId),
      })
  return { id }
}

export const answerEnding: Handler<typeof contract.answerEnding> = async (context, { params, body }) => {
  const { db } = context
  const ending = (await selectOptionalEnding(db, params.id)) ?? missing()
  const version = (await selectOptionalVersion(db, ending.versionId)) ?? missing()
  context.require(answerPermission, { ...version.facts, proposedBy: ending.proposedBy })
  if (version.state !== 'signed') fail('conflict', 'agreements.not_signed')
  if (ending.state !== 'proposed') fail('conflict', 'agreements.ending_settled')
  if (body.answer === 'refuse' && !body.note)
    fail('unprocessable', 'agreements.refusal_reason', undefined, [{ path: 'body.note', code: 'required' }])
  const by = await whoActs(context)
  await insertEndingAnswer(db, ending.id, { ...by, ...body })
  await closeTodos(db, { subject: endingSubject(ending.id, by.organisationId) })
  await note(context, 'agreements.ending_answered', version.id, { answer: body.answer })
  const state = await settleEnding(db, ending.id)
  if (state !== 'proposed') {
    await closeEnding(db, ending)
    await note(context, `agreements.ending_${state}`, version.id, { ending: ending.id })
  }
  return { state }
}

export const withdrawEnding: Handler<typeof contract.withdrawEnding> = async (context, { params, body }) => {
  const { db } = context
  const ending = (await selectOptionalEnding(db, params.id)) ?? missing()
  context.require(withdrawPermission, ending)
  if (ending.state !== 'proposed') fail('conflict', 'agreements.ending_settled')
  if (!(await withdrawEndingRow(db, ending.id, body.version))) stale(ending.version)
  await closeEnding(db, ending)
  await note(context, 'agreements.ending_withdrawn', ending.versionId, { ending: ending.id })
  return undefined
}
