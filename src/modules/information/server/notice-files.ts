import { missing } from '#platform/contract/errors.ts'
import { HEAD_BYTES } from '#platform/contract/file-kind.ts'
import type { Context } from '#platform/server/context.ts'
import { headOf } from '#platform/server/files/head.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/notice-parts.ts'
import { FILES_MOST } from '../contract/notice-parts.ts'
import { ATTACHMENTS } from '../rules/attachments.ts'
import { fail } from './fail.ts'
import { selectKeptNotice } from './notice-changes.ts'
import { deleteFile, insertFile, selectFiles, selectOptionalFile } from './queries/notice-files.ts'

export const addFile: Handler<typeof contract.addFile> = async (context, { params, query }, upload) => {
  const notice = await selectKeptNotice(context, params.id)
  const mediaType = ATTACHMENTS.mediaTypeOf(
    query.name,
    await headOf(context.files, upload.sha256, HEAD_BYTES),
  )
  if (!mediaType) return fail('unsupported', 'information.file_kind')
  if ((await selectFiles(context.db, params.id)).length >= FILES_MOST)
    fail('conflict', 'information.files_most', { most: FILES_MOST })
  const id = await insertFile(context.db, {
    notice: notice.id,
    organisationId: context.signedIn().organisationId ?? missing(),
    personId: context.signedIn().personId,
    mediaType,
    ...{ name: query.name, size: upload.size, sha256: upload.sha256 },
  })
  await note(context, 'information.file_added', notice.id, query.name)
  return { id }
}

export const removeFile: Handler<typeof contract.removeFile> = async (context, { params }) => {
  const notice = await selectKeptNotice(context, params.id)
  const file = (await selectOptionalFile(context.db, params.id, params.fileId)) ?? missing()
  await deleteFile(context.db, file.id)
  await note(context, 'information.file_removed', notice.id, file.name)
  return undefined
}

export const downloadFile: Handler<typeof contract.downloadFile> = async (context, { params }) => {
  const file = (await selectOptionalFile(context.db, params.id, params.fileId)) ?? missing()
  return { name: file.name, mediaType: file.mediaType, content: await context.files.read(file.sha256) }
}

const note = (context: Context, action: string, id: string, name: string) =>
  context.audit({ action, subject: { kind: 'notice', id }, data: { name } })
