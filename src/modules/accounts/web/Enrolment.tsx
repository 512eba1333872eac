import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'

type Props = { qr: string; secret: string; onConfirm: (code: string) => Promise<void> }

/** Shows what the authenticator reads, and asks for its first code. */
export function Enrolment({ qr, secret, onConfirm }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <p>{t('accounts.factor.scan')}</p>
      <img
        className="qr"
        alt={t('accounts.factor.qr')}
        src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
        width={208}
        height={208}
      />
      <p className="caption">{t('accounts.factor.by_hand')}</p>
      <p className="code-shown">{secret}</p>
      <CommandForm<{ code: string }>
        onSend={({ code }) => onConfirm(code)}
        submit={t('accounts.factor.confirm')}
        unguarded
      >
        <Field name="code" label={t('accounts.factor.code')} required>
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={20} />
        </Field>
      </CommandForm>
    </>
  )
}
