import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/items.ts'
import { keepItem, readItem } from '../policy.ts'
import { lacksConsent } from '../rules/rights.ts'
import { fail } from './fail.ts'
import { insertCount, selectFigures } from './queries/files.ts'
import {
  insertItem,
  replaceCreators,
  type StoredItem,
  selectOptionalItem,
  trashItemRow,
  updateItemRow,
} from './queries/items.ts'
import { selectItemCounts, selectItems } from './queries/list.ts'
import { selectAskedOn } from './queries/requests.ts'
import { insertVersion, selectVersions } from './queries/versions.ts'
import { textOf } from './text.ts'
import { note, whoActs } from './who-acts.ts'

export const listItems: Handler<typeof contract.listItems> = (context, { query }) =>
  selectItems(context, query, query)

export const countItems: Handler<typeof contract.countItems> = (context, { query }) =>
  selectItemCounts(context, query)

export const getItem: Handler<typeof contract.getItem> = async (context, { params }) => {
  const { db } = context
  const item = (await selectOptionalItem(db, { id: params.id })) ?? missing()
  context.require(readItem, item.facts)
  if (item.facts.offered) await insertCount(db, item.id, 'view', context.signedIn().personId)
  const versions = await selectVersions(db, item.id)
  const figures = await selectFigures(db, item.id)
  return { ...item, ...figures, versions, askedOn: await selectAskedOn(db, item.id) }
}

export const createItem: Handler<typeof contract.createItem> = async (context, { body }) => {
  const { db } = context
  const by = await whoActs(context)
  const id = await insertItem(db, by, { ...body, ...textOf(body) })
  await replaceCreators(db, id, body.creators)
  const versionId = await insertVersion(db, id, by)
  await note(context, 'item_created', id, { title: body.title.zh, kind: body.kind })
  return { id, versionId }
}

/** The item of a command, held against others, if the viewer may keep it. */
export async function kept(
  context: Context,
  by: Parameters<typeof selectOptionalItem>[1],
): Promise<StoredItem> {
  const item = (await selectOptionalItem(context.db, by)) ?? missing()
  context.require(keepItem, item.facts)
  return (await selectOptionalItem(context.db, { id: item.id }, true)) ?? missing()
}

/** Whoever is named to others has agreed to it. */
export function requireConsent(named: Parameters<typeof lacksConsent>[0]): void {
  if (lacksConsent(named))
    fail('unprocessable', 'library.creators_agree', undefined, [
      { path: 'body.creatorsAgreed', code: 'library.creators_agree' },
    ])
}

export const updateItem: Handler<typeof contract.updateItem> = async (context, { params, body }) => {
  const item = await kept(context, { id: params.id })
  if (item.state === 'shared') requireConsent(body)
  if (!(await updateItemRow(context.db, item.id, body.version, { ...body, ...textOf(body) })))
    stale(item.version)
  await replaceCreators(context.db, item.id, body.creators)
  await note(context, 'item_updated', item.id, { title: body.title.zh })
  return { version: body.version + 1 }
}

export const trashItem: Handler<typeof contract.trashItem> = async (context, { params, body }) => {
  const item = await kept(context, { id: params.id })
  if (item.state === 'shared') fail('conflict', 'library.shared_still')
  if (!(await trashItemRow(context.db, item.id, body.version, body.trashed))) stale(item.version)
  await note(context, body.trashed ? 'item_trashed' : 'item_restored', item.id)
  return undefined
}
