import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/application-decisions.ts'
import { changeApplication } from '../../policy.ts'
import { type ApplicationChange, type ApplicationState, afterStep } from '../../rules/applications.ts'
import { signatureOf } from '../signature.ts'
import { fail } from '../values.ts'
import { writeToContact } from './letters.ts'
import {
  documentView,
  insertStep,
  type NewStep,
  rowView,
  type StoredApplication,
  selectApplications,
  selectDocuments,
  selectKnown,
  selectOptionalApplication,
  selectOthers,
  selectSteps,
  updateState,
} from './queries.ts'

/** The application, if the viewer decides on it. */
async function handled(context: Context, id: string, lock = false): Promise<StoredApplication> {
  const application = (await selectOptionalApplication(context.db, id, { lock })) ?? missing()
  context.require(changeApplication, application)
  return application
}

export const listApplications: Handler<typeof contract.listApplications> = (context, { query }) =>
  selectApplications(context.db, context.signedIn().groupId ?? fail('forbidden', 'members.no_group'), query)

export const getApplication: Handler<typeof contract.getApplication> = async (context, { params }) => {
  const { db } = context
  const application = await handled(context, params.id)
  const { uscc, address, motivation, language, organisationId, version } = application
  const { contactName: name, contactEmail: email, contactPhone: phone } = application
  return {
    ...rowView(application),
    ...{ uscc, address, motivation, language, organisationId, version },
    fields: { zh: application.fieldsZh, en: application.fieldsEn },
    contact: name && email && phone ? { name, email, phone } : null,
    consentedAt: application.consentedAt.toISOString(),
    documents: (await selectDocuments(db, params.id)).map(documentView),
    steps: await selectSteps(db, params.id),
    others: await selectOthers(db, application),
    known: await selectKnown(db, uscc),
  }
}

export const downloadApplicationDocument: Handler<typeof contract.downloadApplicationDocument> = async (
  context,
  { params },
) => {
  await handled(context, params.id)
  const documents = await selectDocuments(context.db, params.id)
  const { name, mediaType, sha256 } = documents.find(one => one.id === params.documentId) ?? missing()
  return { name, mediaType, content: await context.files.read(sha256) }
}

export type Decided = Omit<NewStep, 'applicationId' | 'kind' | 'by'>

/**
 * Takes one step with an application in the viewer's name: state, history, to-do list, audit.
 * @returns the new version; refuses (409) what cannot be done now, or what was decided on an older version
 */
export async function takeStep(
  context: Context,
  { id, version: seen }: { id: string; version: number },
  kind: ApplicationChange,
  decided: Decided = {},
  settle: (application: StoredApplication) => Promise<string | null> = async () => null,
): Promise<{ application: StoredApplication; state: ApplicationState; version: number }> {
  const application = await handled(context, id, true)
  if (application.version !== seen) stale(application.version)
  const state = afterStep(application.state, kind) ?? fail('conflict', 'members.application_not_now')
  if (decided.decidedOn && decided.decidedOn > today())
    fail('unprocessable', 'members.decided_in_future', undefined, [
      { path: 'body.decidedOn', code: 'invalid' },
    ])
  const organisationId = await settle(application)
  const version = (await updateState(context.db, application, state, organisationId)) ?? stale(seen)
  const by = await signatureOf(context)
  await insertStep(context.db, { applicationId: id, kind, by, ...decided })
  await closeTodos(context.db, { subject: { kind: 'application', id } })
  await context.audit({
    action: `members.application_${kind}`,
    subject: { kind: 'application', id },
    organisationId,
    groupId: application.groupId,
    data: { reference: application.reference, resolution: decided.resolution ?? undefined },
  })
  return { application, state, version }
}

export const askCompletion: Handler<typeof contract.askCompletion> = async (context, { params, body }) => {
  const { note } = body
  const { version } = await takeStep(context, { ...params, version: body.version }, 'asked', { note })
  await writeToContact(context, params.id, 'asked')
  return { version }
}

export const checkApplication: Handler<typeof contract.checkApplication> = async (
  context,
  { params, body },
) => {
  const { application, version } = await takeStep(context, { ...params, ...body }, 'checked')
  await putTodo(context.db, {
    desk: { groupId: application.groupId, role: 'secretariat' },
    kind: 'members.application_decide',
    data: { name: application.nameZh, reference: application.reference },
    path: `/applications/${params.id}`,
    subject: { kind: 'application', id: params.id },
  })
  return { version }
}

export const rejectApplicant: Handler<typeof contract.rejectApplicant> = async (
  context,
  { params, body },
) => {
  const { version: seen, ...decided } = body
  const { version } = await takeStep(context, { ...params, version: seen }, 'rejected', decided)
  await writeToContact(context, params.id, 'rejected')
  return { version }
}
