import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as school from '../../contract/consents.ts'
import type * as contract from '../../contract/own-consents.ts'
import { keepConsents, signConsent } from '../../policy.ts'
import { CONSENT_ANSWERS, canAnswer, isOver } from '../../rules/consents.ts'
import { signatureOf } from '../signature.ts'
import { fail } from '../values.ts'
import {
  type ConsentSigner,
  insertAnswer,
  lockConsent,
  type NewAnswer,
  type StoredAnswer,
  type StoredConsent,
  selectAnswers,
  selectConfirmedAt,
  selectOptionalConsent,
  selectSigners,
  selectState,
} from './queries/answers.ts'
import { selectOwnConsents } from './queries/children.ts'
import { selectOptionalDocument } from './queries/documents.ts'
import { settleAfterAnswer } from './todos.ts'

export const listOwnConsents: Handler<typeof contract.listOwnConsents> = async context => ({
  rows: await selectOwnConsents(context.db),
})

type Signing = { consent: StoredConsent; self: ConsentSigner }

/** A consent and as what the viewer signs it. */
async function signing(context: Context, id: string): Promise<Signing> {
  const { personId } = context.signedIn()
  const consent = (await selectOptionalConsent(context.db, id)) ?? missing()
  const signers = await selectSigners(context.db, consent.id)
  context.require(signConsent, { signerIds: signers.flatMap(signer => signer.personId ?? []) })
  const self = signers.find(signer => signer.personId === personId) ?? missing()
  return { consent, self }
}

const latestOf = (answers: readonly StoredAnswer[], affiliationId: string) =>
  answers.find(answer => answer.affiliationId === affiliationId)?.answer ?? null

export const getConsent: Handler<typeof contract.getConsent> = async (context, { params }) => {
  const { consent, self } = await signing(context, params.id)
  const answers = await selectAnswers(context.db, [consent.id])
  const mine = latestOf(answers, self.affiliationId)
  if (!consent.own) context.noteReading(consent.organisationId, [consent.studentId])
  const { id, purpose, state, askedOn, answerBy, validUntil, needsAll, onPaper } = consent
  return {
    ...{ id, purpose, state, mine, askedOn, answerBy, validUntil, needsAll, onPaper },
    title: { zh: consent.titleZh, en: consent.titleEn },
    organisation: {
      id: consent.organisationId,
      name: { zh: consent.organisationZh, en: consent.organisationEn },
    },
    student: consent.own ? null : { id: consent.studentId, name: consent.studentName },
    text: (await seesText(context, consent, self, mine)) ? { zh: consent.textZh, en: consent.textEn } : null,
    capacity: self.capacity,
    waitsForMe: state === 'waiting' && mine === null,
    answers: answers.map(({ affiliationId: _, guardianshipId: __, consentId: ___, ...answer }) => answer),
    choices: CONSENT_ANSWERS.filter(answer => canAnswer(state, mine, answer)),
  }
}

/**
 * Whoever is to decide reads what it is about, and so does whoever was a guardian when it was asked. A guardian who
 * came after others had settled it sees that there is a consent and until when, not what they were told.
 */
async function seesText(
  context: Context,
  consent: StoredConsent,
  self: ConsentSigner,
  mine: string | null,
): Promise<boolean> {
  if (self.capacity === 'student' || mine !== null || consent.state === 'waiting') return true
  const confirmedAt = await selectConfirmedAt(context.db, self.guardianshipId)
  return confirmedAt !== null && confirmedAt <= consent.createdAt
}

export const answerConsent: Handler<typeof contract.answerConsent> = async (context, { params, body }) => {
  await lockConsent(context.db, params.id)
  const { consent, self } = await signing(context, params.id)
  const mine = latestOf(await selectAnswers(context.db, [consent.id]), self.affiliationId)
  if (!canAnswer(consent.state, mine, body.answer)) fail('conflict', 'members.consent_not_now')
  const { answer, note, documentId } = body
  if (documentId) await checkScan(context, consent, documentId)
  else if (answer === 'given' && consent.onPaper) scanNeeded()
  await write(context, consent, {
    ...{ answer, note, documentId, day: today(), enteredBy: null },
    ...self,
  })
  return undefined
}

const scanNeeded = () =>
  fail('unprocessable', 'members.scan_needed', undefined, [{ path: 'body.documentId', code: 'required' }])

async function checkScan(context: Context, consent: StoredConsent, id: string): Promise<void> {
  if ((await selectOptionalDocument(context.db, id))?.consentId !== consent.id) scanNeeded()
}

/** Writes an answer and all that follows from it; the consent is locked. */
async function write(
  context: Context,
  consent: StoredConsent,
  answer: Omit<NewAnswer, 'organisationId' | 'consentId'>,
): Promise<void> {
  const { db } = context
  await insertAnswer(db, { ...answer, organisationId: consent.organisationId, consentId: consent.id })
  await settleAfterAnswer(db, consent, await selectState(db, consent.id), answer.affiliationId)
  await context.audit({
    action: `members.consent_${answer.answer}`,
    subject: { kind: 'consent', id: consent.id },
    organisationId: consent.organisationId,
    data: { purpose: consent.purpose, capacity: answer.capacity, onPaper: answer.enteredBy !== null },
  })
}

/** What was signed on paper counts as its signer's own answer; the scan shows it, and who entered it is named. */
export const enterPaper: Handler<typeof school.enterPaper> = async (context, { params, body }) => {
  await lockConsent(context.db, params.id)
  const consent = (await selectOptionalConsent(context.db, params.id)) ?? missing()
  context.require(keepConsents, consent)
  if (isOver(consent.state)) fail('conflict', 'members.consent_not_now')
  const { guardianshipId, answer, day, documentId } = body
  const signer =
    (await selectSigners(context.db, consent.id)).find(one => one.guardianshipId === guardianshipId) ??
    fail('unprocessable', 'members.signer_not_now', undefined, [
      { path: 'body.guardianshipId', code: 'choice' },
    ])
  if (day > today())
    fail('unprocessable', 'members.end_in_future', undefined, [{ path: 'body.day', code: 'invalid' }])
  await checkScan(context, consent, documentId)
  const enteredBy = await signatureOf(context)
  await write(context, consent, { ...signer, answer, day, documentId, note: null, enteredBy })
  return undefined
}
