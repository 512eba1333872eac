import { missing } from '#platform/contract/errors.ts'
import { HEAD_BYTES, PAPERS } from '#platform/contract/file-kind.ts'
import { headOf } from '#platform/server/files/head.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/files.ts'
import { readFile } from '../policy.ts'
import { insertFile, selectOptionalFile } from './queries/files.ts'
import { fail } from './values.ts'

export const addFile: Handler<typeof contract.addFile> = async (context, { query }, upload) => {
  const { organisationId, affiliationId, personId } = context.signedIn()
  const mediaType = PAPERS.mediaTypeOf(query.name, await headOf(context.files, upload.sha256, HEAD_BYTES))
  if (!mediaType) return fail('unsupported', 'faculty.file_kind')
  const id = await insertFile(context.db, {
    ...{ organisationId: organisationId ?? missing(), affiliationId: affiliationId ?? missing(), personId },
    ...{ name: query.name, mediaType, size: upload.size, sha256: upload.sha256 },
  })
  await context.audit({
    action: 'faculty.file_added',
    subject: { kind: 'practice_file', id },
    data: { sha256: upload.sha256, mediaType },
  })
  return { id, name: query.name }
}

export const getFile: Handler<typeof contract.getFile> = async (context, { params }) => {
  const file = (await selectOptionalFile(context.db, params.id)) ?? missing()
  context.require(readFile, file)
  context.noteReading(file.organisationId, [file.affiliationId])
  const { name, mediaType, sha256 } = file
  return { name, mediaType, content: await context.files.read(sha256) }
}
