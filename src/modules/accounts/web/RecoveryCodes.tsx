import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNotice } from '#platform/web/ui/Notice.tsx'

/** The recovery codes, this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  return (
    <>
      <p>{t('accounts.factor.codes_text')}</p>
      <ul className="code-shown recovery-codes">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button
          onClick={async () => {
            await navigator.clipboard.writeText(codes.join('\n'))
            notice(t('accounts.copied'))
          }}
        >
          {t('accounts.copy')}
        </Button>
        <Button type="primary" onClick={onDone}>
          {t('accounts.factor.codes_kept')}
        </Button>
      </div>
    </>
  )
}
