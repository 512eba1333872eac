import { z } from 'zod'
import { missing } from '#platform/contract/errors.ts'
import { instant } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/notices.ts'
import { mayKeepNotice } from '../policy.ts'
import { selectCommenter } from './queries/notice-comments.ts'
import { selectFiles } from './queries/notice-files.ts'
import {
  type StoredNotice,
  selectKept,
  selectNotices,
  selectOptionalNotice,
  selectRevisions,
  selectUnread,
  upsertReceipt,
} from './queries/notices.ts'

const KEY = z.tuple([z.boolean(), instant, z.uuid()])

export const listNotices: Handler<typeof contract.listNotices> = async (context, { query }) => {
  const { show, limit } = query
  const found = await selectNotices(context, show, readKey(query.after, KEY), limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const next = found.length > limit && last ? keyOf([last.read, last.publishedAt, last.id]) : null
  return { rows, next }
}

const keyOf = (values: [boolean, string, string]) => writeKey(values as never)

export const countNotices: Handler<typeof contract.countNotices> = async context => ({
  unread: await selectUnread(context),
})

export const listKeptNotices: Handler<typeof contract.listKeptNotices> = async (context, { query }) => {
  const after = readKey(query.after, z.tuple([z.uuid()]))
  const found = await selectKept(context.db, after?.[0] ?? null, query.limit + 1)
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      publishedAt: row.publishedAt?.toISOString() ?? null,
    })),
    next: found.length > query.limit && last ? writeKey([last.id]) : null,
  }
}

/** A notice that the viewer reads or keeps; any other is missing. */
export async function selectNotice(context: Context, id: string): Promise<StoredNotice> {
  return (await selectOptionalNotice(context.db, id)) ?? missing()
}

export const getNotice: Handler<typeof contract.getNotice> = async (context, { params }) => {
  const viewer = context.signedIn()
  const found = await selectNotice(context, params.id)
  const { organisationId: _, groupId, authorAffiliationId: __, audience, version, ...notice } = found
  return {
    ...notice,
    publishedAt: found.publishedAt?.toISOString() ?? null,
    editedAt: found.editedAt?.toISOString() ?? null,
    revisions: await selectRevisions(context.db, params.id),
    files: await selectFiles(context.db, params.id),
    mayComment:
      found.comments &&
      found.state === 'published' &&
      (await commenterOf(context, found.id, groupId)) !== null,
    kept: mayKeepNotice(viewer, found) ? { audience, version } : null,
  }
}

/**
 * As whom the viewer speaks below a notice, or null. What a group says is read by companies too: minors and their
 * families do not speak there.
 */
export async function commenterOf(context: Context, id: string, groupId: string | null) {
  const commenter = await selectCommenter(context.db, id)
  if (!commenter) return null
  return groupId !== null && ['student', 'guardian'].includes(commenter.role) ? null : commenter
}

export const readNotice: Handler<typeof contract.readNotice> = async (context, { params, body }) => {
  const notice = await selectNotice(context, params.id)
  if (notice.state !== 'published') return undefined
  const revision = Math.min(body.revision, notice.revision)
  await upsertReceipt(context.db, params.id, context.signedIn().personId, revision)
  return undefined
}
