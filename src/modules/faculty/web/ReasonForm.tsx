import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'

type Props = {
  submit: string
  text: string
  onSend: (reason: string) => Promise<unknown>
  onDone: () => void
}

/** A step that takes a reason, which the other side reads. */
export function ReasonForm({ submit, text, onSend, onDone }: Props) {
  const { t } = useTranslation()
  return (
    <CommandForm<{ reason?: string }>
      submit={submit}
      onSend={({ reason }) => onSend(reason?.trim() ?? '')}
      onDone={onDone}
    >
      <p>{text}</p>
      <Field name="reason" label={t('faculty.reason')} hint={t('faculty.reason_hint')} required>
        <Input.TextArea rows={4} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
