import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Sheet } from '#platform/web/ui/Sheet.tsx'

const LINKS = [
  ['/account/data', 'accounts.privacy.data'],
  ['/account/transfer', 'accounts.privacy.transfer'],
  ['/account/merge', 'accounts.privacy.merge'],
  ['/account/leave', 'accounts.privacy.leave'],
] as const

/** The ways to what is kept about oneself. */
export function PrivacySection() {
  const { t } = useTranslation()
  return (
    <Sheet title={t('accounts.privacy.title')} note={t('accounts.privacy.note')}>
      <ul>
        {LINKS.map(([to, words]) => (
          <li key={to} className="session-row">
            <Link to={to}>{t(words)}</Link>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
