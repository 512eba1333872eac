import { type ComponentType, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'
import type { PageRoute } from '../routes.ts'
import { useViewer } from '../session.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { Brand } from './Brand.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { NavBar } from './NavBar.tsx'
import { navFor } from './nav.ts'
import { NavContext } from './nav-context.ts'
import { Offline } from './Offline.tsx'
import { SearchField } from './SearchField.tsx'

type Props = {
  pages: readonly PageRoute[]
  search: () => Promise<{ default: ComponentType<{ onGo: () => void }> }>
}

/** The frame of every page: header, the page, and on the phone a bar below. */
export function Frame({ pages, search }: Props) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const main = useRef<HTMLElement>(null)
  const entries = navFor(pages, viewer)
  const account = navFor(pages, viewer, 'account')
  const busy = useNavigation().state === 'loading'
  useFocusOnMove(main)
  return (
    <NavContext value={[...entries, ...account]}>
      <div className="frame">
        <a href="#content" className="skip-link">
          {t('web.skip')}
        </a>
        <header className="header">
          <Brand />
          <NavBar entries={entries} className="wide-nav" most={7} />
          <div className="header-tools">
            {viewer && <SearchField load={search} />}
            <LanguageSwitch />
            <AccountMenu entries={account} />
          </div>
          <div className={busy ? 'progress-line busy' : 'progress-line'} aria-hidden="true" />
        </header>
        <Offline />
        <main id="content" ref={main} className="page" tabIndex={-1} aria-busy={busy}>
          <Outlet />
        </main>
        <NavBar entries={entries} className="phone-nav" most={5} />
        <ScrollRestoration />
      </div>
    </NavContext>
  )
}

/** After moving to another page, reading and tabbing go on at its beginning. */
function useFocusOnMove(main: React.RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation()
  const previous = useRef(pathname)
  useEffect(() => {
    if (previous.current === pathname) return
    previous.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname, main])
}
