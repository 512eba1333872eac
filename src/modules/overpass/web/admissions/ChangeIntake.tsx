import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { today } from '#platform/contract/days.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { cancelIntake, changeIntake, type Intake } from '../../contract.ts'
import { openIntake } from '../../policy.ts'

const TOUCHED = ['overpass.', 'information.'] as const

/** The school's own changes of an intake that is published: days, more seats, or its end. */
export function ChangeIntake({ intake }: { intake: Intake }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const [form, setForm] = useState<'change' | 'cancel' | null>(null)
  if (!may(openIntake, viewer, { receivingOrganisationId: intake.organisation.id })) return null
  if (intake.cancelReason !== null) return null
  const ranked = intake.rankedAt !== null
  return (
    <Sheet
      title={t('overpass.intake.change')}
      note={t(`overpass.intake.change_${ranked ? 'ranked' : 'note'}`)}
    >
      {form === null && (
        <div className="overpass-actions">
          <Button onClick={() => setForm('change')}>{t('overpass.intake.change')}</Button>
          {!ranked && <Button onClick={() => setForm('cancel')}>{t('overpass.intake.cancel')}</Button>}
        </div>
      )}
      {form === 'change' && <ChangeForm intake={intake} ranked={ranked} onDone={() => setForm(null)} />}
      {form === 'cancel' && <CancelForm intake={intake} onDone={() => setForm(null)} />}
    </Sheet>
  )
}

type Values = { opensOn: string; closesOn: string; startsOn: string; seats: number; note?: string | null }

function ChangeForm({ intake, ranked, onDone }: { intake: Intake; ranked: boolean; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const send = useCommand(changeIntake, [...TOUCHED])
  const { id, version, opensOn, closesOn, startsOn, seats, note } = intake
  let told = 0
  return (
    <CommandForm<Values>
      initial={{ opensOn, closesOn, startsOn, seats, note }}
      submit={t('action.save')}
      second
      onSend={async values => {
        const body = { ...values, note: values.note?.trim() || null, version }
        told = (await send.run({ params: { id }, body })).told
      }}
      onDone={() => {
        notice(told > 0 ? t('overpass.intake.changed_told', { count: told }) : t('overpass.intake.changed'))
        onDone()
      }}
      extra={<Button onClick={onDone}>{t('action.cancel')}</Button>}
    >
      <Field name="opensOn" label={t('overpass.intake.opens')} required>
        <Input type="date" disabled={ranked} />
      </Field>
      <Field name="closesOn" label={t('overpass.intake.closes')} required>
        <Input type="date" disabled={ranked} min={today()} />
      </Field>
      <Field name="startsOn" label={t('overpass.intake.starts')} required>
        <Input type="date" disabled={ranked} min={today()} />
      </Field>
      <Field name="seats" label={t('overpass.intake.seats')} required>
        <InputNumber min={seats} max={100_000} precision={0} />
      </Field>
      <Field name="note" label={t('overpass.intake.note')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}

function CancelForm({ intake, onDone }: { intake: Intake; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const confirm = useConfirm()
  const send = useCommand(cancelIntake, [...TOUCHED])
  const word = t('overpass.intake.cancel')
  let told: number | null = null
  return (
    <CommandForm<{ reason: string }>
      submit={word}
      second
      onSend={async ({ reason }) => {
        told = null
        if (
          !(await confirm({
            title: word,
            text: t('overpass.intake.cancel_text'),
            confirm: word,
            grave: true,
          }))
        )
          return
        told = (await send.run({ params: { id: intake.id }, body: { reason, version: intake.version } })).told
      }}
      onDone={() => {
        if (told === null) return
        notice(t('overpass.intake.cancelled_told', { count: told }))
        onDone()
      }}
      extra={<Button onClick={onDone}>{t('action.cancel')}</Button>}
    >
      <Field name="reason" label={t('overpass.intake.cancel_reason')} required>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}
