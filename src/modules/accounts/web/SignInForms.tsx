import { Button, Input } from 'antd'
import { type ChangeEventHandler, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { signIn, signInRecoveryCode, signInTotp } from '../contract/session.ts'

type Typed = { email?: string; organisation?: string; number?: string; password: string; remember?: boolean }

/** Who one is and the password; by e-mail, or by the organisation's code and a number. */
export function PasswordForm({
  way,
  onIn,
  onFactor,
}: {
  way: 'email' | 'number'
  onIn: () => Promise<void>
  onFactor: () => void
}) {
  const { t } = useTranslation()
  const send = async ({ email = '', organisation = '', number = '', password, remember }: Typed) => {
    const rest = { password, remember: remember ?? false }
    const body =
      way === 'email'
        ? { with: 'email' as const, email, ...rest }
        : { with: 'number' as const, organisation, number, ...rest }
    const { state } = await api(signIn, { body })
    if (state === 'totp_required') onFactor()
    else await onIn()
  }
  return (
    <CommandForm<Typed> onSend={send} submit={t('accounts.sign_in.submit')} unguarded>
      {way === 'email' ? (
        <Field name="email" label={t('accounts.email')} required>
          <Input type="email" autoComplete="username" inputMode="email" />
        </Field>
      ) : (
        <>
          <Field
            name="organisation"
            label={t('accounts.organisation_code')}
            hint={t('accounts.sign_in.code_hint')}
            required
          >
            <Input autoComplete="organization" autoCapitalize="characters" spellCheck={false} />
          </Field>
          <Field name="number" label={t('accounts.number')} required>
            <Input autoComplete="username" spellCheck={false} />
          </Field>
        </>
      )}
      <Field name="password" label={t('accounts.password')} required>
        <Input.Password autoComplete="current-password" />
      </Field>
      <Field name="remember" label={t('accounts.sign_in.this_device')} valuePropName="checked">
        <Remember />
      </Field>
    </CommandForm>
  )
}

type Given = { id?: string; checked?: boolean; onChange?: ChangeEventHandler<HTMLInputElement> }

/** The field gives it what is ticked; everybody loads this page, so it does with the browser's own box. */
function Remember({ id, checked = false, onChange }: Given) {
  const { t } = useTranslation()
  return (
    <label className="remember">
      <input id={id} type="checkbox" checked={checked} onChange={onChange} />
      {t('accounts.sign_in.remember')}
    </label>
  )
}

/** The second step: a code of the authenticator, or one of the recovery codes. */
export function FactorForm({ onIn, onBack }: { onIn: () => Promise<void>; onBack: () => void }) {
  const { t } = useTranslation()
  const [recovery, setRecovery] = useState(false)
  const send = async ({ code }: { code: string }) => {
    await api(recovery ? signInRecoveryCode : signInTotp, { body: { code } })
    await onIn()
  }
  return (
    <CommandForm<{ code: string }>
      key={String(recovery)}
      onSend={send}
      submit={t('accounts.sign_in.submit')}
      unguarded
      extra={<Button onClick={onBack}>{t('action.back')}</Button>}
    >
      <Field
        name="code"
        label={recovery ? t('accounts.factor.recovery_code') : t('accounts.factor.code')}
        required
      >
        <Input
          autoComplete="one-time-code"
          inputMode={recovery ? 'text' : 'numeric'}
          maxLength={20}
          spellCheck={false}
        />
      </Field>
      <button type="button" className="link-button" onClick={() => setRecovery(!recovery)}>
        {recovery ? t('accounts.factor.use_code') : t('accounts.factor.use_recovery')}
      </button>
    </CommandForm>
  )
}
