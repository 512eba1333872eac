import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '#platform/web/api.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { askRecoveryLetter, setNewPassword } from '../contract/recovery.ts'
import { BarePage } from './BarePage.tsx'
import { useFragment } from './use-fragment.ts'

type Step = 'ask' | 'sent' | 'code' | 'done'

/** Back in without the password: by a letter, or with a code from one's organisation. */
export default function RecoverPage() {
  const { t } = useTranslation()
  const linked = useFragment()
  const [step, setStep] = useState<Step>(linked ? 'code' : 'ask')
  const signIn = <Link to="/sign-in">{t('accounts.recover.sign_in')}</Link>
  if (step === 'sent')
    return (
      <BarePage title={t('accounts.recover.sent')} lead={t('accounts.recover.sent_lead')} foot={signIn}>
        {null}
      </BarePage>
    )
  if (step === 'done')
    return (
      <BarePage title={t('accounts.recover.done')} lead={t('accounts.recover.done_lead')} foot={signIn}>
        {null}
      </BarePage>
    )
  if (step === 'code')
    return (
      <BarePage
        title={t('accounts.recover.new_password')}
        lead={t('accounts.recover.code_lead')}
        foot={signIn}
      >
        <CommandForm<{ code: string; password: string }>
          initial={{ code: linked }}
          onSend={body => api(setNewPassword, { body })}
          onDone={() => setStep('done')}
          submit={t('accounts.recover.submit')}
          unguarded
        >
          <Field name="code" label={t('accounts.recover.code')} required>
            <Input autoComplete="off" spellCheck={false} maxLength={200} readOnly={linked !== ''} />
          </Field>
          <Field
            name="password"
            label={t('accounts.new_password')}
            hint={t('accounts.password_hint_any')}
            required
          >
            <Input.Password autoComplete="new-password" maxLength={128} />
          </Field>
        </CommandForm>
      </BarePage>
    )
  return (
    <BarePage
      title={t('accounts.recover.question')}
      lead={t('accounts.recover.lead')}
      foot={
        <>
          <button type="button" onClick={() => setStep('code')}>
            {t('accounts.recover.has_code')}
          </button>
          {signIn}
        </>
      }
    >
      <CommandForm<{ email: string }>
        onSend={body => api(askRecoveryLetter, { body })}
        onDone={() => setStep('sent')}
        submit={t('accounts.recover.ask')}
        unguarded
      >
        <Field name="email" label={t('accounts.email')} required>
          <Input type="email" autoComplete="username" inputMode="email" />
        </Field>
      </CommandForm>
    </BarePage>
  )
}
