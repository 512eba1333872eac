import { z } from 'zod'
import { missing } from '#platform/contract/errors.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/notice-parts.ts'
import { mayKeepNotice } from '../policy.ts'
import { fail } from './fail.ts'
import { commenterOf, selectNotice } from './notices.ts'
import {
  insertComment,
  removeCommentText,
  selectComments,
  selectOptionalComment,
} from './queries/notice-comments.ts'

export const listComments: Handler<typeof contract.listComments> = async (context, { params, query }) => {
  const notice = await selectNotice(context, params.id)
  const keeps = mayKeepNotice(context.signedIn(), notice)
  const after = readKey(query.after, z.tuple([z.uuid()]))
  const found = await selectComments(context.db, params.id, after?.[0] ?? null, query.limit + 1)
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(({ own, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      mayRemove: (own || keeps) && row.text !== null,
    })),
    next: found.length > query.limit && last ? writeKey([last.id]) : null,
  }
}

export const addComment: Handler<typeof contract.addComment> = async (context, { params, body }) => {
  const notice = await selectNotice(context, params.id)
  if (!notice.comments || notice.state !== 'published') fail('conflict', 'information.comments_closed')
  const commenter = await commenterOf(context, notice.id, notice.groupId)
  if (!commenter) return fail('conflict', 'information.comments_not_here')
  const { personId } = context.signedIn()
  const id = await insertComment(context.db, { notice: params.id, personId, commenter, text: body.text })
  return { id }
}

export const removeComment: Handler<typeof contract.removeComment> = async (context, { params }) => {
  const notice = await selectNotice(context, params.id)
  const comment = (await selectOptionalComment(context.db, params.id, params.commentId)) ?? missing()
  const keeps = mayKeepNotice(context.signedIn(), notice)
  if (!comment.own && !keeps) missing()
  await removeCommentText(context.db, comment.id, comment.own ? 'writer' : 'keeper')
  await context.audit({
    action: 'information.comment_removed',
    subject: { kind: 'notice', id: params.id },
    organisationId: notice.organisationId,
    data: { comment: comment.id, by: comment.own ? 'writer' : 'keeper' },
  })
  return undefined
}
