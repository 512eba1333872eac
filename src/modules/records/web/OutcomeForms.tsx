import { Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import {
  answerDispute,
  correctOutcome,
  type Dispute,
  decideClaim,
  type RecordEntry,
  revokeOutcome,
} from '../contract.ts'
import { FIVE_GRADES, readScore, type Score, writeScore } from '../rules/score.ts'

export function DecideForm({ id }: { id: string }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const decide = useCommand(decideClaim, ['information.'])
  return (
    <CommandForm<{ confirm: boolean; reason?: string }>
      submit={t('records.decide.send')}
      initial={{ confirm: true }}
      onSend={({ confirm, reason }) =>
        decide.run({ params: { id }, body: { confirm, reason: reason || null } })
      }
      onDone={() => notice(t('records.done'))}
    >
      <Field name="confirm" label={t('records.decide.word')} required>
        <Radio.Group
          options={[
            { value: true, label: t('records.decide.yes') },
            { value: false, label: t('records.decide.no') },
          ]}
        />
      </Field>
      <Field name="reason" label={t('records.decide.reason')} hint={t('records.decide.reason_hint')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}

export function AnswerForm({ dispute, entry }: { dispute: Dispute; entry: RecordEntry }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const answer = useCommand(answerDispute, ['information.'])
  // What the record does not show yet cannot be answered: correct or revoke first.
  const since = entry.trace.filter(step => step.at > dispute.openedAt)
  const done = {
    corrected: since.some(step => step.entry === 'correction'),
    revoked: since.some(step => step.entry === 'revocation'),
    kept: true,
  }
  return (
    <CommandForm<{ decision: 'kept' | 'corrected' | 'revoked'; answer: string }>
      submit={t('records.answer.send')}
      onSend={values =>
        answer.run({ params: { id: dispute.id }, body: { ...values, version: dispute.version } })
      }
      onDone={() => notice(t('records.answer.sent'))}
    >
      <Field name="decision" label={t('records.answer.decision')} hint={t('records.answer.hint')} required>
        <Radio.Group
          options={(['kept', 'corrected', 'revoked'] as const).map(value => ({
            value,
            label: t(`records.answer.${value}`),
            disabled: !done[value],
          }))}
        />
      </Field>
      <Field name="answer" label={t('records.answer.words')} required>
        <Input.TextArea rows={4} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}

type Correction = {
  title: { zh: string; en?: string }
  day: string
  score?: string
  credits?: string
  reason: string
}
type CorrectProps = { entry: RecordEntry; last: string; onDone: () => void }

export function CorrectForm({ entry, last, onDone }: CorrectProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const correct = useCommand(correctOutcome)
  const { score } = entry
  const send = ({ score: text, credits, reason, title, day }: Correction) => {
    const { level, prize, teamPlace, hours, certificate } = entry
    return correct.run({
      params: { id: entry.id },
      body: {
        ...{ level, prize, teamPlace, hours, certificate, day, reason, after: last },
        title: { zh: title.zh, en: title.en || null },
        // What cannot be read is sent as it is off its scale, and the server says so at the field.
        score: score && text ? scoreOf(text, score) : score,
        credits: credits === undefined || credits === '' ? null : Number(credits),
      },
    })
  }
  return (
    <CommandForm<Correction>
      initial={{
        title: { zh: entry.title.zh, en: entry.title.en ?? undefined },
        day: entry.day,
        score: score ? writeScore(score) : undefined,
        credits: entry.credits === null ? undefined : String(entry.credits),
      }}
      submit={t('records.correct.send')}
      onSend={send}
      onDone={() => {
        notice(t('records.done'))
        onDone()
      }}
    >
      <p className="caption">{t('records.correct.text')}</p>
      <Field name={['title', 'zh']} label={t('records.field.title_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['title', 'en']} label={t('records.field.title_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name="day" label={t('records.field.day')} required>
        <Input type="date" />
      </Field>
      {score && (
        <Field
          name="score"
          label={t('records.field.score')}
          hint={t(`records.scale.${score.scale}`)}
          required
        >
          {score.scale === 'five' ? (
            <Select
              options={FIVE_GRADES.map(grade => ({
                value: writeScore({ scale: 'five', grade }),
                label: t(`records.grade.${grade}`),
              }))}
            />
          ) : (
            <Input maxLength={20} />
          )}
        </Field>
      )}
      <Field name="credits" label={t('records.field.credits')}>
        <Input inputMode="decimal" maxLength={6} />
      </Field>
      <Field name="reason" label={t('records.correct.reason')} required>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}

/** A typed score on the scale of the one before; one that cannot be read lies off every scale. */
function scoreOf(text: string, before: Score): Score {
  const read = readScore(text, before.scale, before.scale === 'points' ? before.max : null)
  if (typeof read === 'object') return read
  return before.scale === 'points' ? { ...before, value: -1 } : { scale: 'percent', value: -1 }
}

export function RevokeForm({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const revoke = useCommand(revokeOutcome)
  return (
    <CommandForm<{ reason: string }>
      submit={t('records.revoke.send')}
      onSend={body => revoke.run({ params: { id }, body })}
      onDone={() => {
        notice(t('records.done'))
        onDone()
      }}
    >
      <p>{t('records.revoke.text')}</p>
      <Field name="reason" label={t('records.revoke.reason')} required>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}
