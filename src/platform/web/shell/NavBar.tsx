import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import type { NavEntry } from './nav.ts'

type Props = {
  entries: NavEntry[]
  /** How it looks: in the header, or at the foot of a narrow screen. */
  className: 'wide-nav' | 'phone-nav'
  /** How many places there are; what does not fit stands behind "more". */
  most: number
}

/** The main navigation: the first entries, and the others in a sheet. */
export function NavBar({ entries, className, most }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const sheet = useRef<HTMLDivElement>(null)
  if (entries.length < 2) return null
  const shown = entries.length > most ? entries.slice(0, most - 1) : entries
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
    <nav className={className} aria-label={t('web.nav')}>
      {shown.map(link)}
      {others.length > 0 && (
        <>
          <button type="button" popoverTarget={id}>
            {t('web.nav.more')}
          </button>
          <div id={id} ref={sheet} popover="auto" className="nav-sheet">
            {others.map(link)}
          </div>
        </>
      )}
    </nav>
  )
}
