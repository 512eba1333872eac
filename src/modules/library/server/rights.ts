import { putTodo } from '#modules/information/server/index.ts'
import { administratorRoleOf } from '#modules/members/server/index.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as items from '../contract/items.ts'
import type * as contract from '../contract/rights.ts'
import { keepItem } from '../policy.ts'
import { problemsOf, settled } from '../rules/rights.ts'
import { fail } from './fail.ts'
import { kept, requireConsent } from './items.ts'
import { selectOptionalItem } from './queries/items.ts'
import {
  isInGroup,
  recallItemRow,
  recallReceipts,
  selectTakers,
  type Told,
  updateRights,
} from './queries/rights.ts'
import { selectVersions } from './queries/versions.ts'
import { publish } from './versions.ts'
import { note } from './who-acts.ts'

export const setRights: Handler<typeof contract.setRights> = async (context, { params, body }) => {
  const { db } = context
  const item = await kept(context, { id: params.id })
  const { shared, creatorsAgreed, version, ...asked } = body
  const rights = settled(asked)
  const [problem] = problemsOf(rights)
  if (problem)
    fail('unprocessable', problem.code, undefined, [{ path: `body.${problem.field}`, code: problem.code }])
  if (rights.groupId && !(await isInGroup(db, rights.groupId)))
    fail('unprocessable', 'library.group_unknown', undefined, [
      { path: 'body.groupId', code: 'library.group_unknown' },
    ])
  if (shared) {
    if (item.trashed) fail('conflict', 'library.in_trash')
    requireConsent({ creators: item.creators, creatorsAgreed })
    // What is shared for the first time is shared as it lies there.
    const [newest] = await selectVersions(db, item.id)
    if (newest && !newest.publishedAt && newest.number === 1) await publish(context, newest.id, '')
    else if (!newest) fail('conflict', 'library.no_files')
  }
  if (!(await updateRights(db, item.id, version, { ...rights, creatorsAgreed, shared }))) stale(item.version)
  await note(context, shared ? 'item_shared' : 'rights_set', item.id, {
    ...{ licence: rights.licence, audience: rights.audience, access: rights.access },
    ...{ embargoUntil: rights.embargoUntil, expiresOn: rights.expiresOn },
  })
  return { version: version + 1 }
}

export const listTakers: Handler<typeof contract.listTakers> = async (context, { params }) => {
  const item = (await selectOptionalItem(context.db, { id: params.id })) ?? missing()
  context.require(keepItem, item.facts)
  return { rows: await selectTakers(context.db, item.id) }
}

/** Whoever took it finds it on their list; where they have left, their organisation's administrators do. */
const deskOf = ({ affiliationId, active, organisationId, organisationKind }: Told) =>
  affiliationId && active
    ? { affiliationId }
    : { organisationId, role: administratorRoleOf(organisationKind) }

export const recallItem: Handler<typeof items.recallItem> = async (context, { params, body }) => {
  const { db } = context
  const item = await kept(context, { id: params.id })
  if (item.state !== 'shared') fail('conflict', 'library.not_shared')
  if (!(await recallItemRow(db, item.id, body.version, body.reason))) stale(item.version)
  const told = await recallReceipts(db, item.id)
  for (const receipt of told)
    await putTodo(db, {
      desk: deskOf(receipt),
      kind: 'library.delete_recalled',
      data: { title: item.title.zh },
      path: '/library/receipts?show=to_delete',
      subject: { kind: 'library_receipt', id: receipt.id },
    })
  await note(context, 'item_recalled', item.id, { reason: body.reason, told: told.length })
  return { told: told.length }
}
