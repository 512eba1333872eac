import type { ModuleRoutes } from '#platform/web/routes.ts'
import { AUDIT_READERS } from '../policy.ts'

export const routes: ModuleRoutes = [
  {
    path: '/',
    lazy: () => import('./HomePage.tsx'),
    title: 'house.home.title',
    nav: { key: 'house.home.nav', order: 0, roles: 'signed_in' },
  },
  {
    path: '/groups/:id/parameters',
    lazy: () => import('./ParametersPage.tsx'),
    words: ['parameters'],
    title: 'house.parameters.title',
  },
  {
    path: '/groups/:id/parameters/:name',
    lazy: () => import('./ParameterPage.tsx'),
    words: ['parameters'],
    title: 'house.parameters.title',
  },
  {
    path: '/audit',
    lazy: () => import('./AuditPage.tsx'),
    words: ['audit'],
    title: 'house.audit.title',
    audience: AUDIT_READERS,
    nav: { key: 'house.audit.nav', order: 80, roles: AUDIT_READERS },
  },
]
