import { missing } from '#platform/contract/errors.ts'
import { HEAD_BYTES } from '#platform/contract/file-kind.ts'
import { headOf } from '#platform/server/files/head.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { addEvidence as contract } from '../contract/outcomes.ts'
import { EVIDENCE_KINDS } from '../rules/evidence-kinds.ts'
import { insertEvidence } from './queries/evidence.ts'
import { fail } from './values.ts'

export const addEvidence: Handler<typeof contract> = async (context, { query }, upload) => {
  const { organisationId, personId } = context.signedIn()
  const mediaType = EVIDENCE_KINDS.mediaTypeOf(
    query.name,
    await headOf(context.files, upload.sha256, HEAD_BYTES),
  )
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
