import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'

type ReasonProps = {
  submit: string
  text: string
  /** What is asked for, where it is no reason. */
  label?: string
  onSend: (reason: string | null) => Promise<unknown>
  onDone: () => void
}

/** A step that takes a reason, which the other side reads. */
export function ReasonForm({ submit, text, label, onSend, onDone }: ReasonProps) {
  const { t } = useTranslation()
  return (
    <CommandForm<{ reason?: string }>
      submit={submit}
      onSend={({ reason }) => onSend(orNull(reason))}
      onDone={onDone}
    >
      <p>{text}</p>
      <Field name="reason" label={label ?? t('sharing.reason')} hint={t('sharing.reason_hint')} required>
        <Input.TextArea rows={4} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
