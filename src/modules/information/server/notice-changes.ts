import type { Role } from '#platform/contract/access.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/notices.ts'
import { keepNotice } from '../policy.ts'
import { rolesAt } from '../rules/audience.ts'
import { fail } from './fail.ts'
import {
  deleteNotice,
  insertNotice,
  keepRevision,
  mayAddress,
  selectChoices,
  selectReach,
  settle,
  updateNoticeRow,
  updateState,
} from './queries/notice-changes.ts'
import { type StoredNotice, selectOptionalNotice } from './queries/notices.ts'

/** A notice that the viewer keeps, locked for a change. */
export async function selectKeptNotice(context: Context, id: string): Promise<StoredNotice> {
  const notice = (await selectOptionalNotice(context.db, id)) ?? missing()
  context.require(keepNotice, notice)
  return (await selectOptionalNotice(context.db, id, true)) ?? missing()
}

async function checkAudience(
  context: Context,
  { audience, comments }: Pick<contract.NoticeInput, 'audience'> & { comments?: boolean },
): Promise<void> {
  if (!(await mayAddress(context.db, audience))) fail('unprocessable', 'information.audience')
  if (comments && audience.some(rule => rule.scope === 'public'))
    fail('unprocessable', 'information.public_silent', undefined, [
      { path: 'body.comments', code: 'invalid' },
    ])
}

function checkExpiry(expiresOn: string | null): void {
  if (expiresOn !== null && expiresOn < today()) fail('unprocessable', 'information.expired')
}

export const listAudiences: Handler<typeof contract.listAudiences> = async context => {
  const viewer = context.signedIn()
  const choices = await selectChoices(context.db, viewer)
  return {
    rows: choices.map(choice => ({ ...choice, roles: [...rolesAt(choice.scope, viewer.role as Role)] })),
  }
}

export const countReach: Handler<typeof contract.countReach> = async (context, { body }) => {
  await checkAudience(context, body)
  return selectReach(context.db, body.audience)
}

export const createNotice: Handler<typeof contract.createNotice> = async (context, { body }) => {
  await checkAudience(context, body)
  const id = await insertNotice(context.db, context.signedIn(), body)
  await note(context, 'information.notice_drafted', id)
  return { id, version: 1 }
}

export const updateNotice: Handler<typeof contract.updateNotice> = async (context, { params, body }) => {
  const stored = await selectKeptNotice(context, params.id)
  const { version, ...input } = body
  if (stored.version !== version) stale(stored.version)
  await checkAudience(context, input)
  const revised = stored.state !== 'draft'
  if (revised) await keepRevision(context.db, params.id)
  const written = await updateNoticeRow(context.db, params.id, input, revised)
  if (revised) await settle(context.db, params.id)
  await note(context, 'information.notice_changed', params.id, { revision: written.revision })
  return written
}

export const deleteDraft: Handler<typeof contract.deleteDraft> = async (context, { params }) => {
  const stored = await selectKeptNotice(context, params.id)
  if (stored.state !== 'draft') fail('conflict', 'information.not_a_draft')
  await deleteNotice(context.db, params.id)
  await note(context, 'information.draft_deleted', params.id)
  return undefined
}

export const publishNotice: Handler<typeof contract.publishNotice> = async (context, { params, body }) => {
  const stored = await selectKeptNotice(context, params.id)
  if (stored.version !== body.version) stale(stored.version)
  if (stored.state === 'published') fail('conflict', 'information.published_already')
  checkExpiry(stored.expiresOn)
  await checkAudience(context, stored)
  const version = await updateState(context.db, params.id, 'published')
  await note(context, 'information.notice_published', params.id, { audience: stored.audience })
  return { version }
}

export const withdrawNotice: Handler<typeof contract.withdrawNotice> = async (context, { params, body }) => {
  const stored = await selectKeptNotice(context, params.id)
  if (stored.version !== body.version) stale(stored.version)
  if (stored.state !== 'published' && stored.state !== 'over') fail('conflict', 'information.not_published')
  const version = await updateState(context.db, params.id, 'withdrawn')
  await note(context, 'information.notice_withdrawn', params.id)
  return { version }
}

const note = (context: Context, action: string, id: string, data: Record<string, unknown> = {}) =>
  context.audit({ action, subject: { kind: 'notice', id }, data })
