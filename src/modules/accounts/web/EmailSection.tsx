import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { askEmailLetter } from '../contract/security.ts'

type Typed = { email: string; password: string }

export function EmailSection({ email, hasPassword }: { email: string | null; hasPassword: boolean }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const ask = useCommand(askEmailLetter)
  const [form] = Form.useForm<Typed>()
  return (
    <Sheet title={t('accounts.email')} note={email ?? t('accounts.email.none')}>
      {hasPassword && (
        <CommandForm<Typed>
          form={form}
          onSend={body => ask.run({ body })}
          onDone={() => {
            form.resetFields()
            notice(t('accounts.email.sent'))
          }}
          submit={email ? t('accounts.email.change') : t('accounts.email.add')}
        >
          <Field name="email" label={t('accounts.email.new')} required>
            <Input type="email" autoComplete="email" inputMode="email" />
          </Field>
          <Field name="password" label={t('accounts.password')} required>
            <Input.Password autoComplete="current-password" maxLength={128} />
          </Field>
        </CommandForm>
      )}
    </Sheet>
  )
}
