import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import './accounts.css'

type Props = { text: string; code: string; copy?: string; expiresAt: string; onDone: () => void }

/** A code or key that is shown this once, with a way to take it along. */
export function CodeShown({ text, code, copy = code, expiresAt, onDone }: Props) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const notice = useNotice()
  return (
    <>
      <p>{text}</p>
      <p className="code-shown">{code}</p>
      <p className="caption">{t('accounts.valid_until', { when: instant(expiresAt) })}</p>
      <div className="dialog-actions">
        <Button
          onClick={async () => {
            await navigator.clipboard.writeText(copy)
            notice(t('accounts.copied'))
          }}
        >
          {copy === code ? t('accounts.copy') : t('accounts.copy_link')}
        </Button>
        <Button type="primary" onClick={onDone}>
          {t('action.close')}
        </Button>
      </div>
    </>
  )
}
