import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import type { NavEntry } from './nav.ts'

const SHOWN = 4

/** The bar at the foot of a narrow screen: the first entries, and the others in a sheet above it. */
export function PhoneNav({ entries }: { entries: NavEntry[] }) {
  const { t } = useTranslation()
  const sheet = useRef<HTMLDivElement>(null)
  if (entries.length < 2) return null
  const shown = entries.length > SHOWN + 1 ? entries.slice(0, SHOWN) : entries
  const others = entries.slice(shown.length)
  const link = (entry: NavEntry) => (
    <NavLink
      key={entry.path}
      to={entry.path}
      end={entry.path === '/'}
      onClick={() => sheet.current?.hidePopover()}
    >
      {t(entry.key)}
    </NavLink>
  )
  return (
    <nav className="phone-nav" aria-label={t('web.nav')}>
      {shown.map(link)}
      {others.length > 0 && (
        <>
          <button type="button" popoverTarget="phone-nav-sheet">
            {t('web.nav.more')}
          </button>
          <div id="phone-nav-sheet" ref={sheet} popover="auto" className="phone-nav-sheet">
            {others.map(link)}
          </div>
        </>
      )}
    </nav>
  )
}
