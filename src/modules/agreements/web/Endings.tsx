import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { orNull } from '#platform/web/typed.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { answerEnding, withdrawEnding } from '../contract/endings.ts'
import type { AgreementVersion, Ending } from '../contract/versions.ts'
import { answerEnding as answers, withdrawEnding as withdraws } from '../policy.ts'
import type { EndingState } from '../rules/vocabulary.ts'

const TONES: Record<EndingState, Tone> = {
  proposed: 'act',
  agreed: 'agreed',
  refused: 'quiet',
  withdrawn: 'quiet',
}

/** Proposals to end the version, and what the signers said. */
export function Endings({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  if (version.endings.length === 0) return null
  return (
    <Sheet title={t('agreements.endings')} note={t('agreements.endings_note')}>
      {version.endings.map(ending => (
        <EndingPart key={ending.id} version={version} ending={ending} />
      ))}
    </Sheet>
  )
}

function EndingPart({ version, ending }: { version: AgreementVersion; ending: Ending }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const confirm = useConfirm()
  const viewer = useViewer()
  const withdraw = useCommand(withdrawEnding, ['information.'])
  const attempt = useAttempt()
  const [answering, setAnswering] = useState(false)
  const open = ending.state === 'proposed'
  const facts = { ...version.facts, proposedBy: ending.proposedBy.id }
  const answered = ending.answers.some(answer => answer.organisation.id === viewer?.organisationId)
  const back = async () => {
    const word = t('agreements.ending_withdraw')
    if (await confirm({ title: word, text: t('agreements.ending_withdraw_text'), confirm: word }))
      await attempt(() => withdraw.run({ params: { id: ending.id }, body: { version: ending.version } }))
  }
  return (
    <section className="ending">
      <h3>
        {t('agreements.history.ending', { party: name(ending.proposedBy.name), day: day(ending.endsOn) })}{' '}
        <StatusTag tone={TONES[ending.state]}>{t(`agreements.ending_state.${ending.state}`)}</StatusTag>
      </h3>
      <FactList
        facts={[
          { label: t('agreements.handover_title'), value: t(`agreements.handover.${ending.handover}`) },
          ...(ending.lastCohort === null
            ? []
            : [{ label: t('agreements.paper.last_cohort'), value: ending.lastCohort }]),
          { label: t('agreements.reason'), value: ending.reason },
          ...ending.answers.map(answer => ({
            label: name(answer.organisation.name),
            value: t(`agreements.answer.${answer.answer}`),
            note: answer.note ?? undefined,
          })),
        ]}
      />
      <div className="agreement-actions">
        {open && !answered && may(answers, viewer, facts) && (
          <Button onClick={() => setAnswering(true)}>{t('agreements.ending_answer')}</Button>
        )}
        {open && may(withdraws, viewer, { proposedBy: ending.proposedBy.id }) && (
          <Button loading={withdraw.pending} onClick={() => void back()}>
            {t('agreements.ending_withdraw')}
          </Button>
        )}
      </div>
      <SideDrawer open={answering} title={t('agreements.ending_answer')} onClose={() => setAnswering(false)}>
        <AnswerForm ending={ending} onDone={() => setAnswering(false)} />
      </SideDrawer>
    </section>
  )
}

function AnswerForm({ ending, onDone }: { ending: Ending; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const answer = useCommand(answerEnding, ['information.'])
  return (
    <CommandForm<{ answer: 'agree' | 'refuse'; note?: string }>
      submit={t('agreements.ending_answer')}
      onSend={values =>
        answer.run({
          params: { id: ending.id },
          body: { answer: values.answer, note: orNull(values.note) },
        })
      }
      onDone={() => {
        notice(t('agreements.answered'))
        onDone()
      }}
    >
      <p>{t('agreements.ending_answer_text')}</p>
      <Field name="answer" label={t('agreements.ending_answer')} required>
        <Radio.Group
          options={(['agree', 'refuse'] as const).map(value => ({
            ...{ value, label: t(`agreements.answer.${value}`) },
          }))}
        />
      </Field>
      <Field name="note" label={t('agreements.reason')} hint={t('agreements.refusal_hint')}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}
