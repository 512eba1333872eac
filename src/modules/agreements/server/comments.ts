import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/signing.ts'
import { commentVersion, editVersion } from '../policy.ts'
import { selectOptionalClause } from './queries/clauses.ts'
import { insertComment, selectOptionalCommentOf, updateAnswer } from './queries/comments.ts'
import { selectParties } from './queries/parties.ts'
import { selectOptionalVersion } from './queries/versions.ts'
import { deskOf } from './todos.ts'
import { fail } from './values.ts'
import { note } from './versions.ts'
import { whoActs } from './who-acts.ts'

export const addComment: Handler<typeof contract.addComment> = async (context, { params, body }) => {
  const { db } = context
  const version = (await selectOptionalVersion(db, params.id)) ?? missing()
  context.require(commentVersion, version.facts)
  if (version.state !== 'review') fail('conflict', 'agreements.not_in_review')
  const clause = body.clauseId ? ((await selectOptionalClause(db, body.clauseId)) ?? missing()) : null
  if (clause && clause.versionId !== version.id) missing()
  const by = await whoActs(context)
  const id = await insertComment(db, { ...by, versionId: version.id, clause, text: body.text })
  await note(context, 'agreements.comment_added', version.id, { comment: id, clause: clause?.number ?? null })
  const drafter = (await selectParties(db, version.id)).find(
    party => party.organisationId === version.draftedBy.id,
  )
  if (drafter && by.organisationId !== drafter.organisationId)
    await putTodo(db, {
      desk: deskOf(drafter),
      kind: 'agreements.comment',
      data: { title: version.title.zh },
      path: `/agreements/${version.agreementId}?version=${version.id}`,
      subject: { kind: 'agreement_comment', id },
    })
  return { id }
}

export const answerComment: Handler<typeof contract.answerComment> = async (context, { params, body }) => {
  const { db } = context
  const comment = (await selectOptionalCommentOf(db, params.id)) ?? missing()
  const version = (await selectOptionalVersion(db, comment.versionId)) ?? missing()
  context.require(editVersion, version.facts)
  if (version.state !== 'draft' && version.state !== 'review') fail('conflict', 'agreements.wrong_state')
  const by = await whoActs(context)
  if (!(await updateAnswer(db, params.id, { ...by, text: body.text })))
    fail('conflict', 'agreements.comment_answered')
  await closeTodos(db, { subject: { kind: 'agreement_comment', id: params.id } })
  await note(context, 'agreements.comment_answered', version.id, { comment: params.id })
  return undefined
}
