import { closeTodos } from '#modules/information/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/files.ts'
import { confirmDeletion as confirmPermission, readFile, readItem, takeItem } from '../policy.ts'
import { servedAs } from '../rules/media-type.ts'
import { fail } from './fail.ts'
import { insertCount, type StoredFile, selectOptionalFile, selectOptionalRendition } from './queries/files.ts'
import { selectOptionalItem } from './queries/items.ts'
import {
  insertReceipt,
  selectOptionalReceipt,
  selectOwnReceiptId,
  selectReceipts,
  updateDeleted,
} from './queries/receipts.ts'
import { selectOptionalVersion } from './queries/versions.ts'
import { note, whoActs } from './who-acts.ts'

/** A file is data to whatever opens it in a browser: no script, no form, no frame, whichever its type. */
export const SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"

export const getPreview: Handler<typeof contract.getPreview> = async (context, { params }) => {
  const item = (await selectOptionalItem(context.db, { fileId: params.id })) ?? missing()
  context.require(readItem, item.facts)
  const rendition = (await selectOptionalRendition(context.db, params.id, params.kind)) ?? missing()
  context.reply.header('content-security-policy', SANDBOX)
  const { mediaType, length, sha256 } = rendition
  return {
    ...{ name: `preview.${mediaType.split('/')[1]}`, mediaType, inline: true },
    content: { size: length, open: range => context.files.read(sha256, range) },
  }
}

/** A file that the viewer may read, told as a download of its item; the answer is data to whatever opens it. */
export async function fileToGive(context: Context, fileId: string): Promise<StoredFile> {
  const { db } = context
  const item = (await selectOptionalItem(db, { fileId })) ?? missing()
  const file = (await selectOptionalFile(db, fileId)) ?? missing()
  context.require(readFile, { ...item.facts, receipt: file.receipt })
  const { personId, organisationId } = context.signedIn()
  if (item.facts.offered && organisationId !== item.facts.organisationId)
    await insertCount(db, item.id, 'download', personId)
  context.reply.header('content-security-policy', SANDBOX)
  return file
}

export const getFile: Handler<typeof contract.getFile> = async (context, { params }) => {
  const file = await fileToGive(context, params.id)
  return {
    ...{ name: file.name, mediaType: servedAs(file.mediaType) },
    content: { size: file.size, open: range => context.files.read(file.sha256, range) },
  }
}

export const takeVersion: Handler<typeof contract.takeVersion> = async (context, { params, body }) => {
  const { db } = context
  const item = (await selectOptionalItem(db, { versionId: params.id })) ?? missing()
  context.require(takeItem, item.facts)
  const version = (await selectOptionalVersion(db, params.id)) ?? missing()
  // Terms are those that were read: the owner may have changed them since.
  if (body.licence !== item.licence) fail('conflict', 'library.licence_changed')
  const by = await whoActs(context)
  const had = await selectOwnReceiptId(db, version.id)
  if (had) return { id: had }
  const id = await insertReceipt(db, item, version.id, by)
  await note(context, 'version_taken', item.id, { number: version.number, licence: item.licence })
  return { id }
}

export const listReceipts: Handler<typeof contract.listReceipts> = (context, { query }) =>
  selectReceipts(context, query)

export const confirmDeletion: Handler<typeof contract.confirmDeletion> = async (context, { params }) => {
  const { db } = context
  const receipt = (await selectOptionalReceipt(db, params.id)) ?? missing()
  context.require(confirmPermission, receipt)
  if (!receipt.recalled) fail('conflict', 'library.not_recalled')
  await updateDeleted(db, receipt.id)
  await closeTodos(db, { subject: { kind: 'library_receipt', id: receipt.id } })
  await note(context, 'deletion_confirmed', receipt.itemId)
  return undefined
}
