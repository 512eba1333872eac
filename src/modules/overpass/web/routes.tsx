import type { ModuleRoutes } from '#platform/web/routes.ts'
import { COMMITTEE } from '../policy.ts'

export const routes: ModuleRoutes = [
  { path: '/credit', lazy: () => import('./CreditPage.tsx'), title: 'overpass.credit.nav' },
  { path: '/bridges', lazy: () => import('./BridgesPage.tsx'), title: 'overpass.bridges.nav' },
  { path: '/bridges/:id', lazy: () => import('./BridgePage.tsx'), title: 'overpass.bridge.title' },
  {
    path: '/claims',
    lazy: () => import('./ClaimsPage.tsx'),
    title: 'overpass.claims.title',
    audience: COMMITTEE,
  },
  { path: '/claims/:id', lazy: () => import('./ClaimPage.tsx'), title: 'overpass.claim.title' },
  {
    path: '/appeals',
    lazy: () => import('./AppealsPage.tsx'),
    title: 'overpass.appeals.title',
    audience: ['secretariat'],
  },
  {
    path: '/conversion',
    lazy: () => import('./ConversionPage.tsx'),
    title: 'overpass.conversion.title',
    audience: [...COMMITTEE, 'secretariat'],
  },
]
