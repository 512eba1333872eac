import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'

type Props = { open: boolean; signInPath: string; onResume: () => Promise<boolean> }

/** Over a page whose session has ended: the page and what was typed stay as they are. */
export function SessionExpired({ open, signInPath, onResume }: Props) {
  const { t } = useTranslation()
  const [notYet, setNotYet] = useState(false)
  return (
    <Dialog open={open} title={t('web.expired.title')}>
      <p>{t('web.expired.text')}</p>
      {notYet && (
        <p role="alert" className="attention">
          {t('web.expired.not_yet')}
        </p>
      )}
      <div className="dialog-actions">
        <Button onClick={async () => setNotYet(!(await onResume()))}>{t('web.expired.done')}</Button>
        <Button type="primary" href={signInPath} target="_blank">
          {t('web.expired.open')}
        </Button>
      </div>
    </Dialog>
  )
}
