import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { colours } from '../theme.ts'

/** Two ways that cross without meeting: the green one passes over the ochre one. */
export function Mark({ size = 26, ground = colours.paper }: { size?: number; ground?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" strokeLinecap="round" aria-hidden="true">
      <path d="M4 23.5c9 0 9-15 24-15" stroke="#c98a1b" strokeWidth="3.4" />
      <path d="M4 8.5c9 0 9 15 24 15" stroke={ground} strokeWidth="6.4" />
      <path d="M4 8.5c9 0 9 15 24 15" stroke={colours.accent} strokeWidth="3.4" />
    </svg>
  )
}

export function Brand() {
  const { t } = useTranslation()
  return (
    <Link to="/" className="brand">
      <Mark />
      <span>{t('app.name')}</span>
    </Link>
  )
}
