import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { askErasure } from '../../contract/leaving.ts'
import { getSecurity } from '../../contract/security.ts'

type Values = { proof: { with?: 'password' | 'code'; password?: string; code?: string } }

/** Asks for the end of the account, with the password or a code of the second step. */
export function LeaveForm({ days }: { days: number }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const confirm = useConfirm()
  const ask = useCommand(askErasure)
  const hasFactor = useRead(getSecurity, {}).data?.secondFactor ?? false
  const [form] = Form.useForm<Values>()
  const byCode = Form.useWatch(['proof', 'with'], form) === 'code'
  const send = async ({ proof }: Values) => {
    const question = {
      title: t('accounts.leave.sure'),
      text: t('accounts.leave.sure_text', { days }),
      confirm: t('accounts.leave.submit'),
      grave: true,
    }
    if (!(await confirm(question))) return
    await ask.run({
      body: {
        proof: byCode
          ? { with: 'code', code: proof.code ?? '' }
          : { with: 'password', password: proof.password ?? '' },
      },
    })
    notice(t('accounts.leave.asked'))
  }
  return (
    <CommandForm<Values>
      form={form}
      initial={{ proof: { with: 'password' } }}
      submit={t('accounts.leave.submit')}
      onSend={send}
      unguarded
    >
      {hasFactor && (
        <Field name={['proof', 'with']} label={t('accounts.leave.how')}>
          <Radio.Group
            options={[
              { value: 'password', label: t('accounts.leave.by_password') },
              { value: 'code', label: t('accounts.leave.by_code') },
            ]}
          />
        </Field>
      )}
      {byCode ? (
        <Field name={['proof', 'code']} label={t('accounts.leave.by_code')} required>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} />
        </Field>
      ) : (
        <Field name={['proof', 'password']} label={t('accounts.leave.by_password')} required>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Field>
      )}
    </CommandForm>
  )
}
