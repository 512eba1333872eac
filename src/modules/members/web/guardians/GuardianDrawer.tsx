import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Timeline } from '#platform/web/ui/Timeline.tsx'
import {
  addCourtDocument,
  barGuardian,
  endGuardianship,
  FAMILY_DOCUMENT_BYTES,
  FAMILY_DOCUMENT_TYPES,
  type Guardianship,
  getFamilyDocument,
  keepApart,
  liftBar,
} from '../../contract.ts'
import { type GuardianshipStep, schoolSteps } from '../../rules/guardians.ts'

type Props = { guardianship: Guardianship; onDone: () => void }

/** What the school can do about one guardianship, its papers and its history. */
export function GuardianDrawer({ guardianship, onDone }: Props) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const [step, setStep] = useState<GuardianshipStep | null>(null)
  const { standing, keptApart, documents, steps } = guardianship
  const possible = schoolSteps(standing).filter(one => one !== (keptApart ? 'apart' : 'together'))
  if (step) return <StepForm guardianship={guardianship} step={step} onDone={onDone} />
  return (
    <div className="stack">
      <ul className="plain-list">
        {possible.map(one => (
          <li key={one}>
            <span className="family-step">
              <Button onClick={() => setStep(one)} danger={one === 'barred'}>
                {t(`members.guardian.step.${one}`)}
              </Button>
              <span className="caption">{t(`members.guardian.step_text.${one}`)}</span>
            </span>
          </li>
        ))}
      </ul>
      {documents.length > 0 && (
        <>
          <h3>{t('members.guardian.documents')}</h3>
          <ul className="plain-list">
            {documents.map(document => (
              <li key={document.id}>
                <a href={addressOf(getFamilyDocument, { params: { id: document.id } })}>{document.name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {steps.length > 0 && (
        <>
          <h3>{t('members.history')}</h3>
          <Timeline
            label={t('members.history')}
            moments={steps.map(one => ({
              id: one.id,
              at: one.at,
              title: t(`members.guardian.done.${one.kind}`),
              detail: (
                <span className="kept-lines">
                  {[one.reason, `${day(one.day)} · ${one.by}`].filter(Boolean).join('\n')}
                </span>
              ),
            }))}
          />
        </>
      )}
    </div>
  )
}

type Values = { day: string; reason: string }

function StepForm({ guardianship, step, onDone }: Props & { step: GuardianshipStep }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const [file, setFile] = useState<File | null>(null)
  const also = ['information.']
  const end = useCommand(endGuardianship, also)
  const apart = useCommand(keepApart, also)
  const upload = useCommand(addCourtDocument, also)
  const bar = useCommand(barGuardian, also)
  const lift = useCommand(liftBar, also)
  const { id, version } = guardianship
  const params = { id }
  const send = async ({ day, reason }: Values) => {
    if (step === 'ended') return end.run({ params, body: { day, reason, version } })
    if (step === 'lifted') return lift.run({ params, body: { reason, version } })
    if (step !== 'barred') return apart.run({ params, body: { apart: step === 'apart', reason, version } })
    const document = file && (await upload.run({ params, query: { name: file.name }, upload: file }))
    return bar.run({ params, body: { day, reason, documentId: document?.id ?? id, version } })
  }
  return (
    <CommandForm<Values>
      submit={t(`members.guardian.step.${step}`)}
      onSend={send}
      onDone={() => {
        notice(t('members.membership.done'))
        onDone()
      }}
    >
      <p>{t(`members.guardian.step_text.${step}`)}</p>
      {step === 'barred' && (
        <FilePick
          label={t('members.guardian.court_document')}
          hint={t('members.guardian.court_hint')}
          types={FAMILY_DOCUMENT_TYPES}
          maxBytes={FAMILY_DOCUMENT_BYTES}
          value={file}
          onPick={setFile}
        />
      )}
      {(step === 'ended' || step === 'barred') && (
        <Field name="day" label={t('members.guardian.day')} required>
          <Input type="date" />
        </Field>
      )}
      <Field
        name="reason"
        label={t('members.guardian.reason')}
        hint={t('members.guardian.reason_hint')}
        required
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}
