import { may } from '#platform/contract/access.ts'
import { Failure, failer, stale } from '#platform/contract/errors.ts'
import { translateConstraint } from '#platform/server/database/violations.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract.ts'
import type { zh } from '../messages.zh.ts'
import { changeSite } from '../policy.ts'
import { groupExists, selectChoice, selectOptionalSettings, writeChoice, writeSettings } from './queries.ts'

const fail = failer<typeof zh>()
translateConstraint('site_address_once', 'conflict', 'site.address_taken')

export const getGroupSite: Handler<typeof contract.getGroupSite> = async (context, { params }) => {
  if (!(await groupExists(context.db, params.id))) throw new Failure('missing', 'missing')
  const row = await selectOptionalSettings(context.db, params.id)
  if (!row) return { address: null, settings: null }
  const { firstPublicAt, ...settings } = row
  return {
    address: row.public ? row.address : null,
    settings: may(changeSite, context.viewer, { groupId: params.id })
      ? { ...settings, addressFixed: firstPublicAt !== null }
      : null,
  }
}

export const saveGroupSite: Handler<typeof contract.saveGroupSite> = async (context, { params, body }) => {
  const before = await selectOptionalSettings(context.db, params.id, true)
  if (before?.firstPublicAt && before.address !== body.address)
    fail('unprocessable', 'site.address_fixed', undefined, [{ path: 'body.address', code: 'invalid' }])
  const { version: seen, ...settings } = body
  const version = await writeSettings(context.db, params.id, seen, settings)
  if (version === undefined) return stale((await selectOptionalSettings(context.db, params.id))?.version ?? 0)
  const switched = (before?.public ?? false) !== body.public
  await context.audit({
    action: switched ? (body.public ? 'site.opened' : 'site.closed') : 'site.settings_changed',
    subject: { kind: 'site', id: params.id },
    groupId: params.id,
    data: { address: body.address },
  })
  return { version }
}

export const getShown: Handler<typeof contract.getShown> = (context, { params }) =>
  selectChoice(context.db, params.id)

export const saveShown: Handler<typeof contract.saveShown> = async (context, { params, body }) => {
  const version = await writeChoice(context.db, params.id, body.version, body.nameOnly)
  if (version === undefined) {
    const now = await selectChoice(context.db, params.id)
    // Two administrators who want the same do not disagree.
    return now.nameOnly === body.nameOnly ? { version: now.version } : stale(now.version)
  }
  await context.audit({
    action: 'site.shown_changed',
    subject: { kind: 'organisation', id: params.id },
    organisationId: params.id,
    data: { nameOnly: body.nameOnly },
  })
  return { version }
}
