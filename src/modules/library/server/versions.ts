import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/versions.ts'
import { fail } from './fail.ts'
import { kept } from './items.ts'
import { deleteFile, selectOptionalFile } from './queries/files.ts'
import {
  copyFiles,
  insertVersion,
  publishVersionRow,
  selectOpenVersionId,
  selectOptionalVersion,
  selectVersions,
} from './queries/versions.ts'
import { note, whoActs } from './who-acts.ts'

export const beginVersion: Handler<typeof contract.beginVersion> = async (context, { params, body }) => {
  const { db } = context
  const item = await kept(context, { id: params.id })
  if (item.trashed) fail('conflict', 'library.in_trash')
  if (await selectOpenVersionId(db, item.id)) fail('conflict', 'library.version_open')
  const [before] = await selectVersions(db, item.id)
  const versionId = await insertVersion(db, item.id, await whoActs(context))
  if (before && body.keepFiles) await copyFiles(db, before.id, versionId)
  await note(context, 'version_begun', item.id, { keepFiles: body.keepFiles })
  return { versionId }
}

/** Closes a version that has files and waits for none. */
export async function publish(context: Context, versionId: string, words: string): Promise<void> {
  const version = (await selectOptionalVersion(context.db, versionId)) ?? missing()
  if (version.published) fail('conflict', 'library.version_fixed')
  if (version.uploads > 0) fail('conflict', 'library.uploads_open')
  if (version.files === 0) fail('conflict', 'library.no_files')
  if (!(await publishVersionRow(context.db, versionId, words))) fail('conflict', 'library.version_fixed')
  await note(context, 'version_published', version.itemId, { number: version.number })
}

export const publishVersion: Handler<typeof contract.publishVersion> = async (context, { params, body }) => {
  await kept(context, { versionId: params.id })
  await publish(context, params.id, body.note)
  return undefined
}

export const removeFile: Handler<typeof contract.removeFile> = async (context, { params }) => {
  const item = await kept(context, { fileId: params.id })
  const file = (await selectOptionalFile(context.db, params.id)) ?? missing()
  if (file.published) fail('conflict', 'library.version_fixed')
  await deleteFile(context.db, file.id)
  await note(context, 'file_removed', item.id, { name: file.name, sha256: file.sha256 })
  return undefined
}
