import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { isAgainst } from '../../rules/consents.ts'
import type { ConsentSigner, StoredConsent } from './queries/answers.ts'
import { selectSigners, selectWaiting } from './queries/answers.ts'

type Db = Context['db']

/** What waits for one signer about one consent; the title says which, names of others do not stand in it. */
const subjectOf = (consentId: string, affiliationId: string) => ({
  kind: 'consent',
  id: `${consentId}:${affiliationId}`,
})

type Asked = { id: string; titleZh: string; titleEn: string; answerBy: string | null }

/** Puts a consent on the list of everyone who may sign it; `only` leaves it to one. */
export async function askSigners(db: Db, asked: Asked, signers: readonly ConsentSigner[]): Promise<void> {
  for (const { affiliationId } of signers)
    await putTodo(db, {
      desk: { affiliationId },
      kind: 'members.consent_to_sign',
      data: { zh: asked.titleZh, en: asked.titleEn },
      path: `/consents/${asked.id}`,
      subject: subjectOf(asked.id, affiliationId),
      dueOn: asked.answerBy,
    })
}

/** Takes a consent off the lists of these signers. */
export async function stopAsking(
  db: Db,
  consentId: string,
  signers: readonly Pick<ConsentSigner, 'affiliationId'>[],
): Promise<void> {
  for (const { affiliationId } of signers)
    await closeTodos(db, { subject: subjectOf(consentId, affiliationId) })
}

/** Everything that waits about a student lies on the list of somebody who has just become able to sign. */
export async function askNewGuardian(db: Db, studentId: string, affiliationId: string): Promise<void> {
  for (const { id, answerBy, title } of await selectWaiting(db, studentId)) {
    const signers = (await selectSigners(db, id)).filter(signer => signer.affiliationId === affiliationId)
    await askSigners(db, { id, answerBy, titleZh: title.zh, titleEn: title.en ?? title.zh }, signers)
  }
}

/** After an answer: who has answered is asked no more, nobody is once it is settled, and the school hears of a no. */
export async function settleAfterAnswer(
  db: Db,
  consent: StoredConsent,
  state: StoredConsent['state'],
  by: string,
): Promise<void> {
  await stopAsking(db, consent.id, [{ affiliationId: by }])
  if (state !== 'waiting') await stopAsking(db, consent.id, await selectSigners(db, consent.id))
  if (!isAgainst(state)) return
  await putTodo(db, {
    desk: { organisationId: consent.organisationId, role: 'school_admin' },
    kind: 'members.consent_against',
    data: { zh: consent.titleZh, en: consent.titleEn },
    path: `/consents/requests/${consent.requestId}`,
    subject: { kind: 'consent_request', id: consent.requestId },
  })
}
