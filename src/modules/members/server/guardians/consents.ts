import { closeTodos } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell, TableColumn } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/consents.ts'
import { keepConsents } from '../../policy.ts'
import { selectOptionalClass } from '../queries/classes.ts'
import { signatureOf } from '../signature.ts'
import { tableFile } from '../table-file.ts'
import { fail } from '../values.ts'
import { selectSigners } from './queries/answers.ts'
import { selectAsked } from './queries/asked.ts'
import {
  closeRequest,
  insertConsents,
  insertRequest,
  markReminded,
  type StoredRequest,
  selectOptionalRequest,
  selectRequests,
} from './queries/consents.ts'
import { selectOptionalStudent } from './queries/guardianships.ts'
import { askSigners, stopAsking } from './todos.ts'

export const listConsentRequests: Handler<typeof contract.listConsentRequests> = (context, { query }) =>
  selectRequests(context.db, context.signedIn().organisationId ?? missing(), query)

export const askConsent: Handler<typeof contract.askConsent> = async (context, { body }) => {
  const { db } = context
  const { about, answerBy, validUntil } = body
  const found =
    about.kind === 'class'
      ? await selectOptionalClass(db, about.id)
      : await selectOptionalStudent(db, about.id)
  const { organisationId, endsOn } = found ?? missing()
  context.require(keepConsents, { organisationId })
  if (endsOn) fail('conflict', 'members.consent_about_ended', { endsOn })
  for (const [path, day] of Object.entries({ answerBy, validUntil }))
    if (day && day < today())
      fail('unprocessable', 'members.consent_day_past', undefined, [
        { path: `body.${path}`, code: 'invalid' },
      ])
  const id = await insertRequest(db, organisationId, body, await signatureOf(context))
  const added = await addConsents(context, { id, title: body.title, answerBy })
  if (added === 0) fail('conflict', 'members.consent_nobody')
  await context.audit({
    action: 'members.consent_asked',
    subject: { kind: 'consent_request', id },
    data: { purpose: body.purpose, about: about.kind, students: added },
  })
  return { id }
}

type Titled = { id: string; title: { zh: string; en: string | null }; answerBy: string | null }

/** Takes those in whom a request concerns and did not before, and asks whoever decides for them; how many. */
async function addConsents({ db }: Context, { id, title, answerBy }: Titled): Promise<number> {
  const added = await insertConsents(db, id)
  for (const consentId of added)
    await askSigners(
      db,
      { id: consentId, titleZh: title.zh, titleEn: title.en ?? title.zh, answerBy },
      await selectSigners(db, consentId),
    )
  return added.length
}

async function keptRequest(context: Context, id: string): Promise<StoredRequest> {
  const request = (await selectOptionalRequest(context.db, id)) ?? missing()
  context.require(keepConsents, request)
  return request
}

export const getConsentRequest: Handler<typeof contract.getConsentRequest> = async (context, { params }) => {
  const request = await keptRequest(context, params.id)
  const students = await selectAsked(context.db, request)
  context.noteReading(
    request.organisationId,
    students.map(row => row.student.id),
  )
  return { ...request, students }
}

export const remindSigners: Handler<typeof contract.remindSigners> = async (context, { params }) => {
  const { db } = context
  const request = await keptRequest(context, params.id)
  if (request.closedOn) fail('conflict', 'members.consent_not_now')
  if (!(await markReminded(db, request.id))) fail('conflict', 'members.reminded_today')
  const added = await addConsents(context, request)
  let reminded = 0
  const { title, answerBy } = request
  for (const { id, state, signers } of await selectAsked(db, request)) {
    if (state !== 'waiting') continue
    const missingOnes = new Set(signers.filter(one => one.open && !one.answer).map(one => one.guardianshipId))
    const asked = (await selectSigners(db, id)).filter(signer => missingOnes.has(signer.guardianshipId))
    await askSigners(db, { id, titleZh: title.zh, titleEn: title.en ?? title.zh, answerBy }, asked)
    reminded += asked.length
  }
  await context.audit({
    action: 'members.consent_reminded',
    subject: { kind: 'consent_request', id: request.id },
    data: { reminded, added },
  })
  return { reminded, added }
}

export const closeConsentRequest: Handler<typeof contract.closeConsentRequest> = async (
  context,
  { params, body },
) => {
  const { db } = context
  const request = await keptRequest(context, params.id)
  if (request.closedOn) fail('conflict', 'members.consent_not_now')
  const asked = await selectAsked(db, request)
  if (!(await closeRequest(db, request.id, body.version))) stale(request.version)
  for (const { id } of asked) await stopAsking(db, id, await selectSigners(db, id))
  await closeTodos(db, { subject: { kind: 'consent_request', id: request.id } })
  await context.audit({
    action: 'members.consent_request_closed',
    subject: { kind: 'consent_request', id: request.id },
  })
  return undefined
}

export const noteAnswers: Handler<typeof contract.noteAnswers> = async (context, { params }) => {
  const request = await keptRequest(context, params.id)
  await closeTodos(context.db, { subject: { kind: 'consent_request', id: request.id } })
  return undefined
}

export const exportConsents: Handler<typeof contract.exportConsents> = async (context, { params, query }) => {
  const request = await keptRequest(context, params.id)
  const students = await selectAsked(context.db, request)
  context.noteReading(
    request.organisationId,
    students.map(row => row.student.id),
  )
  const t = (key: string) => context.text(context.language, key)
  const column = (name: string, width: number): TableColumn => ({
    header: t(`members.consent.column.${name}`),
    width,
  })
  const columns = [
    ...[column('number', 16), column('name', 14), column('state', 16), column('signer', 14)],
    ...[column('capacity', 12), column('answer', 12)],
    { ...column('day', 12), kind: 'date' as const },
    ...[column('note', 30), column('scan', 24)],
  ]
  async function* rows(): AsyncGenerator<TableCell[]> {
    for (const { student, state, signers } of students) {
      const head = [student.number, student.name, t(`members.consent.state.${state}`)]
      if (signers.length === 0) yield [...head, null, null, null, null, null, null]
      for (const one of signers)
        yield [
          ...head,
          one.name,
          t(one.relation ? `members.relation.${one.relation}` : 'members.consent.capacity.student'),
          t(one.answer ? `members.consent.answer.${one.answer}` : 'members.consent.answer.none'),
          one.day,
          one.note,
          one.document?.name ?? null,
        ]
    }
  }
  return tableFile(query.format, { name: t('members.consent.file'), columns, rows: rows() })
}
