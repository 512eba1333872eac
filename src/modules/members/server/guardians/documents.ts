import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { headOf } from '#platform/server/files/head.ts'
import type { Handler, Upload } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/guardians.ts'
import type * as own from '../../contract/own-consents.ts'
import { readFamilyDocument, addConsentScan as scanPermission } from '../../policy.ts'
import { DOCUMENT_HEAD_BYTES, documentKindOf } from '../../rules/document-kind.ts'
import { holdFile, removeFile } from '../import/stored-files.ts'
import { fail } from '../values.ts'
import { kept } from './changes.ts'
import { selectOptionalConsent, selectSigners } from './queries/answers.ts'
import { addDocument, selectOptionalDocument } from './queries/documents.ts'

type To = { consentId: string | null; guardianshipId: string | null }

/** Keeps what was uploaded, if it is what its name says. */
async function keep(context: Context, to: To, name: string, { sha256, size }: Upload): Promise<string> {
  const mediaType = documentKindOf(name, await headOf(context.files, sha256, DOCUMENT_HEAD_BYTES))
  if (!mediaType) {
    await removeFile(context, sha256)
    return fail('unsupported', 'members.document_kind')
  }
  await holdFile(context, context.db, sha256)
  return (await addDocument(context.db, { ...to, name, mediaType, size, sha256 })) ?? missing()
}

export const addCourtDocument: Handler<typeof contract.addCourtDocument> = async (
  context,
  { params, query },
  upload,
) => {
  const guardianship = await kept(context, params.id)
  const id = await keep(context, { consentId: null, guardianshipId: guardianship.id }, query.name, upload)
  await context.audit({
    action: 'members.court_document_added',
    subject: { kind: 'affiliation', id: guardianship.studentId },
    data: { guardianship: guardianship.id, document: id },
  })
  return { id }
}

export const addConsentScan: Handler<typeof own.addConsentScan> = async (
  context,
  { params, query },
  upload,
) => {
  const consent = (await selectOptionalConsent(context.db, params.id)) ?? missing()
  const signerIds = (await selectSigners(context.db, consent.id)).flatMap(signer => signer.personId ?? [])
  context.require(scanPermission, { organisationId: consent.organisationId, signerIds })
  const id = await keep(context, { consentId: consent.id, guardianshipId: null }, query.name, upload)
  await context.audit({
    action: 'members.consent_scanned',
    subject: { kind: 'consent', id: consent.id },
    organisationId: consent.organisationId,
    data: { document: id },
  })
  return { id }
}

export const getFamilyDocument: Handler<typeof contract.getFamilyDocument> = async (context, { params }) => {
  const document = (await selectOptionalDocument(context.db, params.id)) ?? missing()
  const { organisationId, consentId, byPersonId } = document
  context.require(readFamilyDocument, { organisationId, ownerId: consentId ? byPersonId : null })
  return {
    name: document.name,
    mediaType: document.mediaType,
    content: await context.files.read(document.sha256),
  }
}
