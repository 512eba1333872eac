import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { addEvidence as contract } from '../contract/outcomes.ts'
import { HEAD_BYTES, mediaTypeOf } from '../rules/file-kind.ts'
import { insertEvidence } from './queries/evidence.ts'
import { fail } from './values.ts'

async function headOf(context: Context, sha256: string): Promise<Uint8Array> {
  let head = Buffer.alloc(0)
  for await (const part of await context.files.read(sha256)) {
    head = Buffer.concat([head, part as Buffer])
    if (head.length >= HEAD_BYTES) break
  }
  return head.subarray(0, HEAD_BYTES)
}

export const addEvidence: Handler<typeof contract> = async (context, { query }, upload) => {
  const { organisationId, personId } = context.signedIn()
  const mediaType = mediaTypeOf(query.name, await headOf(context, upload.sha256))
  if (!mediaType) return fail('unsupported', 'records.file_kind')
  const file = { name: query.name, mediaType, size: upload.size }
  const id = await insertEvidence(context.db, {
    ...{ organisationId: organisationId ?? missing(), personId, sha256: upload.sha256, ...file },
  })
  await context.audit({
    action: 'records.evidence_added',
    subject: { kind: 'evidence', id },
    data: { sha256: upload.sha256, mediaType },
  })
  return { id, ...file }
}
