import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation } from 'react-router'
import { inAudience } from '../../contract/access.ts'
import type { PageRoute } from '../routes.ts'
import { useSession, useViewer } from '../session.ts'
import { ForbiddenPage } from './ErrorPages.tsx'

/** Lets only the page's audience in: others sign in first, or change their standing. */
export function Guard({ page, children }: { page: PageRoute; children: ReactNode }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const { signInPath } = useSession()
  const { pathname, search } = useLocation()
  const title = t(page.title)
  const brand = t('app.name')
  useEffect(() => {
    document.title = `${title} · ${brand}`
  }, [title, brand])
  const audience = page.audience ?? 'signed_in'
  if (inAudience({ audience }, viewer)) return children
  if (viewer) return <ForbiddenPage audience={audience} />
  const to = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`
  return <Navigate to={`${signInPath}${to}`} replace />
}
