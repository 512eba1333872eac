import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameters } from '#platform/server/parameters.ts'
import type * as contract from '../contract/uploads.ts'
import { keepItem } from '../policy.ts'
import { fileName } from '../rules/file-name.ts'
import { fail } from './fail.ts'
import { kept } from './items.ts'
import { fileGigabytes, quotaGigabytes } from './parameters.ts'
import { selectOptionalItem } from './queries/items.ts'
import {
  holdQuota,
  insertUpload,
  isNameTaken,
  selectSame,
  selectStoredBytes,
  selectUploads,
} from './queries/uploads.ts'
import { selectOptionalVersion } from './queries/versions.ts'
import { note } from './who-acts.ts'

const GIGABYTE = 1_000_000_000

/** Bytes an organisation may keep, and bytes one file may have. */
async function limitsOf({ db }: Context): Promise<[most: number, fileMost: number]> {
  const [quota = 0, file = 0] = await readParameters(db, [quotaGigabytes, fileGigabytes])
  return [quota * GIGABYTE, file * GIGABYTE]
}

export const findSame: Handler<typeof contract.findSame> = async ({ db }, { query }) => ({
  rows: await selectSame(db, query.sha256),
})

export const getQuota: Handler<typeof contract.getQuota> = async context => {
  const organisationId = context.signedIn().organisationId ?? missing()
  const [most, fileMost] = await limitsOf(context)
  return { used: await selectStoredBytes(context.db, organisationId), most, fileMost }
}

export const beginUpload: Handler<typeof contract.beginUpload> = async (context, { params, body }) => {
  const { db } = context
  const item = await kept(context, { versionId: params.id })
  const { personId } = context.signedIn()
  const version = (await selectOptionalVersion(db, params.id)) ?? missing()
  if (item.trashed) fail('conflict', 'library.in_trash')
  if (version.published) fail('conflict', 'library.version_fixed')
  const name = fileName(body.name) ?? fail('unprocessable', 'library.file_name')
  if (await isNameTaken(db, version.id, name)) fail('conflict', 'library.name_taken', { name })
  const [most, fileMost] = await limitsOf(context)
  if (body.size > fileMost) fail('too_large', 'library.file_too_large', { gigabytes: fileMost / GIGABYTE })
  const { organisationId } = item.facts
  const used = await holdQuota(db, organisationId)
  if (used + body.size > most) fail('conflict', 'library.quota_full', { gigabytes: most / GIGABYTE })
  const { size, sha256 } = body
  const id = await insertUpload(db, { versionId: version.id, organisationId, personId, name, size, sha256 })
  await note(context, 'upload_begun', item.id, { name, size })
  return { id, name, received: 0 }
}

export const listUploads: Handler<typeof contract.listUploads> = async (context, { params }) => {
  const item = (await selectOptionalItem(context.db, { versionId: params.id })) ?? missing()
  context.require(keepItem, item.facts)
  return { rows: await selectUploads(context.db, params.id) }
}
