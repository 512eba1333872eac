import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { changePassword } from '../contract/security.ts'

type Typed = { current: string; password: string }

export function PasswordSection({ minimum, hasPassword }: { minimum: number; hasPassword: boolean }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const change = useCommand(changePassword)
  const [form] = Form.useForm<Typed>()
  if (!hasPassword)
    return (
      <Sheet title={t('accounts.password')}>
        <p>{t('accounts.account.no_password')}</p>
      </Sheet>
    )
  return (
    <Sheet title={t('accounts.password')} note={t('accounts.account.password_note')}>
      <CommandForm<Typed>
        form={form}
        onSend={body => change.run({ body })}
        onDone={() => {
          form.resetFields()
          notice(t('accounts.account.password_changed'))
        }}
        submit={t('accounts.account.change_password')}
      >
        <Field name="current" label={t('accounts.current_password')} required>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Field>
        <Field
          name="password"
          label={t('accounts.new_password')}
          hint={t('accounts.password_hint', { minimum })}
          required
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Field>
      </CommandForm>
    </Sheet>
  )
}
