import { closeTodos } from '#modules/information/server/index.ts'
import { Failure, missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { headOf } from '#platform/server/files/head.ts'
import type { Gate, Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/applications.ts'
import { DOCUMENTS_MOST } from '../../contract/applications.ts'
import { type ApplicationChange, afterStep, takesDocuments } from '../../rules/applications.ts'
import { DOCUMENT_HEAD_BYTES, documentKindOf } from '../../rules/document-kind.ts'
import { holdFile, removeFile } from '../import/stored-files.ts'
import { selectOptionalGroup } from '../queries/groups.ts'
import { fail } from '../values.ts'
import { waitForCheck } from './apply.ts'
import {
  documentView,
  insertDocument,
  insertStep,
  type StoredApplication,
  selectDocuments,
  selectOptionalOwn,
  selectSteps,
  updateState,
} from './queries.ts'
import { actAsApplicant, hashOf, readTicket, writeTicket } from './secret.ts'

/** The application of a token, locked; missing for any other token. */
async function own(context: Context, token: string): Promise<StoredApplication> {
  const hash = hashOf(token)
  await actAsApplicant(context.db, hash)
  return (await selectOptionalOwn(context.db, hash, { lock: true })) ?? missing()
}

export const readOwnApplication: Handler<typeof contract.readOwnApplication> = async (context, { body }) => {
  const application = await own(context, body.token)
  const { id, reference, state, groupId, nameZh, nameEn, submittedAt } = application
  const group = (await selectOptionalGroup(context.db, groupId)) ?? missing()
  const documents = (await selectDocuments(context.db, id)).map(documentView)
  const room = takesDocuments(state) && documents.length < DOCUMENTS_MOST
  return {
    ...{ reference, state, documents },
    submittedAt: submittedAt.toISOString(),
    group: { id: group.id, name: group.name },
    name: { zh: nameZh, en: nameEn },
    steps: (await selectSteps(context.db, id)).map(({ by: _, votes: __, ...step }) => step),
    ticket: room ? writeTicket(context.config, hashOf(body.token)) : null,
  }
}

async function change(context: Context, token: string, kind: ApplicationChange, note: string | null) {
  const application = await own(context, token)
  const state = afterStep(application.state, kind) ?? fail('conflict', 'members.application_not_now')
  await insertStep(context.db, { applicationId: application.id, kind, note })
  await updateState(context.db, application, state)
  await closeTodos(context.db, { subject: { kind: 'application', id: application.id } })
  await context.audit({
    action: `members.application_${kind}`,
    subject: { kind: 'application', id: application.id },
    organisationId: null,
    groupId: application.groupId,
    data: { reference: application.reference },
  })
  return application
}

export const completeApplication: Handler<typeof contract.completeApplication> = async (
  context,
  { body },
) => {
  await waitForCheck(context, await change(context, body.token, 'completed', body.note))
  return undefined
}

export const withdrawApplication: Handler<typeof contract.withdrawApplication> = async (
  context,
  { body },
) => {
  await change(context, body.token, 'withdrawn', body.note)
  return undefined
}

/** A file is taken in only for an application that has room for it. */
export const documentGate: Gate<typeof contract.addApplicationDocument> = async (services, { query }) => {
  const hash = readTicket(services.config, query.ticket)
  if (!hash) throw new Failure('gone', 'members.ticket_over')
  await asViewer(services.appPool, null, true, async ({ db }) => {
    await actAsApplicant(db, hash)
    const application = (await selectOptionalOwn(db, hash)) ?? missing()
    if (!takesDocuments(application.state)) fail('conflict', 'members.application_not_now')
    if ((await selectDocuments(db, application.id)).length >= DOCUMENTS_MOST)
      fail('conflict', 'members.documents_most', { most: DOCUMENTS_MOST })
  })
}

export const addApplicationDocument: Handler<typeof contract.addApplicationDocument> = async (
  context,
  { query },
  upload,
) => {
  const hash = readTicket(context.config, query.ticket) ?? fail('gone', 'members.ticket_over')
  const mediaType = documentKindOf(
    query.name,
    await headOf(context.files, upload.sha256, DOCUMENT_HEAD_BYTES),
  )
  if (!mediaType) {
    await removeFile(context, upload.sha256)
    return fail('unsupported', 'members.document_kind')
  }
  await actAsApplicant(context.db, hash)
  await holdFile(context, context.db, upload.sha256)
  const application = (await selectOptionalOwn(context.db, hash)) ?? missing()
  const { size, sha256 } = upload
  const id = await insertDocument(context.db, { name: query.name, mediaType, size, sha256 })
  if (!id) return fail('conflict', 'members.documents_most', { most: DOCUMENTS_MOST })
  await insertStep(context.db, { applicationId: application.id, kind: 'document', note: query.name })
  await context.audit({
    action: 'members.application_document',
    subject: { kind: 'application', id: application.id },
    organisationId: null,
    groupId: application.groupId,
    data: { name: query.name },
  })
  return { id }
}
