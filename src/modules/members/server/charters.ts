import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/charters.ts'
import { inForceOn } from '../rules/charters.ts'
import {
  insertCharter,
  selectCharterVersions,
  selectOptionalCharterText,
  updateGroupRow,
} from './queries/charters.ts'
import { selectOptionalGroup } from './queries/groups.ts'
import { signatureOf } from './signature.ts'
import { fail } from './values.ts'

export const updateGroup: Handler<typeof contract.updateGroup> = async (context, { params, body }) => {
  const before = (await selectOptionalGroup(context.db, params.id)) ?? missing()
  const { version: seen, ...input } = body
  const version = (await updateGroupRow(context.db, params.id, seen, input)) ?? stale(before.version)
  const changed = (Object.keys(input) as (keyof typeof input)[]).filter(
    field => JSON.stringify(input[field]) !== JSON.stringify(before[field]),
  )
  await context.audit({
    action: 'members.group_updated',
    subject: { kind: 'group', id: params.id },
    groupId: params.id,
    data: { changed },
  })
  return { version }
}

export const getCharter: Handler<typeof contract.getCharter> = async (context, { params, query }) => {
  const { id, name } = (await selectOptionalGroup(context.db, params.id)) ?? missing()
  const versions = await selectCharterVersions(context.db, params.id)
  const inForce = inForceOn(versions, today())
  const number = query.number ?? inForce ?? versions[0]?.number
  const version = versions.find(one => one.number === number)
  if (query.number && !version) missing()
  const text = version && (await selectOptionalCharterText(context.db, params.id, version.number))
  return {
    group: { id, name },
    versions,
    inForce,
    shown: version && text ? { ...version, text } : null,
  }
}

export const addCharter: Handler<typeof contract.addCharter> = async (context, { params, body }) => {
  const wrong = (
    field: 'adoptedOn' | 'inForceFrom',
    code: 'members.charter_future' | 'members.charter_before',
  ) => fail('unprocessable', code, undefined, [{ path: `body.${field}`, code: 'invalid' }])
  if (body.adoptedOn > today()) wrong('adoptedOn', 'members.charter_future')
  if (body.inForceFrom < body.adoptedOn) wrong('inForceFrom', 'members.charter_before')
  const by = await signatureOf(context)
  const number = await insertCharter(context.db, params.id, body, by)
  await context.audit({
    action: 'members.charter_entered',
    subject: { kind: 'group', id: params.id },
    groupId: params.id,
    data: { number, adoptedOn: body.adoptedOn, resolution: body.resolution },
  })
  return { number }
}
