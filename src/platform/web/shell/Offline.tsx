import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

function watch(changed: () => void) {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

/** A line under the header while there is no network. */
export function Offline() {
  const { t } = useTranslation()
  const online = useSyncExternalStore(watch, () => navigator.onLine)
  return (
    <div role="status" className="offline">
      {online ? null : t('web.offline')}
    </div>
  )
}
