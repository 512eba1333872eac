import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'

type Props = {
  open: boolean
  title: string
  text: string
  submit: string
  onSend: (password: string) => Promise<unknown>
  onClose: () => void
}

/** Asks for the password before something weighty. */
export function PasswordDialog({ open, title, text, submit, onSend, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <p>{text}</p>
      <CommandForm<{ password: string }>
        onSend={({ password }) => onSend(password)}
        submit={submit}
        unguarded
        extra={<Button onClick={onClose}>{t('action.cancel')}</Button>}
      >
        <Field name="password" label={t('accounts.password')} required>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Field>
      </CommandForm>
    </Dialog>
  )
}
