import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { answerOffer, consentToAdmission, withdrawAdmission } from '../../contract.ts'
import { OPEN_STATES } from '../../rules/admission.ts'
import type { Admission } from './AdmissionPage.tsx'

const TOUCHED = ['overpass.', 'information.'] as const

/** Withdrawing is free at any time, and asks whether it is meant. */
export function WithdrawAction({ one }: { one: Admission }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const withdraw = useCommand(withdrawAdmission, [...TOUCHED])
  if (!OPEN_STATES.includes(one.state)) return null
  const word = t('overpass.admission.withdraw')
  const run = async () => {
    const text = t('overpass.admission.withdraw_text')
    if (!(await confirm({ title: word, text, confirm: word, grave: true }))) return
    await withdraw.run({ params: { id: one.id }, body: { version: one.version } }).then(
      () => notice(t('overpass.admission.withdrawn')),
      error => notice(textOf(error)),
    )
  }
  return (
    <Button loading={withdraw.pending} onClick={() => void run()}>
      {word}
    </Button>
  )
}

/** The learner's answer to an offered seat. */
export function AnswerSheet({ one }: { one: Admission }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const answer = useCommand(answerOffer, [...TOUCHED])
  const send = (accept: boolean) =>
    answer.run({ params: { id: one.id }, body: { accept, version: one.version } }).then(
      ({ state }) =>
        notice(
          t(
            state === 'accepted' || state === 'declined'
              ? `overpass.admission.answered.${state}`
              : 'overpass.admission.answered.offered',
          ),
        ),
      error => notice(textOf(error)),
    )
  const decline = async () => {
    const words = {
      title: t('overpass.admission.decline_title'),
      text: t('overpass.admission.decline_text'),
      confirm: t('overpass.admission.decline'),
    }
    if (await confirm({ ...words, grave: true })) await send(false)
  }
  return (
    <Sheet title={t('overpass.admission.answer_title')}>
      {one.minor && <p>{t('overpass.admission.minor_text')}</p>}
      <div className="overpass-actions">
        <Button type="primary" loading={answer.pending} onClick={() => void send(true)}>
          {t('overpass.admission.accept')}
        </Button>
        <Button disabled={answer.pending} onClick={() => void decline()}>
          {t('overpass.admission.decline')}
        </Button>
      </div>
    </Sheet>
  )
}

/** A guardian decides whether a minor's yes holds. */
export function ConsentSheet({ one }: { one: Admission }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const notice = useNotice()
  const textOf = useErrorText()
  const consent = useCommand(consentToAdmission, [...TOUCHED])
  const send = (given: boolean) =>
    consent.run({ params: { id: one.id }, body: { given, version: one.version } }).then(
      () => notice(t('overpass.admission.consented')),
      error => notice(textOf(error)),
    )
  return (
    <Sheet
      title={t('overpass.admission.consent_title', { name: one.learnerName })}
      note={t('overpass.admission.consent_text', { day: one.answerBy ? day(one.answerBy) : '' })}
    >
      <div className="overpass-actions">
        <Button type="primary" loading={consent.pending} onClick={() => void send(true)}>
          {t('overpass.admission.consent')}
        </Button>
        <Button disabled={consent.pending} onClick={() => void send(false)}>
          {t('overpass.admission.refuse')}
        </Button>
      </div>
    </Sheet>
  )
}
